"""Hybrid ranking, by words and by meaning: BM25F beside a sentence model.

Both scores are made shares of the best and added up (Bruch, Gai and Ingber, 'An analysis of fusion
functions for hybrid retrieval', 2023), and what answers has an advantage. ``Finder`` calls it with
what may be shown to a question: all findings where it is a sentence, else those that are close.

To compare a question with all vectors of 100,000 findings takes 20 ms, so that is done roughly
first, by the signs of their numbers alone, 48 bytes a finding; what is best by that and by words is
compared in full.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.errors import NoModel
from indexer.index.meaning import encoder, vectors
from indexer.search.cache import Cache
from indexer.search.engine.local.columns.arrays import Docs, Floats
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.ranking import Ranking

#: The best findings, roughly, that are compared in full: 0.6 ms. Of 11,900 vectors 95 % of the ten
#: nearest to a question are among the 226 nearest by their signs.
READ = 2048
#: Word pieces of a question that are read, which takes 15 ms at most.
_LONGEST = 64
_QUESTIONS_KEPT = 256
#: The share of the lowest score among those compared in full that the best of the others gets.
_BEHIND = np.float32(0.99)


class Leading(NamedTuple):
    """The best of some matches, and what is known of all others."""

    listed: Matches
    #: The most that one of the others scores; none of them has anything of what was asked.
    most: np.float32
    #: How many the others are.
    others: int


class Questions:
    """The vectors of questions, the latest kept; shared by all threads."""

    def __init__(self, models: Path | None = None) -> None:
        """``models`` is where the model lies unfolded. Raises NoModel when it is not installed."""
        self._encoder = encoder.load(models, asked=True)
        self._known: Cache[encoder.Vector] = Cache(_QUESTIONS_KEPT)

    def vector(self, question: str) -> encoder.Vector:
        """The vector of a question, of length 1."""
        return self._known.get(question, lambda: self._encoder.encode(question, longest=_LONGEST))


class Fusion:
    """Orders matches by words and meaning; shared by all threads."""

    def __init__(self, questions: Questions, rows: vectors.Rows, ranking: Ranking) -> None:
        """``rows`` has a vector for each document."""
        self._questions = questions
        self.vectors = rows
        self._signs = vectors.signs(rows)
        self._share = np.float32(ranking.meaning)
        self._advantage = np.float32(ranking.advantage_meant)

    def order(self, matches: Matches, question: str) -> Matches:
        """The same matches with scores by words and meaning; what is met is the share of the words
        that each has or its nearness, whichever is more, and none for what is not compared in full.
        """
        return self._ordered(matches, question, whole=True).listed

    def leading(self, matches: Matches, question: str) -> Leading:
        """Those of the matches that are compared in full or answer, scored as by ``order``."""
        return self._ordered(matches, question, whole=False)

    def _ordered(self, matches: Matches, question: str, whole: bool) -> Leading:
        if not len(matches.docs):
            return Leading(matches, np.float32(0), 0)
        vector = self._questions.vector(question)
        near = vectors.likeness(self._signs, vector).take(matches.docs)
        scores = self._mixed(matches, near)
        best = best_places(scores)
        read = matches.at(best)
        near = vectors.nearness(self.vectors, read.docs, vector)
        exact = self._mixed(read, near)
        listed = np.arange(len(scores)) if whole else _with_answers(best, matches)
        most = _BEHIND * exact.min()
        some = scores.take(listed) * (most / (scores.max() or 1))
        places = np.searchsorted(listed, best)
        some[places] = exact
        met = np.zeros(len(listed), dtype=np.float32)
        met[places] = np.maximum(read.having, near)
        found = matches.at(listed)._replace(scores=some, met=met)
        return Leading(found, most, len(scores) - len(listed))

    def _mixed(self, matches: Matches, near: Floats) -> Floats:
        """Words and meaning as shares of the best of each, and the advantage of what answers."""
        mixed = _shares(matches.scores)
        mixed *= 1 - self._share
        meant = _shares(np.maximum(near, 0))
        meant *= self._share
        mixed += meant
        if matches.answers is not None:
            mixed[np.flatnonzero(matches.answers)] += self._advantage
        return mixed


def _with_answers(best: Docs, matches: Matches) -> Docs:
    """The places of the best and of what answers, rising."""
    marks = matches.answered.copy()
    marks[best] = True
    return np.flatnonzero(marks)


def best_places(scores: Floats) -> Docs:
    """The places of the ``READ`` best, rising."""
    if len(scores) <= READ:
        return np.arange(len(scores))
    return np.sort(np.argpartition(-scores, READ)[:READ])


def _shares(scores: Floats) -> Floats:
    """Each score as a share of the best."""
    best = scores.max()
    return scores / best if best > 0 else scores.copy()


def fusion(snapshot: Snapshot, ranking: Ranking) -> Fusion | None:
    """What orders by meaning; None where the build has no vectors, or damaged ones, or no model.

    Vectors come after the words and may be lost without them: the build is then searched by words.
    """
    model = snapshot.build.model
    try:
        usable = bool(ranking.meaning) and bool(model) and encoder.name() == model
        if not usable:
            return None
        return Fusion(Questions(snapshot.build.models), vectors.read(snapshot.build), ranking)
    except (NoModel, OSError, ValueError):
        return None
