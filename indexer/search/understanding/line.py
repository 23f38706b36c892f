"""A run of plain words as the kinds of reading look at it: words in order, some of them taken.

``QueryReader`` makes a ``Line`` of each run of a query and hands it to every kind in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.index.analysis import fold
from indexer.search.language.parser import Word

#: What parts the halves of a word or of a range of years: 'stop-and-search', '2018/19'.
_PIECE = re.compile(r"[^-‐‑–—/]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a part of one with hyphens."""

    folded: str
    #: As typed.
    text: str
    #: The typed word that it is of, by its place among the words of the line.
    word: int
    #: Whether it follows the part before with nothing but a hyphen or a slash between.
    joined: bool = False


class Line:
    """The words of one run. Those that a reading took are no longer there for the others."""

    def __init__(
        self,
        words: Sequence[Word],
        fillers: frozenset[str],
        unwanted: frozenset[int] = frozenset(),
    ) -> None:
        """``fillers``: folded words that say nothing; ``unwanted``: which of the words, by their
        places, have NOT or a minus before them.
        """
        self.words = words
        self._unwanted = unwanted
        self.tokens = tuple(_tokens(words))
        self._fillers = fillers
        self._taken = [False] * len(self.tokens)
        #: The folded words of all tokens, and of each place, '' where it is taken.
        self._free = [token.folded for token in self.tokens]
        self.folded = frozenset(self._free)

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, place: int) -> str:
        """The folded word at a place; '' past the ends and where it is taken."""
        return self._free[place] if 0 <= place < len(self._free) else ""

    def free(self, place: int) -> bool:
        """Whether there is a word at that place that no reading has taken."""
        return 0 <= place < len(self.tokens) and not self._taken[place]

    def taken(self, place: int) -> bool:
        """Whether there is a word at that place, and a reading has taken it."""
        return 0 <= place < len(self.tokens) and self._taken[place]

    def unwanted(self, place: int) -> bool:
        """Whether the word at a place has NOT or a minus before it."""
        return self.tokens[place].word in self._unwanted

    def rest(self) -> Iterator[int]:
        """The places of the words that no reading has taken."""
        return (place for place in range(len(self.tokens)) if not self._taken[place])

    def take(self, places: Iterable[int]) -> None:
        """Take words out of the line."""
        for place in places:
            self._taken[place] = True
            self._free[place] = ""

    def whole(self, places: Iterable[int]) -> bool:
        """Whether these places are free and leave no half of a word with a hyphen behind."""
        wanted = set(places)
        halves = {self.tokens[place].word for place in wanted}
        return all(
            self.free(place)
            for place, token in enumerate(self.tokens)
            if place in wanted or token.word in halves
        ) and all(
            place in wanted for place, token in enumerate(self.tokens) if token.word in halves
        )

    def opens(self, place: int) -> bool:
        """Whether nothing that tells stands before a place."""
        return all(self._idle(one) for one in range(place))

    def closes(self, place: int) -> bool:
        """Whether nothing that tells stands at a place and after it."""
        return all(self._idle(one) for one in range(place, len(self.tokens)))

    def is_filler(self, place: int) -> bool:
        """Whether the word at a place says nothing of what is looked for."""
        return self.tokens[place].folded in self._fillers

    def typed(self, places: Iterable[int]) -> str:
        """The typed words that have these places, in order."""
        words = dict.fromkeys(self.tokens[place].word for place in sorted(places))
        return " ".join(self.words[word].text for word in words)

    def left(self) -> Iterator[int]:
        """The typed words, by their places, of which nothing is taken."""
        taken = {token.word for token, gone in zip(self.tokens, self._taken, strict=True) if gone}
        return (word for word in range(len(self.words)) if word not in taken)

    def _idle(self, place: int) -> bool:
        return self._taken[place] or self.is_filler(place) or self.unwanted(place)


def _tokens(words: Sequence[Word]) -> Iterator[Token]:
    for number, word in enumerate(words):
        for place, (folded, text) in enumerate(_pieces(word.text)):
            yield Token(folded, text, number, joined=place > 0)


def folded_words(text: str) -> Iterator[str]:
    """The folded words of a text, as the tokens of a line have them."""
    return (folded for word in text.split() for folded, _ in _pieces(word) if folded)


def _pieces(word: str) -> Iterator[tuple[str, str]]:
    """The parts of a word with hyphens, folded and as typed; the word itself where it has none."""
    pieces = [(fold(piece[0]), piece[0]) for piece in _PIECE.finditer(word)]
    named = [(folded, text) for folded, text in pieces if any(map(str.isalnum, folded))]
    for folded, text in named or [(fold(word), word)]:
        yield folded.strip("()[]{}.,;:!?'"), text
