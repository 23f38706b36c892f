"""The characters of a PDF page, put together as stretches of one type.

``read_printed`` calls it page by page. In goes a page, out come the stretches that are seen on it,
upright, in the order of the file, and what was left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from indexer.reports.readers.pdf.page.drawn_bullets import with_drawn_bullets
from indexer.reports.readers.pdf.page.drop_caps import with_drop_caps
from indexer.reports.readers.pdf.page.objects import Box, drawn
from indexer.reports.readers.pdf.page.stretches import Stretch, stretches
from indexer.reports.readers.pdf.page.tracking import tightened
from indexer.reports.readers.pdf.page.visibility import letters, sight
from indexer.reports.readers.pdf.page.words import UNKNOWN, Ligatures, Word, words

#: Text turned by more than this against most of its page is no part of it (a watermark).
TURN = 5.0


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What stands on one page."""

    stretches: list[Stretch]
    #: Boxes of the lines drawn from left to right.
    rules: list[Box]
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
    straight = [_turned_back(word, angle) for word in upright] if angle else upright
    bottom, top = _edges(page, angle)
    dots = [replace(dot, box=_turned_box(dot.box, angle)) for dot in found.dots]
    text = with_drop_caps(list(stretches(tightened(straight))))
    return Glyphs(
        with_drawn_bullets(text, dots),
        [rule for box in found.rules if _is_level(rule := _turned_box(box, angle))],
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


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """The point as seen on a page that is turned so that text at ``angle`` stands upright."""
    turn = round(angle / 90) % 4
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _turned_box(box: Box, angle: float) -> Box:
    """The box as seen on the page that is turned."""
    (x1, y1), (x2, y2) = _turned(*box[:2], angle), _turned(*box[2:], angle)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _turned_back(word: Word, angle: float) -> Word:
    """The word as seen on the page that is turned."""
    box = _turned_box((word.left, word.bottom, word.right, word.top), angle)
    style = replace(word.style, origin=_turned(*word.style.origin, angle))
    return Word(word.text, *box, style, word.spaced, word.typed)


def _is_level(rule: Box) -> bool:
    return rule[2] - rule[0] > rule[3] - rule[1]


def _edges(page: pdfium.PdfPage, angle: float) -> tuple[float, float]:
    """The bottom and the top of the page as it is read."""
    left, bottom, right, top = page.get_cropbox()
    heights = [_turned(*corner, angle)[1] for corner in ((left, bottom), (right, top))]
    return min(heights), max(heights)
