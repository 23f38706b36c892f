"""Tables of plain text, whose columns are told by where the words begin.

A cell that goes on in the next printed line shows the table: that line begins below the second
column, far from the margin. Without such a cell each printed line is a row by itself, and is
left as it is. Called by the reader of plain text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.readers.inline import hangs, is_mark

#: Cells in one printed line are parted by three spaces or more; by two where a column begins behind
#: them, and by one where a full cell reaches up to a column that other lines show.
_GAP = re.compile(r" +")
_WIDE = 3
#: Columns begin within so many characters of each other.
_NEAR = 1
#: A bullet in the last column is inset by no more; the foot of a right page stands further right.
#: In another column it is inset by less.
_INSET, _INSET_INSIDE = 20, 6
#: So many lines at the start of a table tell its columns, each of which so many begin in.
_LOOK, _SHOWN = 12, 3
#: A cell with so many characters and no full stop goes on; a shorter one may be a head or a name.
_OPEN = 30
#: A page number is no cell: that is a contents list.
_PAGE = re.compile(r"[\divxl.]{1,5}")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a printed line without wide gaps, from one column to before another."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Table:
    """The rows found so far: the lines of each, and its cells."""

    columns: list[int]
    rows: list[list[Line]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    wrapped: bool = False
    #: True when the last line has text in the first column.
    in_first: bool = False

    @property
    def counted(self) -> bool:
        """Whether a head stands over rows whose first cells count from one on: 'Number
        Recommendation', '1  The force should …', '2  …'."""
        first, texts = [row[0].rstrip(".") for row in self.cells], [row[-1] for row in self.cells]
        is_head = not first[0].isdigit() and not wording.ends_sentence(texts[0])
        counts = first[1:] == [str(number) for number in range(1, len(first))]
        return len(first) > 2 and is_head and counts and all(len(t) >= _OPEN for t in texts[1:])

    def take(self, line: Line, parts: Sequence[_Part]) -> bool:
        """Take in a printed line; False where it is none of the table's."""
        alone = len(parts) == 1
        places = [self._place(part, alone) for part in parts]
        if not places or None in places or (self.rows and self._is_beyond(line)):
            return False
        if alone and parts[0].text.isdigit() and line.starts:
            return False  # the number of the page
        goes_on = bool(self.rows) and self._goes_on(line, parts, places[0] or 0)
        if not goes_on and (places[0] != 0 or len(parts) < 2):
            return False
        if not goes_on:
            self.rows.append([])
            self.cells.append([""] * len(self.columns))
        # A line at the margin alone may as well be the next heading: it shows no table by itself.
        self.wrapped = self.wrapped or (goes_on and (len(parts) > 1 or places[0] != 0))
        self.rows[-1].append(line)
        self.in_first = places[0] == 0
        for place, part in zip(places, parts, strict=True):
            marked = wording.bullet(part.text)
            text = marked[1] if marked and place else part.text
            self.cells[-1][place or 0] = wording.join(self.cells[-1][place or 0], text)
        return True

    def _goes_on(self, line: Line, parts: Sequence[_Part], first: int) -> bool:
        """True for a line that goes on with the last row: it has no first cell, or one that goes
        on while the last cell is in the middle of a sentence."""
        if first != 0:
            return True
        if line.starts or not self.in_first:
            return False
        if len(parts) == 1:
            return parts[0].end < self.columns[1]
        cell = self.cells[-1][-1]
        unfinished = wording.goes_on(parts[-1].text) or wording.ends_open(cell)
        in_sentence = len(cell) >= _OPEN and not wording.ends_sentence(cell) and unfinished
        return in_sentence or all(wording.goes_on(part.text) for part in parts)

    def _is_beyond(self, line: Line) -> bool:
        return line.page != self.rows[-1][-1].page

    def _place(self, part: _Part, alone: bool) -> int | None:
        """The column that the part begins in, None for one that begins in none, or that stands
        ``alone`` on its line and reaches into another. One that is alone may be inset in the last
        column: a bullet."""
        inset = part.start - self.columns[-1]
        if alone and _NEAR < inset <= _INSET and self.rows:
            return len(self.columns) - 1
        for place, column in enumerate(self.columns):
            after = self.columns[place + 1 : place + 2]
            inside = _NEAR < part.start - column <= _INSET_INSIDE and place > 0 and bool(self.rows)
            if abs(part.start - column) <= _NEAR or (inside and after):
                # A cell that is set closer may run into the next column, which then shows nothing.
                full = bool(after) and part.end >= after[0]
                return None if full and (alone or not self.rows) else place
        return None


