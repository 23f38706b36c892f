"""The characters of a PDF page as PDFium places them, put together as stretches of one type.

``read_printed`` calls it page by page. The letters come as one string; only the first and the last
letter of each word are asked for their place and text object, and each text object for its type,
which takes a sixth of the time of asking every letter.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as c

from indexer.reports.readers.pdf import native
from indexer.reports.readers.pdf.objects import UNMARKED, Drawn, Mark, drawn

#: Gaps between two characters, in units of the type size: from these on there is a space, or
#: the two do not belong together (the cells of a table, a bullet and its text, two columns).
SPACE, WIDE = 0.3, 0.8
#: How far the baseline may rise or fall inside a word.
DRIFT = 0.12
#: Text turned by more than this against most of its page is no part of it (a watermark).
TURN = 5.0
#: Type smaller than this, in points, cannot be read.
SMALLEST = 1.0

_BOLD = re.compile(r"bold|black|heavy|demi(?!t)", re.I)
_SYMBOLS = re.compile(r"symbol|wingding|dingbat|webding", re.I)
#: All but white space, and what PDFium puts for the hyphen of a word broken at the end of a line.
_WORD = re.compile(r"[^\x00\t\n\r \xa0]+")
_BROKEN = re.compile("[\x02\xad\ufffe]")
#: Where fonts of symbols have their signs, which have no code of their own.
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_ASCII = re.compile(r"[\x21-\x7e]")
_BULLET = "•"
_UNKNOWN = "\ufffd"
_FORCE_BOLD = 1 << 18
_WEIGHT_BOLD = 600
_INVISIBLE = 3
_STROKED = 2


@dataclass(frozen=True, slots=True)
class Style:
    """The type of one text object: size in points, how it stands and how it is drawn."""

    size: float
    bold: bool
    symbols: bool
    visible: bool
    #: Degrees against the page, anti-clockwise.
    angle: float
    #: Where its first character stands; all others stand on the same line.
    origin: tuple[float, float]
    mark: Mark


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
    #: Characters left out because they stand at an angle, or are not to be seen.
    turned: int
    invisible: int
    #: Characters that the font gives no letter for.
    unknown: int
    #: Whether there are pictures on it.
    pictures: bool
    #: Characters that are only to be found and not to be seen: text recognition of a scan.
    recognised: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """Characters of one text object with no space between them."""

    text: str
    #: Two corners of the box that it takes up, advance width and all.
    box: tuple[tuple[float, float], tuple[float, float]]
    style: Style
    spaced: bool
    typed: bool


def glyphs(page: pdfium.PdfPage) -> Glyphs:
    """The text of a page in the order of the file. Closes what it opens."""
    found = drawn(page)
    textpage = page.get_textpage()
    try:
        words = list(_words(textpage.raw, found))
    finally:
        textpage.close()
    visible = [word for word in words if word.style.visible]
    recognised = bool(words) and not visible
    shown = words if recognised else visible
    angle = _upright(shown)
    upright = [word for word in shown if abs(_between(word.style.angle, angle)) <= TURN]
    bottom, top = _edges(page, angle)
    return Glyphs(
        list(_stretches(upright, angle)),
        bottom,
        top,
        turned=_letters(shown) - _letters(upright),
        invisible=_letters(words) - _letters(shown),
        unknown=sum(word.text.count(_UNKNOWN) for word in upright),
        pictures=bool(found.pictures),
        recognised=recognised,
    )


def _letters(words: list[_Word]) -> int:
    return sum(len(word.text) for word in words)


def _words(page: c.FPDF_TEXTPAGE, found: Drawn) -> Iterator[_Word]:
    """The words of a page, parted where the text object changes."""
    styles: dict[int | None, Style] = {}
    raw, end = native.address(page), 0
    for word in _WORD.finditer(text := _text(page)):
        spaced, typed = word.start() > end, _is_typed(page, text, end, word.start())
        end = word.end()
        for first, after, item in _by_object(raw, word.start(), end):
            style = styles.get(item)
            if style is None:
                style = styles[item] = _style(page, first, item, found)
            box = _box(raw, first, after - 1)
            if box is None or style.size < SMALLEST:
                continue
            yield _Word(_meant(text[first:after], style), box, style, spaced, typed)
            spaced = typed = False


def _text(page: c.FPDF_TEXTPAGE) -> str:
    """All characters of the page, each at its index."""
    count = max(c.FPDFText_CountChars(page), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    c.FPDFText_GetText(page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "replace")[:-1]
    if len(text) == count and "\0" not in text and _UNKNOWN not in text:
        return text
    # Characters without a letter stand in no string, and rare ones take two places in it.
    codes = [c.FPDFText_GetUnicode(page, index) for index in range(count)]
    return "".join(_UNKNOWN if not _is_letter(code) else chr(code) for code in codes)


def _is_letter(code: int) -> bool:
    return code < 0x110000 and not 0xD800 <= code < 0xE000


def _is_typed(page: c.FPDF_TEXTPAGE, text: str, start: int, end: int) -> bool:
    """Whether one of the spaces from ``start`` on stands in the file; PDFium puts in others."""
    return any(
        text[index] in " \xa0" and c.FPDFText_IsGenerated(page, index) != 1
        for index in range(start, end)
    )


def _by_object(page: int, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """The characters from ``start`` to ``end`` by the text object that draws them."""
    first, last = native.text_object(page, start), native.text_object(page, end - 1)
    if first == last:
        yield start, end, first
        return
    for item, places in groupby(range(start, end), lambda i: native.text_object(page, i)):
        some = list(places)
        yield some[0], some[-1] + 1, item


def _box(
    page: int, first: int, last: int
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Two corners of the box around the characters from ``first`` to ``last``."""
    box = c.FS_RECTF()
    at = ctypes.addressof(box)
    if not native.loose_box(page, first, at):
        return None
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    if last > first and native.loose_box(page, last, at):
        left, right = min(left, box.left), max(right, box.right)
        bottom, top = min(bottom, box.bottom), max(top, box.top)
    return (left, bottom), (right, top)


