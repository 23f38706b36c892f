"""Tables whose heads are headings: 'Major strengths' beside 'Important weaknesses'.

What stands in a column belongs to the heading above it, and not to its row, so that such a table is
read column by column, each cell, paragraph or item as an item of a list. Called by
``structure.reading`` before lines are joined; in: pieces of lines, out: the same, and in the place
of such a table headings with their items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.run_in_headings import IsHeadingText

#: Column → its lines.
Columns = dict[int, list[Line]]


def by_columns(lines: Sequence[Line], is_heading_text: IsHeadingText) -> Iterator[Line]:
    """The lines, those of tables with a heading over each column by column."""
    place = 0
    while place < len(lines):
        end = _end(lines, place)
        heads = _heads(lines[place:end])
        is_headed = len(heads) > 1 and all(map(is_heading_text, heads))
        if is_headed and not _holds_grades(lines[place:end], is_heading_text):
            yield from _columns(lines[place:end], heads)
        else:
            yield from lines[place:end]
        place = end


def _end(lines: Sequence[Line], start: int) -> int:
    """The place behind the table that begins at a line; behind that line where none does."""
    end = start + 1
    if not _is_of_table(lines[start]):
        return end
    tables = {line.cell.table for line in lines[start:end] if line.cell is not None}
    while end < len(lines) and _is_of_table(lines[end]):
        cell = lines[end].cell
        if cell is not None and tables and cell.table not in tables:
            break
        tables |= {cell.table} if cell is not None else set()
        end += 1
    return end


def _holds_grades(table: Sequence[Line], is_heading_text: IsHeadingText) -> bool:
    """True for a table of judgements, whose heads are known too: 'Judgement | Grade'."""
    texts = (text for line in table[1:] for text in wording.row_cells(line.text))
    # 'Its subject: Good' is a heading where 'Good' is a grade.
    return any(is_heading_text(f"Its subject: {text}") for text in texts)


def _is_of_table(line: Line) -> bool:
    return line.cell is not None or (line.role in (None, Role.ROW) and "\t" in line.text)


def _heads(table: Sequence[Line]) -> list[str]:
    """The texts of a table's first row."""
    first = table[0]
    if first.cell is None:
        return wording.cells(first.text) if "\t" in first.text and len(table) > 1 else []
    found: dict[int, str] = defaultdict(str)
    for line in table:
        if line.cell is not None and line.cell.row == first.cell.row:
            found[line.cell.column] = f"{found[line.cell.column]} {line.text}".strip()
    rows = {line.cell.row for line in table if line.cell is not None}
    return [found[column] for column in sorted(found)] if len(rows) > 1 else []


def _columns(table: Sequence[Line], heads: Sequence[str]) -> Iterator[Line]:
    """The lines of a table: each head as a heading, below it the cells of its column as items."""
    first = table[0]
    group = (*first.groups, -first.number)
    found: Columns = defaultdict(list)
    for line in table:
        if line.cell is None:
            for column, text in enumerate(wording.row_cells(line.text), start=1):
                found[column] += [replace(line, text=text, element=0)] if text else []
        else:
            found[line.cell.column].append(line)
    for head, column in zip(heads, sorted(found), strict=False):
        top = found[column][0]
        yield replace(
            top, text=head, role=Role.HEADING, level=0, cell=None, groups=group, element=0
        )
        below = found[column][len(_of_head(found[column], top)) :]
        for line in below:
            yield replace(line, role=Role.ITEM, level=1, cell=None, groups=group, starts=True)


def _of_head(column: Sequence[Line], top: Line) -> Sequence[Line]:
    """The lines of a column that print its head."""
    if top.cell is None:
        return column[:1]
    return [line for line in column if line.cell is not None and line.cell.row == top.cell.row]
