"""Small invented reports, one printed form each, read as a careful reader would.

``tests/data/prints`` holds each report and beside it what is right: the findings that it must have,
in order, with the tags that are certain, and facts. What sets the scene is free.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from indexer.reports.finding import CONTEXT
from indexer.reports.labelling.stretches import FINDINGS
from indexer.reports.pipeline import read_report
from indexer.reports.report import Report

PRINTS = Path(__file__).parents[2] / "data" / "prints"
NAMES = sorted(path.stem for path in PRINTS.glob("*.json"))


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


@pytest.fixture(scope="module", params=NAMES)
def read(request: pytest.FixtureRequest) -> tuple[Report, dict[str, Any]]:
    (file,) = (p for p in PRINTS.glob(f"{request.param}.*") if p.suffix != ".json")
    right = json.loads((PRINTS / f"{request.param}.json").read_text(encoding="utf-8"))
    return read_report(file), right


def test_there_are_prints() -> None:
    assert len(NAMES) > 30


def test_each_finding_is_there_once_with_its_tags(read: tuple[Report, dict[str, Any]]) -> None:
    report, right = read
    left = list(report.findings)
    for wanted in right["findings"]:
        found = [one for one in left if letters(one.text) == letters(wanted["text"])]
        assert found, f"{wanted['text']!r} in {[one.text for one in left]}"
        left.remove(found[0])
        tags = {name: getattr(found[0], name) for name in wanted if name != "text"}
        assert tags == {name: wanted[name] for name in tags}, wanted["text"]
    assert {one.category for one in left} <= {CONTEXT, FINDINGS, None}, [one.text for one in left]


def test_facts_are_right_and_no_line_is_lost(read: tuple[Report, dict[str, Any]]) -> None:
    report, right = read
    assert {name: getattr(report, name) for name in right["facts"]} == right["facts"]
    assert report.unaccounted == ()
