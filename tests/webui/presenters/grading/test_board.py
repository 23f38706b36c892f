"""The board of a series: which series there are, who has which grade, in which order."""

from __future__ import annotations

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
    report("Mercia", "2022-09", "PEEL 2021", Crime="Adequate"),
    report("Mercia", "2022-01", "Custody", Cells=None),
)


def test_series_without_grades_are_not_offered_and_the_newest_comes_first() -> None:
    assert [(s.name, s.reports) for s in graded_series(REPORTS)] == [
        ("PEEL 2021", 1), ("PEEL 2017", 2),
    ]  # fmt: skip


def test_a_board_has_the_graded_areas_and_counts_each_grade() -> None:
    board = grade_board(REPORTS, ["PEEL 2017"])
    assert board.areas == ("Crime",)
    assert [row.force for row in board.rows] == ["Mercia", "Wessex"]
    assert board.scale == ("Good", "Inadequate")
    assert (board.count(0, "Good"), board.count(0, "Inadequate")) == (1, 1)


def test_two_series_stand_in_one_cell_oldest_first_and_only_the_newest_is_counted() -> None:
    board = grade_board(REPORTS, ["PEEL 2021", "PEEL 2017"])
    cell = board.rows[0].cells[0]
    assert [(one.grade, one.trend) for one in cell] == [
        ("Good", Trend.UNKNOWN), ("Adequate", Trend.WORSE),
    ]  # fmt: skip
    assert (board.count(0, "Good"), board.count(0, "Adequate")) == (0, 1)


def test_a_joint_inspection_is_in_the_row_of_each_force() -> None:
    joint = report("Avalon; Wessex", "2018-04", "PEEL 2017", Crime="Good")
    board = grade_board((*REPORTS, joint), ["PEEL 2017"])
    assert [row.force for row in board.rows] == ["Avalon", "Mercia", "Wessex"]
    assert [one.grade for one in board.rows[2].cells[0]] == ["Inadequate", "Good"]


def test_the_worst_grade_in_an_area_comes_first_and_no_grade_last() -> None:
    reports = (*REPORTS, report("Avalon", "2018-01", "PEEL 2017", Other="Good"))
    board = grade_board(reports, ["PEEL 2017"], "crime")
    assert [row.force for row in board.rows] == ["Wessex", "Mercia", "Avalon"]
