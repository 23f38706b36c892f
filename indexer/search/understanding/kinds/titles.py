"""A report's own title in a query: 'PEEL assessment of Kent 2021', 'joint inspection of Medway'.

A query is one when every word of it that tells is in the title of a report or says whose it is, of
which series or of when, and something says that an inspection is meant: the word for one, the
whole name of a series, or most of the title. 'Kent custody' is none: it may be about custody in
any report on Kent. It is read before names and years, since a series of 2021/22 is published in
2022.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce

from indexer.index.facets import BY_NAME
from indexer.index.records import ReportRecord
from indexer.months import printed
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.kinds.names import Names
from indexer.search.understanding.kinds.series import ways
from indexer.search.understanding.line import Line, folded_words
from indexer.search.understanding.reading import Reading
from indexer.search.understanding.vocabulary import vocabulary

REPORT = "report"
#: Of so many words of a title at least, and of this share of them, somebody has typed the title.
_SEVERAL, _MOST = 3, 0.75

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Named:
    """The folded words by which one report is known."""

    title: Words
    #: Whose it is.
    whose: Words
    #: The names of its series, each by its words.
    series: tuple[Words, ...]
    dates: Words

    @property
    def all(self) -> Words:
        """Every word of it."""
        return self.title.union(self.whose, self.dates, *self.series)


class Titles:
    """A kind of reading: the reports of one build by their titles."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = Names(catalogue)
        self._forces: dict[str, Words] = {}
        words = vocabulary().section("titles")
        self._inspections, self._little = words.words("inspections"), words.words("little")

    def find(self, line: Line) -> Iterator[Reading]:
        """As ``Kind.find``: all words of the line, or nothing."""
        places = tuple(line.rest())
        if len(places) < len(line) or any(map(line.unwanted, places)):
            return
        telling = frozenset(line.at(p) for p in places if not line.is_filler(p)) - self._little
        typed = telling - self._inspections
        some = (self._having.get(word, frozenset()) for word in typed)
        found = reduce(frozenset.intersection, some) if typed else frozenset[str]()
        meant = [name for name in found if self._is_meant(typed, telling, self._of[name])]
        codes = map(self._catalogue.facets[REPORT].code, meant)
        if known := frozenset(code for code in codes if code is not None):
            yield Reading(places, {REPORT: known})

    def _is_meant(self, typed: Words, telling: Words, report: _Named) -> bool:
        """Whether words that are all of a report are typed for its title."""
        if not typed & report.whose:
            return False
        others = typed - report.whose - report.dates
        inspected = not telling.isdisjoint(self._inspections)
        if any(name <= telling for name in report.series):
            return inspected or not typed.isdisjoint(report.dates)
        title = report.title - report.whose - report.dates - self._inspections - self._little
        most = len(others) >= max(_SEVERAL, _MOST * len(title))
        return bool(others) and (most or inspected)

    @cached_property
    def _of(self) -> Mapping[str, _Named]:
        return {name: self._named(one) for name, one in self._catalogue.reports.items()}

    @cached_property
    def _having(self) -> Mapping[str, frozenset[str]]:
        """The reports that each word is of."""
        having: dict[str, set[str]] = defaultdict(set)
        for name, named in self._of.items():
            for word in named.all:
                having[word].add(name)
        return {word: frozenset(names) for word, names in having.items()}

    def _named(self, report: ReportRecord) -> _Named:
        forces, places, series = (_known(report, name) for name in ("force", "place", "series"))
        years = (word for word in _words(series) if word.isdigit())
        whose = _words(places).union(*map(self._called, forces)) - self._little
        return _Named(
            title=_words([report.title]),
            whose=whose,
            series=tuple(words for label in series for words in _series(label)),
            dates=_words([report.published[:4], printed(report.published)]).union(years),
        )

    def _called(self, force: str) -> Words:
        """All words that a force is called by. Kept: it has many reports."""
        if force not in self._forces:
            self._forces[force] = _words(self._names.ways_of_force(force))
        return self._forces[force]


@lru_cache(maxsize=256)
def _series(label: str) -> tuple[Words, ...]:
    """The names of a series, each by its words."""
    return tuple(dict.fromkeys(map(frozenset, ways(label))))


def _known(report: ReportRecord, facet: str) -> tuple[str, ...]:
    """What a report has of a facet, without what stands for nothing."""
    missing = BY_NAME[facet].missing
    return tuple(label for label in report.labels[facet] if label != missing)


def _words(texts: Iterable[str]) -> Words:
    """All words of some texts, as a ``Line`` has them."""
    return frozenset(word for text in texts for word in folded_words(text))
