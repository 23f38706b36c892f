"""Printed lines out of the stretches of a page: columns, table cells, gaps, page edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

from indexer.reports.lines import Cell as TableCell
from indexer.reports.lines import Line, Role
from indexer.reports.readers.characters import meant
from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.pdf.glyphs import Glyphs, Stretch

#: Two stretches stand on one line when their baselines differ by less, in type sizes: a raised
#: footnote number stands a third of a size up, the next line at least nine tenths down.
SAME_LINE = 0.45
#: A gap inside a line, in type sizes, from which on a space is seen, and a table cell: where no
#: space is typed in the file, and where there is one (justified lines are loose).
SPACE, CELL, LOOSE_CELL = 0.12, 0.9, 1.6
#: Cells of two rows are aligned when they begin within so many points.
ALIGNED = 4.0
#: A line gap wider than the usual one by this factor begins a paragraph.
WIDER = 1.2
#: A line so near the top or bottom of its page, as a share of its height, is at the edge; within
#: the second share it is when a gap of so many type sizes parts it from the text, and when no
#: more than so many lines stand further out.
EDGE, FAR_EDGE, EDGE_GAP, EDGE_LINES = 0.05, 0.14, 1.9, 3
#: Two columns: each has so many lines or more; so much of its text stands in lines that fill so
#: much of its width, with so many words on average.
COLUMN_LINES, COLUMN_SHARE, COLUMN_FILL, COLUMN_WORDS = 6, 0.6, 0.6, 4.0
#: Gaps of one line that differ by less, in type sizes, are the spaces of a justified line.
EVEN = 0.15
#: Of the stretches of a page in two columns at most this share runs over both (headings).
CROSSING = 0.2
#: Pages with more stretches are drawings; looking for columns there would take minutes.
MOST_STRETCHES = 2000


@dataclass(slots=True)
class Cell:
    """Text of a line with no wide gap in it."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class Printed:
    """One printed line."""

    page: int
    #: Stretches from left to right.
    parts: list[Stretch]
    #: Left edge of the column it stands in, where the page has two; else None.
    column: float | None = None
    starts: bool = True
    edge: bool = False
    cells: list[Cell] = field(default_factory=list)
    #: What the file's tags, or the place among other lines, say it is.
    role: Role | None = None
    level: int = 0
    label: str | None = None
    cell: TableCell | None = None
    element: int = 0
    #: Parts of the element stand on the page before, or on the next.
    continues: bool = False
    continued: bool = False
    chrome: str = ""

    @property
    def left(self) -> float:
        return self.parts[0].left

    @property
    def right(self) -> float:
        return self.parts[-1].right

    @property
    def main(self) -> Stretch:
        """The stretch that stands for the line's type and height."""
        return max(self.parts, key=lambda part: len(part.text))

    @property
    def size(self) -> float:
        return round(self.main.size, 1)

    @property
    def baseline(self) -> float:
        return self.main.baseline

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold; a bullet is no word."""
        words = [p for p in self.parts if any(char.isalnum() for char in p.text) and not p.symbols]
        return bool(words) and all(part.bold for part in words)


def page_lines(pages: Mapping[int, Glyphs]) -> dict[int, list[Printed]]:
    """The printed lines of each page in the order of reading, with ``cells`` and ``edge`` set.

    A page on which the columns cannot be told (the last, say) has those of the other pages.
    """
    gutters = {number: _gutter(page.stretches) for number, page in pages.items()}
    known = Counter(gutter for gutter in gutters.values() if gutter)
    usual = known.most_common(1)[0][0] if known.total() * 3 > len(pages) else None
    return {
        number: _page(number, page, gutters[number] or _fitting(usual, page.stretches))
        for number, page in pages.items()
    }


def _page(number: int, page: Glyphs, gutter: Gutter | None) -> list[Printed]:
    found: list[Printed] = []
    for column, stretches in _columns(page.stretches, gutter):
        for parts in _lines(stretches):
            printed = Printed(number, parts, column)
            printed.cells = list(cells_of(parts))
            found.append(printed)
    mark_edges(found, page)
    return found


def document_lines(pages: Sequence[list[Printed]]) -> Iterator[Line]:
    """The lines of all pages as Lines, numbered from 1.

    ``indent`` is in points from the left margin of the document's text (of its column on pages
    with two); ``starts`` is told by the usual line gap of the whole document.
    """
    lines = [line for page in pages for line in page]
    margin = _margin(lines)
    usual = _usual_gap(pages)
    for page in pages:
        _mark_starts(page, usual)
        _mark_rows(page)
    number = 0
    for line in lines:
        text = printed_text(line)
        if not text:
            continue
        number += 1
        left = margin if line.column is None else line.column
        yield Line(
            number,
            text,
            page=line.page,
            starts=line.starts,
            indent=round(max(line.left - left, 0.0), 1),
            role=line.role,
            bold=line.bold,
            size=line.size,
            edge=line.edge,
            level=line.level,
            label=line.label,
            cell=line.cell,
            element=line.element,
            chrome=line.chrome,
        )


def printed_text(line: Printed) -> str:
    """The text of a printed line as meant, its cells parted by tabs."""
    return "\t".join(meant(cell.text).strip() for cell in line.cells).strip()


def _lines(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches of one column by line, from top to bottom and left to right."""
    line: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda part: (-part.baseline, part.left)):
        if line and not on_line(line, stretch):
            yield sorted(line, key=lambda part: part.left)
            line = []
        line.append(stretch)
    if line:
        yield sorted(line, key=lambda part: part.left)


