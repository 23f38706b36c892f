"""A report as a value, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from indexer.reports.report import Area, Fate, GradeSpread, Movement, Report

SPREAD = (("Good", 30), ("Fair", 13))


def test_a_spread_has_the_grade_of_its_area() -> None:
    spread = Area("Custody", "Good", SPREAD).grade_spread
    assert spread == GradeSpread("Good", SPREAD)
    assert (spread.forces, spread.same) == (43, 30)


@pytest.mark.parametrize("area", [Area("Custody", "Good"), Area("Custody", None, SPREAD)])
def test_there_is_no_spread_without_both_grade_and_counts(area: Area) -> None:
    assert area.grade_spread is None


def test_a_report_comes_back_from_json(report: Callable[..., Report]) -> None:
    whole = replace(
        report("Cells are clean.", definitions=(("ABC", "a broad church"),)),
        areas=(Area("Custody", "Good", SPREAD),),
        ledger=(Fate(1, "Cells are clean.", finding="north-2020-1"),),
        inspectorates=("HMIC", "HMI Prisons"),
        progress=(Movement("north-2020-1", "It has improved.", "Custody"),),
    )
    assert Report.from_json(json.loads(json.dumps(whole.to_json()))) == whole
