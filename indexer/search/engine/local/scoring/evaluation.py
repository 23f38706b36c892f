"""A query tree over whole posting lists.

A node is evaluated to ``Matches``: the numbers of the findings it matches, rising, and a score
for each. A term's come from its posting list; a phrase is the intersection of occurrences, each
word's shifted back by its place in the phrase. In a group of synonyms those that count in full are
one term, the union of their occurrences; each of the others is a term of its own, counts less, and
never more than what was typed. OR adds sparse vectors, AND keeps what they have in common and
then what passes its conditions. A run of words is evaluated in ``coordination``.

``LocalEngine`` calls it for every search and count; impacts of leaves are kept between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, cached_property, reduce

import numpy as np

from indexer.budget import Budget
from indexer.index.schema import FORMS, TEXTS
from indexer.search.cache import Cache
from indexer.search.engine.local.columns.arrays import Bools, Docs
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.scoring import bm25f
from indexer.search.engine.local.scoring.coordination import Coordination, Impact
from indexer.search.engine.local.scoring.matches import Matches, added, common, either, unscored
from indexer.search.engine.local.scoring.nearness import Nearness
from indexer.search.engine.local.scoring.occurrences import Occurrences
from indexer.search.query.nodes import (
    And,
    Concept,
    Condition,
    Everything,
    Having,
    Leaf,
    Member,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Synonyms,
    Term,
    Typed,
    Words,
)
from indexer.search.query.ranking import Ranking

#: Bytes of impacts that are kept: so many at least, and so many for each finding. A word that
#: every finding has takes 13 a finding.
_LEAST, _EACH = 64 << 20, 256
#: The scores of words with what they gain by the form that was typed have a part of that beside it:
#: counted with all that they share with the words, they left room for half of what is asked for.
_IN_FORMS = 3


#: In how many findings of the whole build any of some members stands, given in how many of these.
Documents = Callable[[tuple[Member, ...], int], int]


class Evaluator:
    """Evaluates nodes against one snapshot; shared by all threads."""

    def __init__(
        self,
        snapshot: Columns,
        ranking: Ranking,
        documents: Documents | None = None,
        count: int | None = None,
    ) -> None:
        """``documents`` and ``count`` are those of a whole build, of which the findings are some:
        they say what is rare.
        """
        self._snapshot = snapshot
        self._ranking = ranking
        self._documents = documents or _found
        self._count = snapshot.count if count is None else count
        self._occurrences = occurrences = Occurrences(snapshot)
        self._near = Nearness(snapshot, occurrences).near
        most = max(_LEAST, _EACH * snapshot.size)
        self._impacts: Cache[Impact] = Cache(most, _weight)
        self._in_forms: Cache[Impact] = Cache(most // _IN_FORMS, _weight_of_scores)

    def matches(self, node: Node, few: bool = False) -> Matches:
        """The findings that ``node`` matches, deleted ones never among them; with ``few`` also
        those that have few of many words, as where meaning counts beside them.

        Raises TooCostly when the budget of the question is used up.
        """
        Budget.check()
        match node:
            case Term() | Phrase() | Synonyms() | Typed():
                return self._leaf(node)
            case Words((Part((word,), None),)):
                return self.matches(word)
            case Words(parts):
                return self._words(parts, few)
            case And(nodes):
                return self._and(nodes, few)
            case Or(nodes):
                return either([self.matches(one) for one in nodes], self._snapshot.size)
            case Everything():
                return self._everything
            case _:
                whole = self._everything
                return whole.where(self._passing(node, whole.docs))

    def impact(self, leaf: Leaf) -> Impact:
        """The matches of a leaf; computed once and kept."""
        if isinstance(leaf, Typed):
            return self._in_forms.get(leaf, lambda: self._in_form(leaf))
        return self._impacts.get(leaf, lambda: self._impact(leaf))

    def _words(self, parts: tuple[Part, ...], few: bool) -> Matches:
        # Made anew: what kept it would keep itself, and an old build would outlive its searches.
        run = Coordination(cache(self.impact), self._near, self._ranking, self._snapshot.size)
        return run.matches(parts, few)

    # Leaves

    def _leaf(self, leaf: Leaf) -> Matches:
        """The findings with a leaf; what is only a synonym of it is close."""
        impact = self.impact(leaf)
        if impact.typed is None:
            return impact.matches
        met = np.where(impact.typed, np.float32(1), np.float32(0.5))
        return impact.matches._replace(answers=impact.typed, met=met)

    def _impact(self, leaf: Concept) -> Impact:
        match leaf:
            case Synonyms(members):
                core = self._same([member for member in members if member.weight >= 1])
                others = any(member.weight < 1 for member in members)
                return self._with_others(core, members) if others else core
            case _:
                return self._same([Member(leaf)])

    def _in_form(self, leaf: Typed) -> Impact:
        """A concept, with more for the findings that print it in the form that was typed."""
        impact = self.impact(leaf.concept)
        postings = self._snapshot.postings(FORMS, leaf.form)
        if postings is None:
            return impact
        having = np.zeros(self._snapshot.size, dtype=bool)
        having[postings.docs] = True
        docs, scores = impact.matches[:2]
        more = np.float32(self._ranking.printed / leaf.among) * having.take(docs)
        return impact._replace(matches=Matches(docs, scores * (1 + more)))

    def _same(self, members: Sequence[Member]) -> Impact:
        """Members that are one term: their occurrences are counted together."""
        fields = []
        for field in TEXTS:
            docs, frequencies = self._occurrences.counted(field, members)
            lengths = self._snapshot.lengths[field]
            weighted = bm25f.normalised(self._ranking, field, docs, frequencies, lengths)
            fields.append(Matches(docs, weighted))
        docs, weighted = added(fields, self._snapshot.size)[:2]
        documents = self._documents(tuple(members), len(docs))
        rarity = bm25f.rarity(documents, self._count)
        matches = Matches(docs, bm25f.score(self._ranking, rarity, weighted))
        return Impact(matches, documents, rarity, rarity)

    def _with_others(self, core: Impact, members: tuple[Member, ...]) -> Impact:
        """What was typed, or, for less, any of the others: a finding has the best of them.

        None of them counts as rarer than what was typed, if that occurs at all: on the judged
        queries this makes no difference, but an exact word is never drowned by it.
        """
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        scores[core.matches.docs] = core.matches.scores
        typed = np.zeros(self._snapshot.size, dtype=bool)
        typed[core.matches.docs] = True
        for member in (one for one in members if one.weight < 1):
            found = self._member(member)
            docs = found.matches.docs
            if member.same:
                typed[docs] = True
            weight = member.weight
            if core.documents and found.rarity > core.rarity:
                weight *= core.rarity / found.rarity
            scores[docs] = np.maximum(scores[docs], np.float32(weight) * found.matches.scores)
        docs = np.flatnonzero(scores != 0)
        documents = self._documents(members, len(docs))
        rarity = bm25f.rarity(documents, self._count)
        matches = Matches(docs, scores.take(docs))
        return Impact(matches, documents, rarity, core.rarity, _marked(typed.take(docs)))

    def _member(self, member: Member) -> Impact:
        if member.anywhere:
            return self.impact(member.node)
        return self._same([replace(member, weight=1.0)])

    # Everything else

    def _and(self, nodes: tuple[Node, ...], few: bool) -> Matches:
        scored = [self.matches(node, few) for node in nodes if not isinstance(node, Condition)]
        conditions = [node for node in nodes if isinstance(node, Condition)]
        size = self._snapshot.size
        scored.sort(key=lambda one: len(one.docs))  # what is short leaves little to look up
        found = reduce(lambda left, right: common(left, right, size), scored or [self._everything])
        for condition in conditions:
            found = found.where(self._passing(condition, found.docs))
        return found

    @cached_property
    def _everything(self) -> Matches:
        return unscored(np.flatnonzero(self._snapshot.live))

    def _passing(self, node: Node, docs: Docs) -> Bools:
        """Which of some documents, none of them deleted, answer."""
        match node:
            case Everything():
                return np.ones(len(docs), dtype=bool)
            case Not(inner):
                return ~self._passing(inner, docs)
            case Having(facet, codes):
                return self._snapshot.facets[facet].having(frozenset(codes)).take(docs)
            case _:
                return self.matches(node).answering(self._snapshot.size).take(docs)


def _found(_: tuple[Member, ...], found: int) -> int:
    """Where the findings are the whole build, those that are found are all there are."""
    return found


def _marked(typed: Bools) -> Bools | None:
    """The marks, None where there is one on everything."""
    return None if typed.all() else typed


def _weight(impact: Impact) -> int:
    return 128 + 13 * len(impact.matches.docs)


def _weight_of_scores(impact: Impact) -> int:
    return 128 + 4 * len(impact.matches.docs)
