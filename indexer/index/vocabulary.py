"""The words of the corpus as printed, with how often: for spelling, prefixes and compounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.index.analysis import CAPITALS, chunks, fold, pieces_of


@dataclass(slots=True)
class Vocabulary:
    """Counts of words, of words in capitals, and the compounds with their parts (as terms)."""

    #: Folded words that do not stand in capitals.
    words: Counter[str] = field(default_factory=Counter)
    #: Words with two or more capitals, in capitals, plural 's' dropped.
    capitals: Counter[str] = field(default_factory=Counter)
    #: The term of a joined compound ('coordin') to the terms of its parts ('co', 'ordin').
    compounds: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, text: str, times: int = 1) -> None:
        """Count the words of ``text``, each ``times``; -1 takes them away again."""
        for chunk, number in Counter(chunks(text)).items():
            self._add_chunk(chunk, number * times)

    def _add_chunk(self, chunk: str, number: int) -> None:
        pieces, _ = pieces_of(chunk)
        parts = {piece.offset: piece.term for piece in pieces if _plain(piece.term, piece.width)}
        for piece in pieces:
            word = chunk[piece.start : piece.end]
            if piece.width > 1:
                terms = (parts.get(piece.offset + i, "") for i in range(piece.width))
                self.compounds[piece.term] = tuple(terms)
            elif piece.term.startswith(CAPITALS):
                self.capitals[piece.term[1:]] += number
            elif sum(c.isupper() for c in word) < 2:
                self.words[fold(word)] += number
            elif CAPITALS + word.rstrip("s").upper() not in {p.term for p in pieces}:
                self.capitals[fold(word).upper()] += number

    def to_json(self) -> dict[str, Any]:
        """Plain types; words that no longer occur are left out."""
        return {
            "words": {word: n for word, n in self.words.items() if n > 0},
            "capitals": {word: n for word, n in self.capitals.items() if n > 0},
            "compounds": {joined: list(parts) for joined, parts in self.compounds.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary that ``to_json`` wrote."""
        compounds = {joined: tuple(parts) for joined, parts in data["compounds"].items()}
        return cls(Counter(data["words"]), Counter(data["capitals"]), compounds)


def _plain(term: str, width: int) -> bool:
    return width == 1 and not term.startswith(CAPITALS)
