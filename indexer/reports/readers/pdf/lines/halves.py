"""Paragraphs that a file's tags cut in two where one of their sentences ends.

``read_printed`` calls it before ``join_pages``, which joins what breaks off in the middle of a
sentence and takes the cells from tables that only set prose. In go the printed lines of all
pages; the lines of a second half get the number of the first. A paragraph ends where a gap, an
empty paragraph of the file or a short last line shows it; where none does, a reader sees one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.page.printed import Printed, printed_text
from indexer.reports.wording import bullet, ends_sentence

#: Baselines are as far apart as those of one paragraph when they differ by less, in type sizes.
SAME = 0.12
#: So near the lowest line of all pages, in lines, no further line fits on a page.
FOOT = 0.9
#: A gap between paragraphs is wider than the one between lines by this, in type sizes.
GAP = 0.3
#: The space before a word, in type sizes.
SPACE = 0.25


def join_halves(pages: list[list[Printed]]) -> None:
    """Give both halves of a paragraph one number, on a page and over pages."""
    flow = [list(_elements(lines)) for lines in pages]
    pairs = [pair for page in flow for pair in pairwise(page) if _are_paragraphs(*pair)]
    if 2 * sum(_is_apart(*pair) for pair in pairs) > len(pairs):
        for above, below in pairs:
            if _fills_its_line(above, below) and _follows(above, below):
                _join(above, below)
    foot = min((block[-1].baseline for page in flow for block in page), default=0.0)
    turns = [(page[-1], after[0]) for page, after in pairwise(flow) if page and after]
    for above, below in turns:
        at_foot = len(above) > 1 and above[-1].baseline < foot + FOOT * _pitch(above, below)
        if at_foot and _are_paragraphs(above, below) and _fills_its_line(above, below):
            _join(above, below)


def _elements(lines: list[Printed]) -> Iterator[list[Printed]]:
    """The lines of a page by element, without chrome, notes and what is in none."""
    flow = [line for line in lines if line.element and line.role not in (Role.CHROME, Role.NOTE)]
    for _, block in groupby(flow, key=lambda line: line.element):
        yield list(block)


def _are_paragraphs(above: list[Printed], below: list[Printed]) -> bool:
    """Whether both are paragraphs of one column and type, the first one's sentence ended."""
    last, first = above[-1], below[0]
    return (
        last.role is first.role is Role.PARAGRAPH
        and (last.cell, last.level, last.size, last.bold)
        == (first.cell, first.level, first.size, first.bold)
        and last.element != first.element
        and abs(above[-1].left - first.left) <= first.size / 2
        and ends_sentence(printed_text(last))
        and not printed_text(last).endswith(":")
        and not bullet(printed_text(first))
    )


def _is_apart(above: list[Printed], below: list[Printed]) -> bool:
    fall = above[-1].baseline - below[0].baseline
    return above[-1].blank_below or fall > _pitch(above, below) + GAP * below[0].size


def _follows(above: list[Printed], below: list[Printed]) -> bool:
    """Whether the second stands as close below the first as a line of the same paragraph."""
    fall = above[-1].baseline - below[0].baseline
    return abs(fall - _pitch(above, below)) <= SAME * below[0].size


def _pitch(above: list[Printed], below: list[Printed]) -> float:
    """The distance of two lines of one paragraph; infinite where both have one line."""
    falls = [
        one.baseline - other.baseline for block in (above, below) for one, other in pairwise(block)
    ]
    return min(falls, default=float("inf"))


def _fills_its_line(above: list[Printed], below: list[Printed]) -> bool:
    """Whether the next word would not have fitted behind the last one, and nothing parts them."""
    if above[-1].blank_below or below[0].blank_above or len(above) < 2:
        return False
    right = max(line.right for line in (*above, *below))
    first, size = below[0], below[0].size
    text = printed_text(first)
    word = (first.right - first.left) * len(text.split()[0]) / max(len(text), 1)
    return above[-1].right + SPACE * size + word > right


def _join(above: list[Printed], below: list[Printed]) -> None:
    for line in below:
        line.element, line.continues = above[-1].element, False
