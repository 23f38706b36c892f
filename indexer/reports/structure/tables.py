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

#: A cell of no more characters is a name.
NAME = 80


def without_layout(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those in tables of one column as plain text in a container of its own, and those
    in rows of one cell in other tables as plain text. A cell whose lines are headings, paragraphs
    and items lays out a page, but where it is the one long cell of a row: the action that the body
    beside it must take."""
    lines = _with_long_rows(lines)
    columns: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if line.cell is not None and line.role is Role.ROW:
            columns[line.cell.table][line.cell.row].add(line.cell.column)
    return tuple(line if line.cell is None else _laid_out(line, columns) for line in lines)


def _with_long_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of rows with names in all cells but one as lines of a row."""
    rows: dict[tuple[int, int], dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.cell is not None:
            rows[line.cell.table, line.cell.row][line.cell.column].append(line)
    long = {place for place, cells in rows.items() if _is_long_row(cells)}
    is_long = ((ln, ln.cell is not None and (ln.cell.table, ln.cell.row) in long) for ln in lines)
    return [replace(line, role=Role.ROW) if inside else line for line, inside in is_long]


def _is_long_row(cells: Mapping[int, Sequence[Line]]) -> bool:
    """True for a row of two cells or more of which one has several paragraphs or items, and the
    others a name each."""
    every = [line for cell in cells.values() for line in cell]
    if len(cells) < 2 or any(line.role not in (Role.PARAGRAPH, Role.ITEM) for line in every):
        return False
    names = [cell for cell in cells.values() if len(cell) == 1 and len(cell[0].text) <= NAME]
    return len(names) == len(cells) - 1


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
