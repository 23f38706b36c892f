"""A table of a Word file while it is read: which rows hold data, and which cells go on.

``body`` calls it with the elements of tables; rows, places and yes or no come out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.reports.readers.inline import Piece
from indexer.reports.readers.word.xml import child, local, value

#: A cell of no more characters is a name for all the rows that it stands beside.
MAX_NAME = 80
#: What makes a table cell more than a cell.
_STRUCTURE = frozenset({"tbl", "txbxContent", "numPr", "altChunk"})


@dataclass(slots=True)
class Row:
    """A <w:tr> of plain cells while it is read."""

    pieces: list[Piece] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    #: The places of cells that go on with the cell above.
    merged: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Table:
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


def fill(cells: list[str], merged: list[int], above: list[str]) -> None:
    """Give cells that go on with the one above its text, where that is a name."""
    for place in merged:
        if place < len(above) and len(above[place]) <= MAX_NAME:
            cells += [""] * (place + 1 - len(cells))
            cells[place] = cells[place] or above[place]


def is_box(table: Element) -> bool:
    """Whether a table has one column."""
    rows = [row for row in table if local(row) == "tr"]
    return {sum(local(cell) == "tc" for cell in row) for row in rows} == {1}


def is_merged(cell: Element) -> bool:
    """Whether a table cell goes on with the cell above."""
    found = child(cell, "tcPr", "vMerge")
    return found is not None and value(found) in (None, "continue")


def is_plain(element: Element, data: bool = False) -> bool:
    """Whether a table row is a row of data: two cells or more with text, and each plain; or, below
    such ``data``, a name in a later column.

    A cell that goes on with the one above stands for its text.
    """
    if any(local(inner) in _STRUCTURE for inner in element.iter()):
        return False
    cells = [cell for cell in element if local(cell) == "tc"]
    counts = [sum(1 for p in cell.iter() if local(p) == "p" and _has_text(p)) for cell in cells]
    merged = sum(map(is_merged, cells))
    named = data and counts[:1] == [0] and len("".join(element.itertext()).strip()) <= MAX_NAME
    return max(counts, default=0) == 1 and (sum(counts) + merged > 1 or named)


def _has_text(paragraph: Element) -> bool:
    return any(local(inner) == "t" and (inner.text or "").strip() for inner in paragraph.iter())
