"""Pages of text whose columns stand side by side in the lines, as a tool that keeps the layout
prints them: 'people safe and reduce crime.      and by looking for the cause'.

A gutter shows them: no line of a region runs across it, the lines behind it begin in one column,
and on both sides sentences run on from line to line. A table has gutters too, but its cells begin
in the same lines. Called by the reader of plain text; in: printed lines, out: the same in the
order in which they are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from indexer.reports import wording
from indexer.reports.lines import Line

#: So many spaces part the text on both sides of a gutter, in all but the fullest lines.
_GAP = re.compile(r" {3,}")
#: So many lines show a gutter, and so many gutters are tried; so wide is a column, in characters;
#: so often a sentence runs on in it; such a share of its lines has text.
_SHOWN, _TRIED, _WIDE, _RUNS_ON, _FILLED = 6, 3, 20, 4, 0.4
#: So many cells that begin in a line with one beside it, of all, make a table.
_ROWS, _TOGETHER = 3, 0.7


@dataclass(frozen=True, slots=True)
class _Halves:
    """A printed line on both sides of a gutter; '' where a side is empty."""

    line: Line
    left: str
    right: str
    #: How far the right side is inset in its column.
    inset: int


def with_columns(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """The lines in reading order, and whether any page has columns; then they are numbered anew."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    read = [_page(page) for page in pages]
    if read == pages:
        return list(lines), False
    found = [line for page in read for line in page]
    return [replace(line, number=number) for number, line in enumerate(found, start=1)], True


def _page(lines: list[Line]) -> list[Line]:
    """The lines of a page in reading order, by the likeliest gutter that shows columns."""
    for gutter in _gutters(lines):
        found: list[Line] = []
        run: list[_Halves] = []
        for line in lines:
            if (half := _halves(line, gutter)) is not None:
                run.append(half)
            else:
                found += [*_in_order(run), line]
                run = []
        found += _in_order(run)
        if found != lines:
            return found
    return lines


def _gutters(lines: Sequence[Line]) -> list[int]:
    """The columns in which the right side of many lines begins, first what fewest lines cross."""
    begins: Counter[int] = Counter()
    for line in lines:
        margin = int(line.indent)
        begins.update({margin + gap.end() for gap in _GAP.finditer(line.text)})
        begins[margin] += margin >= _WIDE
    often = [at for at, count in begins.most_common(_TRIED) if count >= _SHOWN and at >= _WIDE]
    return sorted(often, key=lambda at: sum(_halves(line, at) is None for line in lines))


def _halves(line: Line, gutter: int) -> _Halves | None:
    """A line on both sides of a gutter; None where it runs across."""
    at = gutter - int(line.indent)
    if at <= 0:
        return _Halves(line, "", line.text, -at)
    left, right = line.text[:at], line.text[at:]
    if right.strip() and left[-2:].strip():
        return None
    return _Halves(line, left.rstrip(), right.strip(), len(right) - len(right.lstrip()))


def _in_order(run: Sequence[_Halves]) -> Iterator[Line]:
    """The lines of a stretch that no line crosses: column by column where it has two. What stands
    above both, or below both behind a gap, stays there."""
    # The number of the page, behind a gap, is no text of the right column.
    both = [p for p, half in enumerate(run) if half.right and not _is_foot(half)]
    first, last = (both[0], both[-1] + 1) if both else (0, 0)
    if not _are_columns(run[first:last]):
        yield from (half.line for half in run)
        return
    while last < len(run) and not run[last].line.starts:
        last += 1
    body = run[first:last]
    yield from (half.line for half in run[:first])
    left, right = [half.left for half in body], [half.right for half in body]
    for half, starts in zip(body, _starts(body, left, right), strict=True):
        if half.left:
            yield replace(half.line, text=half.left, starts=starts)
    for half, starts in zip(body, _starts(body, right, left), strict=True):
        if half.right:
            yield replace(half.line, text=half.right, starts=starts, indent=float(half.inset))
    yield from (half.line for half in run[last:])


def _is_foot(half: _Halves) -> bool:
    return half.right.isdigit() and half.line.starts


def _starts(body: Sequence[_Halves], side: Sequence[str], other: Sequence[str]) -> Iterator[bool]:
    """Whether a gap stands before each line of a column: an empty line of it, but where the lines
    of both columns stand between each other."""
    for place, half in enumerate(body):
        empty = place == 0 or not side[place - 1]
        between = empty and place > 1 and bool(side[place - 2] and not other[place - 2])
        yield half.line.starts or (empty and not (between and not other[place]))


def _are_columns(region: Sequence[_Halves]) -> bool:
    """True where text runs down both sides, and its paragraphs do not begin side by side as the
    cells of rows do."""
    left, right = [half.left for half in region], [half.right for half in region]
    if not (_runs_on(left) and _runs_on(right)):
        return False
    ours, theirs = _begins(region, left), _begins(region, right)
    together = len(ours & theirs)
    return together < max(_ROWS, _TOGETHER * min(len(ours), len(theirs)))


def _runs_on(side: Sequence[str]) -> bool:
    """True for a side of wide lines of which many go on in the next, in most of the stretch."""
    said = [text for text in side if text]
    if len(said) < max(_SHOWN, _FILLED * len(side)) or median(map(len, said)) < _WIDE:
        return False
    on = (wording.goes_on(below) and not wording.ends_sentence(t) for t, below in pairwise(said))
    return sum(on) >= _RUNS_ON


def _begins(region: Sequence[_Halves], side: Sequence[str]) -> set[int]:
    """The places of the lines behind a gap on one side."""
    return {
        place for place, text in enumerate(side)
        if text and (not place or not side[place - 1] or region[place].line.starts)
    }  # fmt: skip