def on_line(line: list[Stretch], stretch: Stretch) -> bool:
    main = max(line, key=lambda part: (part.size, len(part.text)))
    apart = abs(main.baseline - stretch.baseline)
    return apart <= SAME_LINE * max(main.size, stretch.size)


def cells_of(parts: list[Stretch]) -> Iterator[Cell]:
    """The texts between wide gaps; the gap behind a bullet or a number is none."""
    cell = Cell(parts[0].text, parts[0].left, parts[0].right)
    justified = _is_justified(parts)
    for before, part in pairwise(parts):
        gap = _gap(before, part)
        if gap >= (LOOSE_CELL if part.typed else CELL) and not justified and not is_mark(cell.text):
            yield cell
            cell = Cell(part.text, part.left, part.right)
            continue
        cell.text += (
            f" {part.text}" if part.spaced or (gap > SPACE and not part.glued) else part.text
        )
        cell.right = max(cell.right, part.right)
    yield cell


def _gap(before: Stretch, part: Stretch) -> float:
    """The space between two stretches of a line, in type sizes."""
    return (part.left - before.right) / max(before.size, part.size)


def _is_justified(parts: list[Stretch]) -> bool:
    """Whether the wide gaps of a line are its spaces, all stretched alike to fill the column."""
    wide = [_gap(*pair) for pair in pairwise(parts) if pair[1].typed and _gap(*pair) > CELL]
    return len(wide) > 1 and max(wide) - min(wide) < EVEN


#: The left and right edge of the space between two columns.
Gutter = tuple[float, float]


def _columns(
    stretches: list[Stretch], gutter: Gutter | None
) -> Iterator[tuple[float | None, list[Stretch]]]:
    """The stretches by column in the order of reading, with the column's left edge.

    On a page in two columns what runs over both parts it into bands; in a band the left column
    is read before the right one.
    """
    if gutter is None:
        yield None, stretches
        return
    sides: tuple[list[Stretch], list[Stretch]] = ([], [])
    across: list[Stretch] = []
    lefts = [min(part.left for part in stretches if _side(part, gutter) == side) for side in (0, 1)]
    for part in sorted(stretches, key=lambda part: -part.baseline):
        side = _side(part, gutter)
        if side is None:
            yield from _filled(zip(lefts, sides, strict=True))
            sides = ([], [])
            across.append(part)
        else:
            yield from _filled([(None, across)])
            across = []
            sides[side].append(part)
    yield from _filled([(None, across), *zip(lefts, sides, strict=True)])


