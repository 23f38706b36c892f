"""The text of a Word file: one pass over the XML of a part, paragraph by paragraph, row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import ClassVar
from xml.etree.ElementTree import Element

from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.characters import meant
from indexer.reports.readers.inline import (
    BREAK,
    CELL,
    GAP,
    Piece,
    all_bold,
    hangs,
    is_mark,
    is_marked,
    row,
    runs,
    spaced,
)
from indexer.reports.readers.note_marks import REFERENCE, parted
from indexer.reports.readers.result import Refused
from indexer.reports.readers.word.numbered_lists import Lists
from indexer.reports.readers.word.styles import Style, Styles, is_raised
from indexer.reports.readers.word.xml import child, indent, local, number, switched, value

#: Tables in tables, and elements in elements, in a file that a person made.
MAX_TABLES, MAX_DEPTH = 20, 500
#: A cell that spans more columns was made to cost time.
MAX_SPAN = 100
#: A cell of no more characters is a name for all the rows that it stands beside.
MAX_NAME = 80
#: An indent may fall short of a list's by this and still be meant to be the same, in twentieths
#: of a point.
_NEAR = 100
#: What makes a table cell more than a cell.
_STRUCTURE = frozenset({"tbl", "txbxContent", "numPr", "altChunk"})
#: What is no text: properties, the old place of what was moved, a drawing's second form.
_SKIPPED = frozenset({"Fallback", "moveFrom", "pPr", "sectPr", "sdtPr", "tblPr", "trPr", "tcPr"})

#: Why a text is in no finding.
HIDDEN, DELETED = "hidden text", "deleted text"
PROMPT = "the prompt of an empty field"
CONTENTS = "a list of contents"


@dataclass(slots=True)
class _Paragraph:
    """A <w:p> while it is read."""

    properties: Element | None
    style: Style
    pieces: list[Piece] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    #: What is left out of it, with the reason.
    asides: list[tuple[str, str]] = field(default_factory=list)
    #: Lines of text boxes that hang on it.
    boxed: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A <w:tr> of plain cells while it is read."""

    pieces: list[Piece] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    #: The places of cells that go on with the cell above.
    merged: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A <w:tbl> while it is read."""

    number: int
    #: It has one column, and so is drawn around what stands in it.
    box: bool = False
    #: A row of plain cells was met: then the table holds data, and does not lay out.
    data: bool = False
    row: int = 0
    column: int = 0
    #: The cells of the row above.
    above: list[str] = field(default_factory=list)


class Body:
    """The lines of the parts of a file, each read in one pass without recursion."""

    def __init__(self, styles: Styles, lists: Lists, embedded: Callable[[str], list[Line]]) -> None:
        """``embedded`` gives the lines of a file that the text takes in, by its id."""
        self.styles = styles
        self.lists = lists
        self.embedded = embedded
        self.found: list[Line] = []
        self.chrome = ""
        self.open: list[_Paragraph] = []
        self.rows: list[_Row | None] = []
        self.tables: list[_Table] = []
        self.cells: list[Cell | None] = []
        #: For each content control around: why its text is left out, '' where it is read.
        self.controls: list[str] = []
        self.groups: tuple[int, ...] = ()
        self.containers = self.counted = 0
        #: Items above that a paragraph may go on with: depth and indent of the text.
        self.items: list[tuple[int, int | None]] = []
        self.carried: list[Piece] = []
        #: Footnotes and endnotes: kind and id → number, in the order of the text.
        self.numbers: dict[tuple[str, str], str] = {}
        #: The number of the note that is read, None outside of notes.
        self.note: str | None = None
        #: The raised numbers met so far.
        self.marks: set[str] = set()

    def read(self, root: Element | None, chrome: str = "") -> None:
        """Add the lines of one part; all of them are ``chrome`` if a reason is given.

        Raises Refused for elements nested deeper than any program nests them.
        """
        self.chrome, self.items = chrome, []
        stack: list[tuple[Element, Iterator[Element]]] = []
        element = root
        while element is not None or stack:
            if element is not None and self._is_read(local(element), element):
                if len(stack) > MAX_DEPTH:
                    raise Refused(f"its elements are nested more than {MAX_DEPTH} levels deep")
                self._begin(local(element), element)
                stack.append((element, iter(element)))
            inner, children = stack[-1] if stack else (None, iter(()))
            element = next(children, None)
            if element is None and inner is not None:
                stack.pop()
                self._end(local(inner))
        if text := spaced(self.carried):
            self.found.append(self._line(text, role=Role.PARAGRAPH))
        self.carried = []

    def _is_read(self, name: str, element: Element) -> bool:
        """Whether an element is to be walked through; what was deleted is told instead."""
        if name == "del" or (name == "tr" and child(element, "trPr", "del") is not None):
            self._leave_out(_words(element), DELETED)
            return False
        return name not in _SKIPPED and not _is_separator(element)

    def _leave_out(self, text: str, reason: str) -> None:
        """Tell of text that is not read."""
        if self.open:
            self.open[-1].asides.append((text, reason))
        elif self.rows and (plain_row := self.rows[-1]) is not None:
            plain_row.asides.append((text, reason))
        else:
            for line in self._left_out([(text, reason)]):
                self._add(line)

    def _begin(self, name: str, element: Element) -> None:
        step = self._BEGIN.get(name)
        if step:
            step(self, element)

    def _end(self, name: str) -> None:
        step = self._END.get(name)
        if step:
            step(self)

    def _begin_paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self.styles.style(value(child(properties, "pStyle")))
        self.open.append(_Paragraph(properties, style, self.carried))
        self.carried = []

    def _end_paragraph(self) -> None:
        paragraph = self.open.pop()
        plain_row = self.rows[-1] if self.rows else None
        if _goes_on(paragraph):
            self.carried = [*paragraph.pieces, *self.carried]
            paragraph.pieces = []
        if plain_row is not None:
            plain_row.pieces += [*paragraph.pieces, GAP]
            plain_row.asides += paragraph.asides
        else:
            for line in (*self._lines(paragraph), *self._left_out(paragraph.asides)):
                self._add(line)
        for line in paragraph.boxed:
            self._add(line)

    def _add(self, line: Line) -> None:
        """Add a line, behind the paragraph that its text box hangs on if it is in one."""
        if self.note is not None and line.role is not Role.CHROME:
            line = replace(line, role=Role.NOTE, label=self.note or None)
            self.note = ""
        (self.open[-1].boxed if self.open else self.found).append(line)

    def _begin_run(self, element: Element) -> None:
        """Gather the text of a <w:r>; text boxes in it are walked into afterwards."""
        if not self.open:
            return
        paragraph, properties = self.open[-1], child(element, "rPr")
        style = self.styles.run(properties)
        calls = [number for inner in element for number in self._calls(inner)]
        texts = [*(text for inner in element for text in _texts(inner)), *calls]
        if reason := self._unread(paragraph, properties, style):
            paragraph.asides.append(("".join(texts), reason))
            return
        bold = _said(switched(properties, "b"), style.bold, paragraph.style.bold)
        raised = bool(calls) or _said(is_raised(properties), style.raised, None)
        size = number(value(child(properties, "sz")))
        if points := size / 2 if size else paragraph.style.size:
            paragraph.sizes[points] += len("".join(texts).strip())
        paragraph.pieces += [
            _SPECIAL.get(text) or Piece(text, bold, raised=raised) for text in texts
        ]

    def _unread(self, paragraph: _Paragraph, properties: Element | None, style: Style) -> str:
        """Why the text of a run is left out; '' where it is read."""
        control = next(filter(None, self.controls), "")
        if control and control is not CONTENTS:
            return control
        hidden = _said(switched(properties, "vanish"), style.hidden, paragraph.style.hidden)
        return HIDDEN if hidden else ""

    def _calls(self, element: Element) -> Iterator[str]:
        """The number of the note that an element calls for, if it prints one."""
        kind = local(element).removesuffix("Reference")
        if kind not in ("footnote", "endnote") or kind == local(element):
            return
        if value(element, "customMarkFollows") in (None, "0", "false"):
            known = sum(other == kind for other, _ in self.numbers)
            key = (kind, value(element, "id") or "")
            yield self.numbers.setdefault(key, str(known + 1))

    def _begin_note(self, element: Element) -> None:
        self.note = self.numbers.get((local(element), value(element, "id") or ""), "")

    def _end_note(self) -> None:
        self.note = None

    def _begin_control(self, element: Element) -> None:
        properties = child(element, "sdtPr")
        gallery = value(child(properties, "docPartObj", "docPartGallery")) or ""
        prompt = PROMPT if switched(properties, "showingPlcHdr") else ""
        self.controls.append(CONTENTS if gallery == "Table of Contents" else prompt)

    def _end_control(self) -> None:
        self.controls.pop()

    def _begin_chunk(self, element: Element) -> None:
        """Take in the lines of an embedded file, its containers apart from ours."""
        self.containers += 1
        base = self.containers
        for line in self.embedded(value(element, "id") or ""):
            groups = (*self.groups, base, *(base + group for group in line.groups))
            self.containers = max(self.containers, *groups)
            role, chrome = (Role.CHROME, self.chrome) if self.chrome else (line.role, line.chrome)
            self._add(replace(line, groups=groups, role=role, chrome=chrome, cell=self._cell))

    @property
    def _cell(self) -> Cell | None:
        return self.cells[-1] if self.cells else None

    def _begin_table(self, element: Element) -> None:
        self.counted += 1
        self.tables.append(_Table(self.counted, _is_box(element)))
        if self.tables[-1].box:
            self._begin_group(element)

    def _end_table(self) -> None:
        if self.tables.pop().box:
            self._end_group()

    def _begin_row(self, element: Element) -> None:
        self.rows.append(_Row() if self._is_plain(element) else None)
        if self.tables:
            self.tables[-1].row += 1
            self.tables[-1].column = 0
            self.tables[-1].data = self.tables[-1].data or self.rows[-1] is not None

    def _end_row(self) -> None:
        done = self.rows.pop()
        if done is None:
            return
        cells = row(done.pieces).removeprefix(CELL.text).split(CELL.text)
        if self.tables:
            _fill(cells, done.merged, self.tables[-1].above)
            self.tables[-1].above = cells
        text = CELL.text.join(cells).rstrip(CELL.text)
        if text.strip():
            self.items = []
            self._add(self._line(text, role=Role.ROW, bold=all_bold(done.pieces)))
        for line in self._left_out(done.asides):
            self._add(line)

    def _begin_cell(self, element: Element) -> None:
        properties = child(element, "tcPr")
        span = min(max(number(value(child(properties, "gridSpan"))) or 1, 1), MAX_SPAN)
        table = self.tables[-1] if self.tables else _Table(0)
        place = Cell(table.number, max(table.row, 1), table.column + 1)
        table.column += span
        plain_row = self.rows[-1] if self.rows else None
        if plain_row is None:
            self.cells.append(place if table.data else None)
            if not table.box:
                self._begin_group(element)
            self.items = []
            return
        missing = place.column - sum(piece is CELL for piece in plain_row.pieces)
        plain_row.pieces += [CELL] * max(missing, 1)
        if _is_merged(element):
            plain_row.merged.append(place.column - 1)

    def _end_cell(self) -> None:
        if not self.rows or self.rows[-1] is None:
            if not (self.tables and self.tables[-1].box):
                self._end_group()
            self.items = []
            if self.cells:
                self.cells.pop()

    def _begin_group(self, element: Element) -> None:
        self.containers += 1
        self.groups = (*self.groups, self.containers)
        self.items = []

    def _end_group(self) -> None:
        self.groups = self.groups[:-1]
        self.items = []

    def _begin_box(self, element: Element) -> None:
        # What stands in a text box is in no row, although the paragraph that it hangs on may be.
        self.rows.append(None)
        self.cells.append(None)
        self._begin_group(element)

    def _end_box(self) -> None:
        self.rows.pop()
        self.cells.pop()
        self._end_group()

    def _is_plain(self, element: Element) -> bool:
        """Whether a table row is a row of data: two cells or more with text, and each plain.

        A cell that goes on with the one above stands for its text.
        """
        if len(self.rows) > MAX_TABLES or any(
            local(inner) in _STRUCTURE for inner in element.iter()
        ):
            return False
        cells = [cell for cell in element if local(cell) == "tc"]
        counts = [sum(1 for p in cell.iter() if local(p) == "p" and _has_text(p)) for cell in cells]
        merged = sum(map(_is_merged, cells))
        return max(counts, default=0) == 1 and sum(counts) + merged > 1

    def _lines(self, paragraph: _Paragraph) -> Iterator[Line]:
        """The lines that a paragraph is: one, or more where line breaks part different things."""
        if not paragraph.pieces and child(paragraph.properties, "numPr") is None:
            return
        text = parted(paragraph.pieces)
        self.marks.update(mark.strip("[]().,;") for mark in text.marks)
        paragraph.asides += [(mark, REFERENCE) for mark in text.marks]
        sizes = paragraph.sizes
        size = max(sizes, key=lambda points: sizes[points], default=None)
        kind = replace(self._kind(paragraph), size=size, groups=self.groups, cell=self._cell)
        if text.own in self.marks:
            kind = replace(kind, role=Role.NOTE)
        pieces = text.pieces
        if kind.role is Role.PARAGRAPH and (cells := _tabbed(pieces)):
            yield from self._hung(kind, cells, all_bold(pieces))
            return
        plain = [GAP if piece is CELL else piece for piece in pieces]
        for run in runs(plain, is_marked, heading=kind.role is Role.HEADING):
            typed = kind.role is Role.PARAGRAPH and not run.bold and is_marked(run.text)
            role = None if typed else kind.role
            yield replace(kind, role=role, text=run.text, bold=run.bold, starts=run.starts)
            if kind.role is Role.ITEM:
                kind = replace(kind, role=Role.PARAGRAPH, label=None)

    def _hung(self, kind: Line, cells: list[str], bold: bool) -> Iterator[Line]:
        """A paragraph set with tabs: a number with the text that hangs on it, or a row."""
        if hangs(cells):
            yield replace(kind, text=cells[0], bold=bold)
            yield replace(kind, text=cells[1], bold=bold, starts=False)
        else:
            yield replace(kind, role=None, text=CELL.text.join(cells), bold=bold)

    def _left_out(self, asides: list[tuple[str, str]]) -> Iterator[Line]:
        """What is told of a paragraph or row: stretches left out for one reason are one line."""
        for reason, group in groupby(asides, key=lambda aside: aside[1]):
            texts = [text for text, _ in group]
            for text in texts if reason is REFERENCE else ["".join(texts)]:
                if told := " ".join(meant(text).split()):
                    yield self._line(told, role=Role.CHROME, chrome=reason)

    def _line(
        self, text: str = "", *, role: Role, bold: bool = False, level: int = 0, chrome: str = ""
    ) -> Line:
        """A line of the part being read; it is numbered when all are read."""
        if self.chrome or CONTENTS in self.controls:
            role, chrome = Role.CHROME, self.chrome or CONTENTS
        return Line(0, text, role=role, bold=bold, level=level, groups=self.groups, chrome=chrome)

    def _kind(self, paragraph: _Paragraph) -> Line:
        """A line without text that says what the paragraph is: its role, level and label."""
        style, properties = paragraph.style, paragraph.properties
        if style.contents:
            return self._line(role=Role.CHROME, chrome=CONTENTS)
        num, depth = self._numbered(properties, style)
        label = self.lists.next(num, depth) if num else None
        outline = number(value(child(properties, "outlineLvl")))
        heading = style.heading if outline is None else (outline + 1 if outline < 9 else 0)
        if heading:
            self.items = []
            return replace(self._line(role=Role.HEADING, level=heading), label=label)
        kind, level = style.list or ("", 0)
        if num or kind in ("bullet", "number"):
            level = max(level, depth + 1)
            self._begin_item(level, self._left(paragraph, num, depth))
            return replace(self._line(role=Role.ITEM, level=level), label=label)
        if kind != "continue":
            level = self._continued(self._left(paragraph, 0, 0) or 0)
        return self._line(role=Role.PARAGRAPH, level=level)

    def _numbered(self, properties: Element | None, style: Style) -> tuple[int, int]:
        """The list that a paragraph is in (0 for none) and its depth from 0."""
        direct = child(properties, "numPr")
        num = number(value(child(direct, "numId")))
        depth = number(value(child(direct, "ilvl")))
        num = style.num if num is None else num
        if depth is None and num:
            depth = self.lists.depth(num, style.num_style)
        depth = style.depth if depth is None else depth
        return num or 0, min(max(depth or 0, 0), 8)

    def _left(self, paragraph: _Paragraph, num: int, depth: int) -> int | None:
        """The indent of the paragraph's text, in twentieths of a point, None where unknown."""
        direct = indent(paragraph.properties)
        listed = self.lists.left(num, depth) if num else None
        return next((x for x in (direct, listed, paragraph.style.left) if x is not None), None)

    def _begin_item(self, level: int, left: int | None) -> None:
        self.items = [item for item in self.items if item[0] < level]
        self.items.append((level, left))

    def _continued(self, left: int) -> int:
        """The depth of the item above that a paragraph with that indent goes on with, or 0."""
        if left <= 0:
            self.items = []
        for level, text_left in reversed(self.items):
            if text_left is None or left >= text_left - _NEAR:
                return level
        return 0

    _BEGIN: ClassVar[dict[str, Callable[[Body, Element], None]]] = {
        "p": _begin_paragraph,
        "r": _begin_run,
        "tbl": _begin_table,
        "tr": _begin_row,
        "tc": _begin_cell,
        "sdt": _begin_control,
        "txbxContent": _begin_box,
        "altChunk": _begin_chunk,
        "footnote": _begin_note,
        "endnote": _begin_note,
    }
    _END: ClassVar[dict[str, Callable[[Body], None]]] = {
        "p": _end_paragraph,
        "tbl": _end_table,
        "tr": _end_row,
        "tc": _end_cell,
        "sdt": _end_control,
        "txbxContent": _end_box,
        "footnote": _end_note,
        "endnote": _end_note,
    }


