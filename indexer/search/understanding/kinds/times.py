"""Times in a line of words: '2007', 'September 2022', 'from May 2016 to 2018', 'last two years'.

A time is a stretch of months, so that a year, a month and a range of either are one thing.
``Years`` takes them for when a report was published, ``Deadlines`` for when something is due. What
is said from today's side ('last year') is counted from a month that whoever asks gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from indexer.months import MONTHS
from indexer.search.understanding.line import Line
from indexer.search.understanding.vocabulary import vocabulary

YEAR_NUMBER = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"\d\d")
DAY = re.compile(r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
TWELVE = len(MONTHS)
#: Times are numbered by month, from the first of the year nought.
_FIRST, _LAST = 0, 9999 * TWELVE + 11


@dataclass(frozen=True, slots=True)
class Period:
    """The words from ``start`` to ``end``, and the months that they mean, both ends among them."""

    start: int
    end: int
    first: int
    last: int
    #: Whether it was counted from the month that was given.
    counted: bool = False

    @property
    def years(self) -> bool:
        """Whether it is of whole years."""
        return self.first % TWELVE == 0 and self.last % TWELVE == TWELVE - 1


class Times:
    """Finds times; shared by all threads."""

    def __init__(self, months: Collection[int] = (), now: int | None = None) -> None:
        """``months`` tell '2007-10', a month where it is one of them, from a range of years;
        ``now``: the month from which 'last year' is counted, None for not at all.
        """
        self._months = months
        self._now = now
        words = vocabulary().section("years")
        self._since, self._after = words.words("since"), words.words("after")
        self._before, self._until = words.words("before"), words.words("until")
        self._to, self._on = words.words("to"), words.words("on")
        self._or, self._last = words.words("or"), words.words("last")
        self._later, self._earlier = words.words("later"), words.words("earlier")
        self._not_behind = words.words("not_behind")
        self._not_before = words.words("not_before")
        self._called = _called(words.texts("months"))
        self._this, self._whole = words.words("this"), words.words("whole")
        self._back, self._during = words.words("back"), words.words("during")
        self._numbers = {word: number for number, word in enumerate(words.texts("numbers"), 1)}
        self._units: Mapping[str, int] = words.data["units"]

    def at(self, line: Line, place: int) -> Period | None:
        """The time that stands at a place, with the words around it that belong to it."""
        if (first := self._point(line, place)) is None:
            return None
        span = self._range(line, first)
        if line.at(span.end) in self._on and span == first:
            return replace(span, end=span.end + 1, last=_LAST)
        if span == first and (opened := self._or_beyond(line, span)):
            return opened
        return self._led(line, span, ranged=span != first)

    def alone(self, line: Line, place: int) -> Period | None:
        """The same without the words around it."""
        return self._point(line, place)

    def _point(self, line: Line, place: int) -> Period | None:
        """The time that begins at a place: '2007', 'Sept 2022', '2007-10', 'last two years'."""
        ways = (self._written, self._in_figures, self._year, self._counted)
        found = (way(line, place) for way in ways)
        return next((one for one in found if one is not None), None)

    def _counted(self, line: Line, place: int) -> Period | None:
        """'This year', 'last year', 'the last 18 months': whole years for one, else as many months
        up to now.
        """
        word = line.at(place)
        if self._now is None or word not in self._this | self._whole | self._back:
            return None
        number = self._number(line.at(place + 1))
        end = place + 1 + (number is not None)
        unit = line.at(end)
        if unit not in self._units or line.at(end + 1) == "of":
            return None
        start = self._opened(line, place)
        if number is None and unit == "year" and word not in self._back:
            return self._whole_year(start, end + 1, word)
        if number is None and unit not in ("year", "decade"):
            return None
        first = self._now - (number or 1) * self._units[unit] + 1
        return Period(start, end + 1, first, self._now, counted=True)

    def _number(self, word: str) -> int | None:
        return int(word) if re.fullmatch("[0-9]{1,2}", word) else self._numbers.get(word)

    def _whole_year(self, start: int, end: int, word: str) -> Period | None:
        """This year, or the one before."""
        assert self._now is not None
        first = (self._now // TWELVE - (word not in self._this)) * TWELVE
        return Period(start, end, first, first + TWELVE - 1, counted=True)

    def _opened(self, line: Line, place: int) -> int:
        """Where 'over the' begins before 'last two years'; the place itself without an article."""
        if line.at(place - 1) != "the":
            return place
        return place - 1 - (line.at(place - 2) in self._during)

    def _written(self, line: Line, place: int) -> Period | None:
        """'September 2022', '30 September 2022'."""
        start = place + (DAY.fullmatch(line.at(place)) is not None)
        month, year = self._called.get(line.at(start)), line.at(start + 1)
        if month is None or not YEAR_NUMBER.fullmatch(year):
            return None
        return _month(place, start + 2, int(year), month)

    def _in_figures(self, line: Line, place: int) -> Period | None:
        """'2007-10' where a report is of that month, else it is a range of years; '10/2007'."""
        first, second = line.at(place), line.at(place + 1)
        if not (second and line.tokens[place + 1].joined):
            return None
        year, month = (first, second) if YEAR_NUMBER.fullmatch(first) else (second, first)
        if not (YEAR_NUMBER.fullmatch(year) and month.isdigit() and 1 <= int(month) <= TWELVE):
            return None
        span = _month(place, place + 2, int(year), int(month) - 1)
        sure = year is second or (_SHORT.fullmatch(month) and span.first in self._months)
        return span if sure and (year is second or "/" not in line.typed((place,))) else None

    def _year(self, line: Line, place: int) -> Period | None:
        if not YEAR_NUMBER.fullmatch(line.at(place)) or self._of_something_else(line, place):
            return None
        first = int(line.at(place)) * TWELVE
        return Period(place, place + 1, first, first + TWELVE - 1)

    def _of_something_else(self, line: Line, place: int) -> bool:
        behind, before = line.at(place - 1), line.at(place + 1)
        month = behind in self._called
        return month or behind in self._not_behind or before in self._not_before

    def _range(self, line: Line, first: Period) -> Period:
        """The range that a time begins; the time itself where none does."""
        end = first.end
        after = line.at(end)
        if line.free(end) and line.tokens[end].joined and _SHORT.fullmatch(after):
            century = first.first // TWELVE // 100 * 100
            last = (century + int(after)) * TWELVE + TWELVE - 1
            return replace(first, end=end + 1, last=max(first.last, last))
        joined = line.free(end) and line.tokens[end].joined
        apart = after in self._to and (after != "and" or line.at(first.start - 1) == "between")
        second = self._point(line, end + (not joined)) if joined or apart else None
        return (
            replace(first, end=second.end, last=max(first.last, second.last)) if second else first
        )

    def _or_beyond(self, line: Line, span: Period) -> Period | None:
        """'Or later', 'and before' behind a time: the span with all that is."""
        word, end = line.at(span.end + 1), span.end + 2
        if line.at(span.end) not in self._or or (word in self._last and line.at(end)):
            return None
        if word in self._later:
            return replace(span, end=end, last=_LAST)
        return replace(span, end=end, first=_FIRST) if word in self._earlier else None

    def _led(self, line: Line, span: Period, ranged: bool) -> Period:
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


def _month(start: int, end: int, year: int, month: int) -> Period:
    """The span of one month, which is counted from 0."""
    number = year * TWELVE + month
    return Period(start, end, number, number)


def _called(short: tuple[str, ...]) -> Mapping[str, int]:
    """Every name of a month, folded → the month, counted from 0."""
    full = {name.lower(): number for number, name in enumerate(MONTHS)}
    return full | {way: number for number, ways in enumerate(short) for way in ways.split()}
