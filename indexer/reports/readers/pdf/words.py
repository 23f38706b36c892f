"""The words of a text page with their place and type, as PDFium has them.

``glyphs`` calls it. The letters come as one string; only the first and the last letter of a word
are asked for their place and text object, each text object for its type and each font for its
name: a page of 2,700 letters takes 2,500 calls of PDFium where asking every letter took 16,000.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pypdfium2.raw as c

from indexer.reports.readers.pdf import native
from indexer.reports.readers.pdf.objects import UNMARKED, Drawn, Mark

#: Type smaller than this, in points, cannot be read.
SMALLEST = 1.0
UNKNOWN = "\ufffd"
BULLET = "•"
SOFT_HYPHEN = "\xad"

_BOLD = re.compile(r"bold|black|heavy|demi(?!t)", re.I)
#: Fonts of signs. 'SegoeUISymbol' and the like are fonts of letters that have signs too.
_SYMBOLS = re.compile(
    r"(symbol(mt|ps|std|neu)?|wingdings.*|webdings.*|.*dingbats.*|monotypesorts)([-,].*)?$", re.I
)
#: All but white space; the hyphen of a word broken at the end of a line has codes of its own.
_WORD = re.compile(r"[^\x00\t\n\r \xa0]+")
_BROKEN = re.compile("[\x02\xad\ufffe]")
#: Where fonts of signs have them, which have no code of their own.
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_ASCII = re.compile(r"[\x21-\x7e]")
#: A sign beside a letter that no word has: what a glyph without a letter is taken for.
_ODD = re.compile(
    r"(?<=[A-Za-z])[^\w\s.,;:!?'’‘“”\"()/&%@–—…•-]|[^\w\s.,;:!?'’‘“”\"()/&%@£€$–—…•-](?=[A-Za-z])"
)
#: Four letters in a row are a word, whatever the name of their font.
_LETTERS = re.compile(r"[A-Za-z]{4}")
_FORCE_BOLD = 1 << 18
_WEIGHT_BOLD = 600
_STROKED = 2
#: Text drawn in these modes leaves no ink: nothing, and a clipping path.
_INVISIBLE = (3, 7)

Corners = tuple[tuple[float, float], tuple[float, float]]
#: Code of a character to the letters that its glyph's name stands for.
Ligatures = Callable[[], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Font:
    """A font: whether it is bold, and whether it has signs instead of letters."""

    bold: bool = False
    symbols: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """The type of one text object: size in points, how it stands and how it is drawn."""

    #: The address of the object; 0 for what PDFium put in.
    item: int
    size: float
    bold: bool
    symbols: bool
    inked: bool
    #: Degrees against the page, anti-clockwise.
    angle: float
    #: Where its first character stands; all others stand on the same line.
    origin: tuple[float, float]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Word:
    """Characters of one text object with no space between them."""

    text: str
    #: Two corners of the box that it takes up, advance width and all.
    box: Corners
    style: Style
    #: A space stands before it: one that PDFium sees, and one that is in the file.
    spaced: bool
    typed: bool

    @property
    def middle(self) -> tuple[float, float]:
        (left, bottom), (right, top) = self.box
        return (left + right) / 2, (bottom + top) / 2


def words(page: c.FPDF_TEXTPAGE, found: Drawn, ligatures: Ligatures) -> Iterator[Word]:
    """The words of a page in the order of the file, parted where the text object changes."""
    styles = _Styles(page, found)
    raw, end = native.address(page), 0
    text = _text(page)
    known = _ligatures(page, text, ligatures)
    for word in _WORD.finditer(text):
        start = word.start()
        spaced, typed = start > end, _is_typed(page, text, end, start)
        end = word.end()
        for first, after, item in _by_object(raw, start, end):
            style = styles.of(item, first)
            box = _box(raw, first, after - 1)
            if box is None or style.size < SMALLEST:
                continue
            letters = (
                "".join(known.get(at) or text[at] for at in range(first, after))
                if known
                else text[first:after]
            )
            yield Word(_meant(letters, style), box, style, spaced, typed)
            spaced = typed = False


def _text(page: c.FPDF_TEXTPAGE) -> str:
    """All characters of the page, each at its index."""
    count = max(c.FPDFText_CountChars(page), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    c.FPDFText_GetText(page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "replace")[:-1]
    if len(text) != count or "\0" in text:
        # Characters without a letter stand in no string, and rare ones take two places in it.
        codes = [c.FPDFText_GetUnicode(page, index) for index in range(count)]
        text = "".join(chr(code) if _is_letter(code) else UNKNOWN for code in codes)
    return text


def _ligatures(page: c.FPDF_TEXTPAGE, text: str, known: Ligatures) -> dict[int, str]:
    """The characters, by index, that are ligatures known by name alone, and their letters."""
    return {
        odd.start(): letters
        for odd in _ODD.finditer(text)
        if c.FPDFText_HasUnicodeMapError(page, odd.start()) == 1
        and (letters := known().get(ord(odd.group())))
    }


def _is_letter(code: int) -> bool:
    return code < 0x110000 and not 0xD800 <= code < 0xE000


def _is_typed(page: c.FPDF_TEXTPAGE, text: str, start: int, end: int) -> bool:
    """Whether one of the spaces from ``start`` on stands in the file; PDFium puts in others."""
    return any(
        text[index] in " \xa0" and c.FPDFText_IsGenerated(page, index) != 1
        for index in range(start, end)
    )


def _by_object(page: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The characters from ``start`` to ``end`` by the text object that draws them."""
    first, last = native.text_object(page, start), native.text_object(page, end - 1)
    if first == last:
        yield start, end, first or 0
        return
    for item, places in groupby(range(start, end), lambda i: native.text_object(page, i)):
        some = list(places)
        yield some[0], some[-1] + 1, item or 0


