"""Names of forces and places in a query, full, former and short: 'Northumbria', 'Kent Police'.

The names are those of the reports, and of the table of forces for the forces that have reports. A
place that has the name of its force is the force, unless it has other reports; then it is both. A
word that English hardly has stands for every name that has it: 'Mercia', 'Thames'. A place of the
country that no report is of is told, and is never taken for a slip of another word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache, cached_property
from itertools import islice, takewhile

from indexer.index.analysis import fold, stem
from indexer.index.facets import BY_NAME
from indexer.reports.front_matter.forces import ENDINGS, FIRE, Force, bare, councils, forces, level
from indexer.search.catalogue import Catalogue
from indexer.search.language.words.english import commonness, is_english
from indexer.search.language.words.places import place_words, towns
from indexer.search.query.nodes import Having, Term
from indexer.search.understanding.book import Book, Words
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Nowhere, Reading, Unknown
from indexer.search.understanding.vocabulary import vocabulary

FORCE, PLACE = "force", "place"
#: Words that a name may have or lack: 'Devon & Cornwall', 'the West Midlands'.
_PASSED_OVER = frozenset({"and", "the", "&"})

#: A word with a slip in it has so many letters at least, and is this like the word of the name
#: (difflib's ratio): 'cambridgshire' is 0.96 like Cambridgeshire, Northumberland 0.80 like
#: Northumbria.
_LONG, _LIKE = 5, 0.9
#: In a name of several words whose others are right, less will do: 'aier' is 0.75 like 'aire'.
_SHORTER, _LESS_LIKE = 4, 0.75
#: A word that is met less often than this in English names something by itself: 'Yorkshire' has
#: 500 in the list of ``english``, 'vale' 522, 'valley' 14,516.
_RARE = 600

Codes = Mapping[str, frozenset[int]]
#: Words that the names of forces end with.
_ENDINGS = frozenset(word for ways in ENDINGS.values() for way in ways for word in way.split())
#: A word of so many letters is no name by itself.
_PART = 3


@dataclass(frozen=True, slots=True)
class _Named:
    """What a name names."""

    codes: Codes
    #: What is said where no report here has it.
    sentence: str = ""

    def reading(self, places: tuple[int, ...]) -> Reading | Unknown:
        """It, read at these places."""
        return Reading(places, self.codes) if self.codes else Unknown(places, self.sentence)


class Names:
    """A kind of reading: the forces and places of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        names = vocabulary().section("names")
        self._ordinary = names.words("words")
        self._also: Mapping[str, list[str]] = names.data["also"]
        self._joint = re.compile(names.data["joint"], re.I)
        self._police = tuple(Term(stem(word)) for word in sorted(names.words("police")))

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """As ``Kind.find``; a name of a force that has no report here is told."""
        for start in range(len(line)):
            if (found := self._at(line, start)) is not None:
                yield found

    def _at(self, line: Line, start: int) -> Reading | Unknown | None:
        """What the name that begins at a place names, None where none does."""
        if not line.at(start):
            return None
        books = (self._book, self._slipped(line, start), self._parts)
        ways = [way for book in books for way in book.at(line, start)]
        meant = [(places, named) for places, named in ways if self._meant(line, places)]
        if not meant:
            return None
        places, named = max(meant, key=lambda way: (len(way[0]), bool(way[1].codes)))
        return named.reading(places)

    def _slipped(self, line: Line, start: int) -> Book[_Named]:
        """The names that the words from a place on are, but for a slip in one of them."""
        rows = self._book.rows
        meant = ((words, self._typed(line, start, words)) for words in self._like(line.at(start)))
        return Book({typed: rows[words] for words, typed in meant if typed}, _PASSED_OVER)

    def _like(self, word: str) -> Iterator[Words]:
        """The names that begin with a word, or with something like it."""
        slip = len(word) >= _SHORTER and self._is_slip(word)
        near = get_close_matches(word, self._by_first, cutoff=_LESS_LIKE) if slip else ()
        for first in (word, *near):
            yield from self._by_first.get(first, ())

    @cached_property
    def _by_first(self) -> Mapping[str, list[Words]]:
        """The names by their first words."""
        names: dict[str, list[Words]] = defaultdict(list)
        for words in self._book.rows:
            names[words[0]].append(words)
        return names

    def _typed(self, line: Line, start: int, words: Words) -> Words:
        """What was typed for the words of a name, if one of them has a slip; else ()."""
        free = takewhile(bool, map(line.at, range(start, len(line))))
        typed = tuple(islice((one for one in free if one not in _PASSED_OVER), len(words)))
        pairs = zip(typed, words, strict=True) if len(typed) == len(words) else ()
        wrong = [(one, word) for one, word in pairs if one != word]
        if len(wrong) != 1:
            return ()
        ((one, word),) = wrong
        long, like = (_SHORTER, _LESS_LIKE) if len(words) > 1 else (_LONG, _LIKE)
        alike = len(one) >= long and SequenceMatcher(None, one, word).ratio() >= like
        return typed if alike and self._is_slip(one) else ()

    def _is_slip(self, word: str) -> bool:
        """Whether a word is none of the reports, of English or of the names of the country."""
        known = word in self._catalogue.vocabulary.words or is_english(word)
        return word.isalpha() and not known and word not in place_words()

    def _meant(self, line: Line, places: tuple[int, ...]) -> bool:
        """Whether a name that is an ordinary word too is a name here."""
        first = places[0]
        if len(places) > 1:
            return True
        if line.at(first) not in self._ordinary:
            return (line.at(first),) in self._book.rows or _is_rare(line.at(first))
        alone = line.opens(first) and line.closes(first + 1)
        capital = line.tokens[first].text[:1].isupper()
        begins = first == 0 and (line.is_filler(1) if len(line) > 1 else False)
        return alone or (capital and not begins)

    @cached_property
    def _book(self) -> Book[_Named]:
        """The words of each name → what it names; where no report has it, what is said of it."""
        book: dict[Words, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for facet, ways in ((FORCE, self.ways_of_force), (PLACE, _ways_of_place)):
            missing = BY_NAME[facet].missing
            for code, label in enumerate(self._catalogue.facets[facet].names):
                for name in () if label == missing else ways(label):
                    book[_words(name)][facet].add(code)
        book.pop((), None)
        rows = {name: _Named(self._needed(named)) for name, named in book.items()}
        return Book({**_absent(), **rows}, _PASSED_OVER)

    @cached_property
    def _parts(self) -> Book[_Named]:
        """Words of names that stand for each name that has them: 'Mercia', 'Thames'."""
        here: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        absent: dict[str, _Named] = {}
        for name, named in self._book.rows.items():
            for word in filter(self._stands_alone, name if len(name) > 1 else ()):
                for facet, codes in named.codes.items():
                    here[word][facet] |= codes
                if not named.codes:
                    absent.setdefault(word, named)
        found = {word: _Named(self._needed(named)) for word, named in here.items()}
        return Book({(word,): named for word, named in (absent | found).items()})

    def _stands_alone(self, word: str) -> bool:
        """Whether a word of a name may name something by itself."""
        names = vocabulary().section("names")
        small = word in names.words("parts") | names.words("place") | self._ordinary | _ENDINGS
        return len(word) > _PART and not small

    def ways_of_force(self, label: str) -> Iterator[str]:
        """How a force is spoken of, whose reports print its name as ``label``."""
        known = _by_name().get(level(label))
        if known:
            yield from _ways(known)
            yield from self._also.get(known.name, ())
        yield label
        if ended := bare(label):
            yield from _with_endings(*ended)

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

    def speaking(self, named: Codes) -> tuple[Term | Having, ...]:
        """What speaks of the forces that are named, where some report on them is one on several
        bodies: words of the police, and all reports on the police alone; () elsewhere.

        'Met mental health' does not ask what the schools of a borough do.
        """
        series = self._catalogue.facets["series"].names
        joint = frozenset(code for code, name in enumerate(series) if self._joint.match(name))
        theirs = (self._catalogue.reports[name] for name in self.reports(named))
        if FORCE not in named or not any(self._joint.match(one.series) for one in theirs):
            return ()
        others = tuple(code for code in range(len(series)) if code not in joint)
        return (*self._police, *([Having("series", others)] if others else []))

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


@cache
def _absent() -> Mapping[Words, _Named]:
    """The words of each force of the table and each place of the country → what is said of it."""
    places = ((place, place) for place in (*councils().values(), *towns()))
    names = ((name, force.name) for force in forces() for name in _ways(force))
    absent: dict[Words, _Named] = {}
    for name, called in (*names, *places):
        told = Nowhere(f"No report here is of {called}: {{}}")
        absent.setdefault(_words(name), _Named({}, told))
    return absent


def _ways(force: Force) -> Iterator[str]:
    """Every name of a force of the table; the bare short one where it is that of its country."""
    yield from (force.name, *force.also, *force.alone)
    for short in force.short:
        named = list(_with_endings(short, force.kind))
        yield from named if force.areas or force.kind == FIRE else named[1:]


def _with_endings(short: str, kind: str) -> Iterator[str]:
    yield short
    yield from (f"{short} {ending}" for ending in ENDINGS[kind])


def _is_rare(word: str) -> bool:
    """Whether English hardly has a word."""
    return commonness(word) < _RARE


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
