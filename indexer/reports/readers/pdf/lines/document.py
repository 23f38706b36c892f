"""The printed lines of all pages as Lines: numbered, with indents, gaps and rows of tables told.

``read_printed`` calls it last. In go the printed lines of each page in the order of reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from indexer.reports.lines import Line, Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.pdf.lines.hyphens import undo_soft_hyphens
from indexer.reports.readers.pdf.lines.notes import body_size, calls, mark_notes
from indexer.reports.readers.pdf.page.printed import Cell, Printed, printed_text

#: Cells of two rows are aligned when they begin within so many points.
ALIGNED = 4.0
#: A line gap wider than the usual one by this factor begins a paragraph.
WIDER = 1.2


def document_lines(pages: Sequence[list[Printed]]) -> Iterator[Line]:
    """The lines of all pages as Lines, numbered from 1.

    ``indent`` is in points from the left margin of the document's text (of its column on pages
    with two); ``starts`` is told by the usual line gap of the whole document.
    """
    pages = [_references_last(page) for page in pages]
    lines = [line for page in pages for line in page]
    body = body_size(lines)
    margin = _margin(lines)
    usual = _usual_gap(pages)
    before: frozenset[str] = frozenset()
    for page in pages:
        own = calls(page)
        mark_notes(page, body, before | own)
        before = own
        text_lines = [line for line in page if not line.chrome]
        _mark_starts(text_lines, usual)
        _mark_rows(text_lines)
    undo_soft_hyphens(lines)
    number = 0
    for line in lines:
        if text := printed_text(line):
            number += 1
            yield _line(number, text, line, margin)


def _line(number: int, text: str, line: Printed, margin: float) -> Line:
    left = margin if line.column is None else line.column
    return Line(
        number,
        text,
        page=line.page,
        starts=line.starts,
        indent=round(max(line.left - left, 0.0), 1),
        role=line.role,
        level=line.level,
        bold=line.bold,
        size=line.size,
        edge=line.edge,
        label=line.label,
        chrome=line.chrome,
        element=line.element,
        cell=line.cell,
    )


def _references_last(page: list[Printed]) -> list[Printed]:
    """The lines of a page, the numbers of footnotes behind the sentences that they stood in."""
    return sorted(page, key=lambda line: line.chrome == REFERENCE)


def _margin(lines: list[Printed]) -> float:
    """The left margin of the document's text: the leftmost edge that many lines share."""
    edges = Counter(round(line.left / 2) * 2 for line in lines if not line.edge)
    enough = 0.05 * edges.total()
    return float(min((edge for edge, count in edges.items() if count >= enough), default=0))


def _usual_gap(pages: Iterable[list[Printed]]) -> float:
    """The usual distance of baselines inside a paragraph, in type sizes: the least
    that is common."""
    gaps: Counter[float] = Counter()
    for page in pages:
        for above, line in pairwise(page):
            fall = (above.baseline - line.baseline) / max(line.size, 1.0)
            if above.size == line.size and 0.8 <= fall <= 2.5:
                gaps[round(fall, 1)] += 1
    enough = 0.15 * gaps.total()
    return min((gap for gap, count in gaps.items() if count >= enough), default=1.2)


def _mark_starts(lines: list[Printed], usual: float) -> None:
    """Mark where a gap, another size, another column or a page begins."""
    for above, line in pairwise(lines):
        size = max(line.size, 1.0)
        fall = (above.baseline - line.baseline) / size
        same_size = abs(above.size - line.size) <= 0.05 * size
        same_column = above.column == line.column and fall > 0
        line.starts = not (same_size and same_column) or fall > usual * WIDER + 0.05


def _mark_rows(lines: list[Printed]) -> None:
    """Mark lines with two cells or more that stand under those of the line above."""
    for above, line in pairwise(lines):
        if above.element or line.element:
            continue
        aligned = sum(any(_under(cell, other) for other in above.cells) for cell in line.cells)
        if min(len(above.cells), len(line.cells), aligned) >= 2:
            above.role = line.role = Role.ROW


def _under(cell: Cell, other: Cell) -> bool:
    """Whether the two cells share their left edge, their right edge or their middle."""
    left, right = cell.left - other.left, cell.right - other.right
    return min(abs(left), abs(right), abs(left + right) / 2) <= ALIGNED
