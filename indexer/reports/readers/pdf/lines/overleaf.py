"""What goes on overleaf: the halves of an element, and the halves of a table row.

``read_printed`` calls it with the printed lines of all pages. Most programs tag the two halves of a
paragraph, an item or a row as two, and some the second half as something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.pdf.lines.layout_tables import judge_tables
from indexer.reports.readers.pdf.page.printed import Printed, printed_text
from indexer.reports.wording import bullet, ends_sentence, goes_on

#: Why the head of a table that goes on overleaf is left out where it is printed once more.
HEAD_AGAIN = "head of a table, printed again overleaf"


def join_pages(pages: list[list[Printed]]) -> None:
    """Give the halves of an element that goes on overleaf one number, role and level, and those of
    a row one table and row; tables that only set prose are none."""
    heads = _heads(pages)
    for last, lines in _turns(pages):
        if last.cell and lines[0].cell:
            again = _head_again(heads.get(last.cell.table), lines)
            _continue_table(last.cell, again, lines[len(again) :])
    judge_tables([line for lines in pages for line in lines])
    marked = {line.element for lines in pages for line in lines if line.marked}
    for last, lines in _turns(pages):
        if _goes_on(last, lines[0]) or _is_rest_of_item(last, lines[0], marked):
            _continue(last, lines)


def _turns(pages: list[list[Printed]]) -> Iterator[tuple[Printed, list[Printed]]]:
    """For each page its lines and the last one before them, without notes and chrome."""
    last: Printed | None = None
    for lines in pages:
        flow = [line for line in lines if line.role not in (Role.CHROME, Role.NOTE)]
        flow = [line for line in flow if line.element or line.cell] or flow
        if last is not None and flow:
            yield last, flow
        last = flow[-1] if flow else last


def _heads(pages: list[list[Printed]]) -> dict[int, list[tuple[int, str]]]:
    """The first row of each table, by the number of the table: its columns and their words."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows: dict[int, int] = {}
    for line in (line for lines in pages for line in lines):
        if (cell := line.cell) and cell.row == rows.setdefault(cell.table, cell.row):
            found.setdefault(cell.table, []).append((cell.column, printed_text(line)))
    return found


def _head_again(head: list[tuple[int, str]] | None, lines: list[Printed]) -> list[Printed]:
    """The first lines of a page where they say the head of the table above once more, and other
    rows follow; [] where they say something else."""
    first = lines[: len(head or ())]
    said = [(line.cell.column, printed_text(line)) for line in first if line.cell]
    if said != head or len({column for column, _ in said}) < 2 or len(lines) == len(first):
        return []
    return first if lines[len(first)].cell else []


def _continue_table(above: Cell, again: list[Printed], lines: list[Printed]) -> None:
    """Count the rows of a table on from the page before, where its first row begins there, for its
    first cell has nothing on this page; or where its head is printed ``again``, which is no row."""
    first = lines[0].cell
    if first is None or first.table == above.table or (first.column == 1 and not again):
        return
    for line in again:
        line.role, line.chrome, line.cell = Role.CHROME, HEAD_AGAIN, None
    shift = above.row - first.row + (first.column == 1)
    for line in lines:
        if line.cell and line.cell.table == first.table:
            line.cell = Cell(above.table, line.cell.row + shift, line.cell.column)


def _goes_on(last: Printed, line: Printed) -> bool:
    """Whether a line goes on with the element that the last one of the page before is part of."""
    if not (last.element and line.element) or Role.HEADING in (last.role, line.role):
        return False
    if last.continued and line.continues and last.role is line.role:
        return True
    text = printed_text(line)
    return (
        last.cell == line.cell
        and line.label is None
        and not ends_sentence(printed_text(last))
        and goes_on(text)
        and not bullet(text)
    )


def _is_rest_of_item(last: Printed, line: Printed, marked: set[int]) -> bool:
    """Whether an item without a mark goes on with the marked one above it, on the page before:
    most programs tag the rest of an item as an item."""
    items = last.role is Role.ITEM and line.role is Role.ITEM
    return items and last.element in marked and line.element not in marked


def _continue(last: Printed, lines: list[Printed]) -> None:
    number = lines[0].element
    for line in lines:
        if line.element != number:
            break
        line.element, line.role, line.level = last.element, last.role, last.level
