"""Who was given the grade that a question asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.search.catalogue import Catalogue
from indexer.search.facets import Selection
from indexer.search.understanding.kinds.graded import graded
from indexer.search.understanding.reading import AsRead

Who = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def who(catalogue: Catalogue, read: Callable[..., AsRead]) -> Who:
    """``who(q, …)``: whose grades ``q`` asks for, in which areas, under the filters given."""

    def asked(q: str, **filters: tuple[str, ...]) -> list[tuple[str, str, str]]:
        found = read(q)
        selection = Selection(catalogue, filters, found.filters)
        named = graded(found, selection, catalogue.reports.values())
        return [(one.report.id, one.area, one.grade) for one in named]

    return asked


@pytest.mark.parametrize(
    "q",
    [
        "which forces are graded poor",
        "which police forces are graded poor",
        "forces graded poor",
        "who was rated poor at custody?",
    ],
)
def test_the_areas_with_the_grade_are_named(who: Who, q: str) -> None:
    assert who(q) == [("kent-2007", "Custody", "Poor")]


@pytest.mark.parametrize(
    "q",
    [
        "what grade did custody get in Kent",
        "which grade was given for custody",
        "how was custody graded",
        "how was Kent graded for custody?",
        "what are the grades for custody",
        "grade for custody",
    ],
)
def test_the_grades_of_an_area_may_be_asked_for_whatever_they_are(
    who: Who, read: Callable[..., AsRead], q: str
) -> None:
    assert who(q) == [("kent-2007", "Custody", "Poor")]
    assert read(q).words.strip("?") == "custody"


def test_of_other_areas_and_forces_there_is_none(who: Who) -> None:
    assert who("forces graded poor at missing persons") == []
    assert who("forces graded good at missing persons") == [
        ("kent-2007", "Missing persons", "Good")
    ]
    assert who("forces graded poor", force=("essex-police",)) == []
    assert who("custody") == []
