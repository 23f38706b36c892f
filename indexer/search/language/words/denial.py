"""Which words of a query deny: 'not', 'never', 'without'.

They are little words, but the answer to 'officers not trained' is another than to 'officers
trained'. ``fillers`` of ``lexicon`` hands a ``Denial`` on: the language keeps what denies as part
of what is asked, and the reading leans to what is lacking. ``denial.toml`` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from indexer.index.analysis import fold


@dataclass(frozen=True, slots=True)
class Denial:
    """The words that deny, and where they do not."""

    #: Folded.
    words: frozenset[str] = frozenset()
    #: Patterns over folded words with a space between, in which nothing is denied.
    nothing: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def of(cls, words: Iterable[str], nothing: Iterable[str]) -> Denial:
        """Raises re.error for what is no pattern."""
        patterns = (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern in nothing)
        return cls(frozenset(map(fold, words)), tuple(patterns))

    def places(self, words: Sequence[str]) -> frozenset[int]:
        """The places of those of some words, as typed, that deny something."""
        folded = [fold(word).strip("()[]{}.,;:!?'\"") for word in words]
        found = {place for place, word in enumerate(folded) if word in self.words}
        return frozenset(found.difference(self._idle(folded)) if found else found)

    def _idle(self, folded: list[str]) -> Iterator[int]:
        """The places of words where nothing is denied."""
        starts = [0, *accumulate(len(word) + 1 for word in folded)]
        text = " ".join(folded)
        for pattern in self.nothing:
            for one in pattern.finditer(text):
                yield from (p for p, at in enumerate(starts) if one.start() <= at < one.end())
