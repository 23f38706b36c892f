"""Web pages: one Line per block, in document order, page chrome marked as such.

BeautifulSoup over lxml. Of its three parsers lxml ends elements where HTML says that they end
(``<li>one<li>two``), which html.parser does not; html5lib does too, at ten times the time. It is
also the one that hostile input does not slow down: for 30 kB of ``<a `` html.parser took 9
seconds and lxml none, and 10,000 levels of ``<div>`` take it 0.1 s. The walk below has no
recursion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import Tag

from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.characters import decode, is_binary, meant
from indexer.reports.readers.html.accordions import Accordions
from indexer.reports.readers.html.aria import name_by_roles
from indexer.reports.readers.html.boilerplate import (
    Page,
    Part,
    chrome,
    survey,
)
from indexer.reports.readers.html.metadata import page_facts
from indexer.reports.readers.html.notes import Notes, find_notes, is_raised
from indexer.reports.readers.html.pictures import PICTURE, is_judgement, is_picture, picture_text
from indexer.reports.readers.html.tables import MAX_NAME, Grid, is_box
from indexer.reports.readers.html.text_density import CONTROLS, DROPPED, HEADINGS, is_text, measure
from indexer.reports.readers.html.visibility import STRUCK, opens_part
from indexer.reports.readers.inline import (
    BREAK,
    CELL,
    GAP,
    Piece,
    all_bold,
    is_marked,
    row,
    runs,
    spaced,
)
from indexer.reports.readers.note_marks import REFERENCE, parted
from indexer.reports.readers.numbering import printed
from indexer.reports.readers.page_phrases import phrase
from indexer.reports.readers.result import Reading, Refused
from indexer.reports.readers.text import printed_lines

#: BeautifulSoup takes 600 to 1,200 bytes of memory for an element, and a page of 5 MB has about
#: 150,000 of them.
MAX_TAGS = 250_000
#: Longer headings are elements that were never ended. In characters but spaces.
MAX_HEADING = 300

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
#: Elements that hold together what stands in them, and how many are told, outermost first.
_CONTAINERS = {
    "article", "aside", "blockquote", "center", "dd", "details", "div", "fieldset", "figure",
    "form", "main", "section", "table", "td", "th",
}  # fmt: skip
MAX_CONTAINERS = 64
_UNNUMBERED = frozenset({"ul", "menu", "dir"})
_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def read_html(data: bytes, declared: str | None = None) -> Reading:
    """The blocks of a web page, in document order.

    Headings, list items (with depth and label), paragraphs (with depth where they continue a
    list item), table rows (cells parted by tabs), footnotes; chrome is marked and not left out.
    ``declared`` is the encoding that was named outside the page. Hints: 'title', 'published',
    'url', 'site'. Raises Refused for binary data and too many tags.
    """
    named = declared or EncodingDetector.find_declared_encoding(data, is_html=True)
    text, warnings = decode(data, named)
    if is_binary(text):
        raise Refused("it is binary data and no web page")
    if text.count("<") > MAX_TAGS:
        raise Refused(f"it has more than {MAX_TAGS:,} tags; save the report alone and add that")
    soup = BeautifulSoup(text.replace("\0", ""), "lxml")
    name_by_roles(soup)
    measures = measure(soup)
    lines = _Walk(survey(soup, measures), find_notes(soup, measures)).lines(soup)
    return Reading(lines, page_facts(soup, lines), warnings)


#: Styles of <ol type>.
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


class _Numbering:
    """The numbers of one <ol>, as HTML counts them (WHATWG HTML, 4.4.5 and 4.4.8)."""

    def __init__(self, tag: Tag) -> None:
        self.style = _TYPES.get(str(tag.get("type", "")), "decimal")
        self.step = -1 if tag.has_attr("reversed") else 1
        items = sum(1 for child in tag.children if isinstance(child, Tag) and child.name == "li")
        self.number = _whole(tag.get("start"), items if self.step < 0 else 1)

    def next(self, tag: Tag) -> str:
        """The number printed before this <li>."""
        number = _whole(tag.get("value"), self.number)
        self.number = number + self.step
        return printed(number, self.style)


def _whole(value: object, default: int) -> int:
    found = re.fullmatch(r"\s*([+-]?\d{1,9})\s*", str(value))
    return int(found.group(1)) if found else default


@dataclass(slots=True)
class _Item:
    """One <li>: its first text is the item, what follows goes on with it."""

    level: int
    label: str | None
    begun: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for the text inside one element, from all the elements around it."""

    block: bool = True
    chrome: str = ""
    inside: bool = False
    sectioned: bool = False
    bold: bool = False
    linked: bool = False
    #: Set higher than the line, or a link to a note.
    raised: bool = False
    #: Within a footnote.
    note: bool = False
    #: The table around, and the cell in it.
    grid: Grid | None = None
    #: It is a table of one column.
    box: bool = False
    cell: Cell | None = None
    heading: int = 0
    #: Within a part that a button opens.
    folded: bool = False
    groups: tuple[int, ...] = ()
    depth: int = 0
    numbering: _Numbering | None = None
    item: _Item | None = None
    pre: bool = False
    #: In a row of plain cells: blocks in it are parted by spaces and cells by tabs.
    row: bool = False
    #: The element that is the row.
    whole_row: bool = False
    #: A <dt> whose <dd> goes on with its row, and that <dd>.
    open_end: bool = False
    open_start: bool = False
    #: An inline element that is chrome: the text around it, to go on with afterwards.
    around: list[Piece] | None = None


