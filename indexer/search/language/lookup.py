"""What one build and the data files know of a word: its ways of writing, slips, who has it.

``Interpreter`` makes one ``Lookup`` for each build; the readings of queries share it. Numbers of
findings are asked through ``Occurrences``, one for each query.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from indexer.index.analysis import CAPITALS, analyse, capitals, fold, stem
from indexer.search.cache import Cache
from indexer.search.catalogue import Catalogue
from indexer.search.language.english import is_english
from indexer.search.language.expansion import Expansion, Expansions, node_of
from indexer.search.language.lexicon import Fillers
from indexer.search.language.spelling import Speller
from indexer.search.query.nodes import Concept, Leaf, Member, Node, Synonyms, Term

#: So many typed words are kept with the ways in which they may be written.
_WORDS_KEPT = 4096
#: A word this rare may be a slip for one this many times as frequent, and that is then offered. Not
#: told apart by the judged queries: 0 to 8 and 5 to 100 give them the same answers, since a word
#: that stands in a report is never replaced. Chosen so that misprints of a report are offered.
_RARE, _TIMES = 2, 25


class Occurrences:
    """In how many findings something stands: gathered, asked for once, and kept for one query."""

    def __init__(
        self, catalogue: Catalogue, count: Callable[[Sequence[Node]], Sequence[int]]
    ) -> None:
        self._catalogue = catalogue
        self._count = count
        self._numbers: dict[Leaf, int] = {}

    def ask(self, leaves: Iterable[Leaf]) -> None:
        """Find out about all ``leaves`` in one call, so that ``of`` need not ask for each."""
        unknown = [leaf for leaf in dict.fromkeys(leaves) if leaf not in self._numbers]
        asked = []
        for leaf in unknown:
            if isinstance(leaf, Term):
                self._numbers[leaf] = self._catalogue.documents(leaf.term)
            else:
                asked.append(leaf)
        if asked:
            self._numbers.update(zip(asked, self._count(asked), strict=True))

    def of(self, leaf: Leaf) -> int:
        """The number of findings that have ``leaf``."""
        if leaf not in self._numbers:
            self.ask((leaf,))
        return self._numbers[leaf]

    def share(self, leaf: Leaf) -> float:
        """The share of all findings that have ``leaf``."""
        return self.of(leaf) / max(1, self._catalogue.count)

    def occurring(self, expansion: Expansion) -> Expansion | None:
        """``expansion`` with the members that occur in the build, None when none does."""
        self.ask(member.node for member in expansion.members)
        members = tuple(member for member in expansion.members if self.of(member.node))
        return replace(expansion, members=members) if members else None


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
        self._words: Cache[Concept] = Cache(_WORDS_KEPT)

    def word(self, term: str, text: str) -> Concept:
        """One word in every way it may be written, split as typed too."""
        return self._words.get((term, text), lambda: self._word(term, text))

    def _word(self, term: str, text: str) -> Concept:
        ways = list(self.expansions.compounds.variants((term,)))
        tokens = analyse(text)
        if tokens and tokens[0].width > 1:
            ways.append(tuple(t.term for t in tokens[1:] if not t.term.startswith(CAPITALS)))
        return group(tuple(Member(node_of(way)) for way in dict.fromkeys(ways)))

    def term(self, word: str) -> str:
        """The term of one typed word: marked when its capitals tell it from an ordinary word."""
        upper = capitals(word)
        vocabulary = self._catalogue.vocabulary
        if upper and upper in vocabulary.capitals and fold(word) in vocabulary.words:
            return CAPITALS + upper
        return stem(fold(upper or word))

    def better(self, word: str, term: str) -> tuple[str | None, bool]:
        """What a slip probably means, or None; and whether the word is known all the same."""
        known = self.expansions.knows(term) or self._catalogue.documents(term) > 0
        frequency = self._catalogue.vocabulary.words.get(fold(word), 0)
        if (known and not 0 < frequency <= _RARE) or is_english(fold(word)):
            return None, known
        return self._speller.correct(fold(word), frequency * _TIMES if known else -1), known

    def beginning(self, prefix: str) -> list[str]:
        """The stems of all words that begin with ``prefix``, the most frequent first."""
        folded = fold(prefix)
        counts: dict[str, int] = {}
        for counted, words in self._sorted:
            for word in words[bisect_left(words, folded) :]:
                if not word.startswith(folded):
                    break
                term = stem(word)
                counts[term] = counts.get(term, 0) + counted[word]
        return sorted(counts, key=lambda term: (-counts[term], term))

    @cached_property
    def _sorted(self) -> list[tuple[dict[str, int], list[str]]]:
        vocabulary = self._catalogue.vocabulary
        small = {word.casefold(): n for word, n in vocabulary.capitals.items()}
        return [(dict(c), sorted(c)) for c in (vocabulary.words, small)]

    def values(self, facet: str, wanted: str) -> tuple[int, ...]:
        """The codes of the values of ``facet`` that are, or contain the words of, ``wanted``."""
        return self._catalogue.facets[facet].codes(wanted)


def group(members: tuple[Member, ...]) -> Concept:
    """A group of the members, each once; a single one without conditions stands for itself."""
    once: dict[object, Member] = {}
    for member in members:
        held = once.setdefault((member.node, member.reports), member)
        if member.weight > held.weight:
            once[(member.node, member.reports)] = member
    if len(once) == 1 and (only := next(iter(once.values()))).reports is None:
        return only.node
    return Synonyms(tuple(once.values()))
