"""Which findings have all parts of a run near each other: in one sentence or the next.

``coordination`` asks it of findings that have all the parts somewhere. A part that stands in the
headings of a finding is near everything in it. Two sentences in succession are a *window*; each
part is marked in the windows of its occurrences, and a finding answers when some window has all
the parts that its headings lack.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from indexer.index.schema import BODY, HEADING
from indexer.search.engine.local.columns.arrays import Bools, Docs, Ints, Keys
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.columns.snapshot import POSITION_BITS
from indexer.search.engine.local.scoring.occurrences import Occurrences
from indexer.search.query.nodes import Leaf, Part


class Nearness:
    """Looks where the parts of runs stand, in one snapshot."""

    def __init__(self, snapshot: Columns, occurrences: Occurrences) -> None:
        self._snapshot = snapshot
        self._occurrences = occurrences

    def near(self, parts: tuple[Part, ...], docs: Docs) -> Bools:
        """Which of ``docs``, rising, have every word of ``parts`` near the others."""
        if not len(docs):
            return np.zeros(0, dtype=bool)
        wanted = np.zeros(self._snapshot.size, dtype=bool)
        wanted[docs] = True
        windows = np.zeros(self._snapshot.windows[-1] + 1, dtype=np.uint8)
        above = np.zeros(self._snapshot.size, dtype=np.uint8)
        words = list(_ways(parts))
        for ways in words:
            headed = self._docs(HEADING, ways)
            above += headed
            windows += self._windows(self._keys(BODY, ways), wanted & ~headed)
        # Nothing is marked outside ``docs``, so that a stretch may go on to the next of them.
        most = np.maximum.reduceat(windows, self._snapshot.windows.take(docs))
        return above.take(docs) + most >= len(words)

    def _keys(self, field: str, ways: tuple[Leaf, ...]) -> Keys:
        return np.concatenate([self._occurrences.equal(field, leaf) for leaf in ways])

    def _docs(self, field: str, ways: tuple[Leaf, ...]) -> Bools:
        found = np.zeros(self._snapshot.size, dtype=bool)
        found[self._keys(field, ways) >> POSITION_BITS] = True
        return found

    def _windows(self, keys: Keys, wanted: Bools) -> Bools:
        """The windows that have one of ``keys``, of the documents that are wanted."""
        keys = keys.compress(wanted.take(keys >> POSITION_BITS))
        numbers = np.searchsorted(self._snapshot.sentences, keys, side="right")
        seconds: Ints = numbers + (keys >> POSITION_BITS)
        marks = np.zeros(self._snapshot.windows[-1] + 1, dtype=bool)
        marks[seconds] = True
        marks[seconds - 1] = True
        return marks


def _ways(parts: tuple[Part, ...]) -> Iterator[tuple[Leaf, ...]]:
    """For each word of the parts the leaves that it may be met by: itself, or its part's whole."""
    for part in parts:
        whole = () if part.whole is None else (part.whole,)
        for word in part.words:
            yield whole if part.fixed else (word, *whole)
