"""Letters that draw bullets become bullets, and marks alone in a line go to their text."""

from __future__ import annotations

import pytest

from indexer.reports.lines import Line
from indexer.reports.readers.text.bullets import with_bullets


def read(*texts: str) -> list[str]:
    lines = [Line(number, text) for number, text in enumerate(texts, start=1)]
    return [line.text for line in with_bullets(lines)]


@pytest.mark.parametrize("letter", ["Ÿ", "§", "n", "ü"])
def test_a_letter_before_every_item_draws_a_bullet(letter: str) -> None:
    read_back = read(*(f"{letter} {word} is done." for word in ("Training", "Briefing", "Review")))
    assert read_back == ["• Training is done.", "• Briefing is done.", "• Review is done."]


def test_twice_is_not_often_enough() -> None:
    assert read("n Training is done.", "n Review is done.") == [
        "n Training is done.",
        "n Review is done.",
    ]


def test_words_behind_most_of_them_begin_as_sentences_do() -> None:
    lines = ("y como se dice", "y luego", "y Training", "y después")
    assert read(*lines) == list(lines)


def test_a_list_that_counts_by_letters_has_no_bullets() -> None:
    lines = tuple(
        f"{letter} {text}"
        for text in ("Training is done.", "Review is done.", "Staff know it.")
        for letter in "bcd"
    )
    assert read(*lines) == list(lines)


def test_a_mark_alone_goes_to_the_line_below() -> None:
    assert read("•", "Training is done.", "-", "Review is done.") == [
        "• Training is done.",
        "- Review is done.",
    ]


def test_a_mark_at_the_foot_of_a_page_stays_there() -> None:
    lines = [Line(1, "•", page=1), Line(2, "Training is done.", page=2)]
    assert [line.text for line in with_bullets(lines)] == ["•", "Training is done."]


def test_a_number_alone_below_a_heading_goes_to_its_paragraph_where_others_count_on() -> None:
    lines = [
        Line(1, "1."), Line(2, "Training is done."), Line(3, "Strengths"),
        Line(4, "2.", starts=False), Line(5, "Review is done."),
        Line(6, "Custody is full. It held"), Line(7, "12.", starts=False),
        Line(8, "Patrol is not."),
    ]  # fmt: skip
    assert [line.text for line in with_bullets(lines)] == [
        "1. Training is done.",
        "Strengths",
        "2. Review is done.",
        "Custody is full. It held",
        "12.",
        "Patrol is not.",
    ]
