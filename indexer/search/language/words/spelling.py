"""Corrections for words that stand nowhere in the corpus, from the words that do.

``Lookup`` asks it for the word that a slip probably means.
Candidates lie within one or two edits (Damerau, 'A technique for computer detection and
correction of spelling errors', 1964: insert, drop, change, swap neighbours); few are compared
letter by letter, because an edit changes the counts of letters by two at most and that is
tested for the whole vocabulary at once. Words that sound alike are candidates too, however many
edits lie between: 'sargent' and 'beurocracy' are written by ear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.index.analysis import fold
from indexer.index.vocabulary import Vocabulary
from indexer.search.cache import Cache

#: So many corrections are kept.
_KEPT = 4096
_SHORTEST = 5
#: From this length on two edits are allowed.
_LONG = 8
_FIRST_LETTER = 0.75
_FREQUENCY = 0.1
#: So many consonants must be heard alike at least, the lengths may differ by so much at most, and
#: half of the letters must stand: 'beurocracy' is four edits of ten letters away from what is
#: meant, 'qwerty', which sounds as 'court', four of six.
_HEARD, _LONGER = 3, 3
#: What a word that sounds alike costs: more than one edit.
_BY_EAR = 1.5
#: What is written otherwise and sounds the same, in this order.
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"c(?=[eiy])|z|x"), "s"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"(?<=.)[aeiouyhw]"), ""),
    (re.compile(r"^[aeiouy]"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


class Speller:
    """Suggests words of one vocabulary."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        others: Iterable[str] = (),
        leads: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """``others`` are words that may be meant though the vocabulary has none of them.

        ``leads`` says whether one of these leads to anything that is found.
        """
        self._frequencies = dict.fromkeys(others, 0) | vocabulary.words
        self._capitals = [short for short in vocabulary.capitals if short.isalpha()]
        self._leads = leads
        self._corrected: Cache[str | None] = Cache(_KEPT)

    def acronym(self, word: str) -> str | None:
        """The capitals of the reports that ``word`` is one slip away from, or None."""
        typed = word.upper()
        if len(typed) < _SHORTEST - 1:
            return None
        near = (short for short in self._capitals if abs(len(short) - len(typed)) < 2)
        slips = sorted(short for short in near if distance(typed, short, 1) == 1)
        same = [short for short in slips if sorted(short) == sorted(typed)]
        return next(iter(same or slips), None) if len(same or slips) == 1 else None

    def correct(self, word: str, above: int = -1) -> str | None:
        """The word of the vocabulary that ``word`` probably means, or None.

        Only words that occur more than ``above`` times are offered. Nothing under five letters
        or with digits is corrected. Of several the nearest counts most, then the same first
        letter, then how often it occurs.
        """
        return self._corrected.get((word, above), lambda: self._correct(word, above))

    def _correct(self, word: str, above: int) -> str | None:
        typed = fold(word)
        if len(typed) < _SHORTEST or not typed.isalpha():
            return None
        costs = self._by_ear(typed) | self._by_edits(typed)
        frequent = ((one, self._frequencies[one]) for one in costs if one != typed)
        ranked = sorted(
            (costs[one] - _FREQUENCY * float(np.log10(frequency + 1)), one)
            for one, frequency in frequent
            if frequency > above
        )
        meant = (one for _, one in ranked if self._frequencies[one] or self._leads(one))
        return next(meant, None)

    def _by_edits(self, typed: str) -> dict[str, float]:
        """The words few edits away, with what each costs."""
        allowed = 2 if len(typed) >= _LONG else 1
        found = {}
        for candidate in self._near(typed, allowed):
            edits = distance(typed, candidate, allowed)
            other = typed[0] != candidate[0]
            if edits + other <= allowed:
                found[candidate] = edits + _FIRST_LETTER * other
        return found

    def _by_ear(self, typed: str) -> dict[str, float]:
        """The words that sound alike, with what each costs."""
        heard = _sound(typed)
        if len(heard) < _HEARD:
            return {}
        alike = self._sounding.get(heard, ())
        most = len(typed) // 2
        near = (one for one in alike if abs(len(one) - len(typed)) <= _LONGER)
        return {one: _BY_EAR for one in near if distance(typed, one, most) <= most}

    @cached_property
    def _sounding(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for word in self._frequencies:
            if len(word) >= _SHORTEST:
                words.setdefault(_sound(word), []).append(word)
        return words

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


def _sound(word: str) -> str:
    """The consonants of ``word`` as they are heard."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


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
