"""Hybrid ranking, by words and by meaning: BM25F beside a sentence model.

Words alone decide what is found. Where no finding answers a question by its words, what each says
helps to decide where it stands: both scores are made shares of the best and added up (Bruch, Gai
and Ingber, 'An analysis of fusion functions for hybrid retrieval', 2023). Where some answer, all
stay in the order of words, which serves those best who use the reports' own words. ``Finder`` calls
it with what is close to a plan that has a question.
"""

from __future__ import annotations

import numpy as np

from indexer.errors import NoModel
from indexer.index.meaning import encoder, vectors
from indexer.search.cache import Cache
from indexer.search.engine.local.arrays import Docs
from indexer.search.engine.local.matches import Matches
from indexer.search.engine.local.ordering import Ordering
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.plan import Sort

#: The best findings by words that are looked at. Of 100,000 findings a question may match half;
#: to compare these takes 1.2 ms, a third of what it takes to understand the question.
READ = 4096
#: Word pieces of a question that are read, which takes 15 ms at most.
_LONGEST = 64
_QUESTIONS_KEPT = 256
#: The share of the lowest score among those looked at that the best of the others gets.
_BEHIND = np.float32(0.99)


class Fusion:
    """Orders the matches of one snapshot by words and meaning; shared by all threads."""

    def __init__(self, snapshot: Snapshot, ordering: Ordering, share: float) -> None:
        """``share`` is what meaning counts, words counting the rest.

        Raises NoModel when the model is not installed, OSError or ValueError when the vectors of
        the build are damaged.
        """
        self._encoder = encoder.load(snapshot.build.models)
        #: One a document.
        self.vectors = vectors.read(snapshot.build)
        self._ordering = ordering
        self._share = np.float32(share)
        self._questions: Cache[encoder.Vector] = Cache(_QUESTIONS_KEPT)

    def order(self, matches: Matches, question: str) -> Matches:
        """The same matches with scores by words and meaning."""
        if not len(matches.docs):
            return matches
        vector = self._questions.get(
            question, lambda: self._encoder.encode(question, longest=_LONGEST)
        )
        best, rest = self._divided(matches)
        near = np.maximum(vectors.nearness(self.vectors, matches.docs[best], vector), 0)
        scores = matches.scores.copy()
        words = scores[best]
        mixed = (1 - self._share) * words / words.max() + self._share * near / (near.max() or 1)
        scores[best] = mixed * words.max()
        if len(rest):
            scores[rest] *= _BEHIND * scores[best].min() / scores[rest].max()
        return matches._replace(scores=scores)

    def _divided(self, matches: Matches) -> tuple[Docs, Docs]:
        """The places of the ``READ`` best by words, rising, and those of the others."""
        best = np.sort(self._ordering.places(matches, Sort.RELEVANCE, READ)[:READ])
        return best, np.delete(np.arange(len(matches.docs)), best)


def fusion(snapshot: Snapshot, ordering: Ordering, share: float) -> Fusion | None:
    """What orders by meaning; None where the build has no vectors, or damaged ones, or no model.

    Vectors come after the words and may be lost without them: the build is then searched by words.
    """
    model = snapshot.build.model
    try:
        usable = bool(share) and bool(model) and encoder.name() == model
        return Fusion(snapshot, ordering, share) if usable else None
    except (NoModel, OSError, ValueError):
        return None
