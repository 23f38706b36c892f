"""Grades over the years: what is lined up, and what is called better or worse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import Area, ReportRecord
from webui.presenters.grading.history import Trend, grade_history, trend


def report(published: str, family: str, place: str = "", **areas: str) -> ReportRecord:
    return ReportRecord(
        id=f"mercia-{published}", title="", force="Mercia Police", published=published,
        family=family, file="", format="", sha256="", place=place,
        areas=tuple(Area(name.replace("_", " "), grade) for name, grade in areas.items()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("family", "before", "now", "expected"),
    [
        ("F3", "Good", "Outstanding", Trend.BETTER),
        ("F3", "Good", "Inadequate", Trend.WORSE),
        ("F3", "Good", "Good", Trend.SAME),
        ("F3", "Excellent", "Good", Trend.UNKNOWN),
        ("F3", None, "Good", Trend.UNKNOWN),
        # Fair and Good of 2007 are no grades of the scale of 2016, whatever they are called.
        ("F1", "Good", "Good", Trend.UNKNOWN),
        ("F1", "Good", "Inadequate", Trend.UNKNOWN),
    ],
)
def test_a_trend_needs_one_scale(
    family: str, before: str | None, now: str, expected: Trend
) -> None:
    assert trend(report("2007-10", family), before, report("2016-02", "F3"), now) is expected


@pytest.mark.parametrize(
    ("family", "before", "now", "expected"),
    [
        ("F2", "Meets the standard", "Meeting the standard", Trend.SAME),
        ("F2", "Meeting the standard", "Fails to meet the standard", Trend.WORSE),
        ("F6", "Requires improvement", "Requires improvement to be good", Trend.SAME),
        # An inspection of no known family may have any scale.
        ("unstructured", "Fair", "Adequate", Trend.UNKNOWN),
        ("unstructured", "Excellent", "Outstanding", Trend.UNKNOWN),
    ],
)
def test_two_forms_of_a_grade_are_one_and_scales_are_not_mixed(
    family: str, before: str, now: str, expected: Trend
) -> None:
    assert trend(report("2007-10", family), before, report("2016-02", family), now) is expected


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2016-02", "2018-03", Trend.WORSE),
        ("2017", "2018-03", Trend.WORSE),
        # Nobody can say which was first.
        ("", "2018-03", Trend.UNKNOWN),
        ("2018-03", "2018-03", Trend.UNKNOWN),
        ("2018", "2018-03", Trend.UNKNOWN),
    ],
)
def test_a_trend_needs_one_after_the_other(earlier: str, later: str, expected: Trend) -> None:
    first, second = report(earlier, "F3", Custody="Good"), report(later, "F3", Custody="Adequate")
    assert trend(first, "Good", second, "Adequate") is expected
    (row,) = grade_history([second, replace(first, id="first")]).rows
    assert row.newest[0].trend is expected


def test_a_family_that_changed_its_scale_is_compared_on_each_side_of_that() -> None:
    four, five, last = (report(when, "F3") for when in ("2018-09", "2021-10", "2024-03"))
    assert trend(four, "Requires improvement", five, "Adequate") is Trend.UNKNOWN
    assert trend(four, "Good", five, "Inadequate") is Trend.UNKNOWN
    assert trend(five, "Requires improvement", last, "Adequate") is Trend.BETTER


def test_what_was_found_of_one_place_is_not_compared_with_another() -> None:
    history = grade_history(
        [
            report("2014-03", "F3", "North", Custody="Good"),
            report("2016-03", "F3", "South", Custody="Inadequate"),
            report("2018-03", "F3", "North", Custody="Adequate"),
        ]
    )
    (row,) = history.rows
    assert [one.trend for cell in row.cells for one in cell] == [
        Trend.UNKNOWN, Trend.UNKNOWN, Trend.WORSE,
    ]  # fmt: skip
    assert row.newest[0].before == "Good"


def test_areas_of_one_subject_stand_in_one_row_oldest_first() -> None:
    history = grade_history(
        [
            report("2023-09", "F3", Disrupting_serious_organised_crime="Good"),
            report("2021-03", "F3", Tackling_serious_and_organised_crime="Adequate"),
        ]
    )
    (row,) = history.rows
    assert row.subject.name == "Serious and organised crime"
    assert row.subject.reason
    assert [one.grade for cell in row.cells for one in cell] == ["Adequate", "Good"]
    assert row.newest[0].trend is Trend.BETTER
    assert row.newest[0].before == "Adequate"
    assert history.changed(Trend.BETTER) == (row,)
    assert history.lined_up == (row.subject,)


def test_nothing_is_compared_across_scales_or_with_two_grades_at_once() -> None:
    history = grade_history(
        [
            report("2007-10", "F1", Investigating_crime="Excellent"),
            report("2018-03", "F3", Investigating_crime="Good", Investigating_major_crime="Good"),
            report("2022-09", "F3", Investigating_crime="Inadequate"),
        ]
    )
    (row,) = history.rows
    assert [one.trend for cell in row.cells for one in cell] == [Trend.UNKNOWN] * 4


def test_the_worst_of_the_newest_report_comes_first_and_what_it_lacks_last() -> None:
    history = grade_history(
        [
            report("2018-03", "F3", Alpha="Inadequate"),
            report("2022-09", "F3", Beta="Good", Gamma="Inadequate", Delta="Adequate"),
        ]
    )
    assert [row.subject.name for row in history.rows] == ["Gamma", "Delta", "Beta", "Alpha"]


def test_a_force_without_grades_has_no_rows() -> None:
    history = grade_history([report("2005-04", "F4")])
    assert history.reports == history.rows == ()
