"""The grid of a table: which row and column a cell stands in, cells that span others counted in.

HTML's own algorithm (WHATWG HTML, 4.9.12), as far as a cell's place needs it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4.element import Tag

from indexer.reports.lines import Cell
from indexer.reports.readers.html.visibility import words

#: A cell spans no more than this, whatever it says, and ends at the last column of the widest
#: table: 20 kB of cells that stand beside all rows below were a minute of work.
MAX_SPAN, WIDEST = 100, 200
#: A cell of no more characters is a name for all the rows that it stands beside.
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Reach:
    """A cell as the rows below see it: the last of them that it stands beside, and its text."""

    last: int
    text: str


@dataclass(slots=True)
class Grid:
    """One table while its rows and cells go by in document order."""

    number: int
    row: int = 0
    column: int = 0
    #: The last column of the row for which something is printed.
    printed: int = 0
    #: Whether a row of plain cells was met: then the table holds data, and does not lay out.
    data: bool = False
    #: Column → the last cell in it.
    columns: dict[int, Reach] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Go to the first column of the next row."""
        self.row, self.column, self.printed = self.row + 1, 0, 0

    def passed(self) -> list[str]:
        """Go over the cells of rows above that stand beside this row next; what is printed for
        the columns gone over: their names, and blanks for a cell that spans several columns."""
        found = [""] * (self.column - self.printed)
        while (reach := self.columns.get(self.column + 1)) and reach.last >= self.row:
            self.column += 1
            found.append(reach.text)
        self.printed = self.column
        return found

    def place(self, tag: Tag) -> Cell:
        """The place of the next <td> or <th>, which is taken for all that it spans."""
        self.passed()
        last, text = self.row + _span(tag, "rowspan") - 1, ""
        if last > self.row:
            text = words(tag)
        placed = Cell(self.number, self.row, self.column + 1)
        self.printed = placed.column
        for _ in range(min(_span(tag, "colspan"), max(1, WIDEST - self.column))):
            self.column += 1
            self.columns[self.column] = Reach(last, text if len(text) <= MAX_NAME else "")
        return placed

    @property
    def covered(self) -> int:
        """How many columns of the row after this one a cell above stands in."""
        return sum(reach.last > self.row for reach in self.columns.values())


def is_box(table: Tag) -> bool:
    """Whether a table has one column, and so is drawn around what stands in it."""
    parts = [child for child in table.children if isinstance(child, Tag)]
    rows = [row for part in parts for row in (part, *part.children) if isinstance(row, Tag)]
    widths = {
        sum(1 for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th"))
        for row in rows
        if row.name == "tr"
    }
    return widths == {1}


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name, "1")).strip()[:9]
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1
