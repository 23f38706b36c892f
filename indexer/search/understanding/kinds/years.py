"""When a report was published, in a query: '2007', 'since 2018', 'September 2022', 'last year'.

Whole years filter by year, all else by month. A year that belongs to something else ('Children Act
2004') stays a word, and so does a time that no report is of, which is told. 'Last year' is counted
from the newest report: in an archive that ends in 2019 nothing else could be meant, and the same
address finds the same until a newer report is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.months import numbered, printed_month
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.kinds.times import TWELVE, YEAR_NUMBER, Period, Times
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Nowhere, Reading, Unknown

YEAR, MONTH = "year", "month"


class Years:
    """A kind of reading: the years and months of publication of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        years, months = catalogue.facets[YEAR], catalogue.facets[MONTH]
        self._years = {
            int(slug) * TWELVE: code
            for code, slug in enumerate(years.slugs)
            if YEAR_NUMBER.fullmatch(slug)
        }
        self._months = {
            number: code
            for code, name in enumerate(months.names)
            if (number := numbered(name)) is not None
        }
        self._newest = max(self._months, default=None)
        self._times = Times(self._months, self._newest)

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """As ``Kind.find``."""
        ended = 0
        for place in range(len(line)):
            if place < ended or (span := self._times.at(line, place)) is None:
                continue
            ended = span.end
            places = tuple(range(span.start, span.end))
            facet, codes = self._named(span)
            if codes:
                yield Reading(places, {facet: codes}, self._counted if span.counted else "")
            else:
                told = Nowhere(f"No report here is from then ({self._there}): {{}}")
                yield Unknown(places, told, facet)

    def _named(self, span: Period) -> tuple[str, frozenset[int]]:
        """The facet, and its codes that lie in a span."""
        facet, times = (YEAR, self._years) if span.years else (MONTH, self._months)
        return facet, frozenset(c for time, c in times.items() if span.first <= time <= span.last)

    @property
    def _counted(self) -> str:
        """From when 'last year' is counted."""
        assert self._newest is not None
        month = printed_month(f"{self._newest // TWELVE:04}-{self._newest % TWELVE + 1:02}")
        return f"‘{{}}’ is counted from the newest report here, of {month}."

    @property
    def _there(self) -> str:
        """Which years there are reports of, in words."""
        years = sorted(time // TWELVE for time in self._years)
        return f"they are of {years[0]} to {years[-1]}" if years else "none has a date"
