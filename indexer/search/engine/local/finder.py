"""What a plan finds: what answers and then what is close, or both in one list.

``LocalEngine`` makes one ``Finder`` a snapshot and asks it for every plan. Key words get two lists,
a question in a sentence one, in the order of the evidence. What is close is cut where the evidence
ends, and counted only where nothing answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.search.engine.local.evaluation import Evaluator
from indexer.search.engine.local.facet_counts import FacetCounts
from indexer.search.engine.local.hybrid import Fusion
from indexer.search.engine.local.matches import Matches
from indexer.search.engine.local.ordering import Ordering
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.nodes import beside_words
from indexer.search.query.plan import Match, Plan, Sort
from indexer.search.query.ranking import Ranking

#: What is close has this share of the best close score at least: less where nothing answers. Where
#: meaning counts as well, half: over 74 judged questions that leaves 35 of the 50 best, which have
#: 0.97 of all that is relevant among them; of what it leaves out 1 in 90 is.
_SHARE, _SHARE_ALONE, _SHARE_MEANT = np.float32(0.3), np.float32(0.15), np.float32(0.5)
CATEGORY = "category"
#: What is close is this much at most.
MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a plan under its choices."""

    answers: FacetCounts
    #: What is close; of a question in a sentence all that is listed, with marks on what answers.
    others: FacetCounts
    #: Whether what is close is ordered by meaning as well as by words.
    meant: bool
    #: Whether there is one list.
    mixed: bool = False

    @property
    def counted(self) -> FacetCounts:
        """What is counted and crossed: what answers or, when nothing does, what is close."""
        return self.answers if len(self.answers.matches.docs) else self.others

    @property
    def scanned(self) -> Matches:
        """What is counted, with the scores that it is listed by."""
        answering = len(self.answers.matches.docs) > 0
        if self.mixed:
            (listed,) = self.lists
            return listed.divided()[0] if answering else listed
        first, second = self.lists
        return first if answering else second

    @property
    def lists(self) -> tuple[Matches, ...]:
        """The lists, marked with what answers; scores fall from the first to the last."""
        first, second = self.answers.matches, self.others.matches
        if self.mixed:
            return (second,)
        if len(first.docs) and len(second.docs):
            first = first._replace(scores=first.scores + second.scores.max())
        return first, second._replace(answers=np.zeros(len(second.docs), dtype=bool))


class Finder:
    """Finds in one snapshot; shared by all threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        evaluator: Evaluator,
        ordering: Ordering,
        fusion: Fusion | None,
        ranking: Ranking,
    ) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._ordering = ordering
        self._fusion = fusion
        self._advantage = np.float32(ranking.advantage)
        self._leaning = np.float32(1 + ranking.leaning)

    def find(self, plan: Plan) -> Found:
        """What answers the plan, and what is close."""
        found = self._evaluator.matches(plan.node)
        if plan.match is Match.ALL:
            found = found.divided()[0]
        return self._mixed(found, plan) if plan.sentence else self._parted(found, plan)

    def _parted(self, found: Matches, plan: Plan) -> Found:
        """What answers, and then what is close."""
        answers, rest = found.divided()
        counted = FacetCounts(self._snapshot, self._leant(answers, plan), plan.chosen)
        alone = not len(counted.matches.docs)
        fusion = self._fusion if plan.question and alone else None
        share = _share(fusion is not None, alone)

        def cut(close: Matches) -> Matches:
            ordered = fusion.order(close, plan.question) if fusion else close
            return self._cut(self._leant(ordered, plan), share)

        close = FacetCounts(self._snapshot, rest, plan.chosen, cut)
        return Found(counted, close, fusion is not None and len(close.matches.docs) > 0)

    def _mixed(self, found: Matches, plan: Plan) -> Found:
        """What answers and what is close in one list, also what has none of the words."""
        fusion = self._fusion

        def cut(listed: Matches) -> Matches:
            ordered = fusion.order(listed, plan.question) if fusion else self._favoured(listed)
            return self._cut_close(self._leant(ordered, plan), fusion is not None)

        if fusion and plan.match is not Match.ALL:
            found = self._widened(found, plan)
        counted = FacetCounts(self._snapshot, found.divided()[0], plan.chosen)
        listed = FacetCounts(self._snapshot, found, plan.chosen, cut)
        return Found(counted, listed, fusion is not None and len(listed.matches.docs) > 0, True)

    def _widened(self, found: Matches, plan: Plan) -> Matches:
        """The same findings, and without a score all others that the plan's conditions let pass."""
        docs = self._evaluator.matches(beside_words(plan.node)).docs
        scores = np.zeros(self._snapshot.size, dtype=np.float32)
        scores[found.docs] = found.scores
        answers = found.answering(self._snapshot.size)
        return Matches(docs, scores.take(docs), answers.take(docs))

    def _favoured(self, found: Matches) -> Matches:
        """The same findings by words alone, with the advantage of those that answer."""
        if found.answers is None or not len(found.docs):
            return found
        gain = self._advantage * found.scores.max() * found.answers
        return found._replace(scores=found.scores + gain)

    def _leant(self, found: Matches, plan: Plan) -> Matches:
        """The same findings, those of preferred categories a little better."""
        if not plan.preferred:
            return found
        preferred = self._snapshot.facets[CATEGORY].having(plan.preferred).take(found.docs)
        gain = np.where(preferred, self._leaning, np.float32(1))
        return found._replace(scores=found.scores * gain)

    def _cut_close(self, listed: Matches, meant: bool) -> Matches:
        """What answers, and the best of what is close."""
        if listed.answers is None:
            return listed
        _, close = listed.divided()
        share = _share(meant, alone=not listed.answers.any())
        kept = listed.answers.copy()
        kept[np.searchsorted(listed.docs, self._cut(close, share).docs)] = True
        return listed.where(kept)

    def _cut(self, close: Matches, share: np.float32) -> Matches:
        """The best of what is close, as far as the evidence goes."""
        if not len(close.docs):
            return close
        kept = close.where(close.scores >= share * close.scores.max())
        best = self._ordering.places(kept, Sort.RELEVANCE, MOST)[:MOST]
        return kept.at(np.sort(best))


def _share(meant: bool, alone: bool) -> np.float32:
    """The least share of the best close score that what is close has."""
    if meant:
        return _SHARE_MEANT
    return _SHARE_ALONE if alone else _SHARE
