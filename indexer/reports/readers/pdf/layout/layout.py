"""Printed lines of pages without tags, out of their stretches: by column, from top to bottom.

``read_printed`` calls it with all such pages at once, since the columns of one page are known from
the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.pdf.layout.columns import columns, gutters, left_edges
from indexer.reports.readers.pdf.layout.ruled_tables import Table, ruled_tables
from indexer.reports.readers.pdf.page.glyphs import Glyphs
from indexer.reports.readers.pdf.page.printed import Printed, mark_edges, on_line, printed_lines
from indexer.reports.readers.pdf.page.stretches import Stretch

#: A bullet alone on a line stands so far above its text at most, in type sizes.
BESIDE = 1.7


def page_lines(pages: Mapping[int, Glyphs], tables: count[int]) -> dict[int, list[Printed]]:
    """The printed lines of each page in the order of reading, with ``cells`` and ``edge`` set.

    ``tables`` gives each table a number.
    """
    ruled = {number: ruled_tables(page.stretches, page.rules) for number, page in pages.items()}
    text = {number: _without(page.stretches, ruled[number]) for number, page in pages.items()}
    known = gutters(text)
    edges = left_edges(text, known)
    found: dict[int, list[Printed]] = {}
    for number, page in pages.items():
        parted = columns(text[number], known[number], edges.get(number, (0.0, 0.0)))
        lines = list(_text_lines(number, parted))
        for table in ruled[number]:
            place = _place(table, lines)
            lines[place:place] = _table_lines(number, table, next(tables))
        mark_edges(lines, page)
        found[number] = lines
    return found


def _without(stretches: list[Stretch], tables: list[Table]) -> list[Stretch]:
    inside = {id(stretch) for table in tables for stretch in table.stretches()}
    return [stretch for stretch in stretches if id(stretch) not in inside]


def _text_lines(
    number: int, parted: Iterable[tuple[float | None, list[Stretch]]]
) -> Iterator[Printed]:
    for column, each in parted:
        for parts in _lines(each):
            yield from printed_lines(number, parts, column)


def _place(table: Table, lines: list[Printed]) -> int:
    """Where a table stands among the lines of its page: before the first below its top."""
    return next(
        (
            at
            for at, line in enumerate(lines)
            if line.baseline < table.top and (line.column is None or line.right > table.left)
        ),
        len(lines),
    )


def _table_lines(number: int, table: Table, name: int) -> Iterator[Printed]:
    """The lines of a table cell by cell."""
    for row, cells in enumerate(table.rows, start=1):
        for column, stretches in enumerate(cells, start=1):
            for parts in _lines(stretches):
                for line in printed_lines(number, parts):
                    if not line.chrome:
                        line.role, line.cell = Role.ROW, Cell(name, row, column)
                    yield line


def _lines(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches of one column by line, from top to bottom; a mark alone on a line goes with its
    text."""
    mark: list[Stretch] = []
    for line in _grouped(stretches):
        if mark and not _is_behind(line, mark):
            yield mark
            mark = []
        line, mark = [*mark, *line], []
        if is_mark(" ".join(part.text for part in line)):
            mark = line
        else:
            yield line
    if mark:
        yield mark


def _is_behind(line: list[Stretch], mark: list[Stretch]) -> bool:
    """Whether a line stands beside or right below the mark, further in."""
    first = min(line, key=lambda part: part.left)
    fall = mark[0].baseline - first.baseline
    return first.left > mark[-1].right and fall <= BESIDE * max(first.size, mark[0].size)


def _grouped(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    line: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda part: (-part.baseline, part.left)):
        if line and not on_line(line, stretch):
            yield line
            line = []
        line.append(stretch)
    if line:
        yield line
