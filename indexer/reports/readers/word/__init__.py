"""Word (.docx): one Line per paragraph or table row, in the order of the text.

Read from the file's XML directly: python-docx (MIT) passes over text boxes, tracked changes,
footnotes and the numbers of lists, and these are half of what is wanted here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar
from xml.etree.ElementTree import Element

from indexer.reports.front_matter.dates import month
from indexer.reports.lines import Line, Role
from indexer.reports.readers.characters import meant
from indexer.reports.readers.inline import (
    BREAK,
    CELL,
    GAP,
    Piece,
    all_bold,
    is_mark,
    is_marked,
    row,
    runs,
    spaced,
)
from indexer.reports.readers.result import Reading, Refused
from indexer.reports.readers.word.package import Archive
from indexer.reports.readers.word.styles import (
    Lists,
    Style,
    Styles,
    child,
    indent,
    local,
    number,
    switched,
    value,
)

_MAIN = "word/document.xml"
#: Tables in tables, and elements in elements, in a file that a person made.
MAX_TABLES, MAX_DEPTH = 20, 500
#: An indent may fall short of a list's by this and still be meant to be the same, in twentieths
#: of a point.
_NEAR = 100
#: What makes a table cell more than a cell.
_STRUCTURE = frozenset({"tbl", "txbxContent", "numPr"})
#: Text that is there and not to be read: deleted, moved away, or a second form of a drawing.
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "pPr", "sectPr", "tblPr", "trPr", "tcPr"})


def looks_like_word(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive that holds a Word document."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def read_word(data: bytes) -> Reading:
    """The paragraphs and table rows of a .docx, in order; footnotes behind, then heads and feet.

    Headings (by style or outline level), list items (with depth and number), paragraphs (with
    the depth of the list that they continue), table rows (cells parted by tabs). Tracked
    insertions are in, deletions are out. Hints: 'title', and 'created' (YYYY-MM), which need not
    be the month of publication. Raises Refused for a file that is damaged, unsafe or no document.
    """
    archive = Archive(data)
    root = archive.part(_main(archive))
    if root is None:
        raise Refused("it is a zip archive without a Word document in it")
    walk = _Walk(Styles(archive.part("word/styles.xml")), Lists(archive.part("word/numbering.xml")))
    walk.read(root)
    notes = len(walk.found)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        walk.read(archive.part(name))
    notes = len(walk.found) - notes
    for name, reason in _margins(archive):
        walk.read(archive.part(name), reason)
    lines = [replace(line, number=place) for place, line in enumerate(walk.found, start=1)]
    warnings = (f"Footnotes stand behind the text: {notes} paragraphs.",) if notes else ()
    return Reading(lines, _facts(archive.part("docProps/core.xml")), warnings)


def _main(archive: Archive) -> str:
    """The name of the part that holds the text, which some programs number."""
    names = (name for name in archive.names() if name.startswith("word/document"))
    return next((name for name in sorted(names) if name.endswith(".xml")), _MAIN)


def _margins(archive: Archive) -> Iterator[tuple[str, str]]:
    """The parts with running heads and feet, each with why it is chrome."""
    for name in archive.names():
        for kind in ("header", "footer"):
            if name.startswith(f"word/{kind}") and name.endswith(".xml"):
                yield name, f"the {kind} of the pages"


def _facts(root: Element | None) -> dict[str, str]:
    """The title, and the month in which the file was made."""
    texts = {local(element): (element.text or "").strip() for element in root or ()}
    facts = {"title": texts.get("title", ""), "created": month(texts.get("created", "")) or ""}
    return {name: fact for name, fact in facts.items() if fact}


@dataclass(slots=True)
class _Paragraph:
    """A <w:p> while it is read."""

    properties: Element | None
    style: Style
    pieces: list[Piece] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    hidden: str = ""
    #: Lines of text boxes that hang on it.
    boxed: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A <w:tr> of plain cells while it is read."""

    pieces: list[Piece] = field(default_factory=list)


