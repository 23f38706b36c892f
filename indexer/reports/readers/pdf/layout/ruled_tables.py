"""Tables of pages without tags: what stands between ruled lines, in two columns or more.

``layout`` calls it with the stretches and the rules of a page. Rows are the bands between rules,
columns the stretches' own, parted where the whole table is clear. A table whose cells have one line
each is left to be read line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.reports.readers.pdf.page.objects import Box
from indexer.reports.readers.pdf.page.printed import on_line
from indexer.reports.readers.pdf.page.stretches import Stretch

#: Rules of one table begin and end within so many points of each other; pieces of one rule meet
#: within the same distance, and stand as high within the second.
SAME_EDGE, SAME_HEIGHT = 6.0, 1.5
#: A table has so many rules or more, and so many rows with text in two cells.
RULES, ROWS = 3, 2
#: A cell begins no further left of its rules than so many points.
OUTSIDE = 1.5
#: Pages with more rules are drawings.
MOST_RULES = 1000
#: Columns are so far apart, in type sizes.
APART = 0.6


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its upper edge, and the stretches of each cell by row and column."""

    top: float
    left: float
    rows: tuple[tuple[tuple[Stretch, ...], ...], ...]

    def stretches(self) -> Iterator[Stretch]:
        """All stretches in it."""
        return (stretch for row in self.rows for cell in row for stretch in cell)


def ruled_tables(stretches: Sequence[Stretch], rules: Sequence[Box]) -> list[Table]:
    """The tables of a page, from the top."""
    found: list[Table] = []
    if len(rules) > MOST_RULES:
        return found
    for heights, left, right in _frames(_merged(rules)):
        inside = [
            each
            for each in stretches
            if heights[-1] <= each.baseline <= heights[0]
            and left - SAME_EDGE <= each.left
            and each.right <= right + SAME_EDGE
        ]
        for part in _parted(heights, left, inside):
            rows = [each for each in inside if part[-1] <= each.baseline <= part[0]]
            table = _table(rows, part, left)
            if _is_table(table):
                found.append(table)
    return found


def _parted(heights: list[float], left: float, stretches: list[Stretch]) -> Iterator[list[float]]:
    """The rules of one length by table: what stands between two of them and begins further left
    than they do is the text between two tables."""
    outside = [each.baseline for each in stretches if each.left < left - OUTSIDE]
    part = heights[:1]
    for top, bottom in pairwise(heights):
        if any(bottom <= baseline < top for baseline in outside):
            yield part
            part = []
        part.append(bottom)
    yield part


def _merged(rules: Iterable[Box]) -> list[Box]:
    """The rules, those that lie end to end as one, from the top."""
    merged: list[Box] = []
    for rule in sorted(rules, key=lambda box: (-round(box[1] / SAME_HEIGHT), box[0])):
        last = merged[-1] if merged else None
        if last and abs(last[1] - rule[1]) <= SAME_HEIGHT and rule[0] <= last[2] + SAME_EDGE:
            merged[-1] = (last[0], last[1], max(last[2], rule[2]), last[3])
        else:
            merged.append(rule)
    return merged


def _frames(rules: list[Box]) -> Iterator[tuple[list[float], float, float]]:
    """Rules of one length below each other: their heights from the top, left and right edge."""
    frame: list[Box] = []
    for rule in [*rules, (-1.0, 0.0, -1.0, 0.0)]:
        if frame and max(abs(frame[0][0] - rule[0]), abs(frame[0][2] - rule[2])) > SAME_EDGE:
            if len(frame) >= RULES:
                yield [each[1] for each in frame], frame[0][0], frame[0][2]
            frame = []
        frame.append(rule)


def _table(stretches: list[Stretch], heights: list[float], left: float) -> Table:
    bands = [
        [each for each in stretches if bottom <= each.baseline < top]
        for top, bottom in pairwise(heights)
    ]
    edges = _columns([each for band in bands if not _is_run(band) for each in band])
    edges[0] = min([edges[0], *(each.left for each in stretches)])
    rows = [
        tuple(
            tuple(each for each in band if start <= each.left < end)
            for start, end in pairwise(edges)
        )
        for band in filter(None, bands)
    ]
    return Table(heights[0], left, tuple(rows))


def _is_run(band: Sequence[Stretch]) -> bool:
    """Whether the band between two rules holds one line without gaps: it may run over several
    columns, as the name of the rows below it does."""
    line = sorted(band, key=lambda each: each.left)
    together = all(
        on_line([above], below) and below.left <= above.right + APART * below.size
        for above, below in pairwise(line)
    )
    return bool(line) and together


def _columns(stretches: list[Stretch]) -> list[float]:
    """Where the columns begin, and the right edge of all."""
    edges: list[float] = []
    reach = float("-inf")
    for each in sorted(stretches, key=lambda stretch: stretch.left):
        if each.left > reach + APART * each.size:
            edges.append(each.left)
        reach = max(reach, each.right)
    return [*edges, float("inf")]


def _is_table(table: Table) -> bool:
    """Whether it has rows of several cells, one of them with several lines."""
    full = [row for row in table.rows if sum(map(bool, row)) > 1]
    wrapped = any(_has_lines(cell) for row in table.rows for cell in row)
    return len(full) >= ROWS and wrapped


def _has_lines(cell: Sequence[Stretch]) -> bool:
    return any(
        above.baseline - below.baseline > 0.8 * below.size for above, below in pairwise(cell)
    )
