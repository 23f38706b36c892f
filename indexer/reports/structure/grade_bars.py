"""Bars: tables of one row that print the name of what was judged and its grade.

'Governance and leadership | Requires improvement' stands alone above the text that it heads, so
that it is a heading with its grade below it. Called by ``structure.document`` before lines are
joined; in: pieces of lines and what tells a row of judgements, out: the same, and in the place of
each bar its two lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.judgement_rows import Judgement

#: What a bar prints: a name and a grade.
CELLS = 2


def with_bars(lines: Sequence[Line], judgement: Judgement) -> Iterator[Line]:
    """The lines, each bar as a heading and a paragraph."""
    level = 0
    for is_row, of_table in groupby(lines, _table):
        table = list(of_table)
        cells = _cells(table) if is_row is not None else []
        if _is_bar(cells, judgement):
            yield from _parted(cells, level)
            continue
        yield from table
        level = next((ln.level for ln in reversed(table) if ln.role is Role.HEADING), level)


def _table(line: Line) -> int | None:
    """What the lines of one table have in common; None for any other line."""
    if line.role is not Role.ROW:
        return None
    return line.cell.table if line.cell is not None else 0


def _cells(table: Sequence[Line]) -> list[list[Line]]:
    """The lines of each cell of the only row of a table; [] where it has more."""
    if len(table) == 1:
        texts = wording.row_cells(table[0].text)
        return [[replace(table[0], text=text, element=0)] for text in texts if text]
    if len({(line.cell.row if line.cell else line.number) for line in table}) > 1:
        return []
    return [list(cell) for _, cell in groupby(table, lambda line: line.cell and line.cell.column)]


def _is_bar(cells: Sequence[Sequence[Line]], judgement: Judgement) -> bool:
    """True where a row is a name and a grade, and no label of a grade."""
    said = tuple(" ".join(line.text for line in cell) for cell in cells)
    return len(cells) == CELLS and tuple(judgement(" ".join(said))) == said


def _parted(cells: Sequence[Sequence[Line]], above: int) -> Iterator[Line]:
    """The lines of a bar; where headings have levels, its own is one below the heading above it."""
    level = above + 1 if above else 0
    name, grade = ([replace(ln, cell=None, element=0) for ln in c] for c in cells)
    for place, plain in enumerate(name):
        yield replace(plain, role=Role.HEADING, level=level, starts=not place)
    for place, plain in enumerate(grade):
        yield replace(plain, role=Role.PARAGRAPH, starts=not place)