def _box(page: int, first: int, last: int) -> Corners | None:
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
    text = _PRIVATE.sub(BULLET, text)
    if _BROKEN.search(text):
        text = _BROKEN.sub(SOFT_HYPHEN if _is_soft(style.item) else "-", text)
    # A letter in a font of signs is no letter: Wingdings draws a square for 'n'.
    return _ASCII.sub(BULLET, text) if style.symbols and not _LETTERS.search(text) else text


def _is_soft(item: int) -> bool:
    """Whether the file says that the hyphen only stands for a break inside the word."""
    return any(
        native.actual_text(native.mark_at(item, index)) == SOFT_HYPHEN
        for index in range(native.count_marks(item) if item else 0)
    )


class _Styles:
    """The types of the text objects of one page; each object and each font is asked once."""

    def __init__(self, page: c.FPDF_TEXTPAGE, found: Drawn) -> None:
        self._page, self._found = page, found
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, Font] = {}

    def of(self, item: int, index: int) -> Style:
        """The type of a text object, to which the character at ``index`` belongs."""
        style = self._styles.get(item)
        if style is None:
            style = self._styles[item] = self._style(item, index)
        return style

    def _style(self, item: int, index: int) -> Style:
        matrix, x, y = c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        c.FPDFText_GetMatrix(self._page, index, matrix)
        c.FPDFText_GetCharOrigin(self._page, index, x, y)
        mode = native.render_mode(item) if item else 0
        font = self._font(native.font_of(item) or 0 if item else 0)
        return Style(
            item,
            size=c.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d),
            bold=mode == _STROKED or font.bold,
            symbols=font.symbols,
            inked=mode not in _INVISIBLE,
            angle=math.degrees(math.atan2(matrix.b, matrix.a)),
            origin=(x.value, y.value),
            mark=self._found.marks.get(item, UNMARKED),
        )

    def _font(self, address: int) -> Font:
        if address not in self._fonts:
            pointer = ctypes.cast(address, c.FPDF_FONT) if address else None
            self._fonts[address] = _font(pointer) if pointer else Font()
        return self._fonts[address]


def _font(font: c.FPDF_FONT) -> Font:
    """What the font is by its name, without the six letters of a subset; bold by its weight where
    the name ('F1', 'CIDFont') tells nothing."""
    buffer = ctypes.create_string_buffer(256)
    c.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    symbols = bool(_SYMBOLS.match(name.replace(" ", "")))
    if len(re.sub(r"(?i)cidfont|[^a-z]", "", name)) > 2:
        return Font(bool(_BOLD.search(name)), symbols)
    heavy = c.FPDFFont_GetWeight(font) >= _WEIGHT_BOLD
    return Font(heavy or bool(c.FPDFFont_GetFlags(font) & _FORCE_BOLD), symbols)
