"""Which findings have all parts of a run near each other: in one sentence or the next.

``coordination`` asks it of findings that have all the parts somewhere. A part that stands in the
headings of a finding is near everything in it. Two sentences in succession are a *window*; each
part is marked in the windows of its occurrences, and a finding answers when some window has all
the parts that its headings lack.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.index.schema import BODY, HEADING
from indexer.index.segments.inversion import runs
from indexer.search.engine.local.columns.arrays import Bools, Docs, Ints, Keys
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.columns.snapshot import POSITION_BITS
from indexer.search.engine.local.scoring.occurrences import Occurrences
from indexer.search.query.nodes import Leaf, Part

#: How many words a window has, or headings.
Small = NDArray[np.uint8]


#: A document of two sentences has so many windows.
_OF_TWO = 3


class Nearness:
    """Looks where the parts of runs stand, in one snapshot."""

    def __init__(self, snapshot: Columns, occurrences: Occurrences) -> None:
        self._snapshot = snapshot
        self._occurrences = occurrences

    def near(self, parts: tuple[Part, ...], docs: Docs) -> Bools:
        """Which of ``docs``, rising, have every word of ``parts`` near the others.

        All have every word. Those of two sentences have them in one window, and are most.
        """
        windows = self._snapshot.windows
        near: Bools = windows.take(docs + 1) - windows.take(docs) <= _OF_TWO
        if len(long := docs.compress(~near)):
            near[~near] = self._in_windows(parts, long)
        return near

    def _in_windows(self, parts: tuple[Part, ...], docs: Docs) -> Bools:
        """Which of ``docs`` have the words that stand in no heading of theirs in one window."""
        words = list(ways(parts))
        stretches = _Stretches(self._snapshot, docs)
        among = docs.astype(np.int32)  # as lists have them: else each of them is made wider first
        above = np.zeros(len(docs), dtype=np.uint8)
        windows = np.zeros(stretches.size, dtype=np.uint8)
        for one in words:
            headed = stretches.having(self._keys(HEADING, one, among))
            above += headed
            windows += stretches.windows(self._keys(BODY, one, among), headed)
        return above + stretches.most(windows) >= len(words)

    def _keys(self, field: str, leaves: tuple[Leaf, ...], docs: Ints) -> Keys:
        return np.concatenate([self._occurrences.equal(field, leaf, docs) for leaf in leaves])


class _Stretches:
    """The windows of some documents end to end. All occurrences that it is asked of are theirs."""

    def __init__(self, snapshot: Columns, docs: Docs) -> None:
        """``docs`` are rising."""
        self._number = len(docs)
        #: The place of each document among them.
        self._places = np.empty(snapshot.size, dtype=np.int32)
        self._places[docs] = np.arange(len(docs), dtype=np.int32)
        # A document of n sentences has n + 1 windows.
        before = snapshot.windows.take(docs) - docs
        sentences = snapshot.windows.take(docs + 1) - docs - 1 - before
        ends = np.cumsum(sentences + 1)
        self.size = int(ends[-1]) if len(docs) else 0
        #: The first window of each document, and where the sentences of all of them begin.
        self._starts = ends - sentences - 1
        self._sentences = snapshot.sentences.take(runs(before, sentences))

    def having(self, keys: Keys) -> Bools:
        """Which of the documents have one of the occurrences."""
        found = np.zeros(self._number, dtype=bool)
        found[self._places.take(keys >> POSITION_BITS)] = True
        return found

    def windows(self, keys: Keys, done: Bools) -> Bools:
        """The windows that have one of the occurrences, but for documents that are ``done``."""
        places = self._places.take(keys >> POSITION_BITS)
        if done.any():
            kept = ~done.take(places)
            keys, places = keys.compress(kept), places.compress(kept)
        seconds = np.searchsorted(self._sentences, keys, side="right") + places
        marks = np.zeros(self.size, dtype=bool)
        marks[seconds] = True
        marks[seconds - 1] = True
        return marks

    def most(self, windows: Small) -> Small:
        """The greatest number that any window of each document has."""
        if not self._number:
            return windows[:0]
        most: Small = np.maximum.reduceat(windows, self._starts)
        return most


def ways(parts: tuple[Part, ...]) -> Iterator[tuple[Leaf, ...]]:
    """For each word of the parts the leaves that it may be met by: itself, or its part's whole."""
    for part in parts:
        whole = () if part.whole is None else (part.whole,)
        for word in part.words:
            yield whole if part.fixed else (word, *whole)