_SPACE = re.compile(r"\s+")


class _Walk:
    """One pass over a page. Text is gathered until a block begins or ends, and then is a Line."""

    def __init__(self, page: Page, notes: Notes) -> None:
        self.page = page
        self.notes = notes
        self.accordions = Accordions()
        self.tables = 0
        self.found: list[Line] = []
        self.pieces: list[Piece] = []
        #: Inline chrome within the text gathered, with its reasons: printed after it.
        self.asides: list[tuple[str, str]] = []
        #: The marks of notes met so far.
        self.marks: set[str] = set()

    def lines(self, root: Tag) -> list[Line]:
        """All lines under ``root``, in document order."""
        stack = [(_Frame(inside=id(root) in self.page.content), iter(root.children))]
        while stack:
            frame, nodes = stack[-1]
            node = next(nodes, None)
            if node is None:
                stack.pop()
                self._leave(frame)
            elif isinstance(node, Tag):
                if inner := self._enter(node, frame):
                    stack.append((inner, iter(node.children)))
            elif is_text(node):
                text = str(node) if frame.pre else _SPACE.sub(" ", str(node))
                self.pieces.append(Piece(text, frame.bold, frame.linked, frame.raised))
        return self.found

    def _enter(self, tag: Tag, outer: _Frame) -> _Frame | None:
        """The frame of an element, or None for one without text."""
        if (picture := picture_text(tag)) and not outer.chrome:
            self._picture(picture, outer)
        if tag.name in DROPPED or is_picture(tag):
            return None
        if tag.name == "br":
            self.pieces.append(BREAK)
            return None
        frame = self._frame(tag, outer)
        if frame.row and outer.row:
            self._gap(tag.name)
        elif frame.block and not frame.open_start:
            self._flush(outer)
        elif frame.chrome != outer.chrome:
            frame = replace(frame, around=self.pieces)
            self.pieces = []
        return frame

    def _picture(self, text: str, outer: _Frame) -> None:
        """Take in a picture that shows a grade, and tell of any other in the report."""
        if outer.inside and is_judgement(text):
            self.pieces += [GAP, Piece(text, outer.bold), GAP]
        elif outer.inside:
            self.asides.append((text, PICTURE))

    def _gap(self, name: str) -> None:
        """Part what stands in a row."""
        if name in ("td", "th"):
            self.pieces.append(CELL)
        elif name in _BLOCKS:
            self.pieces.append(GAP)

    def _leave(self, frame: _Frame) -> None:
        if frame.around is not None:
            self.asides.append((spaced(self.pieces), frame.chrome))
            self.pieces = frame.around
        elif frame.open_end:
            self.pieces.append(CELL)
        elif frame.row and not frame.whole_row:
            if frame.block:
                self.pieces.append(GAP)
        elif frame.block:
            if frame.whole_row and frame.grid is not None:
                self._fill(frame.grid)
            self._flush(frame)

    def _frame(self, tag: Tag, outer: _Frame) -> _Frame:
        """What holds inside ``tag``, given what holds around it."""
        name = tag.name
        inside = outer.inside or id(tag) in self.page.content
        size = self.page.measures[id(tag)]
        frame = replace(
            outer,
            block=name in _BLOCKS,
            inside=inside,
            sectioned=outer.sectioned or name in ("main", "article", "section"),
            bold=outer.bold or _is_bold(tag),
            linked=outer.linked or (name == "a" and tag.has_attr("href")),
            raised=outer.raised or id(tag) in self.notes.calls or is_raised(tag),
            note=outer.note or id(tag) in self.notes.blocks,
            folded=outer.folded or id(tag) in self.accordions.parts,
            groups=self._grouped(tag, outer),
            pre=outer.pre or name == "pre",
            whole_row=False,
            open_end=False,
            open_start=False,
            around=None,
        )
        frame = self._in_table(tag, self._listed(tag, frame))
        if size.text <= MAX_HEADING:
            frame = self._headed(tag, frame)
        if not outer.chrome and (_may_be_chrome(tag) or frame.heading or frame.bold):
            part = Part(tag, size, self.page, inside, outer.sectioned)
            frame = replace(frame, chrome=chrome(part))
        return frame if outer.row else self._in_row(tag, frame)

    def _headed(self, tag: Tag, frame: _Frame) -> _Frame:
        """The frame with the heading that ``tag`` opens, by its name or as the button of a part; a
        button in a heading is in it."""
        level = HEADINGS.get(tag.name, 0)
        if level and not frame.folded:
            self.accordions.pass_by(level)
        elif not level and frame.inside and not frame.heading:
            level = self.accordions.begin(tag)
        return replace(frame, heading=level, block=True) if level else frame

    def _grouped(self, tag: Tag, outer: _Frame) -> tuple[int, ...]:
        """The containers around, with ``tag`` if it is one.

        Of a table with one column that is the table, and of any other each cell. What holds a
        heading and nothing else holds nothing together.
        """
        size = self.page.measures[id(tag)]
        full = tag.name not in _CONTAINERS or len(outer.groups) >= MAX_CONTAINERS
        full = full or (size.headings > 0 and size.text == size.headed)
        cell = tag.name in ("td", "th") and outer.grid is not None
        if full or (tag.name == "table" and not is_box(tag)) or (cell and outer.box):
            return outer.groups
        return (*outer.groups, size.order)

    def _listed(self, tag: Tag, frame: _Frame) -> _Frame:
        """The frame with the list or list item that ``tag`` opens."""
        if tag.name in _UNNUMBERED:
            return replace(frame, depth=frame.depth + 1, numbering=None)
        if tag.name == "ol":
            return replace(frame, depth=frame.depth + 1, numbering=_Numbering(tag))
        if tag.name == "li":
            number = frame.numbering.next(tag) if frame.numbering else None
            return replace(frame, item=_Item(max(frame.depth, 1), number))
        return frame

    def _in_table(self, tag: Tag, frame: _Frame) -> _Frame:
        """The frame with the table or the cell that ``tag`` opens."""
        if tag.name == "table":
            self.tables += 1
            return replace(frame, grid=Grid(self.tables), box=is_box(tag), cell=None)
        if frame.grid is None or tag.name not in ("td", "th"):
            return frame
        if frame.row:
            self._fill(frame.grid)
        place, size = frame.grid.place(tag), self.page.measures[id(tag)]
        return replace(frame, cell=place if frame.grid.data and not size.headings else None)

    def _fill(self, grid: Grid) -> None:
        """Print what stands in the columns that the next cell of the row does not begin."""
        for text in grid.passed():
            self.pieces += [CELL, Piece(text)]

    def _in_row(self, tag: Tag, frame: _Frame) -> _Frame:
        """The frame with the table row, or the pair of a glossary, that ``tag`` opens or ends."""
        if tag.name == "tr" and frame.grid is not None:
            plain = self._are_cells(tag, frame.grid)
            frame.grid.begin_row()
            frame.grid.data = frame.grid.data or plain
            return replace(frame, row=plain, whole_row=plain)
        if tag.name == "dt" and self._paired(tag, _next_tag(tag)):
            return replace(frame, row=True, open_end=True)
        if tag.name == "dd" and self._paired(_previous_tag(tag), tag):
            return replace(frame, row=True, whole_row=True, open_start=True)
        return frame

    def _paired(self, term: Tag | None, meaning: Tag | None) -> bool:
        """Whether the two are a <dt> and its only <dd>, each one plain text."""
        if term is None or meaning is None or (term.name, meaning.name) != ("dt", "dd"):
            return False
        after = _next_tag(meaning)
        alone = after is None or after.name != "dd"
        return alone and self._is_cell(term) and self._is_cell(meaning)

    def _are_cells(self, row: Tag, grid: Grid) -> bool:
        """Whether a row is a row of data: two cells or more with text, those of rows above that
        stand beside it among them, and each plain; or, below one, a name in a later column."""
        cells = [child for child in row.children if isinstance(child, Tag)]
        cells = [cell for cell in cells if cell.name in ("td", "th")]
        texts = [self.page.measures[id(cell)].text for cell in cells]
        named = grid.data and texts[:1] == [0] and sum(texts) <= MAX_NAME
        beside = sum(map(bool, texts)) + grid.covered >= 2 or named
        return any(texts) and beside and all(map(self._is_cell, cells))

    def _is_cell(self, tag: Tag) -> bool:
        size = self.page.measures[id(tag)]
        return not size.structure and not size.headings and size.paragraphs <= 1

    def _flush(self, frame: _Frame) -> None:
        """Make lines of the text gathered, which stands in ``frame``."""
        pieces, self.pieces = self.pieces, []
        if frame.pre:
            for line in printed_lines(meant("".join(piece.text for piece in pieces))):
                self._add(line.text, frame, role=None, starts=line.starts, indent=line.indent)
        elif pieces:
            self._flush_text(pieces, frame)
        asides, self.asides = self.asides, []
        for text, reason in asides:
            self._add(text, replace(frame, chrome=frame.chrome or reason, note=False))

    def _flush_text(self, pieces: list[Piece], frame: _Frame) -> None:
        text = parted(pieces)
        self.asides += [(mark, REFERENCE) for mark in text.marks]
        self.marks.update(mark.strip("[]().,;") for mark in text.marks)
        if text.own in self.marks:
            frame = replace(frame, note=True)
        if CELL in text.pieces:
            cells = row(text.pieces).removeprefix(CELL.text)
            self._add(cells, frame, role=Role.ROW, bold=all_bold(text.pieces))
            return
        for run in runs(text.pieces, is_marked, heading=bool(frame.heading)):
            self._add(run.text, frame, bold=run.bold, linked=run.linked, starts=run.starts)

    def _add(
        self,
        text: str,
        frame: _Frame,
        *,
        role: Role | None = Role.PARAGRAPH,
        bold: bool = False,
        linked: bool = False,
        starts: bool = True,
        indent: float = 0.0,
    ) -> None:
        """Add one line, unless it is blank."""
        if not text:
            return
        line = Line(
            len(self.found) + 1,
            text,
            starts=starts,
            bold=bold,
            groups=frame.groups,
            cell=None if role is Role.ROW else frame.cell,
        )
        item, reason = frame.item, frame.chrome or phrase(text, linked)
        if reason:
            line = replace(line, role=Role.CHROME, chrome=reason)
        elif frame.note:
            line = replace(line, role=Role.NOTE, label=item.label if item else None)
        elif frame.heading:
            line = replace(line, role=Role.HEADING, level=frame.heading)
        elif item and not item.begun and role is Role.PARAGRAPH:
            item.begun = True
            line = replace(line, role=Role.ITEM, level=item.level, label=item.label)
        else:
            role = None if role is Role.PARAGRAPH and not bold and is_marked(text) else role
            line = replace(line, role=role, level=item.level if item else 0, indent=indent)
        self.found.append(line)


def _is_bold(tag: Tag) -> bool:
    return (
        tag.name in _BOLD
        or tag.name in ("th", "dt")
        or opens_part(tag)
        or bool(_BOLD_STYLE.search(str(tag.get("style", ""))))
    )


def _may_be_chrome(tag: Tag) -> bool:
    """Whether the rules need to look: not at plain inline elements, which are most."""
    named = tag.name in _BLOCKS or tag.name in CONTROLS or tag.name in STRUCK
    return named or bool(tag.attrs and tag.name != "a")


def _next_tag(tag: Tag) -> Tag | None:
    return next((node for node in tag.next_siblings if isinstance(node, Tag)), None)


def _previous_tag(tag: Tag) -> Tag | None:
    return next((node for node in tag.previous_siblings if isinstance(node, Tag)), None)
