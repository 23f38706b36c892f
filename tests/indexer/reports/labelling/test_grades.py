"""Grades and national counts, in each shape of table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.labelling.family import families
from indexer.reports.labelling.grades import (
    counts_grades,
    grade_of_standard,
    graded_rows,
    printed_grade,
    stated_grade,
    subject_grade,
)
from indexer.reports.report import Area, Report
from indexer.reports.structure.tree import Block, Kind, Table

Reader = Callable[[str], Report]

SPREAD = (("Excellent", 6), ("Good", 14), ("Fair", 21), ("Poor", 2))


def missing_persons(report: Report) -> Area | None:
    return report.area("Missing Persons")


@pytest.mark.parametrize(
    "table",
    [
        "GRADE\n\nFAIR",
        "GRADE\nFAIR",
        "GRADE\tFAIR",
        "GRADE    FAIR",
        "| GRADE | FAIR |\n|---|---|",
        "**GRADE**\n\n**FAIR**",
        "Grade: Fair",
        "GRADE\n\nFAIR**National grade distribution**\n\n| 6 | 14 | 21 | 2 |",
    ],
    ids=["spaced", "tight", "tab", "spaces", "pipes", "bold", "label", "glued"],
)
def test_the_grade_of_an_area(inspection_2007: Reader, table: str) -> None:
    report = inspection_2007(
        f"Missing Persons\n\n{table}\n\nStrengths\n\n- Return interviews are held in time.\n"
    )
    area = missing_persons(report)
    assert area is not None
    assert area.grade == "Fair"
    assert [f.text for f in report.findings if f.area == "Missing Persons"] == [
        "Return interviews are held in time."
    ]
    assert {f.grade for f in report.findings if f.area == "Missing Persons"} == {"Fair"}


@pytest.mark.parametrize(
    "table",
    [
        "Excellent\tGood\tFair\tPoor\n6\t14\t21\t2",
        "Excellent\tGood\tFair\tPoor\n\n6\t14\t21\t2",
        "| Excellent | Good | Fair | Poor |\n|---|---|---|---|\n| 6 | 14 | 21 | 2 |",
        "Excellent     Good     Fair     Poor\n6             14       21       2",
        "Excellent\n6\nGood\n14\nFair\n21\nPoor\n2",
        "Excellent 6\nGood 14\nFair 21\nPoor 2",
        "Excellent Good Fair Poor\n6 14 21 2",
    ],
    ids=["tabs", "spaced rows", "pipes", "columns", "cell a line", "pair a line", "plain"],
)
def test_the_national_grade_distribution(inspection_2007: Reader, table: str) -> None:
    report = inspection_2007(
        f"Missing Persons\n\nGRADE\n\nFAIR\n\nNational grade distribution\n\n{table}\n\n"
        "Strengths\n\n- Return interviews are held in time.\n"
    )
    area = missing_persons(report)
    assert area is not None
    assert area.spread == SPREAD
    assert [f.text for f in report.findings if f.area == "Missing Persons"] == [
        "Return interviews are held in time."
    ]


def test_a_distribution_that_does_not_fit_its_grades_is_not_guessed(
    inspection_2007: Reader,
) -> None:
    report = inspection_2007(
        "Missing Persons\n\nGRADE\n\nFAIR\n\nNational grade distribution\n\n"
        "Excellent\tGood\tFair\tPoor\n6\t14\t21\n\nStrengths\n\n- It is so.\n"
    )
    area = missing_persons(report)
    assert area is not None
    assert area.spread == ()


def test_an_area_without_grade_has_none(inspection_2007: Reader) -> None:
    report = inspection_2007(
        "Missing Persons\n\nContextual factors\n\nThe area is not graded.\n\n"
        "Strengths\n\n- Return interviews are held in time.\n"
    )
    area = missing_persons(report)
    assert area is not None
    assert area.grade is None
    assert report.findings[-1].grade is None


def test_a_grade_word_in_prose_is_no_grade(inspection_2007: Reader) -> None:
    report = inspection_2007(
        "Missing Persons\n\nGRADE\n\nFAIR\n\nStrengths\n\n- Good\n\n- Fair and open files.\n"
    )
    area = missing_persons(report)
    assert area is not None
    assert area.grade == "Fair"
    assert [f.text for f in report.findings if f.area == "Missing Persons"] == [
        "Good",
        "Fair and open files.",
    ]


@pytest.mark.parametrize(
    ("family", "printed", "grade"),
    [
        ("F1", "GOOD", "Good"),
        ("F1", "Grade: Excellent", "Excellent"),
        ("F1", "Outstanding", None),
        ("F2", "Meeting the standard", "Meeting the standard"),
        ("F2", "FAILING TO MEET THE STANDARD", "Failing to meet the standard"),
        ("F2", "Meeting the standard is what most forces do.", None),
        ("F3", "Requires improvement", "Requires improvement"),
        ("F3", "Ungraded", ""),
        ("F3", "Judgement: Adequate", "Adequate"),
        ("F3", "Rating\tGood", "Good"),
        ("F3", "The force is good at this.", None),
    ],
)
def test_what_is_a_printed_grade(family: str, printed: str, grade: str | None) -> None:
    of = next(each for each in families() if each.name == family)
    assert printed_grade(printed, of) == grade


def test_sentences_that_state_several_grades_give_none(
    report_of: Callable[..., Report],
) -> None:
    report = report_of(
        "<html><body><main><h1>Inspection of Harbour by HMIC</h1><h2>Read more</h2>"
        "<p>The extent to which the force is effective at preventing crime is good.</p>"
        "<p>The extent to which the force is efficient at its work is inadequate.</p>"
        "</main></body></html>",
        "report.html",
    )
    assert {f.grade for f in report.findings} == {None}


PEEL = next(family for family in families() if family.name == "F3")


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("Dales Police is good at preventing crime.", "Good"),
        ("The force requires improvement in the way it answers calls.", "Requires improvement"),
        ("Greater Dales Fire and Rescue Service is adequate at responding.", "Adequate"),
        ("Morale is good in the control room.", None),
        ("Supervision of the service is inadequate in two areas.", None),
        ("Some forces are good at preventing crime.", None),
    ],
)
def test_a_sentence_states_the_grade_of_who_is_inspected(sentence: str, grade: str | None) -> None:
    assert stated_grade(sentence, PEEL) == grade


def test_a_line_that_says_its_subject_again_is_its_grade() -> None:
    name = "The Dales Safeguarding Board (DSB)"
    assert subject_grade("The Dales Safeguarding Board is good", name, PEEL) == "Good"
    assert subject_grade("The Dales Safeguarding Board is busy", name, PEEL) is None


def table_of(*rows: tuple[str, ...], number: int = 1) -> Table:
    return Table(
        tuple(
            Block(Kind.ROW, "\t".join(cells), (line,), cells=cells, table=number)
            for line, cells in enumerate(rows, start=1)
        )
    )


HEADS = ("Outstanding", "Good", "Adequate")


def test_grades_over_columns_are_those_of_the_areas_below_them() -> None:
    rows = graded_rows(table_of(HEADS, ("", "Custody", "Training"), ("", "", "Fraud")), PEEL)
    assert {name: said.grade for name, said in rows.items()} == {
        "custody": "Good", "training": "Adequate", "fraud": "Adequate",
    }  # fmt: skip


def test_a_mark_in_the_column_of_a_grade_gives_it_to_the_area_of_its_row() -> None:
    rows = graded_rows(table_of(("Area", *HEADS), ("Custody", "", "✓"), ("Fraud", "X")), PEEL)
    assert {name: said.grade for name, said in rows.items()} == {
        "custody": "Good", "fraud": "Outstanding",
    }  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        table_of(HEADS, ("4", "20", "19")),
        table_of(("Area", *HEADS), ("Custody", "4", "20", "19")),
        table_of(HEADS, ("", "The force knows its demand.", "The force knows some of it.")),
        table_of(HEADS, ("Custody", "Custody", "")),
        table_of(HEADS, ("Custody", "Training"), number=0),
    ],
    ids=["counts", "counts of areas", "what grades mean", "a name twice", "columns lost"],
)
def test_other_columns_of_grades_grade_nothing(table: Table) -> None:
    assert not {"custody", "training"} & set(graded_rows(table, PEEL))


@pytest.mark.parametrize(
    "rows",
    [
        (("Leaders enable good work with all.", "Good"),),
        (("Good", "Leaders enable good work with all."),),
        (("Standard", "Rating"), ("Leaders enable good work with all.", "Good")),
    ],
)
def test_a_standard_has_its_grade_beside_it(rows: tuple[tuple[str, ...], ...]) -> None:
    assert grade_of_standard(table_of(*rows), PEEL) == "Good"


def test_a_row_of_other_words_gives_no_grade_to_a_standard() -> None:
    assert grade_of_standard(table_of(("Last inspection", "Good")), PEEL) is None
    assert grade_of_standard(table_of(("It is so.", "Good"), ("It is not.", "Poor")), PEEL) is None


def test_a_year_may_stand_behind_the_grade_of_a_row_but_no_remark() -> None:
    rows = (("Custody", "Good", "2018/19"), ("Fraud", "Adequate", "Last inspected"))
    assert {name: said.grade for name, said in graded_rows(table_of(*rows), PEEL).items()} == {
        "custody": "Good", "fraud": "Adequate",
    }  # fmt: skip
    remarked = table_of(("Custody", "Good", "It has been so for long, and staff know why."))
    assert graded_rows(remarked, PEEL) == {}


def test_of_two_areas_of_one_name_a_table_says_nothing() -> None:
    table = table_of(
        ("2.1 Assessment", "Good"), ("2.2 Delivery", "Good"), ("3.1 Assessment", "Inadequate")
    )
    assert {name: said.grade for name, said in graded_rows(table, PEEL).items()} == {
        "delivery": "Good"
    }


def test_of_two_columns_of_grades_that_of_this_inspection_counts() -> None:
    ours = table_of(("Area", "This inspection", "2018/19"), ("Custody", "Good", "Adequate"))
    years = table_of(("Area", "2021", "2018"), ("Custody", "Good", "Adequate"))
    for table in (ours, years):
        assert {name: said.grade for name, said in graded_rows(table, PEEL).items()} == {
            "custody": "Good"
        }


def test_of_two_grades_without_a_head_none_counts() -> None:
    rows = graded_rows(table_of(("Custody", "Good", "Adequate"), ("Fraud", "Good", "Good")), PEEL)
    assert {name: said.grade for name, said in rows.items()} == {"custody": "", "fraud": "Good"}


def test_figures_below_grades_count_them() -> None:
    head = ("Who graded", "Good", "Requires improvement", "Inadequate")
    assert counts_grades(table_of(head, ("The force", "14", "13", "6"), ("We", "6", "", "12")))
    assert not counts_grades(table_of(head, ("The force", "Custody", "", "")))
    assert not counts_grades(table_of(("Year", "Calls", "Stops", "Bail"), ("2019", "4", "3", "1")))
