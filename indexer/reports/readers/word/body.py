"""The text of a Word file: one pass over the XML of a part, paragraph by paragraph, row by row.

The reader calls it with each part; out come its lines. ``paragraphs`` and ``tables`` hold what is
open, ``kinds`` says what a paragraph is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
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
    is_marked,
    is_numbered_behind_letter,
    row,
    runs,
    spaced,
)
from indexer.reports.readers.note_marks import REFERENCE, parted
from indexer.reports.readers.result import Refused
from indexer.reports.readers.word.kinds import Kinds
from indexer.reports.readers.word.numbered_lists import Lists
from indexer.reports.readers.word.paragraphs import (
    Paragraph,
    all_text,
    goes_on,
    run_texts,
    said,
    tabbed,
)
from indexer.reports.readers.word.styles import Style, Styles, is_raised
from indexer.reports.readers.word.tables import Row, Table, fill, is_box, is_merged, is_plain
from indexer.reports.readers.word.xml import child, local, number, switched, value

#: Tables in tables, and elements in elements, in a file that a person made.
MAX_TABLES, MAX_DEPTH = 20, 500
#: A cell that spans more columns was made to cost time.
MAX_SPAN = 100
#: What is no text: properties, the old place of what was moved, a drawing's second form.
_SKIPPED = frozenset({"Fallback", "moveFrom", "pPr", "sectPr", "sdtPr", "tblPr", "trPr", "tcPr"})

#: Why a text is in no finding.
HIDDEN, DELETED = "hidden text", "deleted text"
PROMPT = "the prompt of an empty field"
CONTENTS = "a list of contents"


class Body:
    """The lines of the parts of a file, each read in one pass without recursion."""

    def __init__(self, styles: Styles, lists: Lists, embedded: Callable[[str], list[Line]]) -> None:
        """``embedded`` gives the lines of a file that the text takes in, by its id."""
        self.styles = styles
        self.kinds = Kinds(lists)
        self.embedded = embedded
        self.found: list[Line] = []
        self.chrome = ""
        self.open: list[Paragraph] = []
        self.rows: list[Row | None] = []
        self.tables: list[Table] = []
        self.cells: list[Cell | None] = []
        #: For each content control around: why its text is left out, '' where it is read.
        self.controls: list[str] = []
        self.groups: tuple[int, ...] = ()
        self.containers = self.counted = 0
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
        self.chrome = chrome
        self.kinds.forget_items()
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
            self._leave_out(all_text(element), DELETED)
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
        self.open.append(Paragraph(properties, style, self.carried))
        self.carried = []

    def _end_paragraph(self) -> None:
        paragraph = self.open.pop()
        plain_row = self.rows[-1] if self.rows else None
        if goes_on(paragraph):
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
        texts = [*(text for inner in element for text in run_texts(inner)), *calls]
        if reason := self._unread(paragraph, properties, style):
            paragraph.asides.append(("".join(texts), reason))
            return
        bold = said(switched(properties, "b"), style.bold, paragraph.style.bold)
        raised = bool(calls) or said(is_raised(properties), style.raised, None)
        size = number(value(child(properties, "sz")))
        if points := size / 2 if size else paragraph.style.size:
            paragraph.sizes[points] += len("".join(texts).strip())
        paragraph.pieces += [
            _SPECIAL.get(text) or Piece(text, bold, raised=raised) for text in texts
        ]

    def _unread(self, paragraph: Paragraph, properties: Element | None, style: Style) -> str:
        """Why the text of a run is left out; '' where it is read."""
        control = next(filter(None, self.controls), "")
        if control and control is not CONTENTS:
            return control
        hidden = said(switched(properties, "vanish"), style.hidden, paragraph.style.hidden)
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
        self.tables.append(Table(self.counted, is_box(element)))
        if self.tables[-1].box:
            self._begin_group(element)

    def _end_table(self) -> None:
        if self.tables.pop().box:
            self._end_group()

    def _begin_row(self, element: Element) -> None:
        data = bool(self.tables) and self.tables[-1].data
        plain = len(self.rows) <= MAX_TABLES and is_plain(element, data)
        self.rows.append(Row() if plain else None)
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
            fill(cells, done.merged, self.tables[-1].above)
            self.tables[-1].above = cells
        text = CELL.text.join(cells).rstrip(CELL.text)
        if text.strip():
            self.kinds.forget_items()
            self._add(self._line(text, role=Role.ROW, bold=all_bold(done.pieces)))
        for line in self._left_out(done.asides):
            self._add(line)

    def _begin_cell(self, element: Element) -> None:
        properties = child(element, "tcPr")
        span = min(max(number(value(child(properties, "gridSpan"))) or 1, 1), MAX_SPAN)
        table = self.tables[-1] if self.tables else Table(0)
        place = Cell(table.number, max(table.row, 1), table.column + 1)
        table.column += span
        plain_row = self.rows[-1] if self.rows else None
        if plain_row is None:
            self.cells.append(place if table.data else None)
            if not table.box:
                self._begin_group(element)
            self.kinds.forget_items()
            return
        missing = place.column - sum(piece is CELL for piece in plain_row.pieces)
        plain_row.pieces += [CELL] * max(missing, 1)
        if is_merged(element):
            plain_row.merged.append(place.column - 1)

    def _end_cell(self) -> None:
        if not self.rows or self.rows[-1] is None:
            if not (self.tables and self.tables[-1].box):
                self._end_group()
            self.kinds.forget_items()
            if self.cells:
                self.cells.pop()

    def _begin_group(self, element: Element) -> None:
        self.containers += 1
        self.groups = (*self.groups, self.containers)
        self.kinds.forget_items()

    def _end_group(self) -> None:
        self.groups = self.groups[:-1]
        self.kinds.forget_items()

    def _begin_box(self, element: Element) -> None:
        # What stands in a text box is in no row, although the paragraph that it hangs on may be.
        self.rows.append(None)
        self.cells.append(None)
        self._begin_group(element)

    def _end_box(self) -> None:
        self.rows.pop()
        self.cells.pop()
        self._end_group()

    def _lines(self, paragraph: Paragraph) -> Iterator[Line]:
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
        if kind.role is Role.PARAGRAPH and (cells := tabbed(pieces)):
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
        if is_numbered_behind_letter(cells):
            yield replace(kind, text=" ".join(cells), bold=bold)
        elif hangs(cells):
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

    def _kind(self, paragraph: Paragraph) -> Line:
        """A line without text that says what the paragraph is: its role, level and label."""
        if paragraph.style.contents:
            return self._line(role=Role.CHROME, chrome=CONTENTS)
        kind = self.kinds.kind(paragraph)
        return replace(self._line(role=kind.role, level=kind.level), label=kind.label)

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


def _is_separator(element: Element) -> bool:
    """Whether it is the line between text and footnotes, which Word keeps as a note."""
    kind = value(element, "type") if local(element) in ("footnote", "endnote") else None
    return (kind or "normal") != "normal"
