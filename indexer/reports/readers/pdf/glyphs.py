"""The characters of a PDF page as PDFium places them, put together as stretches of one type."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

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
#: White space, and what PDFium puts for the hyphen of a word broken at the end of a line.
_SPACES = {0, 9, 10, 13, 32, 0xA0}
_BROKEN = {0x02, 0xAD, 0xFFFE}
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
class _Char:
    text: str
    origin: tuple[float, float]
    #: Two corners of the box that it takes up, advance width and all.
    box: tuple[tuple[float, float], tuple[float, float]]
    style: Style
    spaced: bool
    typed: bool


def glyphs(page: pdfium.PdfPage) -> Glyphs:
    """The text of a page in the order of the file. Closes what it opens."""
    textpage = page.get_textpage()
    try:
        chars = list(_chars(textpage.raw))
    finally:
        textpage.close()
    visible = [char for char in chars if char.style.visible]
    recognised = bool(chars) and not visible
    shown = chars if recognised else visible
    angle = _upright(shown)
    upright = [char for char in shown if abs(_between(char.style.angle, angle)) <= TURN]
    bottom, top = _edges(page, angle)
    return Glyphs(
        list(_stretches(upright, angle)),
        bottom,
        top,
        turned=len(shown) - len(upright),
        invisible=len(chars) - len(shown),
        unknown=sum(char.text == _UNKNOWN for char in upright),
        pictures=any(True for _ in page.get_objects([c.FPDF_PAGEOBJ_IMAGE], max_depth=3)),
        recognised=recognised,
    )


def _chars(page: c.FPDF_TEXTPAGE) -> Iterator[_Char]:
    """The characters but spaces. Each text object is asked for its type only once."""
    styles: dict[int | None, Style] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    spaced = typed = False
    for index in range(c.FPDFText_CountChars(page)):
        code = c.FPDFText_GetUnicode(page, index)
        made = c.FPDFText_IsGenerated(page, index) == 1
        if code in _SPACES or (made and code not in _BROKEN):
            spaced, typed = True, typed or not made
            continue
        drawn = c.FPDFText_GetTextObject(page, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(page, index, drawn)
        c.FPDFText_GetCharOrigin(page, index, x, y)
        if not c.FPDFText_GetLooseCharBox(page, index, box) or style.size < SMALLEST:
            continue
        corners = (box.left, box.bottom), (box.right, box.top)
        yield _Char(_character(code, style), (x.value, y.value), corners, style, spaced, typed)
        spaced = typed = False


def _character(code: int, style: Style) -> str:
    """The character, with the hyphens and bullets that PDF has codes of its own for."""
    if code in _BROKEN:
        return "-"
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return _UNKNOWN
    # A letter in a font of symbols is no letter: Wingdings draws a square for 'n'.
    return _BULLET if style.symbols and chr(code).isascii() else chr(code)


def _style(page: c.FPDF_TEXTPAGE, index: int, drawn: c.FPDF_PAGEOBJECT) -> Style:
    """The type of the text object that the character belongs to."""
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(page, index, matrix)
    mode = c.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    font = c.FPDFTextObj_GetFont(drawn) if drawn else None
    name = _font_name(font) if font else ""
    return Style(
        size=c.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d),
        bold=mode == _STROKED or _is_bold(font, name),
        symbols=bool(_SYMBOLS.search(name)),
        visible=mode != _INVISIBLE,
        angle=math.degrees(math.atan2(matrix.b, matrix.a)),
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


def _upright(chars: list[_Char]) -> float:
    """The angle at which most of a page is set: 0, 90, 180 or -90 degrees."""
    turns = Counter(round(char.style.angle / 90) % 4 for char in chars)
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


def _stretches(chars: list[_Char], angle: float) -> Iterator[Stretch]:
    """The characters put together, in the order of the file."""
    last: Stretch | None = None
    for char in chars:
        baseline = _turned(char.origin, angle)[1]
        edges = [_turned(corner, angle)[0] for corner in char.box]
        left, right = min(edges), max(edges)
        if last is not None and _goes_on(last, char, left, baseline):
            apart = char.spaced or left - last.right > SPACE * last.size
            last.text += f" {char.text}" if apart else char.text
            last.right = max(last.right, right)
            continue
        if last is not None:
            yield last
        last = Stretch(
            char.text,
            left,
            right,
            baseline,
            char.style.size,
            char.style.bold,
            char.style.symbols,
            char.spaced,
            char.typed,
        )
    if last is not None:
        yield last


def _goes_on(last: Stretch, char: _Char, left: float, baseline: float) -> bool:
    """Whether the character is the next of the stretch."""
    style, size = char.style, last.size
    return (
        abs(style.size - size) < 0.05 * size
        and style.bold == last.bold
        and style.symbols == last.symbols
        and abs(baseline - last.baseline) <= DRIFT * size
        and -0.5 * size < left - last.right < WIDE * size
    )
