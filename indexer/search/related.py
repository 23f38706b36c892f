"""Findings that are about the same as a given one, by the words that tell it from others."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index.analysis import CAPITALS, analyse, fold
from indexer.index.schema import slug
from indexer.search.engine.evaluation import Evaluator
from indexer.search.engine.nodes import Term
from indexer.search.engine.snapshot import Snapshot

#: The categories that say that something is done well, over all families of reports.
PRAISE = frozenset(
    slug(name)
    for name in (
        "Strengths",
        "Good practice",
        "Developing practice",
        "Innovative practice",
        "Promising practice",
    )
)
#: How many of its terms stand for a finding.
_TERMS = 24
#: A finding is related when it has this share of what the given one scores by itself.
_ENOUGH = 0.02


class Kin(NamedTuple):
    """A related finding: its document, and how near it is, up to 1 for the same words."""

    doc: int
    nearness: float


class Related:
    """Finds the nearest findings of one snapshot."""

    def __init__(self, snapshot: Snapshot, evaluator: Evaluator) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._all = max(1, snapshot.vocabulary.words.total())

    def terms(self, doc: int) -> tuple[Term, ...]:
        """The terms that tell most about a finding: how often in it times how rare elsewhere.

        How rare is judged by the printed word, so that no posting list is read for it.
        """
        text = self._snapshot.finding(doc).text
        weighed: dict[str, float] = defaultdict(float)
        for token in analyse(text):
            rarity = self._rarity(text[token.start : token.end])
            if token.width == 1 and rarity and not token.term.startswith(CAPITALS):
                weighed[token.term] += rarity
        best = sorted(weighed, key=lambda term: (-weighed[term], term))
        return tuple(map(Term, best[:_TERMS]))

    def _rarity(self, word: str) -> float:
        """Minus the logarithm of the share of ``word`` in all printed words, 0 if it is the one."""
        vocabulary = self._snapshot.vocabulary
        folded = fold(word)
        count = vocabulary.words.get(folded, 0) + vocabulary.capitals.get(folded.upper(), 0)
        return log(self._all / count) if count > 1 else 0.0

    def similar(self, doc: int, number: int) -> list[Kin]:
        """At most ``number`` findings nearest to ``doc``, nearest first, itself never."""
        nearness = self._nearness(doc)
        return self._best(nearness, np.zeros(len(nearness), dtype=bool), number)

    def praised(self, doc: int, number: int) -> list[Kin]:
        """As ``similar``, among what reports call done well; those of other forces first."""
        nearness = self._nearness(doc)
        categories = self._snapshot.facets["category"]
        praise = np.array([name in PRAISE for name in categories.slugs], dtype=bool)
        nearness[~praise[categories.codes]] = 0
        forces = self._snapshot.facets["force"].codes
        return self._best(nearness, forces == forces[doc], number)

    def _nearness(self, doc: int) -> NDArray[np.float32]:
        """How near every finding is: the terms it shares, more of them counting more than each.

        One on another subject needs as much again to be as near as one on the same.
        """
        size = self._snapshot.size
        scores, met = np.zeros((2, size), dtype=np.float32)
        terms = self.terms(doc)
        for term in terms:
            found = self._evaluator.impact(term).matches
            scores[found.docs] += found.scores
            met[found.docs] += 1
        scores *= met / np.float32(len(terms) or 1)
        own = scores[doc] or np.float32(1)
        areas = self._snapshot.facets["area"].codes
        scores[areas != areas[doc]] /= 2
        scores[doc] = 0
        shares: NDArray[np.float32] = np.minimum(scores / own, np.float32(1))
        shares[shares < _ENOUGH] = 0
        return shares

    def _best(
        self, nearness: NDArray[np.float32], later: NDArray[np.bool_], number: int
    ) -> list[Kin]:
        """The nearest, those marked ``later`` after the others, equals in report order."""
        docs = np.flatnonzero(nearness)
        keys = (self._snapshot.ranks[docs], -nearness[docs], later[docs])
        return [Kin(int(d), float(nearness[d])) for d in docs[np.lexsort(keys)][:number]]
