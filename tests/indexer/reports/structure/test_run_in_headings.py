"""Headings that a PDF tool glued to other text are cut off before anything is decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.lines import Line, Role
from indexer.reports.report import Report
from indexer.reports.structure.run_in_headings import unglued

Reader = Callable[[str], Report]
Texts = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("printed", "pieces"),
    [
        ("GOOD**National grade distribution**", ["GOOD", "National grade distribution"]),
        ("**Strengths**", ["Strengths"]),
        ("**GRADE**GOOD", ["GRADE", "GOOD"]),
        (
            "The plan is shared across the force.**Work in progress**",
            ["The plan is shared across the force.", "Work in progress"],
        ),
        (
            "The plan is shared across the force. **Work in progress**",
            ["The plan is shared across the force.", "Work in progress"],
        ),
        ("October 2007**Areas for improvement**", ["October 2007", "Areas for improvement"]),
        (
            "The plan is shared across the force.Areas for improvement",
            ["The plan is shared across the force.", "Areas for improvement"],
        ),
        ("Strengths • The plan is shared.", ["Strengths", "• The plan is shared."]),
        ("Recommendation 3: The plan is shared.", ["Recommendation 3", "The plan is shared."]),
        (
            "Area for improvement 2 – The plan is not shared.",
            ["Area for improvement 2", "The plan is not shared."],
        ),
        ("• Recommendation 3 – The plan is late.", ["Recommendation 3", "The plan is late."]),
        (
            "Cause of concern: Cells are dirty. Recommendation: The force should clean them.",
            [
                "Cause of concern:",
                "Cells are dirty.",
                "Recommendation",
                "The force should clean them.",
            ],
        ),
        ("The plan is **not** shared.", ["The plan is not shared."]),
        ("The force has strengths and weaknesses.", ["The force has strengths and weaknesses."]),
        ("The force shows many Strengths in this.", ["The force shows many Strengths in this."]),
    ],
)
def test_a_line_is_cut_at_its_glued_headings(printed: str, pieces: list[str]) -> None:
    cut, _ = unglued([Line(1, printed)], is_heading_text)
    assert [line.text for line in cut] == pieces


def test_pieces_know_the_line_they_were_printed_on() -> None:
    lines = [Line(3, "GRADE"), Line(5, "GOOD**National grade distribution**"), Line(8, "Text.")]
    pieces, printed_on = unglued(lines, is_heading_text)
    assert [piece.number for piece in pieces] == [1, 2, 3, 4]
    assert printed_on == {1: 3, 2: 5, 3: 5, 4: 8}


def test_a_short_line_behind_a_name_is_text_where_its_paragraph_goes_on() -> None:
    named = Line(1, "Recommendation: The force acts", role=Role.PARAGRAPH, element=4)
    rest = Line(2, "at once.", role=Role.PARAGRAPH, element=4, starts=False)
    pieces, _ = unglued([named, rest], is_heading_text)
    assert [piece.text for piece in pieces] == ["Recommendation", "The force acts", "at once."]
    assert len(unglued([named], is_heading_text)[0]) == 1


def test_a_heading_glued_to_the_end_of_a_bullet_opens_its_section(
    inspection_2007: Reader, texts: Texts
) -> None:
    report = inspection_2007("""
        **Strengths**

        - Each ward has a constable of its own.
        - Residents know the constable by name.**Work in progress**

        - A survey of residents is being drawn up.**Areas for improvement**

        - Leave is not planned across teams.
    """)
    assert texts(report, "Strengths") == [
        "Each ward has a constable of its own.",
        "Residents know the constable by name.",
    ]
    assert texts(report, "Work in progress") == ["A survey of residents is being drawn up."]
    assert texts(report, "Areas for improvement") == ["Leave is not planned across teams."]


def test_a_line_that_is_cut_is_in_its_finding_and_has_a_reason(inspection_2007: Reader) -> None:
    report = inspection_2007("""
        **Strengths**

        - Residents know the constable by name.**Work in progress**

        - A survey of residents is being drawn up.
    """)
    fate = next(fate for fate in report.ledger if "**Work" in fate.text)
    assert fate.finding is not None
    assert fate.reason == "heading"


@pytest.mark.parametrize("marks", ["**", "****", "__"])
def test_marks_without_text_are_accounted_for(inspection_2007: Reader, marks: str) -> None:
    report = inspection_2007(f"Strengths\n\n- All is well.\n\n{marks}\n\n- All is quiet.\n")
    assert report.unaccounted == ()
    assert next(fate for fate in report.ledger if fate.text == marks).reason


def test_a_bullet_mark_on_its_own_line_belongs_to_the_text_below_it() -> None:
    lines = [Line(4, "•"), Line(6, "The plan is shared,"), Line(7, "with all."), Line(9, "–")]
    pieces, printed_on = unglued(lines, is_heading_text)
    assert [piece.text for piece in pieces] == ["• The plan is shared,", "with all.", "–"]
    assert printed_on == {1: 6, 2: 7, 3: 9}