class _Walk:
    """One pass over the parts of a file, without recursion."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.styles = styles
        self.lists = lists
        self.found: list[Line] = []
        self.chrome = ""
        self.open: list[_Paragraph] = []
        self.rows: list[_Row | None] = []
        self.groups: tuple[int, ...] = ()
        self.containers = 0
        #: Items above that a paragraph may go on with: depth and indent of the text.
        self.items: list[tuple[int, int | None]] = []
        self.carried: list[Piece] = []

    def read(self, root: Element | None, chrome: str = "") -> None:
        """Add the lines of one part; all of them are ``chrome`` if a reason is given."""
        self.chrome, self.items = chrome, []
        stack: list[tuple[Element, Iterator[Element]]] = []
        element = root
        while element is not None or stack:
            if element is not None:
                name = local(element)
                if name not in _SKIPPED and not _is_separator(element):
                    if len(stack) > MAX_DEPTH:
                        raise Refused(f"its elements are nested more than {MAX_DEPTH} levels deep")
                    self._begin(name, element)
                    stack.append((element, iter(element)))
            inner, children = stack[-1] if stack else (None, iter(()))
            element = next(children, None)
            if element is None and inner is not None:
                stack.pop()
                self._end(local(inner))
        if text := spaced(self.carried):
            self.found.append(self._line(text, role=Role.PARAGRAPH))
        self.carried = []

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
        if child(paragraph.properties, "rPr", "del") is not None:
            # The end of this paragraph was deleted: it and the next are one.
            self.carried = [*paragraph.pieces, *self.carried]
        elif plain_row is not None:
            plain_row.pieces += [*paragraph.pieces, GAP]
        else:
            for line in self._lines(paragraph):
                self._add(line)
        for line in paragraph.boxed:
            self._add(line)

    def _add(self, line: Line) -> None:
        """Add a line, behind the paragraph that its text box hangs on if it is in one."""
        (self.open[-1].boxed if self.open else self.found).append(line)

    def _begin_run(self, element: Element) -> None:
        """Gather the text of a <w:r>; text boxes in it are walked into afterwards."""
        if not self.open:
            return
        paragraph, properties = self.open[-1], child(element, "rPr")
        text = [piece for inner in element for piece in _texts(inner)]
        if switched(properties, "vanish"):
            paragraph.hidden += "".join(text)
            return
        bold = self._is_bold(paragraph, properties)
        size = number(value(child(properties, "sz")))
        points = size / 2 if size else paragraph.style.size
        if points:
            paragraph.sizes[points] = paragraph.sizes.get(points, 0) + len("".join(text).strip())
        paragraph.pieces += [_SPECIAL.get(piece) or Piece(piece, bold) for piece in text]

    def _is_bold(self, paragraph: _Paragraph, properties: Element | None) -> bool:
        """Direct type before the type of the run's style before that of the paragraph's."""
        direct = switched(properties, "b")
        if direct is not None:
            return direct
        name = value(child(properties, "rStyle"))
        styled = self.styles.style(name).bold if name else None
        return bool(paragraph.style.bold if styled is None else styled)

    def _begin_row(self, element: Element) -> None:
        self.rows.append(_Row() if self._is_plain(element) else None)

    def _end_row(self) -> None:
        done = self.rows.pop()
        if done is None:
            return
        text = row(done.pieces).removeprefix(CELL.text)
        if text.strip():
            self.items = []
            self._add(self._line(text, role=Role.ROW, bold=all_bold(done.pieces)))

    def _begin_cell(self, element: Element) -> None:
        plain_row = self.rows[-1] if self.rows else None
        if plain_row is not None:
            plain_row.pieces.append(CELL)
        else:
            self._begin_group(element)

    def _end_cell(self) -> None:
        if not self.rows or self.rows[-1] is None:
            self._end_group()

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
        self._begin_group(element)

    def _end_box(self) -> None:
        self.rows.pop()
        self._end_group()

    def _is_plain(self, element: Element) -> bool:
        """Whether a table row is a row of data: two cells or more with text, and each plain."""
        if len(self.rows) > MAX_TABLES or any(
            local(inner) in _STRUCTURE for inner in element.iter()
        ):
            return False
        cells = [cell for cell in element if local(cell) == "tc"]
        counts = [sum(1 for p in cell.iter() if local(p) == "p" and _has_text(p)) for cell in cells]
        return max(counts, default=0) == 1 and sum(counts) > 1

    def _lines(self, paragraph: _Paragraph) -> Iterator[Line]:
        """The lines that a paragraph is: one, or more where line breaks part different things."""
        blank = not paragraph.pieces and not paragraph.hidden
        if blank and child(paragraph.properties, "numPr") is None:
            return
        size = max(paragraph.sizes, key=lambda points: paragraph.sizes[points], default=None)
        kind = replace(self._kind(paragraph), size=size, groups=self.groups)
        pieces = paragraph.pieces
        if kind.role is Role.PARAGRAPH and (cells := _tabbed(pieces)):
            yield replace(kind, role=None, text=cells, bold=all_bold(pieces))
            pieces = []
        plain = [GAP if piece is CELL else piece for piece in pieces]
        for run in runs(plain, is_marked):
            typed = kind.role is Role.PARAGRAPH and not run.bold and is_marked(run.text)
            role = None if typed else kind.role
            yield replace(kind, role=role, text=run.text, bold=run.bold, starts=run.starts)
            if kind.role is Role.ITEM:
                kind = replace(kind, role=Role.PARAGRAPH, label=None)
        if hidden := " ".join(meant(paragraph.hidden).split()):
            yield self._line(hidden, role=Role.CHROME, chrome="hidden text")

    def _line(
        self, text: str = "", *, role: Role, bold: bool = False, level: int = 0, chrome: str = ""
    ) -> Line:
        """A line of the part being read; it is numbered when all are read."""
        if self.chrome:
            role, chrome = Role.CHROME, self.chrome
        return Line(0, text, role=role, bold=bold, level=level, groups=self.groups, chrome=chrome)

    def _kind(self, paragraph: _Paragraph) -> Line:
        """A line without text that says what the paragraph is: its role, level and label."""
        style, properties = paragraph.style, paragraph.properties
        if style.contents:
            return self._line(role=Role.CHROME, chrome="a list of contents")
        num, depth = _numbered(properties, style)
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

    _BEGIN: ClassVar[dict[str, Callable[[_Walk, Element], None]]] = {
        "p": _begin_paragraph,
        "r": _begin_run,
        "tr": _begin_row,
        "tc": _begin_cell,
        "txbxContent": _begin_box,
    }
    _END: ClassVar[dict[str, Callable[[_Walk], None]]] = {
        "p": _end_paragraph,
        "tr": _end_row,
        "tc": _end_cell,
        "txbxContent": _end_box,
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


def _tabbed(pieces: list[Piece]) -> str:
    """The cells of a paragraph that is set as a table row with tabs; '' for all others."""
    if CELL not in pieces:
        return ""
    cells = row(pieces).strip(CELL.text)
    first = cells.partition(CELL.text)[0]
    return cells if first != cells and not is_mark(first) else ""


def _numbered(properties: Element | None, style: Style) -> tuple[int, int]:
    """The list that a paragraph is in (0 for none) and its depth from 0."""
    direct = child(properties, "numPr")
    num = number(value(child(direct, "numId")))
    depth = number(value(child(direct, "ilvl")))
    num = style.num if num is None else num
    depth = style.depth if depth is None else depth
    return num or 0, min(max(depth or 0, 0), 8)


def _is_separator(element: Element) -> bool:
    """Whether it is the line between text and footnotes, which Word keeps as a note."""
    kind = value(element, "type") if local(element) in ("footnote", "endnote") else None
    return (kind or "normal") != "normal"


def _has_text(paragraph: Element) -> bool:
    return any(local(inner) == "t" and (inner.text or "").strip() for inner in paragraph.iter())
