"""The findings nearest to a given one: in meaning, or by sharing the terms that tell about it.

``LocalEngine.more_like_this`` calls it; which terms tell, and what is near enough to be shown, is
decided above the door.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.index.meaning import vectors
from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.search.engine.local.arrays import Floats
from indexer.search.engine.local.evaluation import Evaluator
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.nodes import Term
from indexer.slugs import slug

#: A finding is near by its terms when it has this share of what the given one scores by itself.
_ENOUGH = 0.02
#: So many standard deviations above the mean are as near as can be.
_FAR = np.float32(6)


class MoreLikeThis:
    """Finds the nearest findings of one snapshot."""

    def __init__(self, snapshot: Snapshot, evaluator: Evaluator, rows: vectors.Rows | None) -> None:
        """``rows`` are the vectors of the documents, None where there are none to go by."""
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._rows = rows
        praise = {slug(name) for name in categories.names(Stance.PRAISES)}
        values = snapshot.facets["category"].slugs
        self._praises = np.array([value in praise for value in values], dtype=bool)

    def nearest(
        self, doc: int, terms: Sequence[Term], number: int, praising: bool
    ) -> list[tuple[int, float]]:
        """At most ``number`` documents nearest to ``doc``, with how near each is, up to 1.

        With ``praising`` only of categories that praise.
        """
        nearness = self._by_terms(doc, terms) if self._rows is None else self._by_meaning(doc)
        nearness[doc] = 0
        if praising:
            nearness[~self._praises[self._snapshot.facets["category"].codes]] = 0
        return self._best(nearness, number)

    def _by_meaning(self, doc: int) -> Floats:
        """By how much every finding is nearer than findings are as a rule.

        Not the cosine itself: what is written in the words of every report is near to all of it,
        and a rare matter to none.
        """
        assert self._rows is not None
        mine = self._rows[doc]
        vector = mine["direction"].astype(np.float32) / (mine["length"] or 1)
        docs = np.flatnonzero(self._snapshot.live)
        cosines = vectors.nearness(self._rows, docs, vector)
        apart = (cosines - cosines.mean()) / (cosines.std() or 1)
        nearness = np.zeros(self._snapshot.size, dtype=np.float32)
        nearness[docs] = np.clip(apart / _FAR, 0, 1)
        return nearness

    def _by_terms(self, doc: int, terms: Sequence[Term]) -> Floats:
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
        shares: Floats = np.minimum(scores / own, np.float32(1))
        shares[shares < _ENOUGH] = 0
        return shares

    def _best(self, nearness: Floats, number: int) -> list[tuple[int, float]]:
        """The nearest, equals in report order."""
        docs = np.flatnonzero(nearness)
        order = np.lexsort((self._snapshot.ranks[docs], -nearness[docs]))
        return [(int(doc), float(nearness[doc])) for doc in docs[order][:number]]
