"""A query tree over whole posting lists.

A node is evaluated to ``Matches``: the numbers of the findings it matches, rising, and a score
for each. A term's come from its posting list; a phrase is the intersection of occurrences, each
word's shifted back by its place in the phrase. In a group of synonyms those that count in full are
one term, the union of their occurrences; each of the others is a term of its own, counts less, and
never more than what was typed. AND, OR and NOT are marks in an array over all findings. A run of
words adds up the scores of its parts and multiplies them by the share of the words that were met.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index.schema import TEXTS
from indexer.search.cache import Cache
from indexer.search.postings import Floats, Ints
from indexer.search.ranking import Ranking
from indexer.search.snapshot import POSITION_BITS, Keys, Snapshot

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the index."""

    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at successive positions of one field."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One of a group of synonyms."""

    node: Term | Phrase
    #: What an occurrence counts, against 1 for one of what was typed.
    weight: float = 1.0
    #: The reports in which it means the same; None for all.
    reports: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Terms and phrases that mean the same or nearly so: a finding scores by its best one."""

    members: tuple[Member, ...]


Leaf = Term | Phrase | Synonyms


@dataclass(frozen=True, slots=True)
class Part:
    """One or more words of a run; ``whole`` is what stands for all of them together."""

    words: tuple[Leaf, ...]
    whole: Leaf | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side: findings with more of them are better."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class And:
    """Findings that match every node."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Findings that match some node."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Findings that do not match; they score nothing."""

    node: Node


@dataclass(frozen=True, slots=True)
class Having:
    """Findings with a value of a facet; they score nothing."""

    facet: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All findings; they score nothing."""


Node = Leaf | Words | And | Or | Not | Having | Everything


class Matches(NamedTuple):
    """Document numbers, rising, and their scores."""

    docs: Ints
    scores: Floats
    #: Of a run of several words: which of the documents have all of them as typed.
    complete: Bools | None = None

    def where(self, kept: Bools | NDArray[np.intp]) -> Matches:
        """Those of the matches that are marked in ``kept``, or whose places it has."""
        complete = None if self.complete is None else self.complete[kept]
        return Matches(self.docs[kept], self.scores[kept], complete)


class Impact(NamedTuple):
    """The matches of a leaf, and the rarity that their scores contain."""

    matches: Matches
    rarity: float
    #: Which of the matches have what was typed, or what is the same, and not only a synonym.
    typed: Bools


class Tally(NamedTuple):
    """What is added up over all documents as words are met."""

    scores: Floats
    #: The rarity of the words met, synonyms among them, to the power ``Ranking.telling``.
    covered: Floats
    #: How many words are met as typed.
    met: Floats
    #: What ``covered`` would be with all the words that occur.
    wanted: float = 0.0


