"""The columns of a page: which are told by the space between them, and in what order they are read.

``layout`` calls it for pages without tags. In go the stretches of each page, out come the same by
column in the order of reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import fmean

from indexer.reports.readers.pdf.page.stretches import Stretch

#: Two columns: each has so many lines or more; so much of its text stands in lines that fill so
#: much of its width, with so many words on average.
COLUMN_LINES, COLUMN_SHARE, COLUMN_FILL, COLUMN_WORDS = 6, 0.6, 0.6, 4.0
#: Of the stretches of a page in two columns at most this share runs over both (headings).
CROSSING = 0.2
#: Pages with more stretches are drawings; looking for columns there would take minutes.
MOST_STRETCHES = 2000

#: The left and right edge of the space between two columns.
Gutter = tuple[float, float]


def gutters(pages: Mapping[int, list[Stretch]]) -> dict[int, Gutter | None]:
    """The space between two columns of each page, None where it has one column.

    A page on which the columns cannot be told (the last, say) has those of the other pages.
    """
    found = {number: _gutter(page) for number, page in pages.items()}
    known = Counter(gutter for gutter in found.values() if gutter)
    usual = known.most_common(1)[0][0] if known.total() * 3 > len(pages) else None
    return {number: found[number] or _fitting(usual, page) for number, page in pages.items()}


def columns(
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
