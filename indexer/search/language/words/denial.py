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

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Denial:
    """The words that deny, and where they do not."""

    #: Folded.
    words: frozenset[str] = frozenset()
    #: Patterns over folded words with a space between, in which nothing is denied.
    nothing: tuple[re.Pattern[str], ...] = ()
    #: Other ways to write 'nobody', folded: one word or two.
    nobody: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Iterable[str], nothing: Iterable[str], nobody: Iterable[str] = ()) -> Denial:
        """Raises re.error for what is no pattern."""
        patterns = (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern in nothing)
        return cls(frozenset(map(fold, words)), tuple(patterns), frozenset(map(fold, nobody)))

    def plainly(self, words: Iterable[str]) -> list[str]:
        """Some words as typed, 'nobody' in the place of what only writes it otherwise."""
        read: list[str] = []
        for word in words:
            pair = f"{fold(read[-1])} {fold(word)}" if read else ""
            if pair in self.nobody:
                read[-1] = NOBODY
            else:
                read.append(NOBODY if fold(word) in self.nobody else word)
        return read

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
