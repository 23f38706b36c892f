"""Printed lines of pages without tags, out of their stretches: by column, from top to bottom.

``read_printed`` calls it with all such pages at once, since the columns of one page are known from
the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.pdf.columns import Gutter, columns, gutters
from indexer.reports.readers.pdf.glyphs import Glyphs
from indexer.reports.readers.pdf.printed import Printed, mark_edges, on_line, printed_lines
from indexer.reports.readers.pdf.stretches import Stretch

#: A bullet alone on a line stands so far above its text at most, in type sizes.
BESIDE = 1.7


def page_lines(pages: Mapping[int, Glyphs]) -> dict[int, list[Printed]]:
    """The printed lines of each page in the order of reading, with ``cells`` and ``edge`` set."""
    known = gutters(pages)
    return {number: _page(number, page, known[number]) for number, page in pages.items()}


def _page(number: int, page: Glyphs, gutter: Gutter | None) -> list[Printed]:
    found: list[Printed] = []
    for column, stretches in columns(page.stretches, gutter):
        for parts in _lines(stretches):
            found += printed_lines(number, parts, column)
    mark_edges(found, page)
    return found


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
