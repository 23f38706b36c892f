"""Years and months in a query: '2007', 'since 2018', 'September 2022', 'from May 2016 to 2018'.

A time is a stretch of months, so that a year, a month and a range of either are one thing; whole
years filter by year, all else by month. A year that belongs to something else ('Children Act
2004') stays a word, and so does a time that no report is of, which is told. 'Last year' is not
read: the same address must find the same next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.months import MONTHS, numbered
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading, Unknown
from indexer.search.understanding.vocabulary import vocabulary

YEAR, MONTH = "year", "month"
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_TWELVE = len(MONTHS)
#: Times are numbered by month, from the first of the year nought.
_FIRST, _LAST = 0, 9999 * _TWELVE + 11


@dataclass(frozen=True, slots=True)
class _Span:
    """The words from ``start`` to ``end``, and the months that they mean, both ends among them."""

    start: int
    end: int
    first: int
    last: int

    @property
    def years(self) -> bool:
        """Whether it is of whole years."""
        return self.first % _TWELVE == 0 and self.last % _TWELVE == _TWELVE - 1


class Years:
    """A kind of reading: the years and months of publication of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        years, months = catalogue.facets[YEAR], catalogue.facets[MONTH]
        self._years = {
            int(slug) * _TWELVE: code
            for code, slug in enumerate(years.slugs)
            if _YEAR.fullmatch(slug)
        }
        self._months = {
            number: code
            for code, name in enumerate(months.names)
            if (number := numbered(name)) is not None
        }
        words = vocabulary().section("years")
        self._since, self._after = words.words("since"), words.words("after")
        self._before, self._until = words.words("before"), words.words("until")
        self._to, self._on = words.words("to"), words.words("on")
        self._not_behind = words.words("not_behind")
        self._not_before = words.words("not_before")
        self._called = _called(words.texts("months"))

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """As ``Kind.find``."""
        ended = 0
        for place in range(len(line)):
            if place < ended or (span := self._span(line, place)) is None:
                continue
            ended = span.end
            places = tuple(range(span.start, span.end))
            facet, codes = self._named(span)
            if codes:
                yield Reading(places, {facet: codes})
            else:
                yield Unknown(places, f"No report here is from then ({self._there}): {{}}")

    def _named(self, span: _Span) -> tuple[str, frozenset[int]]:
        """The facet, and its codes that lie in a span."""
        facet, times = (YEAR, self._years) if span.years else (MONTH, self._months)
        return facet, frozenset(c for time, c in times.items() if span.first <= time <= span.last)

    @property
    def _there(self) -> str:
        """Which years there are reports of, in words."""
        years = sorted(time // _TWELVE for time in self._years)
        return f"they are of {years[0]} to {years[-1]}" if years else "none has a date"

    def _span(self, line: Line, place: int) -> _Span | None:
        """The time that stands at a place, with the words around it that belong to it."""
        if (first := self._point(line, place)) is None:
            return None
        span = self._range(line, first)
        if line.at(span.end) in self._on and span == first:
            return replace(span, end=span.end + 1, last=_LAST)
        return self._led(line, span, ranged=span != first)

    def _point(self, line: Line, place: int) -> _Span | None:
        """The year or the month that begins at a place: '2007', 'Sept 2022', '2007-10'."""
        ways = (self._written(line, place), self._in_figures(line, place), self._year(line, place))
        return next((way for way in ways if way is not None), None)

    def _written(self, line: Line, place: int) -> _Span | None:
        """'September 2022', '30 September 2022'."""
        start = place + (_DAY.fullmatch(line.at(place)) is not None)
        month, year = self._called.get(line.at(start)), line.at(start + 1)
        if month is None or not _YEAR.fullmatch(year):
            return None
        return _month(place, start + 2, int(year), month)

    def _in_figures(self, line: Line, place: int) -> _Span | None:
        """'2007-10' where a report is of that month, else it is a range of years; '10/2007'."""
        first, second = line.at(place), line.at(place + 1)
        if not (second and line.tokens[place + 1].joined):
            return None
        year, month = (first, second) if _YEAR.fullmatch(first) else (second, first)
        if not (_YEAR.fullmatch(year) and month.isdigit() and 1 <= int(month) <= _TWELVE):
            return None
        span = _month(place, place + 2, int(year), int(month) - 1)
        sure = year is second or (_SHORT.fullmatch(month) and span.first in self._months)
        return span if sure and (year is second or "/" not in line.typed((place,))) else None

    def _year(self, line: Line, place: int) -> _Span | None:
        if not _YEAR.fullmatch(line.at(place)) or self._of_something_else(line, place):
            return None
        first = int(line.at(place)) * _TWELVE
        return _Span(place, place + 1, first, first + _TWELVE - 1)

    def _of_something_else(self, line: Line, place: int) -> bool:
        behind, before = line.at(place - 1), line.at(place + 1)
        month = behind in self._called
        return month or behind in self._not_behind or before in self._not_before

    def _range(self, line: Line, first: _Span) -> _Span:
        """The range that a time begins; the time itself where none does."""
        end = first.end
        after = line.at(end)
        if line.free(end) and line.tokens[end].joined and _SHORT.fullmatch(after):
            century = first.first // _TWELVE // 100 * 100
            last = (century + int(after)) * _TWELVE + _TWELVE - 1
            return replace(first, end=end + 1, last=max(first.last, last))
        joined = line.free(end) and line.tokens[end].joined
        apart = after in self._to and (after != "and" or line.at(first.start - 1) == "between")
        second = self._point(line, end + (not joined)) if joined or apart else None
        return (
            replace(first, end=second.end, last=max(first.last, second.last)) if second else first
        )

    def _led(self, line: Line, span: _Span, ranged: bool) -> _Span:
        """The span with the word before it, when that opens or ends a time."""
        word, start = line.at(span.start - 1), span.start - 1
        if word == "between" and ranged:
            return replace(span, start=start)
        if word in self._before and not ranged:
            last = span.last if word in self._until else span.first - 1
            return replace(span, start=start, first=_FIRST, last=last)
        if word in self._since:
            if ranged or word == "from":
                return replace(span, start=start)
            first = span.last + 1 if word in self._after else span.first
            return replace(span, start=start, first=first, last=_LAST)
        return span


def _month(start: int, end: int, year: int, month: int) -> _Span:
    """The span of one month, which is counted from 0."""
    number = year * _TWELVE + month
    return _Span(start, end, number, number)


def _called(short: tuple[str, ...]) -> Mapping[str, int]:
    """Every name of a month, folded → the month, counted from 0."""
    full = {name.lower(): number for number, name in enumerate(MONTHS)}
    return full | {way: number for number, ways in enumerate(short) for way in ways.split()}
