"""The raised numbers of notes are no words; ordinals and powers are."""

from __future__ import annotations

import pytest

from indexer.reports.readers.inline import BREAK, Piece, spaced
from indexer.reports.readers.note_marks import as_power, is_note_mark, parted


def raised(text: str, linked: bool = False) -> Piece:
    return Piece(text, raised=True, linked=linked)


@pytest.mark.parametrize("text", ["1", "12", "2,3", "4–6", "*", "††", "[7]", "(8)", "9;"])
def test_a_raised_number_or_sign_calls_for_a_note(text: str) -> None:
    assert is_note_mark(text)


@pytest.mark.parametrize("text", ["st", "2007", "a", "o", ""])
def test_raised_letters_and_years_do_not(text: str) -> None:
    assert not is_note_mark(text)


def test_the_number_is_taken_out_of_its_sentence() -> None:
    found = parted([Piece("Panels meet"), raised("12"), Piece(" each month.")])
    assert spaced(found.pieces) == "Panels meet each month."
    assert found.marks == ["12"]
    assert found.own == ""


def test_an_ordinal_stays() -> None:
    found = parted([Piece("the 21"), raised("st"), Piece(" day")])
    assert spaced(found.pieces) == "the 21st day"
    assert found.marks == []


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("5 km", "2", "²"),
        ("10", "6", "⁶"),
        ("the park", "2", ""),
        ("5 km", "a", ""),
        ("2.10", "3", ""),
    ],
)
def test_a_power_is_told_by_the_measure_before_it(before: str, text: str, expected: str) -> None:
    assert as_power(before, text) == expected


def test_a_power_is_printed_as_one() -> None:
    found = parted([Piece("an area of 3 km"), raised("2")])
    assert spaced(found.pieces) == "an area of 3 km²"
    assert found.marks == []


def test_the_number_that_a_note_begins_with_is_its_own() -> None:
    found = parted([raised("[4]"), Piece("See the guidance.")])
    assert found.own == "4"
    assert spaced(found.pieces) == "[4] See the guidance."


def test_a_number_at_the_begin_of_a_line_calls_for_nothing() -> None:
    found = parted([Piece("First line"), BREAK, raised("2"), Piece("See there.")])
    assert found.marks == []
    assert found.own == "2"


def test_a_letter_calls_for_a_note_where_it_is_a_link() -> None:
    linked = parted([Piece("Panels meet"), raised("a", linked=True)])
    plain = parted([Piece("n"), raised("o")])
    assert (linked.marks, plain.marks) == (["a"], [])
