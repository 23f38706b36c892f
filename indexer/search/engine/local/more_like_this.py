"""The findings nearest to a given one: those that share most of the terms that tell about it.

``LocalEngine.more_like_this`` calls it; which terms tell is decided above the door.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.search.cache import Cache
from indexer.search.engine.local.evaluation import Evaluator
from indexer.search.engine.local.matches import Matches
from indexer.search.engine.local.ordering import Ordering
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.nodes import Term
from indexer.search.query.plan import Sort
from indexer.slugs import slug

#: A finding is near when it has this share of what the given one scores by itself.
_ENOUGH = np.float32(0.02)
#: So many findings keep what is near to them.
_KEPT = 16


class MoreLikeThis:
    """Finds the nearest findings of one snapshot."""

    def __init__(self, snapshot: Snapshot, evaluator: Evaluator, ordering: Ordering) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._ordering = ordering
        #: A page asks for the nearest, and for the nearest of those that praise.
        self._near: Cache[Matches] = Cache(_KEPT)
        praise = {slug(name) for name in categories.names(Stance.PRAISES)}
        values = snapshot.facets["category"].slugs
        self._praises = np.array([value in praise for value in values], dtype=bool)

    def nearest(
        self, doc: int, terms: Sequence[Term], number: int, praising: bool
    ) -> list[tuple[int, float]]:
        """At most ``number`` documents nearest to ``doc``, with how near each is, up to 1.

        With ``praising`` only of categories that praise, and those of other forces first.
        """
        near = self._near.get((doc, *terms), lambda: self._nearness(doc, terms))
        if not praising:
            return self._best([near], number)
        categories, forces = (self._snapshot.facets[name].codes for name in ("category", "force"))
        near = near.where(self._praises.take(categories.take(near.docs)))
        same = forces.take(near.docs) == forces[doc]
        return self._best([near.where(~same), near.where(same)], number)

    def _nearness(self, doc: int, terms: Sequence[Term]) -> Matches:
        """How near the others are: the terms they share, more of them counting more than each.

        One on another subject needs as much again to be as near as one on the same. Findings that
        share nothing are not looked at again: there are a million of them.
        """
        scores, met = np.zeros((2, self._snapshot.size), dtype=np.float32)
        for term in terms:
            found = self._evaluator.impact(term).matches
            scores[found.docs] += found.scores
            met[found.docs] += 1
        docs = np.flatnonzero(met)
        shares = scores.take(docs)
        shares *= met.take(docs) / np.float32(len(terms) or 1)
        areas = self._snapshot.facets["area"].codes
        own = shares[docs == doc]
        shares[areas.take(docs) != areas[doc]] /= 2
        shares = np.minimum(shares / (own[0] if own.any() else np.float32(1)), np.float32(1))
        return Matches(docs, shares).where((shares >= _ENOUGH) & (docs != doc))

    def _best(self, lists: Sequence[Matches], number: int) -> list[tuple[int, float]]:
        """The nearest of one list after the other, equals in report order."""
        best: list[tuple[int, float]] = []
        for near in lists:
            places = self._ordering.places(near, Sort.RELEVANCE, number)[: number - len(best)]
            found = near.at(places)
            best += zip(found.docs.tolist(), found.scores.tolist(), strict=True)
        return best
