"""Corrections for words that stand nowhere in the corpus, from the words that do.

``Lookup`` asks it for the word that a slip probably means.
Candidates lie within one or two edits (Damerau, 'A technique for computer detection and
correction of spelling errors', 1964: insert, drop, change, swap neighbours); few are compared
letter by letter, because an edit changes the counts of letters by two at most and that is
tested for the whole vocabulary at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.index.analysis import fold
from indexer.index.vocabulary import Vocabulary

_SHORTEST = 5
#: From this length on two edits are allowed.
_LONG = 8
_FIRST_LETTER = 0.75
_FREQUENCY = 0.1


class Speller:
    """Suggests words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, others: Iterable[str] = ()) -> None:
        """``others`` are words that may be meant though the vocabulary has none of them."""
        self._frequencies = dict.fromkeys(others, 0) | vocabulary.words
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str, above: int = -1) -> str | None:
        """The word of the vocabulary that ``word`` probably means, or None.

        Only words that occur more than ``above`` times are offered. Nothing under five letters
        or with digits is corrected. Of several the nearest counts most, then the same first
        letter, then how often it occurs.
        """
        typed = fold(word)
        if len(typed) < _SHORTEST or not typed.isalpha():
            return None
        allowed = 2 if len(typed) >= _LONG else 1
        best: tuple[float, str] | None = None
        for candidate in self._near(typed, allowed):
            frequency = self._frequencies[candidate]
            if candidate == typed or frequency <= above:
                continue
            edits = distance(typed, candidate, allowed)
            other = typed[0] != candidate[0]
            if edits + other <= allowed:
                cost = edits + _FIRST_LETTER * other
                cost -= _FREQUENCY * float(np.log10(frequency + 1))
                best = min(best, (cost, candidate)) if best else (cost, candidate)
        return best[1] if best else None

    def _near(self, word: str, allowed: int) -> list[str]:
        words, counts = self._letters
        if not words:
            return []
        apart = np.abs(counts - _count(word)).sum(axis=1)
        return [words[i] for i in np.flatnonzero(apart <= 2 * allowed)]

    @cached_property
    def _letters(self) -> tuple[list[str], NDArray[np.int8]]:
        words = [word for word in self._frequencies if len(word) >= _SHORTEST - 1]
        counts = np.array([_count(word) for word in words], dtype=np.int8).reshape(-1, 27)
        return words, counts


def _count(word: str) -> NDArray[np.int8]:
    """How often each letter stands in ``word``: a to z, then anything else."""
    counts = np.zeros(27, dtype=np.int8)
    for letter in word[:100]:
        index = ord(letter) - ord("a")
        counts[index if 0 <= index < 26 else 26] += 1
    return counts


def distance(left: str, right: str, limit: int) -> int:
    """The number of edits between two words (optimal string alignment); above ``limit`` any more.

    Each letter is edited once at most; returns ``limit + 1`` when there are more edits.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        row = [i]
        for j, b in enumerate(right, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)
