"""The columns of a page: which are told by the space between them, and in what order they are read.

``layout`` calls it for pages without tags. In go the stretches of each page, out come the same by
column in the order of reading. Of pages with tags, which tell the order, ``read_printed`` only asks
where the columns begin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from indexer.reports.readers.pdf.page.printed import Printed, is_call
from indexer.reports.readers.pdf.page.stretches import Stretch

#: Two columns: each has so many lines or more; so much of its text stands in lines that fill so
#: much of its width, with so many words on average.
COLUMN_LINES, COLUMN_SHARE, COLUMN_FILL, COLUMN_WORDS = 6, 0.6, 0.6, 4.0
#: Of the stretches of a page in two columns at most this share runs over both (headings).
CROSSING = 0.2
#: Share of a column's stretches that begin at its left edge, those of items without it.
SHARED = 0.1
#: Columns of two pages begin in one place when they differ by no more than an indent, in points.
NEAR = 12.0
#: Letters that begin or end a line reach so far over the edge of their column, in points.
SLACK = 1.0
#: A heading over both columns is larger than the text by this factor, and so many of its type
#: sizes above and below it nothing stands in the right column.
LARGER, ABOVE, BELOW = 1.25, 1.3, 0.9
#: The raised number of a note stands no further in front of its text, in sizes of its type.
BEFORE = 1.0
#: Pages with more stretches are drawings; looking for columns there would take minutes.
MOST_STRETCHES = 2000

#: The left and right edge of the space between two columns.
Gutter = tuple[float, float]


def gutters(pages: Mapping[int, list[Stretch]]) -> dict[int, Gutter | None]:
    """The space between two columns of each page, None where it has one column.

    A page on which the columns cannot be told (the last, say) has those of the other pages, and so
    has one of nothing but items, whose bullets stand in the space that it seems to leave free.
    """
    found = {number: _gutter(page) for number, page in pages.items()}
    known = Counter(gutter for gutter in found.values() if gutter)
    usual = _usual(known) if known.total() * 3 > len(pages) else None
    return {number: _chosen(found[number], usual, page) for number, page in pages.items()}


def _chosen(own: Gutter | None, usual: Gutter | None, page: list[Stretch]) -> Gutter | None:
    """The space between the columns of a page: its own, or that of all pages where its own is
    only wider."""
    if own and not (usual and _is_around(own, usual)):
        return own
    return _fitting(usual, page) or own


def _is_around(own: Gutter, usual: Gutter) -> bool:
    return own[0] - NEAR <= usual[0] and usual[1] <= own[1] <= usual[1] + 2 * NEAR


def _usual(known: Counter[Gutter]) -> Gutter:
    """The space that the columns of most pages leave free: that of the commonest and of those like
    it, since no page fills both columns to their very edge."""
    common = known.most_common(1)[0][0]
    like = [
        one for one in known if all(abs(a - b) <= NEAR for a, b in zip(one, common, strict=True))
    ]
    return max(left for left, _ in like), min(right for _, right in like)


def left_edges(
    pages: Mapping[int, list[Stretch]], known: Mapping[int, Gutter | None]
) -> dict[int, tuple[float, float]]:
    """The left edge of both columns of each page that has two: a page of nothing but items has
    that of the pages around it."""
    sides = {
        number: tuple([p for p in page if _side(p, gutter) == side] for side in (0, 1))
        for number, page in pages.items()
        if (gutter := known[number]) is not None
    }
    own = {number: tuple(map(_left, parts)) for number, parts in sides.items()}
    full = [
        [own[number][side] for number in own if len(sides[number][side]) >= 2 * COLUMN_LINES]
        for side in (0, 1)
    ]
    return {
        number: (_near(edge[0], full[0]), _near(edge[1], full[1])) for number, edge in own.items()
    }


def mark_columns(lines: Mapping[int, list[Printed]], pages: Mapping[int, list[Stretch]]) -> None:
    """Set the column of the printed lines of pages whose order the file's tags tell: without it
    the second column of a page would stand inside the items of the first."""
    known = gutters(pages)
    edges = left_edges(pages, known)
    for number, gutter in known.items():
        for line in lines[number] if gutter else ():
            side = _side(line, gutter) if gutter and line.cell is None else None
            line.column = None if side is None else edges[number][side]


def columns(
    stretches: list[Stretch], gutter: Gutter | None, lefts: tuple[float, float] = (0.0, 0.0)
) -> Iterator[tuple[float | None, list[Stretch]]]:
    """The stretches by column in the order of reading, with the column's left edge (``lefts``).

    On a page in two columns what runs over both parts it into bands, and so does a heading that
    would; in a band the left column is read before the right one.
    """
    if gutter is None:
        yield None, stretches
        return
    sides: tuple[list[Stretch], list[Stretch]] = ([], [])
    across: list[Stretch] = []
    wide = _heads(stretches, gutter) | _numbers(stretches, gutter)
    for part in sorted(stretches, key=lambda part: -part.baseline):
        side = None if id(part) in wide else _side(part, gutter)
        if side is None:
            yield from _filled(zip(lefts, sides, strict=True))
            sides = ([], [])
            across.append(part)
        else:
            yield from _filled([(None, across)])
            across = []
            sides[side].append(part)
    yield from _filled([(None, across), *zip(lefts, sides, strict=True)])


def _numbers(stretches: Sequence[Stretch], gutter: Gutter) -> set[int]:
    """The raised numbers, by ``id``, in front of notes that run over both columns: alone they
    would be read as a line of the left one."""
    across = [part for part in stretches if _side(part, gutter) is None]
    return {
        id(mark)
        for mark in stretches
        for text in across
        if 0 <= text.left - mark.right <= BEFORE * text.size and is_call(mark, text)
    }


def _heads(stretches: Sequence[Stretch], gutter: Gutter) -> set[int]:
    """The headings, by ``id``, that are too short to run over both columns and stand over both: in
    larger type, with nothing beside them and text in both columns below."""
    sizes: Counter[float] = Counter()
    for part in stretches:
        sizes[part.size] += len(part.text)
    larger = LARGER * sizes.most_common(1)[0][0] if sizes else 0.0
    right = [part.baseline for part in stretches if _side(part, gutter) == 1]
    return {
        id(part)
        for part in stretches
        if part.size >= larger
        and _side(part, gutter) == 0
        and min(right, default=part.baseline) < part.baseline
        and not any(-BELOW < (at - part.baseline) / part.size < ABOVE for at in right)
    }


def _near(edge: float, others: Iterable[float]) -> float:
    """The leftmost of the edges that stand so near that they are of one column."""
    return min((other for other in others if abs(other - edge) <= NEAR), default=edge)


def _left(parts: list[Stretch]) -> float:
    """The left edge of a column: the leftmost that some of its lines share. A page number may
    stand further left."""
    edges = Counter(round(part.left) for part in parts)
    shared = {edge for edge, count in edges.items() if count >= SHARED * len(parts)}
    lefts = (part.left for part in parts if not shared or round(part.left) in shared)
    return min(lefts, default=0.0)


def _filled(
    columns: Iterable[tuple[float | None, list[Stretch]]],
) -> Iterator[tuple[float | None, list[Stretch]]]:
    return (column for column in columns if column[1])


def _side(part: Stretch | Printed, gutter: Gutter) -> int | None:
    """0 for the left column, 1 for the right one, None for what runs over the gutter."""
    if part.right <= gutter[0] + SLACK:
        return 0
    return 1 if part.left >= gutter[1] - SLACK else None


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
