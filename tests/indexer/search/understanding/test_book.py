"""Names looked up where they begin."""

from __future__ import annotations

from indexer.search.language.parser import Word
from indexer.search.understanding.book import Book
from indexer.search.understanding.line import Line


def line(text: str) -> Line:
    return Line([Word(word) for word in text.split()], frozenset())


BOOK = Book(
    {("devon",): 1, ("devon", "cornwall"): 2, ("devon", "cornwall", "police"): 3, (): 0},
    frozenset({"and"}),
)


def test_the_longest_name_comes_first() -> None:
    found = list(BOOK.at(line("devon and cornwall police"), 0))
    assert found == [((0, 1, 2, 3), 3), ((0, 1, 2), 2), ((0,), 1)]


def test_a_name_ends_with_its_own_word() -> None:
    assert list(BOOK.at(line("devon and kent"), 0)) == [((0,), 1)]


def test_nothing_begins_with_another_word_or_with_one_that_is_taken() -> None:
    some = line("and devon")
    assert list(BOOK.at(some, 0)) == []
    some.take([1])
    assert list(BOOK.at(some, 1)) == []
