"""One printed line: its cells, its text, and the numbers of notes parted from it."""

from __future__ import annotations

import pytest

from indexer.reports.lines import Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.pdf.page.printed import on_line, printed_lines, printed_text
from indexer.reports.readers.pdf.page.stretches import Stretch
from tests.indexer.reports.readers.pdf.made import line, stretch


def texts(*parts: Stretch) -> list[str]:
    return [printed_text(one) for one in printed_lines(1, list(parts))]


def test_stretches_are_read_from_left_to_right() -> None:
    assert texts(stretch("is led", 30), stretch("It", 0, right=27)) == ["It is led"]


def test_a_wide_gap_parts_cells_where_no_space_is_typed() -> None:
    assert texts(stretch("Custody", 0), stretch("Good", 50, typed=False)) == ["Custody\tGood"]
    assert texts(stretch("Custody", 0), stretch("Good", 47)) == ["Custody Good"]


def test_the_wide_gaps_of_a_justified_line_are_spaces() -> None:
    parts = [stretch(text, left) for text, left in (("It", 0), ("is", 30), ("led", 60))]
    assert texts(*parts) == ["It is led"]


def test_the_gap_behind_a_bullet_parts_nothing() -> None:
    assert texts(stretch("•", 0), stretch("Staff know it.", 40)) == ["• Staff know it."]


def test_the_number_of_a_note_is_parted_from_its_line() -> None:
    raised = stretch("3", 25, baseline=104.0, size=6.0, spaced=False, typed=False)
    sentence, mark = printed_lines(1, [stretch("Panel", 0), raised, stretch("meets", 30)])
    assert printed_text(sentence) == "Panel meets"
    assert (printed_text(mark), mark.role, mark.chrome) == ("3", Role.CHROME, REFERENCE)


def test_a_power_stays_with_its_measure() -> None:
    raised = stretch("2", 20, baseline=104.0, size=6.0, spaced=False, typed=False)
    assert texts(stretch("5 km", 0), raised) == ["5 km²"]


@pytest.mark.parametrize(("baseline", "expected"), [(100.0, True), (103.0, True), (88.0, False)])
def test_what_stands_on_one_line(baseline: float, expected: bool) -> None:
    assert on_line([stretch("Panel")], stretch("meets", 30, baseline)) is expected


def test_a_bullet_is_no_word_that_could_be_bold() -> None:
    (made,) = printed_lines(1, [stretch("•", 0, symbols=True), stretch("Strengths", 10, bold=True)])
    assert made.bold
    assert not line("plain").bold
