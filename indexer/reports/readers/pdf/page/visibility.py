"""What a reader of the page sees: text that has ink, on the paper, and not under something else.

``glyphs`` calls it with the words of a page. What may be unseen (no ink, light ink, a layer that
can be switched off, something drawn over it, its own colour behind it) is looked for in a picture
of the page: text is seen when the page looks different without it. That asks no question twice,
whatever hides the text. Text on a picture that is not seen is a scan's recognised text, and stays.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from indexer.reports.readers.pdf.page import native
from indexer.reports.readers.pdf.page.objects import Area, Box, Drawn
from indexer.reports.readers.pdf.page.words import Word

#: A colour so near to the one behind it, of 255 shades, may not be seen.
NEAR = 48
#: On pages with more areas (maps) each word is looked for: asking all areas would take longer.
MOST_AREAS = 500
#: Pixels a point in the picture, at most so many pixels high; a pixel that differs by so much,
#: of 255, is seen.
SCALE, MOST_PIXELS, DIFFERENCE = 2.0, 2400, 12


@dataclass(frozen=True, slots=True)
class Sight:
    """The words of a page by whether they are seen."""

    #: Those that are read, in the order of the file: seen ones, and recognised ones of a scan.
    read: list[Word]
    #: How many of their letters are only recognised.
    recognised: int
    #: Letters left out: unseen ones, and those beyond the edges of the page.
    unseen: int
    outside: int


def sight(page: pdfium.PdfPage, words: list[Word], found: Drawn) -> Sight:
    """What of the words is seen."""
    paper = page.get_cropbox()
    inside = [word for word in words if _is_in(word, paper)]
    hidden = _hidden(page, inside, found)
    unseen = [word for word in inside if word.style.item in hidden or not word.style.inked]
    # A page without any ink is a scan, wherever its pictures are.
    scanned = len(unseen) == len(inside)
    pictures = [area.box for area in found.pictures]
    recognised = {
        id(word) for word in unseen if scanned or any(_is_in(word, box) for box in pictures)
    }
    lost = {id(word) for word in unseen} - recognised
    return Sight(
        [word for word in inside if id(word) not in lost],
        recognised=letters(word for word in unseen if id(word) in recognised),
        unseen=letters(word for word in unseen if id(word) in lost),
        outside=letters(words) - letters(inside),
    )


def letters(words: Iterable[Word]) -> int:
    """How many characters the words have."""
    return sum(len(word.text) for word in words)


def _is_in(word: Word, box: Box) -> bool:
    """Whether the middle of the word is in the box."""
    return (
        box[0] <= (word.left + word.right) / 2 <= box[2]
        and box[1] <= (word.bottom + word.top) / 2 <= box[3]
    )


def _hidden(page: pdfium.PdfPage, words: list[Word], found: Drawn) -> set[int]:
    """The text objects with ink that the page looks the same without."""
    areas = _hiding(words, [*found.fills, *found.pictures])
    many = len(areas) > MOST_AREAS
    doubtful: dict[int, list[Word]] = {}
    for word in words:
        mark = word.style.mark
        if mark.artifact or not word.style.inked:
            continue
        if mark.may_hide or many or any(_may_cover(area, word) for area in areas):
            doubtful.setdefault(word.style.item, []).append(word)
    return _unseen(page, doubtful) if doubtful else set()


def _hiding(words: list[Word], areas: list[Area]) -> list[Area]:
    """The areas that can hide any of the words."""
    first = min((word.style.mark.order for word in words), default=0)
    lights = {word.style.mark.light for word in words}
    return [
        area
        for area in areas
        if area.order > first or any(_is_near(area.light, light) for light in lights)
    ]


def _may_cover(area: Area, word: Word) -> bool:
    """Whether an area is drawn over the word, or lies behind it and is like it in colour."""
    mark = word.style.mark
    return (area.order > mark.order or _is_near(area.light, mark.light)) and _is_in(word, area.box)


def _is_near(one: int | None, other: int) -> bool:
    return one is not None and abs(one - other) < NEAR


def _unseen(page: pdfium.PdfPage, objects: dict[int, list[Word]]) -> set[int]:
    """Those of the text objects that make no difference to the picture of the page."""
    _, height = page.get_size()
    scale = min(SCALE, MOST_PIXELS / max(height, 1.0))
    with_them = _Picture(page, scale)
    for item in objects:
        native.set_active(item, 0)
    without = _Picture(page, scale)
    for item in objects:
        native.set_active(item, 1)
    return {
        item
        for item, words in objects.items()
        if not any(with_them.differs(without, word) for word in words)
    }


class _Picture:
    """A page as it is seen, in shades of grey."""

    def __init__(self, page: pdfium.PdfPage, scale: float) -> None:
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
        self._page = page
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._pixels = bytes(bitmap.buffer)
        bitmap.close()

    def differs(self, other: _Picture, word: Word) -> bool:
        """Whether the two look different where the word stands."""
        left, top, right, bottom = self._place(word)
        for row in range(top, bottom):
            start = row * self._stride
            mine, its = (one._pixels[start + left : start + right] for one in (self, other))
            if mine != its and any(abs(a - b) >= DIFFERENCE for a, b in zip(mine, its)):  # noqa: B905
                return True
        return False

    def _place(self, word: Word) -> tuple[int, int, int, int]:
        """The pixels that the word's box takes up."""
        corners = [self._pixel(word.left, word.bottom), self._pixel(word.right, word.top)]
        xs, ys = zip(*corners, strict=True)
        return (
            max(min(xs), 0),
            max(min(ys), 0),
            min(max(xs) + 1, self._width),
            min(max(ys) + 1, self._height),
        )

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = self._width, self._height
        c.FPDF_PageToDevice(self._page.raw, 0, 0, *size, 0, x, y, across, down)
        return across.value, down.value
