"""The board of a series: which series there are, who has which grade, in which order."""

from __future__ import annotations

from dataclasses import replace

from indexer import Area, ReportRecord
from webui.presenters.grading.board import grade_board, graded_series
from webui.presenters.grading.history import Trend


def report(force: str, published: str, series: str, **areas: str | None) -> ReportRecord:
    return ReportRecord(
        id=f"{force}-{published}", title="", force=force, published=published, family="F3",
        file="", format="", sha256="", series=series,
        areas=tuple(Area(name, grade) for name, grade in areas.items()),
    )  # fmt: skip


REPORTS = (
    report("Mercia", "2018-03", "PEEL 2017", Crime="Good", Custody=None),
    report("Wessex", "2018-02", "PEEL 2017", Crime="Inadequate"),
    report("Mercia", "2019-09", "PEEL 2018", Crime="Requires improvement"),
    report("Mercia", "2022-01", "Custody", Cells=None),
)


def test_series_without_grades_are_not_offered_and_a_new_one_of_many_comes_first() -> None:
    again = report("Mercia", "2023-01", "PEEL 2023", Crime="Good")
    loose = [report(name, "2024-01", "", Crime="Good") for name in ("A", "B", "C")]
    (first, *_) = graded_series((*loose, again, *REPORTS))
    assert first.name == "PEEL 2023"  # half as many were inspected as in 2017
    more = report("Avalon", "2018-01", "PEEL 2017", Crime="Good")
    found = graded_series((*loose, again, more, *REPORTS))
    assert [(one.name, one.reports, one.inspected) for one in found] == [
        ("PEEL 2017", 3, 3), ("PEEL 2023", 1, 1), ("PEEL 2018", 1, 1), ("No series given", 3, 3),
    ]  # fmt: skip


def test_the_foremost_are_the_forces_with_a_grade_in_the_area() -> None:
    council = replace(report("", "2018-10", "PEEL 2017", Crime="Poor"), place="Bristol")
    none = report("Avalon", "2018-01", "PEEL 2017", Order="Good")
    board = grade_board((*REPORTS, council, none), ["PEEL 2017"], "crime")
    assert board.foremost("crime") == ("Wessex", "Mercia")
    assert board.foremost("order") == ("Avalon",)
    assert board.foremost("nothing") == board.foremost("") == ()


def test_a_council_has_a_row_of_its_own_and_a_report_that_names_nobody_too() -> None:
    council = replace(report("", "2018-10", "Children", Help="Good"), place="Bristol")
    other = replace(council, id="d", place="Dudley", areas=(Area("Help", "Inadequate"),))
    nameless = replace(council, id="n", place="", title="Services for children")
    board = grade_board((nameless, other, council), ["Children"])
    assert [row.whose.name for row in board.rows] == ["Bristol", "Dudley", "Services for children"]
    assert board.what == "place"
    assert (board.count(0, "Good"), board.count(0, "Inadequate")) == (2, 1)
    (series,) = graded_series((nameless, other, council))
    assert series.inspected == 3


def test_two_places_of_one_force_are_not_each_others_past() -> None:
    north = replace(report("Mercia", "2018-03", "Units", Crime="Good"), place="North")
    south = replace(north, id="s", place="South", published="2019-03")
    board = grade_board((north, south), ["Units"])
    assert [row.whose.name for row in board.rows] == ["Mercia, North", "Mercia, South"]
    assert [one.trend for row in board.rows for one in row.cells[0]] == [Trend.UNKNOWN] * 2
    assert (board.what, board.counted) == ("force or place", "2 forces and places")


def test_a_grade_that_is_on_no_scale_is_counted_too() -> None:
    odd = report("Mercia", "2018-03", "PEEL 2017", Crime="Splendid")
    board = grade_board((odd, REPORTS[1]), ["PEEL 2017"], "crime")
    assert board.scale == ("Inadequate", "Splendid")
    assert [row.whose.force for row in board.rows] == ["Mercia", "Wessex"]


def test_a_board_has_the_graded_areas_and_counts_each_grade() -> None:
    board = grade_board(REPORTS, ["PEEL 2017"])
    assert board.areas == ("Crime",)
    assert [row.whose.force for row in board.rows] == ["Mercia", "Wessex"]
    assert board.scale == ("Good", "Inadequate")
    assert (board.count(0, "Good"), board.count(0, "Inadequate")) == (1, 1)


def test_two_series_stand_in_one_cell_oldest_first_and_only_the_newest_is_counted() -> None:
    board = grade_board(REPORTS, ["PEEL 2018", "PEEL 2017"])
    cell = board.rows[0].cells[0]
    assert [(one.grade, one.trend) for one in cell] == [
        ("Good", Trend.UNKNOWN), ("Requires improvement", Trend.WORSE),
    ]  # fmt: skip
    assert (board.count(0, "Good"), board.count(0, "Requires improvement")) == (0, 1)


def test_a_joint_inspection_is_in_the_row_of_each_force() -> None:
    joint = report("Avalon; Wessex", "2018-04", "PEEL 2017", Crime="Good")
    board = grade_board((*REPORTS, joint), ["PEEL 2017"])
    assert [row.whose.force for row in board.rows] == ["Avalon", "Mercia", "Wessex"]
    assert [one.grade for one in board.rows[2].cells[0]] == ["Inadequate", "Good"]


def test_the_worst_grade_in_an_area_comes_first_and_no_grade_last() -> None:
    reports = (*REPORTS, report("Avalon", "2018-01", "PEEL 2017", Other="Good"))
    board = grade_board(reports, ["PEEL 2017"], "crime")
    assert [row.whose.force for row in board.rows] == ["Wessex", "Mercia", "Avalon"]
