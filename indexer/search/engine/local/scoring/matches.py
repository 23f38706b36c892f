"""Sparse vectors over the findings: which match, and with what score.

``evaluation`` makes them of a tree, node by node; filters, order and page are taken from them.
Documents are rising numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.index.segments.inversion import changes
from indexer.search.engine.local.columns.arrays import Bools, Docs, Floats

#: Fewer postings than this share of all findings are added up by sorting: of 1,000,000 findings
#: 40,000 take 0.5 ms so, and 1.4 ms by marks; 280,000 take 3.9 ms, and 2.3 ms by marks.
_FEW = 0.1


class Matches(NamedTuple):
    """Document numbers, rising, and their scores."""

    docs: Docs
    scores: Floats
    #: Which of the documents answer, and are not merely close; None when all do.
    answers: Bools | None = None
    #: The share of what was asked that each has, by rarity, what is only a synonym counting half;
    #: None when all have everything.
    met: Floats | None = None

    def at(self, places: Docs) -> Matches:
        """The matches at these places."""
        answers = None if self.answers is None else self.answers.take(places)
        met = None if self.met is None else self.met.take(places)
        return Matches(self.docs.take(places), self.scores.take(places), answers, met)

    def where(self, kept: Bools) -> Matches:
        """The matches that are marked in ``kept``.

        Of 18,000, a tenth is picked by place in 8 µs, and by numpy's own use of marks in 40.
        """
        places = np.flatnonzero(kept)
        return self if len(places) == len(self.docs) else self.at(places)

    @property
    def answered(self) -> Bools:
        """Which of the documents answer, one by one."""
        return np.ones(len(self.docs), dtype=bool) if self.answers is None else self.answers

    @property
    def having(self) -> Floats:
        """The share that each has of what was asked."""
        return np.ones(len(self.docs), dtype=np.float32) if self.met is None else self.met

    def spread(self, size: int) -> Floats:
        """The share that each of ``size`` documents has, 0 for those that do not match."""
        shares = np.zeros(size, dtype=np.float32)
        shares[self.docs] = self.having
        return shares

    def divided(self) -> tuple[Matches, Matches]:
        """Those that answer, and those that are close."""
        return self.answering_ones, self.close_ones

    @property
    def answering_ones(self) -> Matches:
        """Those that answer."""
        return self if self.answers is None else self._replace(answers=None).where(self.answers)

    @property
    def close_ones(self) -> Matches:
        """Those that are close."""
        if self.answers is None:
            return self.at(np.zeros(0, dtype=np.intp))
        return self._replace(answers=None).where(~self.answers)

    def answering(self, size: int) -> Bools:
        """Which of ``size`` documents answer."""
        marks = np.zeros(size, dtype=bool)
        marks[self.docs if self.answers is None else self.docs.compress(self.answers)] = True
        return marks


def unscored(docs: Docs) -> Matches:
    """The documents, with no score."""
    return Matches(docs, np.zeros(len(docs), dtype=np.float32))


def added(parts: Sequence[Matches], size: int) -> Matches:
    """All that is in any of ``parts``, with the sum of its scores; ``size`` is that of a vector."""
    parts = [part for part in parts if len(part.docs)]
    if len(parts) < 2:
        return parts[0]._replace(answers=None) if parts else unscored(np.zeros(0, dtype=np.intp))
    if sum(len(part.docs) for part in parts) < _FEW * size:
        return _added_by_sorting(parts)
    docs = union([part.docs for part in parts], size)
    scores = np.zeros(size, dtype=np.float32)
    for part in parts:
        scores[part.docs] += part.scores
    return Matches(docs, scores.take(docs))


def _added_by_sorting(parts: Sequence[Matches]) -> Matches:
    docs = np.concatenate([part.docs for part in parts])
    order = np.argsort(docs, kind="stable")
    docs = docs.take(order)
    starts = np.flatnonzero(changes(docs))
    scores = np.concatenate([part.scores for part in parts]).take(order)
    return Matches(docs.take(starts), np.add.reduceat(scores, starts))


def common(left: Matches, right: Matches, size: int) -> Matches:
    """What is in both, with the sum of its scores; it answers where it answers both."""
    marks = np.zeros(size, dtype=bool)
    marks[left.docs] = True
    found = right.where(marks.take(right.docs))
    scores = np.zeros(size, dtype=np.float32)
    scores[left.docs] = left.scores
    found = found._replace(scores=found.scores + scores.take(found.docs))
    if left.answers is None:
        return found
    answers = left.answering(size).take(found.docs)
    if found.answers is not None:
        answers &= found.answers
    met = np.minimum(left.spread(size).take(found.docs), found.having)
    return found._replace(answers=answers, met=met)


def either(parts: Sequence[Matches], size: int) -> Matches:
    """As ``added``; a document answers where it answers any of ``parts``, and has of what was asked
    what it has of the one that it has most of.
    """
    found = added(parts, size)
    if any(part.met is not None for part in parts):
        most = np.maximum.reduce([part.spread(size) for part in parts])
        found = found._replace(met=most.take(found.docs))
    if all(part.answers is None for part in parts):
        return found
    marks = [part.answering(size) for part in parts]
    return found._replace(answers=np.logical_or.reduce(marks).take(found.docs))


def union(lists: Sequence[Docs], size: int) -> Docs:
    """The documents that are in any of ``lists``."""
    marks = np.zeros(size, dtype=bool)
    for docs in lists:
        marks[docs] = True
    return np.flatnonzero(marks)
