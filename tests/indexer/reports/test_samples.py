"""Invented reports of every family and format, each read against its own gold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from indexer.reports.pipeline import read_report
from indexer.reports.report import Report

REPORTS = Path(__file__).parents[2] / "data" / "reports"

FINDINGS = 0.98
TAGS = 0.99
CONSERVATION = 0.999


@dataclass(frozen=True, slots=True)
class Sample:
    """One report as read, its facts as published, and its score."""

    name: str
    report: Report
    facts: dict[str, Any]
    score: dict[str, Any]


def file_of(folder: Path) -> Path:
    return next(path for path in folder.glob("report.*") if path.suffix != ".json")


@pytest.fixture(scope="module", params=sorted(p.name for p in REPORTS.iterdir() if p.is_dir()))
def sample(
    request: pytest.FixtureRequest,
    score: Callable[..., Any],
    tell_score: Callable[..., None],
) -> Sample:
    folder = REPORTS / request.param
    report = read_report(file_of(folder))
    facts = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    found = score(report, folder / "gold.jsonl", facts)
    tell_score(request.param, found)
    return Sample(request.param, report, facts, found)


def test_findings_are_cut_where_the_report_cuts_them(sample: Sample) -> None:
    assert sample.score["boundary"]["findings"]["f1"] >= FINDINGS


def test_findings_carry_the_right_area_category_and_grade(sample: Sample) -> None:
    assert sample.score["tags"]["findings"]["all_three"]["accuracy"] >= TAGS


def test_no_words_are_lost(sample: Sample) -> None:
    assert sample.score["conservation"]["all"]["five_grams"] >= CONSERVATION


def test_no_furniture_leaks(sample: Sample) -> None:
    assert not sample.score["furniture_leaks"]


def test_force_date_and_family_are_read(sample: Sample) -> None:
    read = (sample.report.force, sample.report.published, sample.report.family)
    assert read == tuple(sample.facts[name] for name in ("force", "published", "family"))


def test_areas_carry_their_grades(sample: Sample, scorer: ModuleType) -> None:
    read = {scorer.norm_area(area.name): area.grade for area in sample.report.areas}
    printed = {scorer.norm_area(name): grade for name, grade in sample.facts["grades"].items()}
    assert {area: read.get(area, "no such area") for area in printed} == printed


def test_the_glossary_is_read(sample: Sample) -> None:
    printed = {(e["acronym"], plain(e["expansion"])) for e in sample.facts["glossary"]}
    found = {(d.short, plain(d.long)) for d in sample.report.definitions if d.where == "glossary"}
    assert found == printed


def test_every_line_is_accounted_for(sample: Sample) -> None:
    assert sample.report.ledger
    assert sample.report.unaccounted == ()


def plain(text: str) -> str:
    """Quotes levelled: the facts print straight ones."""
    return text.replace("’", "'")
