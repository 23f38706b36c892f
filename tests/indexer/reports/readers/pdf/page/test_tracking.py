"""Words that are set with a space between their letters."""

from __future__ import annotations

from indexer.reports.readers.pdf.page.tracking import tightened
from indexer.reports.readers.pdf.page.words import Word
from tests.indexer.reports.readers.pdf.made import word


def letters(text: str, gap: float = 5.0, word_gap: float = 12.0) -> list[Word]:
    """Each letter as a word of its own; a space in ``text`` is a wider gap."""
    left, made = 0.0, []
    for letter in text:
        if letter == " ":
            left += word_gap - gap
        else:
            made.append(word(letter, left))
            left = made[-1].right + gap
    return made


def texts(words: list[Word]) -> list[str]:
    return [one.text for one in tightened(words)]


def test_letters_side_by_side_are_a_word() -> None:
    assert texts(letters("STRENGTHS")) == ["STRENGTHS"]


def test_a_wider_gap_ends_the_word() -> None:
    assert texts(letters("WORK IN PROGRESS")) == ["WORK", "IN", "PROGRESS"]


def test_three_letters_may_be_grades() -> None:
    assert texts(letters("ABC")) == ["A", "B", "C"]


def test_a_line_with_a_longer_word_is_left_alone() -> None:
    assert texts([*letters("ABCD"), word("area", 90.0)]) == ["A", "B", "C", "D", "area"]


def test_letters_far_apart_are_no_word() -> None:
    assert texts(letters("ABCD", gap=30.0)) == ["A", "B", "C", "D"]


def test_figures_alone_are_no_word() -> None:
    assert texts(letters("2468")) == ["2", "4", "6", "8"]
