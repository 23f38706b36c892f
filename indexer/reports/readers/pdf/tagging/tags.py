"""The structure that a tagged PDF gives itself, as PDFium has it of one page.

``read_printed`` calls it page by page, and ``tagged`` takes what comes out. In goes a page, out
come its elements in the order of the tree: each a heading, paragraph, item, note or cell with the
ids of the marked content that it is made of. Elements inside a line (Span, Link) belong to the
block around them; what only groups (Sect, Div, NonStruct) says nothing, and content that stands in
it directly is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

import pypdfium2 as pdfium
import pypdfium2.raw as c

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.pdf.page import native

#: The tree is followed so deep; the deepest seen in a report has 14 levels.
MAX_DEPTH = 60

_INLINE = frozenset(
    ("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Em", "Strong", "Sub")
)
#: What says nothing of its content: in text it is words, as a browser tags those in bold, and in
#: what holds blocks a block.
_SILENT = "NonStruct"
_GROUPS = frozenset(("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", _SILENT))
_NOTES = frozenset(("Note", "FENote"))
_HEADING = re.compile(r"H([1-6])?$")


@dataclass(slots=True)
class Element:
    """One block of the tree, as far as it stands on the page."""

    role: Role
    #: Heading level or list depth; 0 where there is none.
    level: int
    cell: Cell | None
    #: Ids of its marked content, in order.
    marks: list[int] = field(default_factory=list)
    #: The same of the label in front of it: a bullet or a number.
    label: list[int] = field(default_factory=list)
    #: Parts of it stand on the page before, or on the next.
    continues: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """What the elements around say of what stands in them."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    cell: Cell | None = None
    depth: int = 0


class Tree:
    """Reads the elements of one page after the other; ``tables`` gives each table a number."""

    def __init__(self, tables: count[int]) -> None:
        self._tables = tables
        #: The last table on the page before and its last row there, and the same of this page.
        self._before = self._last = (0, 0)

    def elements(self, page: pdfium.PdfPage) -> list[Element]:
        """The elements of a page in the order of the tree; [] where there is no tree."""
        self._before, self._last = self._last, (0, 0)
        tree = c.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return []
        try:
            return [
                element
                for index in range(c.FPDF_StructTree_CountChildren(tree))
                if (root := native.address(c.FPDF_StructTree_GetChildAtIndex(tree, index)))
                for element in self._block(root, _Place())
            ]
        finally:
            c.FPDF_StructTree_Close(tree)

    def _block(self, element: int, place: _Place) -> Iterator[Element]:
        """The blocks that an element is or holds."""
        kind = native.element_type(element)
        place = replace(place, depth=place.depth + 1)
        if place.depth > MAX_DEPTH:
            return
        if kind == "Table":
            yield from self._table(element, place)
        elif kind == "LI":
            yield from self._item(element, place)
        else:
            yield from self._content(element, _inside(kind, place))

    def _content(self, element: int, place: _Place) -> Iterator[Element]:
        """The content of a block: its own text, and the blocks that stand in it.

        A note stands in the sentence that refers to it, which goes on behind the note.
        """
        own = _new(place)
        notes: list[Element] = []
        inline = _INLINE if native.element_type(element) in _GROUPS else _INLINE | {_SILENT}
        kids = _kids(element)
        for at, kid in enumerate(kids):
            kind = native.element_type(kid.element) if kid.element else ""
            if not kid.element and kid.mark < 0:
                own.continues |= at == 0
                own.continued |= at == len(kids) - 1
            elif kind in _NOTES:
                notes += self._block(kid.element, place)
            elif not _took(own, kid, kind, inline):
                for block in (*_filled(own), *self._block(kid.element, _behind(place, own))):
                    place = _behind(place, block)
                    yield block
                own = _new(place)
        yield from (*_filled(own), *notes)

    def _item(self, element: int, place: _Place) -> Iterator[Element]:
        """The blocks of a list item; its label goes with the first."""
        label: list[int] = []
        for kid in _kids(element):
            if kid.element and native.element_type(kid.element) == "Lbl":
                label += _marks(kid.element)
        first = True
        for block in self._content(element, replace(place, role=Role.ITEM)):
            if first:
                block.label, first = label + block.label, False
            yield block

    def _table(self, element: int, place: _Place) -> Iterator[Element]:
        """The blocks of a table, each with its cell; rows are counted as they stand in the tree."""
        rows = [(at, row) for at, row in enumerate(_rows(element, 0), start=1) if row]
        if not rows:
            return
        table = self._number(*rows[0])
        self._last = table, rows[-1][0]
        for number, row in rows:
            for column, kid in enumerate(_kids(row), start=1):
                if kid.element:
                    cell = replace(place, cell=Cell(table, number, column))
                    yield from self._block(kid.element, cell)

    def _number(self, first: int, row: int) -> int:
        """The number of a table that begins on the page with its row ``first``: that of the table
        on the page before where this goes on with it."""
        table, last = self._before
        self._before = (0, 0)
        begins_before = first > 1 or not _kids(row)[0].element
        return table if table and begins_before and first >= last else next(self._tables)