def _meant(text: str, style: Style) -> str:
    """The characters, with the hyphens and bullets that PDF has codes of its own for."""
    text = _BROKEN.sub("-", text)
    text = _PRIVATE.sub(_BULLET, text)
    # A letter in a font of symbols is no letter: Wingdings draws a square for 'n'.
    return _ASCII.sub(_BULLET, text) if style.symbols else text


def _style(page: c.FPDF_TEXTPAGE, index: int, item: int | None, found: Drawn) -> Style:
    """The type of the text object that the character belongs to."""
    matrix, x, y = c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetMatrix(page, index, matrix)
    c.FPDFText_GetCharOrigin(page, index, x, y)
    object = ctypes.cast(item, c.FPDF_PAGEOBJECT) if item else None
    mode = c.FPDFTextObj_GetTextRenderMode(object) if object else 0
    font = c.FPDFTextObj_GetFont(object) if object else None
    name = _font_name(font) if font else ""
    return Style(
        size=c.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d),
        bold=mode == _STROKED or _is_bold(font, name),
        symbols=bool(_SYMBOLS.search(name)),
        visible=mode != _INVISIBLE,
        angle=math.degrees(math.atan2(matrix.b, matrix.a)),
        origin=(x.value, y.value),
        mark=found.marks.get(item or 0, UNMARKED),
    )


def _font_name(font: c.FPDF_FONT) -> str:
    """The name of the font without the six letters of a subset."""
    buffer = ctypes.create_string_buffer(256)
    c.FPDFFont_GetBaseFontName(font, buffer, 256)
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2]


def _is_bold(font: c.FPDF_FONT | None, name: str) -> bool:
    """By the font's name; by its weight where the name ('F1', 'CIDFont') tells nothing."""
    if font is None:
        return False
    if len(re.sub(r"(?i)cidfont|[^a-z]", "", name)) > 2:
        return bool(_BOLD.search(name))
    weight = c.FPDFFont_GetWeight(font)
    return weight >= _WEIGHT_BOLD or bool(c.FPDFFont_GetFlags(font) & _FORCE_BOLD)


def _upright(words: list[_Word]) -> float:
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


def _stretches(words: list[_Word], angle: float) -> Iterator[Stretch]:
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
    word: _Word, left: float, right: float, baseline: float, spaced: bool, glued: bool
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
