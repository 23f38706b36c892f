"""Which forces and areas a question is led to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from indexer.reports.report import Area
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Results
from indexer.search.facets import Selection
from indexer.search.request import SearchRequest
from indexer.search.understanding.kinds.comparison import Compared, compared, comparison
from indexer.search.understanding.reading import AsRead

Led = Callable[[str], SearchRequest | None]
Who = Callable[[str], Compared | None]


@pytest.fixture
def who(catalogue: Catalogue, read: Callable[..., AsRead]) -> Who:
    """``who(q)``: who ``q`` asks to compare where every value has findings."""

    def asked(q: str) -> Compared | None:
        found = read(q)
        counts = {name: [1] * len(values.names) for name, values in catalogue.facets.items()}
        selection = Selection(catalogue, {}, found.filters)
        results = Results((), 9, 0, 9, False, counts, {})
        return compared(found, selection, results, catalogue.reports.values())

    return asked


@pytest.fixture
def led(who: Who, read: Callable[..., AsRead]) -> Led:
    """``led(q)``: the comparison that ``q`` leads to."""
    return lambda q: comparison(SearchRequest(q=q), read(q), who(q))


def test_named_forces_are_compared_in_the_area_that_has_the_words(led: Led) -> None:
    asked = led("is Kent better than Essex at missing persons")
    assert asked is not None
    assert asked.q == "missing persons"
    assert set(asked.filters["force"]) == {"Kent Police", "Essex Police"}
    assert asked.filters["area"] == ("Missing persons",)


def test_who_was_not_inspected_in_the_area_is_not_offered_and_is_named(led: Led, who: Who) -> None:
    q = "is Kent better than Essex at custody"
    found = who(q)
    assert found is not None
    assert found.lacking == ("Essex Police",)
    assert list(found.notes()) == ["Not inspected in an area of that name: Essex Police."]
    assert led(q) is None


def test_without_names_those_who_were_inspected_in_the_area_are_compared(led: Led) -> None:
    asked = led("which forces are good at missing persons")
    assert asked is not None
    assert set(asked.filters["force"]) == {"Kent Police", "Essex Police"}
    assert asked.filters["area"] == ("Missing persons",)


def test_the_worst_graded_come_first_where_the_worst_are_asked_for(
    catalogue: Catalogue, read: Callable[..., AsRead]
) -> None:
    """Of seven forces, each with as many findings, six can be compared; those with the grade of the
    other end are not among them.
    """
    scale = ("Excellent", "Good", "Fair", "Poor")
    graded = dict(zip("ABCDEFG", (*scale, *scale), strict=False))
    records = [
        replace(
            catalogue.reports["kent-2007"],
            id=f"{name}-{year}",
            force=name,
            published=f"{year}-01",
            areas=(Area("Custody", grade if year == 2007 else "Fair"),),
            labels={**catalogue.reports["kent-2007"].labels, "force": (name,)},
        )
        for name, grade in graded.items()
        for year in (2005, 2007)
    ]
    values = FacetValues({name.lower(): name for name in graded}, [2] * len(graded))
    seven = replace(catalogue, facets={**catalogue.facets, "force": values})
    counts = {name: [1] * len(one.names) for name, one in seven.facets.items()}

    def asked(q: str) -> tuple[str, ...]:
        selection = Selection(seven, {}, {})
        results = Results((), 9, 0, 9, False, counts, {})
        found = compared(read(q), selection, results, records)
        assert found is not None
        return found.forces

    assert asked("which forces are worst at custody") == ("D", "C", "G", "B", "F")
    assert asked("which forces are best at custody") == ("A", "E", "B", "F", "C", "G")


def test_where_no_area_has_the_words_no_more_than_can_be_read_side_by_side(led: Led) -> None:
    asked = led("which forces are good at handling calls")
    assert asked is not None
    assert len(asked.filters["force"]) == 6
    assert "No force given" not in asked.filters["force"]
    assert asked.filters["area"] == ()


def test_where_nothing_is_compared_there_is_none(led: Led) -> None:
    assert led("custody") is None
    assert led("is Kent better than before at custody") is None
