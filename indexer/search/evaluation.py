"""A query tree over whole posting lists.

A node is evaluated to ``Matches``: the numbers of the findings it matches, rising, and a score
for each. A term's come from its posting list; a phrase is the intersection of occurrences, each
word's shifted back by its place in the phrase; a group of synonyms is the union of occurrences
and scores as one term; AND, OR and NOT are marks in an array over all findings; a run of words
adds up the scores of its parts and multiplies them by the share of the words that were met.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """Terms and phrases that mean the same: they score as one term."""

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


class Impact(NamedTuple):
    """The matches of a leaf and the rarity that their scores contain."""

    matches: Matches
    rarity: float


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

    def full(self, words: Words) -> Bools:
        """Which findings have all the words of a run, over all documents."""
        _, met = self._totals(words.parts)
        return met >= sum(len(part.words) for part in words.parts)

    def impact(self, leaf: Leaf) -> Impact:
        """The matches of a leaf; computed once and kept."""
        return self._impacts.get(leaf, lambda: self._impact(leaf))

    # Leaves

    def _impact(self, leaf: Leaf) -> Impact:
        total = _nothing()
        best = _nothing()
        for field in TEXTS:
            docs, frequencies, weights = self._frequencies(field, leaf)
            lengths = self._snapshot.lengths[field]
            weighted = self._ranking.normalised(field, docs, frequencies, lengths)
            total = _merged(total, Matches(docs, weighted), np.add)
            best = _merged(best, Matches(docs, weights), np.maximum)
        rarity = self._ranking.rarity(len(total.docs), self._snapshot.count)
        scores = self._ranking.score(rarity, total.scores) * best.scores
        return Impact(Matches(total.docs, scores), rarity)

    def _frequencies(self, field: str, leaf: Leaf) -> tuple[Ints, Floats, Floats]:
        """The findings with ``leaf`` in ``field``: how often, and the most that one counts."""
        if isinstance(leaf, Term):
            postings = self._snapshot.postings(field, leaf.term)
            docs, frequencies = postings[:2] if postings else _nothing()
            return docs, frequencies, np.ones(len(docs), dtype=np.float32)
        keys, weights = self._weighted(field, leaf)
        docs, starts = np.unique((keys >> POSITION_BITS).astype(np.int32), return_index=True)
        if not len(docs):
            return docs, weights, weights
        return docs, np.add.reduceat(weights, starts), np.maximum.reduceat(weights, starts)

    def _weighted(self, field: str, leaf: Phrase | Synonyms) -> tuple[Keys, Floats]:
        """The occurrences of a phrase or group, each once, with the most it counts."""
        if isinstance(leaf, Phrase):
            keys = self._occurrences(field, leaf)
            return keys, np.ones(len(keys), dtype=np.float32)
        parts = [self._scoped(self._occurrences(field, m.node), m) for m in leaf.members]
        keys = np.concatenate(parts)
        weights = np.repeat(
            np.array([m.weight for m in leaf.members], dtype=np.float32), [len(p) for p in parts]
        )
        order = np.lexsort((-weights, keys))
        keys, weights = keys[order], weights[order]
        first = np.ones(len(keys), dtype=bool)
        first[1:] = keys[1:] != keys[:-1]
        return keys[first], weights[first]

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
        scores, met = self._totals(parts)
        if len(parts) == 1 and len(parts[0].words) == 1:
            docs = np.flatnonzero(met).astype(np.int32)
            return Matches(docs, scores[docs])
        words = [word for part in parts for word in part.words]
        wanted = np.float32(len(words))
        docs = np.flatnonzero(met >= np.float32(self._ranking.least) * wanted).astype(np.int32)
        share = met[docs] / wanted
        found = scores[docs] + self._nearness(parts)[docs]
        found = found * share ** np.float32(self._ranking.coverage)
        complete = share >= 1
        if complete.any() and not complete.all():
            found[complete] += found[~complete].max()
        return Matches(docs, found.astype(np.float32))

    def _totals(self, parts: tuple[Part, ...]) -> tuple[Floats, Floats]:
        """The score, and the number of words met, of every document."""
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        met = np.zeros(self._snapshot.size, dtype=np.float32)
        for part in parts:
            if part.whole is None:
                for word in part.words:
                    found = self.impact(word).matches
                    scores[found.docs] += found.scores
                    met[found.docs] += 1
            else:
                self._add_whole(part, scores, met)
        return scores, met

    def _add_whole(self, part: Part, scores: Floats, met: Floats) -> None:
        """A part that is met as a whole, or, for less, by its words apart.

        Met as a whole it weighs as much as its words do together: of two findings, one with the
        letters and one with the long form, neither is then preferred.
        """
        assert part.whole is not None
        apart, seen = self._totals((Part(part.words),))
        apart *= np.float32(self._ranking.apart)
        whole = self.impact(part.whole)
        rarities = [self.impact(word).rarity for word in part.words]
        typed = sum(r for r, w in zip(rarities, part.words, strict=True) if self._occurs(w))
        weight = max(1.0, typed / whole.rarity) if whole.rarity else 1.0
        docs = whole.matches.docs
        apart[docs] = np.maximum(apart[docs], whole.matches.scores * np.float32(weight))
        seen[docs] = len(part.words)
        scores += apart
        met += seen

    def _occurs(self, leaf: Leaf) -> bool:
        return len(self.impact(leaf).matches.docs) > 0

    def _nearness(self, parts: tuple[Part, ...]) -> Floats:
        """The score of neighbouring words that stand side by side in the finding too."""
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        words = [word for part in parts for word in part.words]
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


def _merged(left: Matches, right: Matches, combine: np.ufunc) -> Matches:
    """Two sparse vectors as one; ``combine`` where both have a value."""
    if not len(left.docs) or not len(right.docs):
        return left if len(left.docs) else right
    docs = np.union1d(left.docs, right.docs)
    values = np.zeros(len(docs), dtype=np.float32)
    values[np.searchsorted(docs, left.docs)] = left.scores
    places = np.searchsorted(docs, right.docs)
    values[places] = combine(values[places], right.scores)
    return Matches(docs, values)


def _nothing() -> Matches:
    return Matches(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


def _weight(impact: Impact) -> int:
    return 128 + impact.matches.docs.nbytes + impact.matches.scores.nbytes