def with_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a text, those of a table with cells over several lines as one for each row."""
    place = 0
    while place < len(lines):
        table = _table(lines, place)
        if table is None:
            yield lines[place]
            place += 1
        else:
            place += sum(map(len, table.rows))
            for row, cells in zip(table.rows, table.cells, strict=True):
                yield from _row(row, cells, table.counted)


def _table(lines: Sequence[Line], start: int) -> _Table | None:
    """The table that begins at a line, None where there is none."""
    if len(_parts(lines[start])) < 2:
        return None
    below = _parts(lines[start + 1]) if start + 1 < len(lines) else []
    shown = _shown(lines[start : start + _LOOK])
    near = {column + by for column in shown for by in (-_NEAR, 0, _NEAR)}
    parts = _parts(lines[start], {*shown, *(part.start for part in below)}, near)
    if len(parts) < 2 or is_mark(parts[0].text) or _PAGE.fullmatch(parts[-1].text):
        return None
    table = _Table([part.start for part in parts])
    if not table.take(lines[start], parts):
        return None
    for line in lines[start + 1 :]:
        if not table.take(line, _parts(line, table.columns, shown)):
            break
    # A number over which the next line hangs is that of a note.
    hangs = len(table.rows) == 1 and table.cells[0][0].isdigit() and len(table.columns) == 2
    return table if (table.wrapped and not hangs) or table.counted else None


def _shown(lines: Sequence[Line]) -> frozenset[int]:
    """The columns in which a part of several lines begins behind a wide gap."""
    begins = Counter(part.start for line in lines for part in _parts(line)[1:])
    return frozenset(column for column, count in begins.items() if count >= _SHOWN)


def _parts(line: Line, columns: Container[int] = (), shown: Container[int] = ()) -> list[_Part]:
    """The stretches of a printed line between gaps that are wide, or behind which one of the
    ``columns`` begins; a single space is a gap before one that other lines have ``shown``. None
    where tabs part them."""
    if "\t" in line.text:
        return []
    margin, start = int(line.indent), 0
    found = []
    for gap in (*_GAP.finditer(line.text), None):
        if gap and len(gap.group()) < _WIDE:
            single = len(gap.group()) == 1
            if margin + gap.end() not in (shown if single else columns):
                continue
        end = gap.start() if gap else len(line.text)
        found.append(_Part(margin + start, margin + end, line.text[start:end]))
        start = gap.end() if gap else 0
    return found


def _row(lines: Sequence[Line], cells: Sequence[str], counted: bool) -> Iterator[Line]:
    """A row as one line; a number with the text that hangs on it as two, where it has two, unless
    the head of its column says that the rows are ``counted``, or it is a paragraph's: 'S4'."""
    if counted:
        yield replace(lines[0], text="\t".join(cells).rstrip("\t"), role=Role.ROW)
    elif hangs(cells) and len(lines) > 1 and wording.lettered(f"{cells[0]} x") is None:
        yield replace(lines[0], text=cells[0])
        yield replace(lines[1], text=cells[1], starts=False)
    elif hangs(cells):
        yield replace(lines[0], text=" ".join(cells))
    else:
        yield replace(lines[0], text="\t".join(cells).rstrip("\t"), role=Role.ROW)
