"""Tables: those that hold data, and those that only lay out a page.

Whole letters stand in tables of one cell a row; boxes are tables of one cell. Called by
``structure.reading`` before lines are joined; in: pieces of lines, out: the same, cells only
where a table has two columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from indexer.reports.lines import Line


def without_layout(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those in tables of one column as plain text in a container of its own."""
    columns: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if line.cell is not None:
            columns[line.cell.table][line.cell.row].add(line.cell.column)
    layout = {table for table, rows in columns.items() if _is_layout(rows)}
    return tuple(
        replace(line, cell=None, groups=(*line.groups, -line.cell.table))
        if line.cell is not None and line.cell.table in layout
        else line
        for line in lines
    )


def _is_layout(rows: dict[int, set[int]]) -> bool:
    """True when hardly a row has two cells with text."""
    return sum(len(columns) > 1 for columns in rows.values()) * 4 < len(rows)
