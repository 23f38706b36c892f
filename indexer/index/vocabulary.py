"""The words of the corpus as printed, with how often: for spelling, prefixes and compounds.

``batch`` counts the words of the findings that it writes; the search reads the counts of a whole
build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from indexer.index.analysis import CAPITALS, capitals, chunks, fold, pieces_of

#: The term of a joined compound, and the terms of its parts.
Compound = tuple[str, tuple[str, ...]]
K = TypeVar("K", str, Compound)


@dataclass(slots=True)
class Vocabulary:
    """Counts of words, of words in capitals, and the compounds with their parts (as terms)."""

    #: Folded words that do not stand in capitals.
    words: Counter[str] = field(default_factory=Counter)
    #: Words with two or more capitals, in capitals, plural 's' dropped.
    capitals: Counter[str] = field(default_factory=Counter)
    #: The term of a joined compound ('coordin') with the terms of its parts ('co', 'ordin').
    spellings: Counter[Compound] = field(default_factory=Counter)

    @property
    def compounds(self) -> dict[str, tuple[str, ...]]:
        """The term of each joined compound to the terms of its parts, as most often written."""
        found: dict[str, tuple[str, ...]] = {}
        for (joined, parts), _ in sorted(self.spellings.items(), key=_rarest_first):
            found[joined] = parts
        return found

    def add(self, text: str, times: int = 1) -> None:
        """Count the words of ``text``, each ``times``; -1 takes them away again."""
        for chunk, number in Counter(chunks(text)).items():
            self.count(chunk, number * times)

    def update(self, other: Vocabulary) -> None:
        """Count everything that ``other`` counted."""
        for mine, theirs in zip(self._counters(), other._counters(), strict=True):
            mine.update(theirs)

    def subtract(self, other: Vocabulary) -> None:
        """Take away everything that ``other`` counted."""
        for mine, theirs in zip(self._counters(), other._counters(), strict=True):
            mine.subtract(theirs)

    def _counters(self) -> tuple[Counter[Any], ...]:
        return self.words, self.capitals, self.spellings

    def count(self, chunk: str, number: int) -> None:
        """Count one word as printed (as ``chunks`` gives it) ``number`` times more."""
        pieces, _ = pieces_of(chunk)
        parts = {piece.offset: piece.term for piece in pieces if _plain(piece.term, piece.width)}
        for piece in pieces:
            word = chunk[piece.start : piece.end]
            if piece.width > 1:
                terms = (parts.get(piece.offset + i, "") for i in range(piece.width))
                self.spellings[piece.term, tuple(terms)] += number
            elif piece.term.startswith(CAPITALS):
                self.capitals[piece.term[1:]] += number
            elif sum(c.isupper() for c in word) < 2:
                self.words[fold(word)] += number
            elif capitals(word) is None:
                self.capitals[fold(word).upper()] += number

    def to_json(self) -> dict[str, Any]:
        """Plain types in alphabetical order; words that no longer occur are left out."""
        return {
            "words": _occurring(self.words),
            "capitals": _occurring(self.capitals),
            "compounds": [
                [joined, list(parts), number]
                for (joined, parts), number in _occurring(self.spellings).items()
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary that ``to_json`` wrote."""
        spellings = {(joined, tuple(parts)): number for joined, parts, number in data["compounds"]}
        return cls(Counter(data["words"]), Counter(data["capitals"]), Counter(spellings))


def _occurring(counts: Counter[K]) -> dict[K, int]:
    return {key: counts[key] for key in sorted(counts) if counts[key] > 0}


def _rarest_first(spelling: tuple[Compound, int]) -> tuple[int, Compound]:
    return spelling[1], spelling[0]


def _plain(term: str, width: int) -> bool:
    return width == 1 and not term.startswith(CAPITALS)
