"""A large first letter goes to the word that it begins."""

from __future__ import annotations

from indexer.reports.readers.pdf.page.drop_caps import with_drop_caps
from indexer.reports.readers.pdf.page.stretches import Stretch
from tests.indexer.reports.readers.pdf.made import stretch


def paragraph(letter: str, first: str, gap: float = 1.0) -> list[Stretch]:
    """A letter over three lines, the lines beside it, and one below."""
    large = stretch(letter, 0.0, baseline=76.0, size=34.0, right=20.0)
    beside = [
        stretch(text, 20.0 + gap, baseline)
        for text, baseline in ((first, 90.0), ("second line here", 78.0))
    ]
    return [large, *beside, stretch("third line below it", 0.0, 66.0)]


def test_the_letter_is_put_in_front_of_its_line() -> None:
    lines = with_drop_caps(paragraph("T", "he force is well led"))
    assert [line.text for line in lines] == [
        "The force is well led",
        "second line here",
        "third line below it",
    ]


def test_the_lines_beside_it_begin_where_it_begins() -> None:
    assert {line.left for line in with_drop_caps(paragraph("T", "he force is well led"))} == {0.0}


def test_a_letter_that_is_a_word_is_parted_by_its_gap() -> None:
    lines = with_drop_caps(paragraph("A", "review was held", gap=4.0))
    assert lines[0].text == "A review was held"


def test_a_letter_with_nothing_beside_it_stays() -> None:
    alone = [stretch("A", 0.0, 300.0, size=34.0), *(stretch("text of a line", 0.0, 90.0),) * 3]
    assert with_drop_caps(alone) == alone


def test_a_page_without_text_has_none() -> None:
    assert with_drop_caps([]) == []
