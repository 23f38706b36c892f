"""What a question says of when something is due: 'overdue', 'due by March 2024', 'still to come'.

Findings are not filtered by that: the register lists what is asked for with its last day, and
``Searcher`` leads there. 'Overdue' is a word of the reports too ('overdue visits'), so it is read
where what is asked for is named beside it, or nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from indexer.search.understanding.kinds.times import DAY, TWELVE, Period, Times
from indexer.search.understanding.line import Line
from indexer.search.understanding.vocabulary import vocabulary

LATE, COMING = "overdue", "coming"
#: The words of a day: '31 March 2024'. In '10/2016' the first number is none.
_OF_A_DAY = 3


class Due(NamedTuple):
    """Some words of a line that say when something is due."""

    places: tuple[int, ...]
    #: ``LATE`` or ``COMING``.
    state: str
    #: The day as of which it is late, 'YYYY-MM-DD'; '' for today.
    on: str = ""


class Deadlines:
    """Finds them; shared by all threads."""

    def __init__(self) -> None:
        words = vocabulary().section("due")
        self._late, self._coming = words.phrases("late"), words.phrases("coming")
        self._by = words.phrases("by")
        self._before = words.words("before")
        self._asked = words.words("asked")
        self._times = Times()

    def find(self, line: Line) -> Iterator[Due]:
        """What is said of when something is due."""
        for places in self._by.found(line):
            if due := self._by_time(line, places):
                yield due
        for said, state in ((self._late, LATE), (self._coming, COMING)):
            for places in said.found(line):
                if self._is_meant(line, places):
                    yield Due(places, state)

    def _by_time(self, line: Line, places: tuple[int, ...]) -> Due | None:
        """'Due by' with the time behind it, to the end of which or until which it is due."""
        after = max(places) + 1
        span = self._times.alone(line, after)
        if span is None:
            return None
        until = line.at(max(places)) in self._before
        try:
            day = _day(line, span, until)
        except ValueError:  # 31 June
            return None
        return Due((*places, *range(span.start, span.end)), LATE, day)

    def _is_meant(self, line: Line, places: tuple[int, ...]) -> bool:
        others = [place for place in line.rest() if place not in places]
        asked = any(line.at(place) in self._asked for place in others)
        return asked or all(map(line.is_filler, others))


def _day(line: Line, span: Period, until: bool) -> str:
    """The first day on which it is late. Raises ValueError for a day that no month has."""
    if span.end - span.start == _OF_A_DAY and (found := DAY.fullmatch(line.at(span.start))):
        of_month = date(span.last // TWELVE, span.last % TWELVE + 1, int(found["day"]))
        return date.fromordinal(of_month.toordinal() + (not until)).isoformat()
    month = span.first if until else span.last + 1
    return f"{month // TWELVE:04}-{month % TWELVE + 1:02}-01"
