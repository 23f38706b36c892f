"""The names of one force, together."""

from __future__ import annotations

from dataclasses import replace

from indexer import FacetValue, Matrix, ReportRecord
from tests.national import national
from webui.presenters.forces import forces
from webui.presenters.grading.judgements import Judgement
from webui.presenters.results.united import United

FIRST = ReportRecord.of(next(national(1)))
UNITED = United(
    forces(
        [
            replace(FIRST, id="old", force="Durham Constabulary", published="2018-01"),
            replace(FIRST, id="new", force="Durham Police", published="2020-01"),
            replace(FIRST, id="other", force="Kent Police", published="2020-01"),
        ]
    )
)
BOTH = ("durham-police", "durham-constabulary")
OLD = FacetValue("durham-constabulary", "Durham Constabulary", 3, selected=True)
NEW = FacetValue("durham-police", "Durham Police", 4, selected=False)
KENT = FacetValue("kent-police", "Kent Police", 5, selected=False)
ONE = FacetValue("durham-police", "Durham Police", 7, selected=True)


def test_a_filter_by_one_name_is_one_by_all() -> None:
    filters = {"force": ("Durham Constabulary", "kent-police", "elsewhere"), "area": ("custody",)}
    expected = {"force": (*BOTH, "kent-police", "elsewhere"), "area": ("custody",)}
    assert UNITED.filters(filters) == expected
    assert UNITED.filters(expected) == expected
    assert UNITED.filters({}) == {}
    assert UNITED.keys("kent-police") == ("kent-police",)


def test_values_and_columns_are_summed_where_the_first_stands() -> None:
    assert UNITED.values([OLD, KENT, NEW]) == [ONE, KENT]
    area = FacetValue("custody", "Custody", 12, selected=False)
    counted = UNITED.columns(Matrix((area,), (OLD, KENT, NEW), ((3, 5, 4),), 12))
    assert counted == Matrix((area,), (ONE, KENT), ((7, 5),), 12)


def test_grades_stand_newest_first() -> None:
    old = Judgement("Good", "old", "2018-01", None)
    new = Judgement("Adequate", "new", "2020-01", None)
    judged = {("durham-constabulary", "custody"): (old,), ("durham-police", "custody"): (new,)}
    assert UNITED.judgements(judged) == {("durham-police", "custody"): (new, old)}


def test_a_name_is_that_of_the_newest_report() -> None:
    assert UNITED.one(OLD.value, OLD.label) == (NEW.value, NEW.label)
    assert UNITED.one("elsewhere", "Elsewhere") == ("elsewhere", "Elsewhere")
