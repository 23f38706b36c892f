"""Turns of speech as data: 'which force|forces is|are? good|best at', 'who does * best'.

``understanding.toml`` has them, and the kinds of reading look for them in a ``Line``. A word stands
for itself, '|' parts the words that may stand there, '?' behind them says that they may be missing,
and '*' is a gap of one word or more that the phrase does not take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.search.understanding.line import Line

_GAP = "*"


@dataclass(frozen=True, slots=True)
class _Step:
    words: frozenset[str]
    optional: bool = False

    @property
    def gap(self) -> bool:
        return _GAP in self.words


@dataclass(frozen=True, slots=True)
class Phrase:
    """One turn of speech."""

    steps: tuple[_Step, ...]

    @classmethod
    def of(cls, text: str) -> Phrase:
        """The phrase that ``text`` writes down."""
        return cls(
            tuple(
                _Step(frozenset(part.removesuffix("?").split("|")), part.endswith("?"))
                for part in text.split()
            )
        )

    def places(self, line: Line, start: int) -> tuple[int, ...] | None:
        """The places of its words in the line when it begins at ``start``, else None."""
        return _places(line, start, self.steps)


def _places(line: Line, at: int, steps: tuple[_Step, ...]) -> tuple[int, ...] | None:
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if step.gap:
        ways = (_places(line, place, rest) for place in range(at + 1, len(line)))
        return next((found for found in ways if found is not None), None)
    if line.at(at) in step.words and (found := _places(line, at + 1, rest)) is not None:
        return (at, *found)
    return _places(line, at, rest) if step.optional else None


def found(phrases: Iterable[Phrase], line: Line) -> Iterator[tuple[int, ...]]:
    """The places of the phrases that stand in a line, the earliest and longest first."""
    phrases = tuple(phrases)
    for start in line.rest():
        ways = (phrase.places(line, start) for phrase in phrases)
        if best := max((way for way in ways if way), key=len, default=None):
            yield best
