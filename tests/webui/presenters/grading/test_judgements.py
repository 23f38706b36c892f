"""The grades of a report, counted; those of each force and area, newest first."""

from __future__ import annotations

from dataclasses import replace

from indexer import Area, ReportRecord
from webui.presenters.grading.judgements import judgements, tally


def report(published: str, *grades: str | None) -> ReportRecord:
    return ReportRecord(
        id=published, title="", force="Mercia Police", published=published, family="F3",
        file="", format="", sha256="",
        areas=tuple(Area(f"Area {n}", grade) for n, grade in enumerate(grades)),
    )  # fmt: skip


def test_grades_are_counted_best_first() -> None:
    given = report("2018-03", "Inadequate", "Good", None, "Good")
    assert tally(given) == (("Good", 2), ("Inadequate", 1))


def test_a_grade_off_the_scale_is_counted_too() -> None:
    assert tally(report("2018-03", "Superb", "Good")) == (("Good", 1), ("Superb", 1))


def test_grades_of_a_report_of_no_family_are_counted_best_first_too() -> None:
    given = replace(report("2018-03", "Superb", "Poor", "Fair", "Good", "Amiss"), family="none")
    assert [grade for grade, _ in tally(given)] == ["Good", "Fair", "Poor", "Amiss", "Superb"]


def test_the_newest_judgement_comes_first() -> None:
    found = judgements([report("2016-03", "Good"), report("2018-03", "Inadequate")])
    several = found["mercia-police", "area-0"]
    assert [one.grade for one in several] == ["Inadequate", "Good"]
