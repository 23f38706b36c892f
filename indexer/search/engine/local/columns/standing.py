"""How a finding stands whatever was asked: whether it judges, and whether all reports say it.

``Ordering`` takes from it the order of what nothing tells apart, and ``Finder`` what weighs less.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from indexer.index.segments.inversion import changes
from indexer.reports.categories import Stance, category
from indexer.search.engine.local.columns.arrays import Bools, Docs, Floats, Ints
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.query.ranking import SUNK

CATEGORY, FORCE = "category", "force"
#: What comes first where nothing was asked: what judges, then what tells, then what only sets the
#: scene.
_TELLS, _SCENE, _DELETED = 1, 2, 3
_FIRST = {Stance.PRAISES: 0, Stance.REPORTS: 0, Stance.ASKS: 0, Stance.SETS_THE_SCENE: _SCENE}
#: What is said in nearly the same words of so many forces, and judges nothing, is boilerplate.
_FORCES = 2


class Standing:
    """The standing of the findings of one snapshot."""

    def __init__(self, snapshot: Columns) -> None:
        self._snapshot = snapshot

    @cached_property
    def browsing(self) -> Ints:
        """The place of each document where nothing tells them apart.

        What judges comes first, and in turn the first finding of each force, then the second.
        """
        order = np.lexsort((self._snapshot.ranks, self.browsing_turns, self._living_stances))
        places = np.empty(self._snapshot.size, dtype=np.int32)
        places[order] = np.arange(self._snapshot.size, dtype=np.int32)
        return places

    @cached_property
    def browsing_turns(self) -> Ints:
        """Of what stands alike, whether each is the first of its force, the second …"""
        forces = self._snapshot.facets[FORCE].codes
        return turn_of(self._living_stances, forces, self._snapshot.ranks)

    def turns(self, docs: Docs, scores: Floats) -> Ints:
        """Of documents with equal scores, whether each is the first of its force, the second …"""
        forces = self._snapshot.facets[FORCE].codes.take(docs)
        return turn_of(scores, forces, self._snapshot.ranks.take(docs))

    @cached_property
    def weights(self) -> Floats | None:
        """What the score of each document is multiplied by; None where all count alike."""
        sunk = self.boilerplate
        return np.where(sunk, np.float32(SUNK), np.float32(1)) if sunk.any() else None

    @cached_property
    def stances(self) -> Ints:
        """Whether each document judges, tells or sets the scene: what judges has the least."""
        column = self._snapshot.facets[CATEGORY]
        labels = self._snapshot.labels[CATEGORY]
        known = [category(labels[slug]) for slug in column.slugs]
        classes = [_FIRST.get(one.stance, _TELLS) if one else _TELLS for one in known]
        return np.array([*classes, _TELLS], dtype=np.int32).take(column.codes)

    @property
    def scene(self) -> Bools:
        """Which documents only set the scene."""
        return np.equal(self.stances, _SCENE)

    @property
    def tells(self) -> Bools:
        """Which documents judge nothing by their category."""
        return self.stances >= _TELLS

    @property
    def _living_stances(self) -> Ints:
        # Deleted documents have no turn: else a build answers otherwise than one made anew.
        return np.where(self._snapshot.live, self.stances, np.int32(_DELETED))

    @cached_property
    def boilerplate(self) -> Bools:
        """Which documents judge nothing and are said of several forces."""
        groups = self._snapshot.first_twins
        column = self._snapshot.facets[FORCE]
        forces = 1 + len(column.slugs)
        pairs = np.sort((groups.astype(np.int64) * forces + column.codes)[self._snapshot.live])
        pairs = pairs.compress(changes(pairs))  # np.unique imports all masked arrays, in 30 ms
        several = np.bincount(pairs // forces, minlength=self._snapshot.size) >= _FORCES
        return several.take(groups) & (self.stances >= _TELLS)


def turn_of(
    keys: Ints | Floats, forces: np.ndarray[tuple[int], np.dtype[np.unsignedinteger]], ranks: Ints
) -> Ints:
    """For each of some documents, how many with its key and its force come before it."""
    order = np.lexsort((ranks, forces, keys))
    keys, forces = keys.take(order), forces.take(order)
    new = np.ones(len(order), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (forces[1:] != forces[:-1])
    starts = np.flatnonzero(new)
    turns = np.empty(len(order), dtype=np.int32)
    turns[order] = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    return turns
