"""Tables that only set prose: letters stand in tables of one cell a row, boxes in one cell.

``overleaf`` calls it with the printed lines of all pages, when the rows that go on overleaf
are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.pdf.page.printed import Printed, printed_text

#: A table is one when so many of its rows have two cells or more with text.
ROWS = 0.5


def judge_tables(lines: Sequence[Printed]) -> None:
    """Give the lines in tables their role, and take the cells from those in tables that only set
    prose: there a row has one cell."""
    rows: dict[tuple[int, int], set[int]] = {}
    for line in lines:
        if line.cell and any(char.isalnum() for char in printed_text(line)):
            row = line.cell.table, line.cell.row
            rows.setdefault(row, set()).add(line.cell.column)
    tables: dict[int, list[bool]] = {}
    for (table, _), columns in rows.items():
        tables.setdefault(table, []).append(len(columns) > 1)
    for line in lines:
        cell = line.cell
        if line.role is Role.CHROME:
            continue
        if cell and (_is_table(tables.get(cell.table, [])) or _is_row(rows, cell)):
            line.role = Role.ROW
        else:
            line.cell = None


def _is_table(rows: list[bool]) -> bool:
    return sum(rows) >= ROWS * len(rows) > 0


def _is_row(rows: dict[tuple[int, int], set[int]], cell: Cell) -> bool:
    return len(rows.get((cell.table, cell.row), ())) > 1