def _filled(
    columns: Iterable[tuple[float | None, list[Stretch]]],
) -> Iterator[tuple[float | None, list[Stretch]]]:
    return (column for column in columns if column[1])


def _side(part: Stretch, gutter: Gutter) -> int | None:
    """0 for the left column, 1 for the right one, None for what runs over the gutter."""
    if part.right <= gutter[0]:
        return 0
    return 1 if part.left >= gutter[1] else None


def _gutter(stretches: list[Stretch]) -> Gutter | None:
    """The left and right edge of the space between two columns of prose, or None."""
    if not 2 * COLUMN_LINES <= len(stretches) <= MOST_STRETCHES:
        return None
    left, right = min(p.left for p in stretches), max(p.right for p in stretches)
    middle = [left + (right - left) * step / 100 for step in range(30, 71)]
    over = [sum(p.left < x < p.right for p in stretches) for x in middle]
    fewest = min(over)
    if fewest > CROSSING * len(stretches):
        return None
    clear = [x for x, count in zip(middle, over, strict=True) if count == fewest]
    first = [p for p in stretches if p.right <= clear[0]]
    edge = max((p.right for p in first), default=left)
    second = [p for p in stretches if p.left >= edge and p.right > clear[0]]
    prose = [p for p in second if len(p.text) > 4]
    start = min((p.left for p in prose), default=edge)
    return (edge, start) if start > edge and _is_prose(first) and _is_prose(prose) else None


def _fitting(gutter: Gutter | None, stretches: list[Stretch]) -> Gutter | None:
    """The gutter of other pages, if what stands on this page leaves it free."""
    if gutter is None:
        return None
    sides = [_side(part, gutter) for part in stretches]
    return gutter if sides.count(None) <= CROSSING * len(sides) and 1 in sides else None


def _is_prose(column: list[Stretch]) -> bool:
    """Whether the stretches are the lines of a column of prose, and no cells of a table."""
    if len(column) < COLUMN_LINES:
        return False
    width = max(p.right for p in column) - min(p.left for p in column)
    full = [p for p in column if p.right - p.left >= COLUMN_FILL * width]
    share = sum(len(p.text) for p in full) / sum(len(p.text) for p in column)
    return share >= COLUMN_SHARE and fmean(len(p.text.split()) for p in full) >= COLUMN_WORDS


def mark_edges(lines: list[Printed], page: Glyphs) -> None:
    """Mark the lines that stand at the top and bottom of their page."""
    height = max(page.top - page.bottom, 1.0)
    falling = sorted(lines, key=lambda line: -line.baseline)
    top = [(page.top - line.baseline - 0.7 * line.size) / height for line in falling]
    bottom = [(line.baseline - page.bottom) / height for line in falling]
    _mark_edge(falling, top)
    _mark_edge(falling[::-1], bottom[::-1])


def _mark_edge(lines: list[Printed], shares: list[float]) -> None:
    """The same for one edge; ``lines`` from the edge inwards, with their distance from it."""
    last = -1
    for place, share in enumerate(shares):
        if share > FAR_EDGE or place >= EDGE_LINES:
            break
        inner = lines[place + 1] if place + 1 < len(lines) else None
        size = lines[place].size
        alone = inner and abs(lines[place].baseline - inner.baseline) >= EDGE_GAP * size
        if share <= EDGE or alone:
            last = place
    for line in lines[: last + 1]:
        line.edge = True


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
        if above.element or line.element or above.chrome or line.chrome:
            continue
        aligned = sum(any(_under(cell, other) for other in above.cells) for cell in line.cells)
        if min(len(above.cells), len(line.cells), aligned) >= 2:
            above.role = line.role = Role.ROW


def _under(cell: Cell, other: Cell) -> bool:
    """Whether the two cells share their left edge, their right edge or their middle."""
    left, right = cell.left - other.left, cell.right - other.right
    return min(abs(left), abs(right), abs(left + right) / 2) <= ALIGNED
