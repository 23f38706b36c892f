"""Categories in a query: 'areas for improvement in custody', 'strengths', 'causes of concern'.

Inspectorates call alike things by other names: where no report has 'recommendations', what asks for
something in another category is meant, and that is told. Where a name is one is data: 'areas for
improvement' wherever it stands, 'recommendations' at an edge of the query or with a preposition
behind it, for reports speak of recommendations too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from indexer.index.analysis import fold
from indexer.index.facets import BY_NAME
from indexer.reports.categories import CATEGORIES, Category, Stance, names
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.book import Book
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Nowhere, Reading
from indexer.search.understanding.vocabulary import vocabulary

CATEGORY = "category"
#: What is called otherwise by other inspectorates: what asks for something, and what praises.
_JUDGING = (Stance.ASKS, Stance.PRAISES)


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
            for places, label in islice(meant, 1):
                codes, told = self._named[label]
                yield Reading(places, {CATEGORY: codes}, told)

    def _meant(self, line: Line, label: str, start: int, end: int) -> bool:
        """Whether the name of a category is one where it stands."""
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
    def _book(self) -> Book[str]:
        return Book(
            {
                tuple(map(fold, name.split())): label
                for label in self._named
                for name in (label, *self._also.get(label, ()))
            }
        )

    @cached_property
    def _named(self) -> Mapping[str, tuple[frozenset[int], str]]:
        """The codes that each label stands for, and what is to be told of it."""
        missing = BY_NAME[CATEGORY].missing
        here = {
            label: (frozenset({code}), "")
            for code, label in enumerate(self._values.names)
            if label != missing and label not in self._never
        }
        alike = {one.name: self._alike(one) for one in CATEGORIES if one.stance in _JUDGING}
        return {**{label: found for label, found in alike.items() if found[0]}, **here}

    def _alike(self, absent: Category) -> tuple[frozenset[int], str]:
        """The categories here of the stance of one that no report has, and what is told of it."""
        there = set(names(absent.stance)).intersection(self._values.names)
        labels = [label for label in names(absent.stance) if label in there]
        codes = (self._values.code(label) for label in labels)
        told = Nowhere(f"No report has {absent.name}: ‘{{}}’ is taken for {' and '.join(labels)}.")
        return frozenset(code for code in codes if code is not None), told
