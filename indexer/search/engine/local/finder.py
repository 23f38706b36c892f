"""What a plan finds in two lists: what answers, and what is close.

``LocalEngine`` makes one ``Finder`` a snapshot and asks it for every plan. What is close is cut
where the evidence ends, and counted only where nothing answers.
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
from indexer.search.query.plan import Match, Plan, Sort

#: What is close has this share of the best close score at least: less where nothing answers.
_SHARE, _SHARE_ALONE = np.float32(0.3), np.float32(0.15)
CATEGORY = "category"
#: What is close is this much at most.
MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a plan under its choices."""

    answers: FacetCounts
    close: FacetCounts
    #: Whether what is close is ordered by meaning as well as by words.
    meant: bool

    @property
    def counted(self) -> FacetCounts:
        """What is counted, scanned and crossed: what answers or, when nothing does, the close."""
        return self.answers if len(self.answers.matches.docs) else self.close

    @property
    def lists(self) -> tuple[tuple[Matches, bool], ...]:
        """Both lists, and whether they answer, with scores that fall from the first to the last."""
        first, second = self.answers.matches, self.close.matches
        if len(first.docs) and len(second.docs):
            first = first._replace(scores=first.scores + second.scores.max())
        return (first, True), (second, False)


class Finder:
    """Finds in one snapshot; shared by all threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        evaluator: Evaluator,
        ordering: Ordering,
        fusion: Fusion | None,
        leaning: float,
    ) -> None:
        """``leaning`` is what findings of preferred categories gain."""
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._ordering = ordering
        self._fusion = fusion
        self._leaning = np.float32(1 + leaning)

    def find(self, plan: Plan) -> Found:
        """What answers the plan, and what is close."""
        answers, rest = self._evaluator.matches(plan.node).divided()
        if plan.match is Match.ALL:
            rest = rest.at(rest.docs[:0])
        counted = FacetCounts(self._snapshot, self._leant(answers, plan), plan.chosen)
        alone = not len(counted.matches.docs)
        share = _SHARE_ALONE if alone else _SHARE
        fusion = self._fusion if plan.question and alone else None

        def cut(close: Matches) -> Matches:
            ordered = fusion.order(close, plan.question) if fusion else close
            return self._cut(self._leant(ordered, plan), share)

        close = FacetCounts(self._snapshot, rest, plan.chosen, cut)
        return Found(counted, close, fusion is not None and len(close.matches.docs) > 0)

    def _leant(self, found: Matches, plan: Plan) -> Matches:
        """The same findings, those of preferred categories a little better."""
        if not plan.preferred:
            return found
        preferred = self._snapshot.facets[CATEGORY].having(plan.preferred).take(found.docs)
        gain = np.where(preferred, self._leaning, np.float32(1))
        return found._replace(scores=found.scores * gain)

    def _cut(self, close: Matches, share: np.float32) -> Matches:
        """The best of what is close, as far as the evidence goes."""
        if not len(close.docs):
            return close
        kept = close.where(close.scores >= share * close.scores.max())
        best = self._ordering.places(kept, Sort.RELEVANCE, MOST)[:MOST]
        return kept.at(np.sort(best))