#: What stands for a tab and a line break among the texts of a run.
_SPECIAL = {"\t": CELL, "\n": BREAK}
_TEXTS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _texts(element: Element) -> Iterator[str]:
    """What one part of a <w:r> prints."""
    name = local(element)
    if name == "t":
        yield element.text or ""
    elif name == "sym":
        code = value(element, "char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code):
            yield chr(int(code, 16))
    elif name in _TEXTS:
        yield _TEXTS[name]


def _words(element: Element) -> str:
    """All text in an element, deleted or not."""
    return "".join(
        (inner.text or "") if local(inner) in ("t", "delText") else " " * (local(inner) == "p")
        for inner in element.iter()
    )


def _said(direct: bool | None, by_run: bool | None, by_paragraph: bool | None) -> bool:
    """Direct type before the type of the run's style before that of the paragraph's."""
    return bool(next((said for said in (direct, by_run, by_paragraph) if said is not None), False))


def _goes_on(paragraph: _Paragraph) -> bool:
    """Whether the next paragraph goes on with this one: its end was deleted, or it is the large
    first letter of the next, which Word keeps in a frame."""
    framed = value(child(paragraph.properties, "framePr"), "dropCap")
    return framed in ("drop", "margin") or child(paragraph.properties, "rPr", "del") is not None


def _tabbed(pieces: list[Piece]) -> list[str]:
    """The cells of a paragraph that is set with tabs; none for all others."""
    if CELL not in pieces:
        return []
    cells = row(pieces).strip(CELL.text).split(CELL.text)
    return cells if len(cells) > 1 and not is_mark(cells[0]) else []


def _fill(cells: list[str], merged: list[int], above: list[str]) -> None:
    """Give cells that go on with the one above its text, where that is a name."""
    for place in merged:
        if place < len(above) and len(above[place]) <= MAX_NAME:
            cells += [""] * (place + 1 - len(cells))
            cells[place] = cells[place] or above[place]


def _is_box(table: Element) -> bool:
    """Whether a table has one column."""
    rows = [row for row in table if local(row) == "tr"]
    return {sum(local(cell) == "tc" for cell in row) for row in rows} == {1}


def _is_merged(cell: Element) -> bool:
    """Whether a table cell goes on with the cell above."""
    found = child(cell, "tcPr", "vMerge")
    return found is not None and value(found) in (None, "continue")


def _is_separator(element: Element) -> bool:
    """Whether it is the line between text and footnotes, which Word keeps as a note."""
    kind = value(element, "type") if local(element) in ("footnote", "endnote") else None
    return (kind or "normal") != "normal"


def _has_text(paragraph: Element) -> bool:
    return any(local(inner) == "t" and (inner.text or "").strip() for inner in paragraph.iter())
