"""Which findings speak more of what is lacking than of what is done well, by their words; and which
sentences deny something.

``Finder`` asks it where a question leans to either. To add up the words of 100,000 findings takes
some milliseconds, so it is done once a snapshot.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from indexer.index.schema import BODY
from indexer.search.engine.local.columns.arrays import Bools, Docs, Floats, Keys
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.columns.snapshot import POSITION_BITS
from indexer.search.query.tone import Tone, denying, telling


class Tones:
    """The tones of the findings of one snapshot."""

    def __init__(self, snapshot: Columns) -> None:
        self._snapshot = snapshot

    def of(self, tone: Tone) -> Bools:
        """Which documents have more words of this tone than of the other."""
        return self._balance > 0 if tone is Tone.LACKING else self._balance < 0

    def denied(self, keys: Keys) -> Docs:
        """The documents, rising, with one of some occurrences in a sentence that denies."""
        if not len(keys):
            return np.zeros(0, dtype=np.intp)
        sentences = np.searchsorted(self._snapshot.sentences, keys, side="right") - 1
        docs: Docs = np.unique(keys.compress(self._denying.take(sentences)) >> POSITION_BITS)
        return docs

    @cached_property
    def _denying(self) -> Bools:
        """Which sentences deny something."""
        sentences = self._snapshot.sentences
        marks = np.zeros(len(sentences), dtype=bool)
        for term in denying():
            keys = self._snapshot.occurrences(BODY, term)
            marks[np.searchsorted(sentences, keys, side="right") - 1] = True
        return marks

    @cached_property
    def _balance(self) -> Floats:
        """How many more words each document has of what is lacking."""
        balance = np.zeros(self._snapshot.size, dtype=np.float32)
        for tone, sign in ((Tone.LACKING, 1), (Tone.WELL, -1)):
            for term in telling(tone):
                if (found := self._snapshot.postings(BODY, term)) is not None:
                    balance[found.docs] += sign * found.frequencies
        return balance
