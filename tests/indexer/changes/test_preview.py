"""A report in short, for a person who is to let it be published."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from indexer.changes.preview import CHARACTERS, FIRST, ROWS, Preview, preview
from indexer.reports.finding import CONTEXT
from indexer.reports.report import Area, Report

Make = Callable[..., Report]


def test_the_areas_have_their_grades_and_numbers(report: Make) -> None:
    short = preview(report("Cells are clean.", "Staff are trained."))
    (area,) = short.areas
    assert (area.name, area.grade, area.counts) == ("Custody", "Good", (("Strengths", 2),))
    assert area.first == (("Strengths", "Cells are clean."), ("Strengths", "Staff are trained."))
    assert (short.findings, short.force) == (2, "Northshire Police")


def test_an_area_without_findings_is_shown_all_the_same(report: Make) -> None:
    made = report("Cells are clean.")
    short = preview(replace(made, areas=(*made.areas, Area("Patrol", "Fair"))))
    assert [(area.name, area.first) for area in short.areas][1] == ("Patrol", ())


def test_what_judges_is_shown_before_context(report: Make) -> None:
    made = report(*(f"Finding {n}." for n in range(5)))
    scene = tuple(replace(finding, category=CONTEXT) for finding in made.findings[:3])
    short = preview(replace(made, findings=(*scene, *made.findings[3:])))
    assert [category for category, _ in short.areas[0].first] == [
        "Strengths",
        "Strengths",
        CONTEXT,
    ]
    assert len(short.areas[0].first) == FIRST


def test_a_long_text_is_cut_at_a_word(report: Make) -> None:
    ((_, text),) = preview(report("custody " * CHARACTERS)).areas[0].first
    assert len(text) <= CHARACTERS
    assert text.endswith("custody …")


def test_no_report_makes_it_large(report: Make) -> None:
    made = report("word")
    areas = tuple(Area(f"Area {n}", None) for n in range(3 * ROWS))
    warnings = tuple(f"Warning {n}." for n in range(3 * ROWS))
    short = preview(replace(made, areas=areas, warnings=warnings))
    assert (len(short.areas), len(short.warnings)) == (ROWS, ROWS)


def test_it_is_kept_as_json_and_comes_back(report: Make) -> None:
    short = preview(report("Cells are clean."))
    assert Preview.from_json(json.loads(json.dumps(short.to_json()))) == short
