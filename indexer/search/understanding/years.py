"""Years in a query: '2007', 'since 2018', '2016 to 2018', 'between 2005 and 2007', '2018/19'.

A year that belongs to something else ('April 2007', 'Children Act 2004') stays a word, and so does
one that no report is of, which is told. 'Last year' is not read: the same address must find the
same next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.search.catalogue import Catalogue
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading, Unknown
from indexer.search.understanding.vocabulary import vocabulary

YEAR = "year"
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"\d\d")
_FIRST, _LAST = 0, 9999


class _Span(NamedTuple):
    """The words from ``start`` to ``end``, and the years that they mean, both ends among them."""

    start: int
    end: int
    first: int
    last: int


class Years:
    """A kind of reading: the years of publication of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._codes = {
            int(slug): code
            for code, slug in enumerate(catalogue.facets[YEAR].slugs)
            if _YEAR.fullmatch(slug)
        }
        words = vocabulary().section("years")
        self._since, self._after = words.words("since"), words.words("after")
        self._before, self._until = words.words("before"), words.words("until")
        self._to, self._on = words.words("to"), words.words("on")
        self._not_behind = words.words("not_behind")
        self._not_before = words.words("not_before")

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """As ``Kind.find``."""
        for place in range(len(line)):
            if (span := self._span(line, place)) is None:
                continue
            places = tuple(range(span.start, span.end))
            codes = (code for y, code in self._codes.items() if span.first <= y <= span.last)
            if found := frozenset(codes):
                yield Reading(places, {YEAR: found})
            else:
                yield Unknown(places, f"No report here is from then ({self._there}): {{}}")

    @property
    def _there(self) -> str:
        """Which years there are reports of, in words."""
        years = sorted(self._codes)
        return f"they are of {years[0]} to {years[-1]}" if years else "none has a date"

    def _span(self, line: Line, place: int) -> _Span | None:
        """The years that stand at a place, with the words around them that belong to them."""
        if not _YEAR.fullmatch(line.at(place)) or self._of_something_else(line, place):
            return None
        first = int(line.at(place))
        last, end = self._end(line, place + 1, first)
        if line.at(end) in self._on and last == first:
            return _Span(place, end + 1, first, _LAST)
        return self._led(line, _Span(place, end, first, max(first, last)))

    def _of_something_else(self, line: Line, place: int) -> bool:
        behind, before = line.at(place - 1), line.at(place + 1)
        return behind in self._not_behind or before in self._not_before

    def _end(self, line: Line, place: int, first: int) -> tuple[int, int]:
        """The last year of a range that began before ``place``, and where it ends."""
        after = line.at(place)
        joined = line.free(place) and line.tokens[place].joined
        if joined and _SHORT.fullmatch(after):
            return first // 100 * 100 + int(after), place + 1
        if joined and _YEAR.fullmatch(after):
            return int(after), place + 1
        if after in self._to and _YEAR.fullmatch(line.at(place + 1)):
            ranged = after != "and" or line.at(place - 2) == "between"
            return (int(line.at(place + 1)), place + 2) if ranged else (first, place)
        return first, place

    def _led(self, line: Line, span: _Span) -> _Span:
        """The span with the word before it, when that opens or ends a time."""
        word, start = line.at(span.start - 1), span.start - 1
        ranged = span.last > span.first
        if word == "between" and ranged:
            return span._replace(start=start)
        if word in self._before and not ranged:
            last = span.first if word in self._until else span.first - 1
            return _Span(start, span.end, _FIRST, last)
        if word in self._since:
            if ranged or word == "from":
                return span._replace(start=start)
            first = span.first + 1 if word in self._after else span.first
            return _Span(start, span.end, first, _LAST)
        return span
