"""Words put together as stretches: characters side by side on one baseline in one type.

``glyphs`` calls it with the words of a page, upright and in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.reports.readers.pdf.page.objects import Mark
from indexer.reports.readers.pdf.page.words import Word

#: Gaps between two characters, in units of the type size: from these on there is a space, or
#: the two do not belong together (the cells of a table, a bullet and its text, two columns).
SPACE, WIDE = 0.3, 0.8
#: How far the baseline may rise or fall inside a word.
DRIFT = 0.12


@dataclass(slots=True)
class Stretch:
    """Characters that stand side by side on one baseline in one size.

    Distances are in points, from the left and from the bottom of the page as it is read.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    symbols: bool
    #: A space stands before it: one that PDFium sees, and one that is in the file.
    spaced: bool
    typed: bool
    #: It goes on with the word before, and only its mark is another.
    glued: bool
    mark: Mark


def stretches(words: Iterable[Word]) -> Iterator[Stretch]:
    """The words put together, in the order of the file."""
    last: Stretch | None = None
    for word in words:
        spaced = word.spaced
        goes_on = last is not None and _goes_on(last, word)
        if last is not None and goes_on:
            spaced = spaced or word.left - last.right > SPACE * last.size
            if word.style.mark.is_of(last.mark):
                last.text += f" {word.text}" if spaced else word.text
                last.right = max(last.right, word.right)
                continue
        if last is not None:
            yield last
        last = _stretch(word, spaced, glued=goes_on and not spaced)
    if last is not None:
        yield last


def _stretch(word: Word, spaced: bool, glued: bool) -> Stretch:
    style = word.style
    return Stretch(
        word.text,
        word.left,
        word.right,
        style.origin[1],
        style.size,
        style.bold,
        style.symbols,
        spaced,
        word.typed,
        glued,
        style.mark,
    )


def _goes_on(last: Stretch, word: Word) -> bool:
    """Whether the word is the next of the stretch, or of one that has only another mark."""
    style, size = word.style, last.size
    return (
        -0.5 * size < word.left - last.right < WIDE * size
        and abs(style.origin[1] - last.baseline) <= DRIFT * size
        and abs(style.size - size) < 0.05 * size
        and style.bold == last.bold
        and style.symbols == last.symbols
    )
