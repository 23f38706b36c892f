"""The characters of a PDF page, put together as stretches of one type.

``read_printed`` calls it page by page. In goes a page, out come the stretches that are seen on it,
upright, in the order of the file, and what was left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium

from indexer.reports.readers.pdf.objects import Mark, drawn
from indexer.reports.readers.pdf.tracking import tightened
from indexer.reports.readers.pdf.visibility import letters, sight
from indexer.reports.readers.pdf.words import UNKNOWN, Ligatures, Style, Word, words

#: Gaps between two characters, in units of the type size: from these on there is a space, or
#: the two do not belong together (the cells of a table, a bullet and its text, two columns).
SPACE, WIDE = 0.3, 0.8
#: How far the baseline may rise or fall inside a word.
DRIFT = 0.12
#: Text turned by more than this against most of its page is no part of it (a watermark).
TURN = 5.0


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


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What stands on one page."""

    stretches: list[Stretch]
    #: Bottom and top of the page, as it is read.
    bottom: float
    top: float
    #: Characters left out because they stand at an angle, are not to be seen, or stand beyond the
    #: edges of the page.
    turned: int
    invisible: int
    outside: int
    #: Characters that the font gives no letter for.
    unknown: int
    #: Whether there are pictures on it.
    pictures: bool
    #: Characters that are only to be found and not to be seen: text recognition of a scan.
    recognised: int


def glyphs(page: pdfium.PdfPage, ligatures: Ligatures) -> Glyphs:
    """The text of a page in the order of the file. Closes what it opens."""
    found = drawn(page)
    textpage = page.get_textpage()
    try:
        seen = sight(page, list(words(textpage.raw, found, ligatures)), found)
    finally:
        textpage.close()
    angle = _upright(seen.read)
    upright = [word for word in seen.read if abs(_between(word.style.angle, angle)) <= TURN]
    bottom, top = _edges(page, angle)
    return Glyphs(
        list(_stretches(tightened(upright), angle)),
        bottom,
        top,
        turned=letters(seen.read) - letters(upright),
        invisible=seen.unseen,
        outside=seen.outside,
        unknown=sum(word.text.count(UNKNOWN) for word in upright),
        pictures=bool(found.pictures),
        recognised=seen.recognised,
    )


def _upright(words: list[Word]) -> float:
    """The angle at which most of a page is set: 0, 90, 180 or -90 degrees."""
    turns: Counter[int] = Counter()
    for word in words:
        turns[round(word.style.angle / 90) % 4] += len(word.text)
    most = turns.most_common(1)[0][0] if turns else 0
    return _between(90.0 * most, 0.0)


def _between(angle: float, other: float) -> float:
    """The turn from one angle to the other, from -180 up to 180 degrees."""
    return (angle - other + 180) % 360 - 180


def _turned(point: tuple[float, float], angle: float) -> tuple[float, float]:
    """The point as seen on a page that is turned so that text at ``angle`` stands upright."""
    x, y = point
    turn = round(angle / 90) % 4
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _edges(page: pdfium.PdfPage, angle: float) -> tuple[float, float]:
    """The bottom and the top of the page as it is read."""
    left, bottom, right, top = page.get_cropbox()
    heights = [_turned(corner, angle)[1] for corner in ((left, bottom), (right, top))]
    return min(heights), max(heights)


def _stretches(words: list[Word], angle: float) -> Iterator[Stretch]:
    """The words put together, in the order of the file."""
    last: Stretch | None = None
    for word in words:
        baseline = _turned(word.style.origin, angle)[1]
        edges = [_turned(corner, angle)[0] for corner in word.box]
        left, right = min(edges), max(edges)
        goes_on = last is not None and _goes_on(last, word.style, left, baseline)
        if last is not None and goes_on:
            spaced = word.spaced or left - last.right > SPACE * last.size
            if word.style.mark == last.mark:
                last.text += f" {word.text}" if spaced else word.text
                last.right = max(last.right, right)
                continue
        else:
            spaced = word.spaced
        if last is not None:
            yield last
        last = _stretch(word, left, right, baseline, spaced, glued=goes_on and not spaced)
    if last is not None:
        yield last


def _stretch(
    word: Word, left: float, right: float, baseline: float, spaced: bool, glued: bool
) -> Stretch:
    style = word.style
    return Stretch(
        word.text,
        left,
        right,
        baseline,
        style.size,
        style.bold,
        style.symbols,
        spaced,
        word.typed,
        glued,
        style.mark,
    )


def _goes_on(last: Stretch, style: Style, left: float, baseline: float) -> bool:
    """Whether the word is the next of the stretch, or of one that has only another mark."""
    size = last.size
    return (
        abs(style.size - size) < 0.05 * size
        and style.bold == last.bold
        and style.symbols == last.symbols
        and abs(baseline - last.baseline) <= DRIFT * size
        and -0.5 * size < left - last.right < WIDE * size
    )
