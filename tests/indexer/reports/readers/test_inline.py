"""How the line breaks within a block are to be read, and its cells."""

from __future__ import annotations

import pytest

from indexer.reports.readers.inline import (
    BREAK,
    CELL,
    GAP,
    Piece,
    all_bold,
    hangs,
    is_mark,
    is_marked,
    row,
    runs,
    spaced,
)


def texts(*pieces: Piece, heading: bool = False) -> list[str]:
    return [run.text for run in runs(pieces, is_marked, heading)]


def test_a_break_within_a_sentence_is_a_space() -> None:
    assert texts(Piece("The force is"), BREAK, Piece("well led.")) == ["The force is well led."]


def test_two_breaks_part_paragraphs() -> None:
    pieces = (Piece("One is done."), BREAK, BREAK, Piece("Two is done."))
    assert texts(*pieces) == ["One is done.", "Two is done."]
    assert [run.starts for run in runs(pieces, is_marked)] == [True, True]


def test_bold_and_plain_lines_are_two() -> None:
    first, second = runs(
        [Piece("Strengths", bold=True), BREAK, Piece("Staff are trained.")], is_marked
    )
    assert (first.text, first.bold, second.bold) == ("Strengths", True, False)
    assert (second.breaks, second.starts) == (1, False)


def test_typed_bullets_begin_items() -> None:
    assert texts(Piece("- one is done,"), BREAK, Piece("- two is not.")) == [
        "- one is done,",
        "- two is not.",
    ]


def test_a_block_of_titles_has_a_line_each_unless_it_is_one_heading() -> None:
    titles = (Piece("Police Inspection"), BREAK, Piece("Somerton"), BREAK, Piece("October 2007"))
    assert len(texts(*titles)) == 3
    assert len(texts(*titles, heading=True)) == 1


def test_cells_keep_their_places_but_at_the_end() -> None:
    pieces = [Piece("one"), CELL, CELL, Piece("three"), GAP, Piece("more"), CELL]
    assert row(pieces) == "one\t\tthree more"


def test_space_is_no_text() -> None:
    assert spaced([Piece(" a "), GAP, Piece("b\u00a0 c")]) == "a b c"
    assert all_bold([Piece("a", bold=True), Piece(" ")])
    assert not all_bold([Piece(" ", bold=True)])


@pytest.mark.parametrize(
    ("text", "alone", "begins"),
    [
        ("•", True, False),
        ("5.12", True, False),
        ("• Staff know.", False, True),
        ("Staff", False, False),
    ],
)
def test_a_mark_stands_alone_or_before_words(text: str, alone: bool, begins: bool) -> None:
    assert is_mark(text) is alone
    if not alone:
        assert is_marked(text) is begins


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Recommendation 3", "The chief constable should review it."], True),
        (["AFI 12:", "The force should improve how it works."], True),
        (["Recommendation 3", "See below"], False),
        (["3", "The chief constable should review it."], False),
        (["Staff", "The chief constable should review it.", "June"], False),
    ],
)
def test_a_number_with_its_text_hangs(cells: list[str], expected: bool) -> None:
    assert hangs(cells) is expected
