"""Tables: those that hold data, and those that only lay out a page.

Whole letters stand in tables of one cell a row; boxes are tables of one cell. Called by
``structure.reading`` before lines are joined; in: pieces of lines, out: the same, cells only
where a table has two columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.reports.lines import Line, Role


def without_layout(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those in tables of one column as plain text in a container of its own, and those
    in rows of one cell in other tables as plain text. A cell whose lines are headings, paragraphs
    and items lays out a page."""
    columns: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if line.cell is not None and line.role is Role.ROW:
            columns[line.cell.table][line.cell.row].add(line.cell.column)
    return tuple(line if line.cell is None else _laid_out(line, columns) for line in lines)


def _laid_out(line: Line, columns: Mapping[int, Mapping[int, set[int]]]) -> Line:
    assert line.cell is not None
    if line.role is not Role.ROW:
        return replace(line, cell=None)
    rows = columns[line.cell.table]
    if all(len(cells) == 1 for cells in rows.values()):
        return _plain(replace(line, groups=(*line.groups, -line.cell.table)))
    return _plain(line) if rows[line.cell.row] == {1} else line


def _plain(line: Line) -> Line:
    return replace(line, cell=None, role=Role.ITEM if line.level else Role.PARAGRAPH)