@dataclass(frozen=True, slots=True)
class _Kid:
    """A child of an element: marked content of this page, an element, or what is elsewhere."""

    mark: int
    element: int


def _kids(element: int) -> list[_Kid]:
    kids = []
    for index in range(native.count_children(element)):
        child = native.child_at(element, index)
        kids.append(_Kid(-1 if child else native.mark_of_child(element, index), child or 0))
    return kids


def _marks(element: int, depth: int = 0) -> list[int]:
    """All marked content in an element."""
    if depth > MAX_DEPTH:
        return []
    return [
        mark
        for kid in _kids(element)
        for mark in (_marks(kid.element, depth + 1) if kid.element else [kid.mark])
        if mark >= 0
    ]


def _holds_blocks(element: int, depth: int = 0) -> bool:
    """Whether there are blocks in an element that should only hold words."""
    return depth < MAX_DEPTH and any(
        native.element_type(kid.element) not in (*_INLINE, _SILENT)
        or _holds_blocks(kid.element, depth + 1)
        for kid in _kids(element)
        if kid.element
    )


def _rows(table: int, depth: int) -> Iterator[int | None]:
    """The rows of a table; None for one that does not stand on this page."""
    for kid in _kids(table):
        if not kid.element or native.element_type(kid.element) == "TR":
            yield kid.element or None
        elif depth < 3 and native.element_type(kid.element) in ("TBody", "THead", "TFoot"):
            yield from _rows(kid.element, depth + 1)


def _inside(kind: str, place: _Place) -> _Place:
    """What an element of that type says of its content."""
    if heading := _HEADING.match(kind):
        return replace(place, role=Role.HEADING, level=int(heading.group(1) or 0))
    if kind == "Title":
        return replace(place, role=Role.HEADING, level=1)
    if kind in _NOTES:
        return replace(place, role=Role.NOTE)
    if kind in ("TOC", "TOCI"):
        return replace(place, role=Role.CONTENTS)
    if kind == "L" and place.role not in (Role.CONTENTS, Role.NOTE):
        depth = place.level if place.role in (Role.ITEM, Role.PARAGRAPH) else 0
        return replace(place, role=Role.PARAGRAPH, level=depth + 1)
    return place


def _took(own: Element, kid: _Kid, kind: str, inline: frozenset[str]) -> bool:
    """Take a child of a block into it, where it is text of its line or its label."""
    if not kid.element:
        own.marks.append(kid.mark)
    elif kind == "Lbl":
        (own.label if own.role is Role.ITEM else own.marks).extend(_marks(kid.element))
    elif kind in inline and not _holds_blocks(kid.element):
        own.marks += _marks(kid.element)
    else:
        return False
    return True


def _filled(element: Element) -> tuple[Element, ...]:
    """The element, if anything of it stands on the page."""
    return (element,) if element.marks else ()


def _behind(place: _Place, block: Element) -> _Place:
    """What follows the first block of an item goes on with the item, and is no item itself."""
    is_item = place.role is Role.ITEM and bool(block.marks)
    return replace(place, role=Role.PARAGRAPH) if is_item else place


def _new(place: _Place) -> Element:
    return Element(place.role, place.level, place.cell)
