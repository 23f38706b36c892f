"""The findings nearest to a given one: in meaning, or by sharing the terms that tell about it.

``LocalEngine.more_like_this`` calls it; which terms tell, and what is near enough to be shown, is
decided above the door.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from indexer.index.meaning import encoder, vectors
from indexer.search.cache import Cache
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.nodes import Term
from indexer.search.query.plan import Chosen, Sort

#: A finding is near by its terms when it has this share of what the given one scores by itself.
_ENOUGH = np.float32(0.02)
#: So many findings keep what is near to them.
_KEPT = 16
#: So many standard deviations above the mean are as near as can be.
_FAR = np.float32(6)


#: The mean nearness of all findings of a build to a vector, and its standard deviation.
Spread = Callable[[encoder.Vector], tuple[float, float]]


class MoreLikeThis:
    """Finds the nearest findings of one snapshot."""

    def __init__(
        self,
        snapshot: Columns,
        evaluator: Evaluator,
        ordering: Ordering,
        rows: vectors.Rows | None,
        spread: Spread | None = None,
    ) -> None:
        """``rows`` are the vectors of the documents, None where there are none to go by.

        ``spread`` says how near all findings of the build are, where these are only some.
        """
        self._spread = spread
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._ordering = ordering
        self._rows = rows
        #: A page asks for the nearest, and for the nearest of those that praise.
        self._near: Cache[Matches] = Cache(_KEPT)

    def nearest(
        self, doc: int, terms: Sequence[Term], number: int, chosen: Chosen
    ) -> list[tuple[int, float]]:
        """At most ``number`` documents nearest to ``doc``, with how near each is, up to 1.

        Of those that are ``chosen``.
        """
        near = self._near.get((doc, *terms), lambda: self._nearness(doc, terms))
        for facet, codes in chosen.items():
            near = near.where(self._snapshot.facets[facet].having(codes).take(near.docs))
        best = near.at(self._ordering.places(near, Sort.RELEVANCE, number)[:number])
        return list(zip(best.docs.tolist(), best.scores.tolist(), strict=True))

    def _nearness(self, doc: int, terms: Sequence[Term]) -> Matches:
        """How near the others are that are near at all."""
        near = self._by_terms(doc, terms) if self._rows is None else self._by_meaning(doc)
        return near.where((near.scores > 0) & (near.docs != doc))

    def _by_meaning(self, doc: int) -> Matches:
        """By how much every finding is nearer than findings are as a rule.

        Not the cosine itself: what is written in the words of every report is near to all of it,
        and a rare matter to none.
        """
        assert self._rows is not None
        mine = self._rows[doc]
        vector = mine["direction"].astype(np.float32) / (mine["length"] or 1)
        docs = np.flatnonzero(self._snapshot.live)
        cosines = vectors.nearness(self._rows, docs, vector)
        mean, deviation = self._spread(vector) if self._spread else (cosines.mean(), cosines.std())
        apart = (cosines - np.float32(mean)) / np.float32(deviation or 1)
        return Matches(docs, np.clip(apart / _FAR, 0, 1).astype(np.float32))

    def _by_terms(self, doc: int, terms: Sequence[Term]) -> Matches:
        """How near a finding is: the terms it shares, more of them counting more than each.

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
        own = shares[docs == doc]
        areas = self._snapshot.facets["area"].codes
        shares[areas.take(docs) != areas[doc]] /= 2
        shares = np.minimum(shares / (own[0] if own.any() else np.float32(1)), np.float32(1))
        return Matches(docs, shares).where(shares >= _ENOUGH)
