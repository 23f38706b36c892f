"""Names of one or more words, and what they name; found in a ``Line`` where one begins.

``Names``, ``Series`` and ``Categories`` each keep one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from indexer.search.understanding.line import Line

Words = tuple[str, ...]
V = TypeVar("V")


class Book(Generic[V]):
    """Looks names up by the word that they begin with."""

    def __init__(self, rows: Mapping[Words, V], passed_over: frozenset[str] = frozenset()) -> None:
        """``rows``: the folded words of each name → what it names; ``passed_over``: words that may
        stand inside a name and are in none.
        """
        self.rows = rows
        self._passed_over = passed_over
        self._by_first: dict[str, list[Words]] = {}
        for words in sorted(filter(None, rows), key=len, reverse=True):
            self._by_first.setdefault(words[0], []).append(words)

    def at(self, line: Line, start: int) -> Iterator[tuple[tuple[int, ...], V]]:
        """The names that begin at a place, the longest first: where they stand, what they name."""
        for words in self._by_first.get(line.at(start), ()):
            if places := self._places(line, start, words):
                yield places, self.rows[words]

    def _places(self, line: Line, start: int, words: Words) -> tuple[int, ...]:
        """Where the words stand from a place on; () where they do not."""
        place = start
        for word in words:
            while place > start and line.at(place) in self._passed_over:
                place += 1
            if line.at(place) != word:
                return ()
            place += 1
        return tuple(range(start, place))
