"""The findings nearest to a given one: those that share most of the terms that tell about it.

``LocalEngine.more_like_this`` calls it; which terms tell is decided above the door.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.search.engine.local.arrays import Bools, Floats
from indexer.search.engine.local.evaluation import Evaluator
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.nodes import Term
from indexer.slugs import slug

#: A finding is near when it has this share of what the given one scores by itself.
_ENOUGH = 0.02


class MoreLikeThis:
    """Finds the nearest findings of one snapshot."""

    def __init__(self, snapshot: Snapshot, evaluator: Evaluator) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        praise = {slug(name) for name in categories.names(Stance.PRAISES)}
        values = snapshot.facets["category"].slugs
        self._praises = np.array([value in praise for value in values], dtype=bool)

    def nearest(
        self, doc: int, terms: Sequence[Term], number: int, praising: bool
    ) -> list[tuple[int, float]]:
        """At most ``number`` documents nearest to ``doc``, with how near each is, up to 1.

        With ``praising`` only of categories that praise, and those of other forces first.
        """
        nearness = self._nearness(doc, terms)
        later = np.zeros(len(nearness), dtype=bool)
        if praising:
            nearness[~self._praises[self._snapshot.facets["category"].codes]] = 0
            forces = self._snapshot.facets["force"].codes
            later = forces == forces[doc]
        return self._best(nearness, later, number)

    def _nearness(self, doc: int, terms: Sequence[Term]) -> Floats:
        """How near every finding is: the terms it shares, more of them counting more than each.

        One on another subject needs as much again to be as near as one on the same.
        """
        scores, met = np.zeros((2, self._snapshot.size), dtype=np.float32)
        for term in terms:
            found = self._evaluator.impact(term).matches
            scores[found.docs] += found.scores
            met[found.docs] += 1
        scores *= met / np.float32(len(terms) or 1)
        own = scores[doc] or np.float32(1)
        areas = self._snapshot.facets["area"].codes
        scores[areas != areas[doc]] /= 2
        scores[doc] = 0
        shares: Floats = np.minimum(scores / own, np.float32(1))
        shares[shares < _ENOUGH] = 0
        return shares

    def _best(self, nearness: Floats, later: Bools, number: int) -> list[tuple[int, float]]:
        """The nearest, those marked ``later`` after the others, equals in report order."""
        docs = np.flatnonzero(nearness)
        keys = (self._snapshot.ranks[docs], -nearness[docs], later[docs])
        return [(int(d), float(nearness[d])) for d in docs[np.lexsort(keys)][:number]]
