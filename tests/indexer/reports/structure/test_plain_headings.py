"""Headings that only their shape tells."""

from indexer.reports.lines import Line
from indexer.reports.structure.plain_headings import headings_by_shape

WRAPPED = 60


def lines(*texts: str, starts: bool = False) -> list[Line]:
    return [Line(number, text, starts=starts) for number, text in enumerate(texts, start=1)]


TIGHT = (
    "The force has reviewed the way in which calls are graded and",
    "has told its staff of the outcome.",
    "Working with partners",
    "Officers meet the county council each month to agree what is",
    "to be done next.",
)


def test_a_short_line_between_two_texts_is_a_heading() -> None:
    assert headings_by_shape(lines(*TIGHT), WRAPPED) == {3}


def test_where_blank_lines_part_the_text_they_tell_and_not_the_shape() -> None:
    assert headings_by_shape(lines(*TIGHT, starts=True), WRAPPED) == frozenset()


def test_the_end_of_a_paragraph_is_no_heading() -> None:
    ended = (*TIGHT[:2], "It is too early to say.", *TIGHT[3:])
    assert headings_by_shape(lines(*ended), WRAPPED) == frozenset()


def test_the_middle_of_a_sentence_is_no_heading() -> None:
    cut = (
        "The unit works each day with colleagues from all of the",
        "Crown Prosecution Service",
        "And with others.",
    )
    assert headings_by_shape(lines(*cut), WRAPPED) == frozenset()
