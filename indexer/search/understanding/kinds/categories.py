"""Categories in a query: 'areas for improvement in custody', 'strengths', 'causes of concern'.

Where a name is one is data: 'areas for improvement' wherever it stands, 'recommendations' at an
edge of the query or with a preposition behind it, for reports speak of recommendations too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from indexer.index.analysis import fold
from indexer.index.facets import BY_NAME
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.book import Book
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading
from indexer.search.understanding.vocabulary import vocabulary

CATEGORY = "category"


class Categories:
    """A kind of reading: the categories of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._values = catalogue.facets[CATEGORY]
        words = vocabulary().section("categories")
        self._anywhere, self._never = set(words.texts("anywhere")), set(words.texts("never"))
        self._opening = set(words.texts("opening"))
        self._also: Mapping[str, list[str]] = words.data["also"]
        self._prepositions = vocabulary().words("prepositions")

    def find(self, line: Line) -> Iterator[Reading]:
        """As ``Kind.find``."""
        for start in range(len(line)):
            named = self._book.at(line, start)
            meant = (one for one in named if self._meant(line, one[1], start, one[0][-1] + 1))
            for places, code in islice(meant, 1):
                yield Reading(places, {CATEGORY: frozenset({code})})

    def _meant(self, line: Line, code: int, start: int, end: int) -> bool:
        """Whether the name of a category is one where it stands."""
        label = self._values.names[code]
        if line.at(end).isdigit():  # 'recommendation 3' is one of them
            return False
        if label in self._anywhere:
            return True
        led = line.at(start - 1) in self._prepositions and not line.opens(start)
        about = line.at(end) in self._prepositions
        if line.opens(start):
            return about or line.closes(end) or label not in self._opening
        return (about or not line.at(end)) and not led and label not in self._opening

    @cached_property
    def _book(self) -> Book[int]:
        missing = BY_NAME[CATEGORY].missing
        rows = {}
        for code, label in enumerate(self._values.names):
            if label != missing and label not in self._never:
                for name in (label, *self._also.get(label, ())):
                    rows[tuple(map(fold, name.split()))] = code
        return Book(rows)