class Evaluator:
    """Evaluates nodes against one snapshot; shared by all threads."""

    def __init__(self, snapshot: Snapshot, ranking: Ranking, cache_bytes: int = 64 << 20) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self._impacts: Cache[Impact] = Cache(cache_bytes, _weight)

    def matches(self, node: Node) -> Matches:
        """The findings that ``node`` matches, deleted ones never among them."""
        match node:
            case Term() | Phrase() | Synonyms():
                return self.impact(node).matches
            case Words(parts):
                return self._words(parts)
            case And(nodes):
                return self._and(nodes)
            case Or(nodes):
                return self._or(nodes)
            case _:
                docs = np.flatnonzero(self._mask(node)).astype(np.int32)
                return Matches(docs, np.zeros(len(docs), dtype=np.float32))

    def impact(self, leaf: Leaf) -> Impact:
        """The matches of a leaf; computed once and kept."""
        return self._impacts.get(leaf, lambda: self._impact(leaf))

    # Leaves

    def _impact(self, leaf: Leaf) -> Impact:
        if not isinstance(leaf, Synonyms):
            return self._same((Member(leaf),))
        same = tuple(member for member in leaf.members if member.weight >= 1)
        core = self._same(same)
        others = [member for member in leaf.members if member.weight < 1]
        return self._with_others(core, others) if others else core

    def _same(self, members: tuple[Member, ...]) -> Impact:
        """Members that are one term: their occurrences are counted together."""
        total = _nothing()
        for field in TEXTS:
            docs, frequencies = self._frequencies(field, members)
            lengths = self._snapshot.lengths[field]
            weighted = self._ranking.normalised(field, docs, frequencies, lengths)
            total = _merged(total, Matches(docs, weighted))
        rarity = self._ranking.rarity(len(total.docs), self._snapshot.count)
        scores = self._ranking.score(rarity, total.scores)
        return Impact(Matches(total.docs, scores), rarity, np.ones(len(total.docs), dtype=bool))

    def _with_others(self, core: Impact, others: list[Member]) -> Impact:
        """What was typed, or, for less, any of the others: a finding has the best of them.

        None of them counts as rarer than what was typed, if that occurs at all: on the judged
        queries this makes no difference, but an exact word is never drowned by it.
        """
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        scores[core.matches.docs] = core.matches.scores
        typed = np.zeros(self._snapshot.size, dtype=bool)
        typed[core.matches.docs] = True
        for member in others:
            found = self._member(member)
            docs = found.matches.docs
            weight = member.weight
            if len(core.matches.docs) and found.rarity > core.rarity:
                weight *= core.rarity / found.rarity
            scores[docs] = np.maximum(scores[docs], np.float32(weight) * found.matches.scores)
        docs = np.flatnonzero(scores).astype(np.int32)
        rarity = self._ranking.rarity(len(docs), self._snapshot.count)
        return Impact(Matches(docs, scores[docs]), rarity, typed[docs])

    def _member(self, member: Member) -> Impact:
        if member.reports is None:
            return self.impact(member.node)
        return self._same((replace(member, weight=1.0),))

    def _frequencies(self, field: str, members: tuple[Member, ...]) -> tuple[Ints, Floats]:
        """The findings with any of ``members`` in ``field``, and how often."""
        if len(members) == 1 and members[0].reports is None:
            node = members[0].node
            if isinstance(node, Term):
                postings = self._snapshot.postings(field, node.term)
                return postings[:2] if postings else _nothing()[:2]
        parts = [self._scoped(self._occurrences(field, m.node), m) for m in members]
        keys = np.unique(np.concatenate([*parts, np.zeros(0, dtype=np.int64)]))
        docs, counts = np.unique((keys >> POSITION_BITS).astype(np.int32), return_counts=True)
        return docs, counts.astype(np.float32)

    def _occurrences(self, field: str, node: Term | Phrase) -> Keys:
        if isinstance(node, Term):
            return self._snapshot.occurrences(field, node.term)
        shifted = sorted(enumerate(node.terms), key=lambda word: self._frequency(field, word[1]))
        keys: Keys | None = None
        for place, term in shifted:  # rarest first, so that little is left to look up
            word = self._snapshot.occurrences(field, term) - place
            keys = word if keys is None else _common(keys, word)
            if not len(keys):
                break
        return keys if keys is not None else np.zeros(0, dtype=np.int64)

    def _frequency(self, field: str, term: str) -> int:
        postings = self._snapshot.postings(field, term)
        return len(postings.docs) if postings else 0

    def _scoped(self, keys: Keys, member: Member) -> Keys:
        if member.reports is None:
            return keys
        column = self._snapshot.facets["report"]
        inside = np.array([report in member.reports for report in column.slugs], dtype=bool)
        kept: Keys = keys[inside[column.codes[keys >> POSITION_BITS]]]
        return kept

    # Runs of words

    def _words(self, parts: tuple[Part, ...]) -> Matches:
        if len(parts) == 1 and len(parts[0].words) == 1:
            return self.impact(parts[0].words[0]).matches
        tally = self._tally(parts)
        share = tally.covered / np.float32(tally.wanted or 1)
        docs = np.flatnonzero(share >= np.float32(self._ranking.least)).astype(np.int32)
        if not len(docs):  # no finding has enough of the words: the best there are
            docs = np.flatnonzero(share).astype(np.int32)
        found = tally.scores[docs] + self._nearness(parts)[docs]
        found = found * share[docs] ** np.float32(self._ranking.coverage)
        complete = tally.met[docs] >= _length(parts)
        if complete.any() and not complete.all():
            found[complete] += found[~complete].max()
        return Matches(docs, found.astype(np.float32), complete)

    def _tally(self, parts: tuple[Part, ...]) -> Tally:
        total = self._blank()
        for part in parts:
            one = self._apart(part.words)
            if part.whole is not None:
                one = self._met_whole(part, part.whole, one)
            for sums, more in zip(total[:3], one[:3], strict=True):
                sums += more
            total = total._replace(wanted=total.wanted + one.wanted)
        return total

    def _blank(self) -> Tally:
        scores, covered, met = np.zeros((3, self._snapshot.size), dtype=np.float32)
        return Tally(scores, covered, met)

    def _apart(self, words: tuple[Leaf, ...]) -> Tally:
        """Each word for itself. One that stands nowhere is wanted of no finding."""
        tally = self._blank()
        wanted = 0.0
        for word in words:
            found = self.impact(word)
            docs = found.matches.docs
            telling = found.rarity**self._ranking.telling if len(docs) else 0.0
            tally.scores[docs] += found.matches.scores
            tally.covered[docs] += np.float32(telling)
            tally.met[docs] += found.typed
            wanted += telling
        return tally._replace(wanted=wanted)

    def _met_whole(self, part: Part, leaf: Leaf, tally: Tally) -> Tally:
        """A part that is met as a whole, or, for less, by its words apart.

        Met as a whole it weighs as much as its words do together: of two findings, one with the
        letters and one with the long form, neither is then preferred.
        """
        whole = self.impact(leaf)
        docs = whole.matches.docs
        typed = sum(self.impact(word).rarity for word in part.words if self._occurs(word))
        weight = max(1.0, typed / whole.rarity) if whole.rarity else 1.0
        wanted = tally.wanted or (whole.rarity**self._ranking.telling if len(docs) else 0.0)
        scores = tally.scores * np.float32(self._ranking.apart)
        scores[docs] = np.maximum(scores[docs], whole.matches.scores * np.float32(weight))
        tally.covered[docs] = wanted
        tally.met[docs[whole.typed]] = len(part.words)
        return tally._replace(scores=scores, wanted=wanted)

    def _occurs(self, leaf: Leaf) -> bool:
        return len(self.impact(leaf).matches.docs) > 0

    def _nearness(self, parts: tuple[Part, ...]) -> Floats:
        """The score of neighbouring words that stand side by side in the finding too."""
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        words = [_first(word) for part in parts for word in part.words]
        for left, right in pairwise(words):
            if isinstance(left, Term) and isinstance(right, Term):
                found = self.impact(Phrase((left.term, right.term))).matches
                scores[found.docs] += np.float32(self._ranking.nearness) * found.scores
        return scores

    # Everything else

    def _and(self, nodes: tuple[Node, ...]) -> Matches:
        mask = self.mask_of(nodes)
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        for node in nodes:
            if not isinstance(node, Not | Having | Everything):
                found = self.matches(node)
                scores[found.docs] += found.scores
        docs = np.flatnonzero(mask).astype(np.int32)
        return Matches(docs, scores[docs])

    def mask_of(self, nodes: tuple[Node, ...]) -> Bools:
        """Which documents match every one of ``nodes``."""
        return reduce(np.logical_and, (self._mask(node) for node in nodes))

    def _or(self, nodes: tuple[Node, ...]) -> Matches:
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        mask = np.zeros(self._snapshot.size, dtype=bool)
        for node in nodes:
            found = self.matches(node)
            scores[found.docs] += found.scores
            mask[found.docs] = True
        docs = np.flatnonzero(mask).astype(np.int32)
        return Matches(docs, scores[docs])

    def _mask(self, node: Node) -> Bools:
        match node:
            case Everything():
                return self._snapshot.live
            case Not(inner):
                return self._snapshot.live & ~self._mask(inner)
            case Having(facet, codes):
                column = self._snapshot.facets[facet]
                wanted = np.zeros(len(column.slugs) + 1, dtype=bool)
                wanted[list(codes)] = True
                return self._snapshot.live & wanted[column.codes]
            case _:
                mask = np.zeros(self._snapshot.size, dtype=bool)
                mask[self.matches(node).docs] = True
                return mask


def _common(left: Keys, right: Keys) -> Keys:
    """The keys in both; both rising."""
    if not len(left) or not len(right):
        return left[:0]
    places = np.searchsorted(right, left)
    places[places == len(right)] = 0
    common: Keys = left[right[places] == left]
    return common


def _merged(left: Matches, right: Matches) -> Matches:
    """The sum of two sparse vectors."""
    if not len(left.docs) or not len(right.docs):
        return left if len(left.docs) else right
    docs = np.union1d(left.docs, right.docs)
    values = np.zeros(len(docs), dtype=np.float32)
    values[np.searchsorted(docs, left.docs)] = left.scores
    values[np.searchsorted(docs, right.docs)] += right.scores
    return Matches(docs, values)


def _first(leaf: Leaf) -> Term | Phrase:
    """What was typed, of a group."""
    return leaf.members[0].node if isinstance(leaf, Synonyms) else leaf


def _length(parts: tuple[Part, ...]) -> int:
    return sum(len(part.words) for part in parts)


def _nothing() -> Matches:
    return Matches(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


def _weight(impact: Impact) -> int:
    return 128 + 9 * len(impact.matches.docs)
