"""Turns of speech as data: 'which force|forces is|are? good|best at', 'who does * best'.

``understanding.toml`` has them, and the kinds of reading look for them in a ``Line``. A word stands
for itself, '|' parts the words that may stand there, '?' behind them says that they may be missing,
and '*' is a gap of one word or more that the phrase does not take. '^' before a phrase says that
nothing that tells stands before it. '{who}' in the data is a group of words, which ``vocabulary``
writes out. Words that something else took do not part a phrase: 'what is (Kent) good at'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.search.understanding.line import Line

_GAP, _OPENING = "*", "^"


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
    opening: bool = False

    @classmethod
    def of(cls, text: str) -> Phrase:
        """The phrase that ``text`` writes down."""
        steps = (
            _Step(frozenset(part.removesuffix("?").split("|")), part.endswith("?"))
            for part in text.removeprefix(_OPENING).split()
        )
        return cls(tuple(steps), text.startswith(_OPENING))

    @property
    def first(self) -> Iterator[str]:
        """The words that it may begin with."""
        for step in self.steps:
            yield from step.words
            if not step.optional:
                return

    def places(self, line: Line, start: int) -> tuple[int, ...] | None:
        """The places of its words in the line when it begins at ``start``, else None."""
        if self.opening and not line.opens(start):
            return None
        return _places(line, start, self.steps)


def _places(line: Line, at: int, steps: tuple[_Step, ...]) -> tuple[int, ...] | None:
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if step.gap:
        ways = (_places(line, place, rest) for place in range(at + 1, len(line) + 1))
        return next((found for found in ways if found is not None), None)
    while at and line.taken(at):
        at += 1
    if line.at(at) in step.words and (found := _places(line, at + 1, rest)) is not None:
        return (at, *found)
    return _places(line, at, rest) if step.optional else None


class Phrases:
    """Turns of speech for one purpose, looked up by the words that they may begin with."""

    def __init__(self, texts: Iterable[str]) -> None:
        """``texts`` as the data writes them down."""
        self.all = tuple(map(Phrase.of, texts))
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in self.all:
            for word in phrase.first:
                self._by_first.setdefault(word, []).append(phrase)

    def found(self, line: Line) -> Iterator[tuple[int, ...]]:
        """The places of those that stand in a line, the earliest and of these the longest first."""
        if self._by_first.keys().isdisjoint(line.folded):
            return
        for start in line.rest():
            some = self._by_first.get(line.at(start), ())
            ways = (phrase.places(line, start) for phrase in some)
            if best := max((way for way in ways if way), key=len, default=None):
                yield best
