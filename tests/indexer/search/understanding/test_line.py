"""A run of words, of which readings take some."""

from __future__ import annotations

from indexer.search.language.parser import Word
from indexer.search.understanding.line import Line


def line(text: str) -> Line:
    return Line([Word(word) for word in text.split()], frozenset({"the", "in"}))


def test_a_word_with_a_hyphen_is_its_halves() -> None:
    some = line("stop-and-search 2018/19")
    assert [token.folded for token in some.tokens] == ["stop", "and", "search", "2018", "19"]
    assert [token.joined for token in some.tokens] == [False, True, True, False, True]
    assert some.whole([0, 1, 2])
    assert not some.whole([0, 1])
    assert some.typed([3, 4]) == "2018/19"


def test_what_is_taken_is_gone() -> None:
    some = line("the custody in Kent")
    some.take([1])
    assert [some.at(place) for place in range(5)] == ["the", "", "in", "kent", ""]
    assert list(some.rest()) == [0, 2, 3]
    assert list(some.left()) == [0, 2, 3]


def test_little_words_neither_open_nor_close_a_line() -> None:
    some = line("the custody in Kent")
    assert some.opens(1)
    assert not some.opens(3)
    assert some.closes(4)
    assert not some.closes(2)


def test_words_without_letters_are_words() -> None:
    assert next(token.folded for token in line("£1.2m - ?").tokens) == "£1.2m"
