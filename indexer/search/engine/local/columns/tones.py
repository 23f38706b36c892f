"""Which findings speak more of what is lacking than of what is done well, by their words; and which
sentences deny or affirm something.

``Finder`` asks it where a question leans to either. To add up the words of 100,000 findings takes
some milliseconds, so it is done once a snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        docs: Docs = np.unique(keys.compress(self._denying.take(self._of(keys))) >> POSITION_BITS)
        return docs

    def affirmed(self, keys: Keys, others: Iterable[Keys]) -> Docs:
        """The documents, rising, with one of some occurrences in a sentence that denies nothing
        and has one of each of the others.
        """
        marks = self._having(keys) & ~self._denying
        for other in others:
            marks &= self._having(other)
        docs: Docs = np.unique(self._snapshot.sentences.compress(marks) >> POSITION_BITS)
        return docs

    def _having(self, keys: Keys) -> Bools:
        """Which sentences have one of some occurrences."""
        marks = np.zeros(len(self._snapshot.sentences), dtype=bool)
        marks[self._of(keys)] = True
        return marks

    def _of(self, keys: Keys) -> Docs:
        """The sentence that each of some occurrences stands in."""
        sentences: Docs = np.searchsorted(self._snapshot.sentences, keys, side="right") - 1
        return sentences

    @cached_property
    def _denying(self) -> Bools:
        """Which sentences deny something."""
        return self._having(
            np.concatenate([self._snapshot.occurrences(BODY, term) for term in denying()])
        )

    @cached_property
    def _balance(self) -> Floats:
        """How many more words each document has of what is lacking."""
        balance = np.zeros(self._snapshot.size, dtype=np.float32)
        for tone, sign in ((Tone.LACKING, 1), (Tone.WELL, -1)):
            for term in telling(tone):
                if (found := self._snapshot.postings(BODY, term)) is not None:
                    balance[found.docs] += sign * found.frequencies
        return balance
