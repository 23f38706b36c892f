"""Whether two texts say of two matters what they say in the same words.

'There is too little capacity for the crime policy, which leads to delays' and the same of stop and
search are one frame with another filling: alike, and not the same. ``Relatives`` asks before it
says that something was asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from indexer.index.analysis import stem
from indexer.months import MONTHS

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
#: A frame has at least this share of the words of the shorter sentence, and so many.
_SHARE, _FEWEST = 0.4, 4
#: Shorter words fill nothing: 'of', 'its', 'the'.
_SHORTEST = 4
_TIMES = frozenset(month.casefold() for month in MONTHS)


def differ_in_filling(one: str, other: str) -> bool:
    """Whether a sentence of each is a frame that another says of something else.

    Days and numbers are no filling: what had to be done by another March is the same.
    """
    mine, theirs = ([_words(part) for part in _SENTENCE.split(text)] for text in (one, other))
    return any(_is_filled_otherwise(a, b) for a in mine for b in theirs if _share_a_frame(a, b))


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence.casefold())


def _share_a_frame(one: Sequence[str], other: Sequence[str]) -> bool:
    shared = len(set(one) & set(other))
    return shared >= max(_FEWEST, _SHARE * min(len(one), len(other)))


def _is_filled_otherwise(one: Sequence[str], other: Sequence[str]) -> bool:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return any(
        _differ(set(_filling(one[a:b])), set(_filling(other[c:d])))
        for kind, a, b, c, d in blocks
        if kind == "replace"
    )


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _filling(words: Sequence[str]) -> Iterator[str]:
    """The stems of what fills a place in a frame."""
    for word in words:
        if len(word) >= _SHORTEST and not word.isdigit() and word not in _TIMES:
            yield stem(word)
