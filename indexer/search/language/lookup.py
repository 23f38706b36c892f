"""What one build and the data files know of a word: its ways of writing, slips, who has it.

``Interpreter`` makes one ``Lookup`` for each build; the readings of queries share it. Numbers of
findings are asked through ``Occurrences``, one for each query.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from indexer.index.analysis import CAPITALS, analyse, capitals, fold, root, stem
from indexer.search.cache import Cache
from indexer.search.catalogue import Catalogue
from indexer.search.language.thesaurus.expansion import Expansion, Expansions, Terms, node_of
from indexer.search.language.thesaurus.lexicon import Fillers
from indexer.search.language.words.derivation import derived
from indexer.search.language.words.english import commonness
from indexer.search.language.words.places import place_words
from indexer.search.language.words.spelling import Speller
from indexer.search.query.nodes import (
    Concept,
    Count,
    Leaf,
    Member,
    Node,
    Phrase,
    Soon,
    Synonyms,
    Term,
    nothing,
)

#: So many typed words are kept with the ways in which they may be written.
_WORDS_KEPT = 4096
#: A word this rare may be a slip for one this many times as frequent, and that is then offered. Not
#: told apart by the judged queries: 0 to 8 and 5 to 100 give them the same answers, since a word
#: that stands in a report is never replaced. Chosen so that misprints of a report are offered.
_RARE, _TIMES = 2, 25
#: An English word that no report has is a slip if it is as rare as a name in the list, and what
#: it sounds like is this many times as common: 'sargent' (143) for 'sergeant' (275 times as often),
#: and neither 'beater' (385) for 'better' nor 'morale' for 'moral' (8 times).
_A_NAME, _COMMONER = 200, 100
#: A beginning has so many letters at least; a part of a compound and a compound so many.
_BEGINNING, _PART, _COMPOUND = 4, 3, 7
#: All words of a family begin with its root but for the last letter ('y' or 'i'), or with so many.
_IN_COMMON = 3


class Occurrences:
    """In how many findings something stands: gathered, asked for once, and kept for one query."""

    def __init__(
        self,
        catalogue: Catalogue,
        count: Count,
        soon: Soon = nothing,
    ) -> None:
        """``count`` is that of the engine; ``soon`` is what the query may come to."""
        self._catalogue = catalogue
        self._count = count
        self._soon = soon
        self._numbers: dict[Node, int] = {}

    def ask(self, nodes: Iterable[Node]) -> None:
        """Find out about all ``nodes`` in one call, so that ``of`` need not ask for each."""
        unknown = [node for node in dict.fromkeys(nodes) if node not in self._numbers]
        asked = []
        for node in unknown:
            if isinstance(node, Term):
                self._numbers[node] = self._catalogue.documents(node.term)
            else:
                asked.append(node)
        if asked:
            self._numbers.update(zip(asked, self._count(asked, self._soon), strict=True))

    def of(self, node: Node) -> int:
        """The number of findings that answer ``node``."""
        if node not in self._numbers:
            self.ask((node,))
        return self._numbers[node]

    def share(self, leaf: Leaf) -> float:
        """The share of all findings that have ``leaf``."""
        return self.of(leaf) / max(1, self._catalogue.count)

    def occurring(self, expansion: Expansion) -> Expansion | None:
        """``expansion`` with the members that occur in the build, None when none does."""
        self.ask(member.node for member in expansion.members)
        members = tuple(member for member in expansion.members if self.of(member.node))
        return replace(expansion, members=members) if members else None


class Supposed(Occurrences):
    """As if what can stand somewhere did or did not: what a query may come to, before it is asked.

    It keeps what reading the query would ask about.
    """

    def __init__(self, catalogue: Catalogue, number: int, share: float) -> None:
        """``number`` is that of the findings which have anything that is no single word, ``share``
        that of those which have what was typed.
        """
        super().__init__(catalogue, self._told)
        self._number = number
        self._share = share
        #: What was asked about.
        self.asked: list[Node] = []

    def share(self, leaf: Leaf) -> float:
        """As supposed."""
        return self._share

    def _told(self, nodes: Sequence[Node], soon: Soon = nothing) -> Sequence[int]:
        self.asked += nodes
        return [self._number] * len(nodes)


class _Written(NamedTuple):
    """The ways in which a word may be written."""

    concept: Concept
    #: The same, one by one.
    members: tuple[Member, ...]
    #: Two words for one.
    halves: tuple[Term | Phrase, ...]


class Lookup:
    """Looks words up in one build and the data files."""

    def __init__(
        self,
        catalogue: Catalogue,
        expansions: Expansions,
        speller: Speller,
        fillers: Fillers,
    ) -> None:
        self._catalogue = catalogue
        #: Acronyms and thesaurus.
        self.expansions = expansions
        self._speller = speller
        #: Words to ignore.
        self.fillers = fillers
        self._words: Cache[_Written] = Cache(_WORDS_KEPT)
        self._families: Cache[Terms] = Cache(_WORDS_KEPT)
        self._doing_kept: Cache[tuple[str, ...]] = Cache(_WORDS_KEPT)

    def word(self, term: str, text: str, occurrences: Occurrences) -> Concept:
        """One word in every way it may be written, split as typed too, and as two words where they
        stand side by side somewhere.
        """
        written = self._written(term, text)
        if not (halves := [way for way in written.halves if occurrences.of(way)]):
            return written.concept
        return group((*written.members, *map(Member, halves)))

    def halves(self, term: str, text: str) -> tuple[Leaf, ...]:
        """The two words that may be written for one: 'cyber crime' for 'cybercrime'."""
        return self._written(term, text).halves

    def _written(self, term: str, text: str) -> _Written:
        return self._words.get((term, text), lambda: self._word(term, text))

    def _word(self, term: str, text: str) -> _Written:
        ways = list(self.expansions.compounds.variants((term,)))
        tokens = analyse(text)
        if tokens and tokens[0].width > 1:
            ways.append(tuple(t.term for t in tokens[1:] if not t.term.startswith(CAPITALS)))
        members = tuple(Member(node_of(way)) for way in dict.fromkeys(ways))
        return _Written(group(members), members, tuple(map(node_of, self._halves(fold(text)))))

    def _halves(self, word: str) -> Iterator[Terms]:
        if len(word) < _COMPOUND or not word.isalpha():
            return
        cuts = ((word[:i], word[i:]) for i in range(_PART, len(word) - _PART + 1))
        yield from (tuple(map(stem, cut)) for cut in cuts if all(map(self._tells, cut)))

    def _tells(self, word: str) -> bool:
        """Whether reports have a word that is no filler."""
        return word in self._catalogue.vocabulary.words and word not in self.fillers.words

    def joined(self, words: Sequence[str]) -> str | None:
        """The term of two folded words that reports write as one, or None."""
        together = "".join(words)
        telling = all(len(one) >= _PART and one not in self.fillers.words for one in words)
        if not telling or len(together) < _COMPOUND:
            return None
        return stem(together) if together in self._catalogue.vocabulary.words else None

    def family(self, term: str, text: str) -> Terms:
        """The terms of other words of the reports that are of one family with a word."""
        return self._families.get((term, text), lambda: self._family(term, fold(text)))

    def _family(self, term: str, word: str) -> Terms:
        if stem(word) != term:
            return ()
        family = root(word)
        words = self._beginning(self._sorted[0][1], _beginning_of(family))
        terms = dict.fromkeys(stem(one) for one in words if root(one) == family)
        return tuple(one for one in terms if one != term)

    def doing(self, term: str, text: str) -> tuple[str, ...]:
        """What is equal to a word as its verb or its noun of doing: one word for each term, that
        which the reports have most.
        """
        return self._doing_kept.get((term, text), lambda: self._doing(term, fold(text)))

    def _doing(self, term: str, word: str) -> tuple[str, ...]:
        if stem(word) != term:
            return ()
        counted, words = self._sorted[0]
        family = root(word)
        beginning = _beginning_of(family)
        kin = (one for one in self._beginning(words, beginning) if root(one) == family)
        found = sorted(derived(word, kin, counted), key=lambda one: -counted.get(one, 0))
        return tuple({stem(one): one for one in reversed(found)}.values())

    def term(self, word: str) -> str:
        """The term of one typed word: marked when its capitals tell it from an ordinary word."""
        upper = capitals(word)
        vocabulary = self._catalogue.vocabulary
        folded = fold(word)
        printed = upper in vocabulary.capitals and folded in vocabulary.words
        if upper and printed and commonness(folded):  # 'Cafcass' is 'CAFCASS', 'it' is not 'IT'
            return CAPITALS + upper
        return stem(fold(upper or word))

    def better(self, word: str, term: str) -> tuple[str | None, bool]:
        """What a slip probably means, or None; and whether the word is known all the same."""
        known = self.knows(term)
        folded = fold(word)
        if not known and self._is_name(folded):
            return None, known
        if not known and capitals(word) and (short := self._speller.acronym(word)):
            return short, known
        frequency = self._catalogue.vocabulary.words.get(folded, 0)
        if known and not 0 < frequency <= _RARE:
            return None, known
        better = self._speller.correct(folded, frequency * _TIMES if known else -1)
        english = commonness(folded)
        if better and english and (known or not _is_name(english, commonness(better))):
            return None, known
        if better is None and not known and not english:
            better = self._speller.acronym(word)
        return better, known

    def _is_name(self, word: str) -> bool:
        """Whether a folded word is one of the names of forces or places, here or in the country."""
        return word in place_words() or word in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """The folded words of the names of the forces and places of this build."""
        facets = (self._catalogue.facets[name] for name in ("force", "place"))
        return frozenset(
            fold(w) for values in facets for name in values.names for w in name.split()
        )

    def is_strange(self, word: str) -> bool:
        """Whether a word is none of English, of the reports, of the data files or of the country's
        names.
        """
        folded = fold(word)
        known = self.knows(stem(folded)) or self.expansions.acronym(word) or commonness(folded)
        return folded.isalpha() and not known and not self._is_name(folded)

    def knows(self, term: str) -> bool:
        """Whether reports or data files have a term."""
        return self.expansions.knows(term) or self._catalogue.documents(term) > 0

    def completed(self, word: str, term: str) -> Terms:
        """The stems that a ``word`` is the beginning of, () when it is one itself."""
        folded = fold(word)
        if len(folded) < _BEGINNING or not folded.isalpha() or self.knows(term):
            return ()
        whole = self._is_name(folded) or commonness(folded)
        return () if whole else tuple(self.beginning(folded))

    def beginning(self, prefix: str) -> list[str]:
        """The stems of all words that begin with ``prefix``, the most frequent first."""
        folded = fold(prefix)
        counts: dict[str, int] = {}
        for counted, words in self._sorted:
            for word in self._beginning(words, folded):
                term = stem(word)
                counts[term] = counts.get(term, 0) + counted[word]
        return sorted(counts, key=lambda term: (-counts[term], term))

    def _beginning(self, words: list[str], prefix: str) -> Iterator[str]:
        """Those of ``words``, sorted, that begin with ``prefix``."""
        start = bisect_left(words, prefix)
        return takewhile(lambda word: word.startswith(prefix), islice(words, start, None))

    @cached_property
    def _sorted(self) -> list[tuple[dict[str, int], list[str]]]:
        vocabulary = self._catalogue.vocabulary
        small = {word.casefold(): n for word, n in vocabulary.capitals.items()}
        return [(dict(c), sorted(c)) for c in (vocabulary.words, small)]

    def values(self, facet: str, wanted: str) -> tuple[int, ...]:
        """The codes of the values of ``facet`` that are, or contain the words of, ``wanted``."""
        return self._catalogue.facets[facet].codes(wanted)


def _beginning_of(family: str) -> str:
    """What all words of a family begin with."""
    beginning = family.lstrip("=")
    return beginning[: max(_IN_COMMON, len(beginning) - 1)]


def _is_name(english: int, better: int) -> bool:
    """Whether an English word is so rare beside another that it is a name or a slip."""
    return english < _A_NAME and better > english * _COMMONER


def group(members: tuple[Member, ...]) -> Concept:
    """A group of the members, each once; a single one without conditions stands for itself."""
    once: dict[object, Member] = {}
    for member in members:
        held = once.setdefault((member.node, member.reports), member)
        if member.weight > held.weight or member.same > held.same:
            better = max(held, member, key=lambda one: one.weight)
            once[(member.node, member.reports)] = replace(better, same=held.same or member.same)
    if len(once) == 1 and (only := next(iter(once.values()))).anywhere:
        return only.node
    return Synonyms(tuple(once.values()))
