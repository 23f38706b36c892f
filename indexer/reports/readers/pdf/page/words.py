"""The words of a text page with their place and type, as PDFium has them.

``glyphs`` calls it. The letters come as one string; only the first and the last letter of a word
are asked for their place and text object, each text object for its type and each font for its
name: a page of 2,700 letters takes 2,500 calls of PDFium where asking every letter took 16,000.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby, repeat

import pypdfium2.raw as c

from indexer.reports.readers.pdf.page import native
from indexer.reports.readers.pdf.page.objects import UNMARKED, Drawn, Mark

#: Type smaller than this, in points, cannot be read.
SMALLEST = 1.0
#: Words nearer than this, in type sizes, are of one cell however their space came about.
NEAR = 0.7
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

#: Code of a character to the letters that its glyph's name stands for.
Ligatures = Callable[[], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Font:
    """A font: whether it is bold, and whether it has signs instead of letters."""

    bold: bool = False
    symbols: bool = False


@dataclass(slots=True)
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


@dataclass(slots=True)
class Word:
    """Characters of one text object with no space between them."""

    text: str
    #: The box that it takes up, advance width and all.
    left: float
    bottom: float
    right: float
    top: float
    style: Style
    #: A space stands before it: one that PDFium sees, and one that is in the file.
    spaced: bool
    typed: bool


def words(page: c.FPDF_TEXTPAGE, found: Drawn, ligatures: Ligatures) -> list[Word]:
    """The words of a page in the order of the file, parted where the text object changes."""
    styles, text = _Styles(page, found), _text(page)
    letters = _Letters(page, text, ligatures)
    pieces = _pieces(native.address(page), text)
    known: list[Word] = []
    last, end = None, 0
    for (first, after, item), box in zip(pieces, _boxes(page, pieces), strict=True):
        style = styles.known.get(item) or styles.of(item, first)
        if style.size < SMALLEST or not any(box):
            continue
        word = Word(letters.of(first, after, style), *box, style, first > end, typed=False)
        if word.spaced and not _is_next(last, word):
            word.typed = _is_typed(page, text, end, first)
        known.append(word)
        last, end = word, after
    return known


def _is_next(last: Word | None, word: Word) -> bool:
    """Whether the word stands so near behind the last that it does not matter who put the space."""
    return (
        last is not None
        and word.style.origin[1] == last.style.origin[1]
        and 0 <= word.left - last.right < NEAR * word.style.size
    )


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


def _is_letter(code: int) -> bool:
    return code < 0x110000 and not 0xD800 <= code < 0xE000


def _is_typed(page: c.FPDF_TEXTPAGE, text: str, start: int, end: int) -> bool:
    """Whether one of the spaces from ``start`` on stands in the file; PDFium puts in others."""
    return any(
        text[index] in " \xa0" and c.FPDFText_IsGenerated(page, index) != 1
        for index in range(start, end)
    )


def _pieces(page: int, text: str) -> list[tuple[int, int, int]]:
    """Where each word begins and ends and the text object that draws it; a word that several
    objects draw is several pieces."""
    spans = [match.span() for match in _WORD.finditer(text)]
    items = list(map(native.text_object, repeat(page), [start for start, _ in spans]))
    pieces: list[tuple[int, int, int]] = []
    for (start, end), item, next_item in zip(spans, items, [*items, None][1:], strict=True):
        # The characters of an object stand together.
        if item == next_item or item == native.text_object(page, end - 1):
            pieces.append((start, end, item or 0))
        else:
            pieces += _parted(page, start, end)
    return pieces


def _parted(page: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for item, places in groupby(range(start, end), lambda i: native.text_object(page, i)):
        some = list(places)
        yield some[0], some[-1] + 1, item or 0


def _boxes(
    page: c.FPDF_TEXTPAGE, pieces: list[tuple[int, int, int]]
) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each piece, by its first and its last character.

    All boxes are fetched before one is looked at, which is three times as fast as one by one.
    """
    ends = [index for first, after, _ in pieces for index in (first, after - 1)]
    buffer = (c.FS_RECTF * (len(ends) + 1))()
    at = count(ctypes.addressof(buffer), ctypes.sizeof(c.FS_RECTF))
    deque(map(native.loose_box, repeat(native.address(page)), ends, at), maxlen=0)
    sides = iter(memoryview(buffer).cast("B").cast("f").tolist()[: 4 * len(ends)])
    for a, b, e, d, f, g, h, i in zip(*[sides] * 8, strict=True):
        yield (
            a if a < f else f,
            d if d < i else i,
            h if h > e else e,
            g if g > b else b,
        )


class _Letters:
    """The letters of a page as they are meant, for what PDF has codes of its own."""

    def __init__(self, page: c.FPDF_TEXTPAGE, text: str, known: Ligatures) -> None:
        self._text = _PRIVATE.sub(BULLET, text)
        #: Letters of ligatures by the index of their character.
        self._ligatures = {
            odd.start(): letters
            for odd in _ODD.finditer(text)
            if c.FPDFText_HasUnicodeMapError(page, odd.start()) == 1
            and (letters := known().get(ord(odd.group())))
        }
        self._plain = not self._ligatures and not _BROKEN.search(text)

    def of(self, first: int, after: int, style: Style) -> str:
        """The letters from ``first`` on, hyphens, bullets and ligatures as meant."""
        text = self._text[first:after]
        if self._plain and not style.symbols:
            return text
        if self._ligatures:
            text = "".join(self._ligatures.get(at, self._text[at]) for at in range(first, after))
        if _BROKEN.search(text):
            text = _BROKEN.sub(SOFT_HYPHEN if _is_soft(style.item) else "-", text)
        if style.symbols and not _LETTERS.search(text):
            # A letter in a font of signs is no letter: Wingdings draws a square for 'n'.
            text = _ASCII.sub(BULLET, text)
        return text


def _is_soft(item: int) -> bool:
    """Whether the file says that the hyphen only stands for a break inside the word."""
    return any(
        native.actual_text(native.mark_at(item, index)) == SOFT_HYPHEN
        for index in range(native.count_marks(item) if item else 0)
    )


class _Styles:
    """The types of the text objects of one page; each object and each font is asked once."""

    def __init__(self, page: c.FPDF_TEXTPAGE, found: Drawn) -> None:
        self._address, self._found = native.address(page), found
        #: Those that were asked for, by the address of the object.
        self.known: dict[int, Style] = {}
        self._fonts: dict[int, Font] = {}

    def of(self, item: int, index: int) -> Style:
        """The type of a text object, to which the character at ``index`` belongs."""
        style = self.known[item] = self._style(item, index)
        return style

    def _style(self, item: int, index: int) -> Style:
        size, (a, b, up_x, up_y), origin = native.char_type(self._address, index)
        mode = native.render_mode(item) if item else 0
        font = self._font(native.font_of(item) or 0 if item else 0)
        return Style(
            item,
            size=size * math.hypot(up_x, up_y),
            bold=mode == _STROKED or font.bold,
            symbols=font.symbols,
            inked=mode not in _INVISIBLE,
            angle=math.degrees(math.atan2(b, a)) if b or a < 0 else 0.0,
            origin=origin,
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
