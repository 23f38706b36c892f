"""Series of inspections in a query: 'PEEL 2018', 'joint targeted area inspection', 'JTAI'.

A series is known by its printed name, by that without its year, by its letters, and by either with
one of its years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from indexer.index.analysis import fold
from indexer.index.facets import BY_NAME
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.book import Book, Words
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading

SERIES = "series"
_YEARS = re.compile(r"\s+(?P<first>(?:19|20)\d\d)(?:\W(?P<last>\d\d(?:\d\d)?))?$")
#: Words in a name that its letters leave out: 'inspection of local authority children's services'.
_SMALL = frozenset({"of", "and", "the", "for", "in", "to"})
#: Fewer letters are no name: they are those of too much.
_LETTERS = 3


class Series:
    """A kind of reading: the series of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = catalogue.facets[SERIES].names

    def find(self, line: Line) -> Iterator[Reading]:
        """As ``Kind.find``."""
        for start in range(len(line)):
            for places, codes in islice(self._book.at(line, start), 1):
                yield Reading(places, {SERIES: frozenset(codes)})

    @cached_property
    def _book(self) -> Book[set[int]]:
        rows: dict[Words, set[int]] = defaultdict(set)
        for code, label in enumerate(self._names):
            for words in () if label == BY_NAME[SERIES].missing else ways(label):
                rows[words].add(code)
        return Book(rows)


def ways(label: str) -> Iterator[Words]:
    """How a series is spoken of whose reports print it as ``label``."""
    dated = _YEARS.search(label)
    name = _words(label[: dated.start()] if dated else label)
    letters = "".join(word[0] for word in name if word not in _SMALL)
    for way in (name, (letters,)) if len(letters) >= _LETTERS and len(name) > 1 else (name,):
        yield way
        yield (*way[:-1], f"{way[-1]}s")
        if dated:
            yield from ((*way, *years) for years in _years(dated))


def _years(dated: re.Match[str]) -> Iterator[Words]:
    """The years of a series as they are typed: '2018', '2019', '2018/19', '2018/2019'."""
    first, last = dated["first"], dated["last"]
    yield (first,)
    if last:
        whole = first[: 4 - len(last)] + last
        yield from ((whole,), (first, last), (first, whole), (first, whole[2:]))


def _words(name: str) -> Words:
    return tuple(folded for piece in re.split(r"[\s/–—-]+", name) if (folded := fold(piece)))
