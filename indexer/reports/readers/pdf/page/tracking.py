"""Words that are set with a space between their letters: 'S T R E N G T H S'.

``glyphs`` calls it with the words of a page. Single letters in a row, with nothing else on their
line, are words; where the space between two of them is wider, a word ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from indexer.reports.readers.pdf.page.words import Word

#: So many single letters in a row are a spaced word ('A B C' may be three grades); letters further
#: apart, in type sizes, are no word; a gap wider by this factor than the usual one parts words.
LETTERS, FAR, WIDER = 4, 1.2, 1.6


def tightened(words: Sequence[Word]) -> Sequence[Word]:
    """The words, with the letters of spaced ones put together."""
    lengths = "".join("1" if len(word.text) == 1 else " " for word in words)
    return list(_tightened(words)) if "1" * LETTERS in lengths else words


def _tightened(words: Sequence[Word]) -> Iterator[Word]:
    for _, group in groupby(words, key=_line):
        line = list(group)
        if len(line) >= LETTERS and all(len(w.text) == 1 for w in line) and _are_near(line):
            yield from _put_together(line)
        else:
            yield from line


def _line(word: Word) -> tuple[float, float]:
    """What words on one line, in one type, have in common."""
    return round(word.style.origin[1], 1), word.style.size


def _are_near(line: list[Word]) -> bool:
    letters = sum(word.text.isalpha() for word in line)
    return letters >= LETTERS and all(gap <= FAR * line[0].style.size for gap in _gaps(line))


def _gaps(line: list[Word]) -> list[float]:
    return [after.left - before.right for before, after in pairwise(line)]


def _put_together(line: list[Word]) -> Iterator[Word]:
    gaps = _gaps(line)
    usual = median(gaps)
    word = line[0]
    for letter, gap in zip(line[1:], gaps, strict=True):
        if gap > WIDER * usual:
            yield word
            word = letter
        else:
            word = replace(word, text=word.text + letter.text, right=letter.right)
    yield word
