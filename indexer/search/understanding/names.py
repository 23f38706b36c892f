"""Names of forces and places in a query, full, former and short: 'Northumbria', 'Kent Police'.

The names are those of the reports, and of the table of forces for the forces that have reports. A
place that has the name of its force is the force, unless it has other reports; then it is both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, cached_property

from indexer.index.analysis import fold
from indexer.index.facets import BY_NAME
from indexer.reports.front_matter.forces import FIRE, Force, forces, level
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.book import Book, Words
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading, Unknown
from indexer.search.understanding.vocabulary import vocabulary

FORCE, PLACE = "force", "place"
#: What the name of a force ends with, and is left out when it is spoken of.
_KINDS = {
    False: ("police", "constabulary", "police force", "police service", "police constabulary"),
    True: ("fire and rescue service", "fire and rescue", "fire service", "fire brigade"),
}
_END = re.compile(
    r"\s+(?:police(?:\s+(?:service|force|constabulary))?|constabulary"
    r"|(?P<fire>fire\s+(?:and|&)\s+rescue\s+service|fire\s+(?:service|brigade)))$",
    re.I,
)
#: Words that a name may have or lack: 'Devon & Cornwall', 'the West Midlands'.
_PASSED_OVER = frozenset({"and", "the", "&"})

#: A name with a slip in it has so many letters, and is this like the name (difflib's ratio):
#: 'cambridgshire' is 0.96 like Cambridgeshire, Northumberland 0.80 like Northumbria.
_LONG, _LIKE = 7, 0.9

Codes = Mapping[str, frozenset[int]]


class Names:
    """A kind of reading: the forces and places of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        names = vocabulary().section("names")
        self._ordinary = names.words("words")
        self._also: Mapping[str, list[str]] = names.data["also"]

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """As ``Kind.find``; a name of a force that has no report here is told."""
        for start in range(len(line)):
            if (found := self._at(line, start)) is not None:
                yield found

    def _at(self, line: Line, start: int) -> Reading | Unknown | None:
        """What the name that begins at a place names, None where none does."""
        for places, named in self._book.at(line, start):
            if self._meant(line, places):
                return Reading(places, named)
        for places, force in self._absent.at(line, start):
            if self._meant(line, places):
                return Unknown(places, f"No report here is of {force}: {{}}")
        meant = self._mended(line.at(start))
        return Reading((start,), self._book.rows[meant,]) if meant else None

    def _mended(self, word: str) -> str:
        """The name of one word that a word is a slip of, which no report has; '' for no slip."""
        known = (word,) in self._book.rows or word in self._catalogue.vocabulary.words
        if len(word) < _LONG or known:
            return ""
        return next(iter(get_close_matches(word, self._single, n=1, cutoff=_LIKE)), "")

    @cached_property
    def _single(self) -> list[str]:
        """The names of one word that is long enough to be known with a slip in it."""
        names = self._book.rows
        return [name[0] for name in names if len(name) == 1 and len(name[0]) >= _LONG]

    def _meant(self, line: Line, places: tuple[int, ...]) -> bool:
        """Whether a name that is an ordinary word too is a name here."""
        first = places[0]
        if len(places) > 1 or line.at(first) not in self._ordinary:
            return True
        alone = line.opens(first) and line.closes(first + 1)
        capital = line.tokens[first].text[:1].isupper()
        begins = first == 0 and (line.is_filler(1) if len(line) > 1 else False)
        return alone or (capital and not begins)

    @cached_property
    def _book(self) -> Book[Codes]:
        """The words of each name → what it names here."""
        book: dict[Words, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for facet, ways in ((FORCE, self._ways_of_force), (PLACE, _ways_of_place)):
            missing = BY_NAME[facet].missing
            for code, label in enumerate(self._catalogue.facets[facet].names):
                for name in () if label == missing else ways(label):
                    book[_words(name)][facet].add(code)
        book.pop((), None)
        rows = {name: self._needed(named) for name, named in book.items()}
        return Book(rows, _PASSED_OVER)

    @cached_property
    def _absent(self) -> Book[str]:
        """The words of each name of the table → the force, where no report here is of it."""
        absent: dict[Words, str] = {}
        for force in forces():
            for name in map(_words, _ways(force)):
                if name not in self._book.rows:
                    absent.setdefault(name, force.name)
        return Book(absent, _PASSED_OVER)

    def _ways_of_force(self, label: str) -> Iterator[str]:
        """How a force is spoken of, whose reports print its name as ``label``."""
        known = _by_name().get(level(label))
        if known:
            yield from _ways(known)
            yield from self._also.get(known.name, ())
        yield label
        ending = _END.search(label)
        if ending:
            yield from _with_kinds(label[: ending.start()], fire=bool(ending["fire"]))

    def _needed(self, named: Mapping[str, set[int]]) -> Codes:
        """What a name names, without a facet whose reports another one has all of."""
        codes = {facet: frozenset(values) for facet, values in named.items()}
        if len(codes) < 2:
            return codes
        reports = {facet: self.reports({facet: values}) for facet, values in codes.items()}
        if reports[PLACE] <= reports[FORCE]:
            return {FORCE: codes[FORCE]}
        if reports[FORCE] <= reports[PLACE]:
            return {PLACE: codes[PLACE]}
        return codes

    def reports(self, named: Codes) -> frozenset[str]:
        """The reports that have any of these values."""
        wanted = {
            facet: {self._catalogue.facets[facet].names[code] for code in codes}
            for facet, codes in named.items()
        }
        return frozenset(
            name
            for name, record in self._catalogue.reports.items()
            if any(labels & set(record.labels[facet]) for facet, labels in wanted.items())
        )


def _ways(force: Force) -> Iterator[str]:
    """Every name of a force of the table; the bare short one where it is that of its country."""
    yield from (force.name, *force.also, *force.alone)
    for short in force.short:
        named = list(_with_kinds(short, fire=force.kind == FIRE))
        yield from named if force.areas or force.kind == FIRE else named[1:]


def _with_kinds(short: str, fire: bool) -> Iterator[str]:
    yield short
    for kind in _KINDS[fire]:
        yield f"{short} {kind}"


@cache
def _by_name() -> Mapping[str, Force]:
    return {level(name): one for one in forces() for name in (one.name, *one.also, *one.alone)}


def _ways_of_place(label: str) -> Iterator[str]:
    """The name of a place as printed, and without what sort of council it has."""
    yield label
    sorts = vocabulary().section("names").words("place")
    bare = [word for word in label.split() if fold(word) not in sorts]
    yield " ".join(bare)


def _words(name: str) -> Words:
    """The folded words of a name, as a line has them."""
    return tuple(
        folded
        for piece in re.split(r"[\s\-‐‑–—/]+", name)
        if (folded := fold(piece).strip(".,()")) and folded not in _PASSED_OVER
    )
