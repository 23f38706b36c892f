"""One printed line: its stretches from left to right, its cells, its text, its place on the page.

``layout`` and ``tagged`` make lines out of the stretches of a page; ``document`` makes of them
what the reader hands on. The raised number that calls for a footnote is parted from its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from indexer.reports.lines import Cell as TableCell
from indexer.reports.lines import Role
from indexer.reports.readers.characters import meant
from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.note_marks import REFERENCE, as_power, is_note_mark
from indexer.reports.readers.pdf.page.glyphs import Glyphs
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.page.words import BULLET

#: Two stretches stand on one line when their baselines differ by less, in type sizes: a raised
#: footnote number stands a third of a size up, the next line at least nine tenths down.
SAME_LINE = 0.45
#: A gap inside a line, in type sizes, from which on a space is seen, and a table cell: where no
#: space is typed in the file, and where there is one (justified lines are loose).
SPACE, CELL, LOOSE_CELL = 0.12, 0.9, 1.6
#: Gaps of one line that differ by less, in type sizes, are the spaces of a justified line.
EVEN = 0.15
#: A line so near the top or bottom of its page, as a share of its height, is at the edge; within
#: the second share it is when a gap of so many type sizes parts it from the text, and when no
#: more than so many lines stand further out.
EDGE, FAR_EDGE, EDGE_GAP, EDGE_LINES = 0.05, 0.14, 1.9, 3
#: A raised number is smaller than its line by this factor and stands higher by so many sizes.
RAISED_SIZE, RAISED, HIGHEST = 0.85, 0.15, 0.7

#: Signs that begin a line as bullets do: arrows, shapes and dingbats.
_SIGN = re.compile("^[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff](?= |$)")


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
    #: A bullet or a number is printed before the item that begins here.
    marked: bool = False
    cell: TableCell | None = None
    element: int = 0
    #: Parts of the element stand on the page before, or on the next.
    continues: bool = False
    continued: bool = False
    #: An empty paragraph of the file stands between it and the element above, or below.
    blank_above: bool = False
    blank_below: bool = False
    chrome: str = ""

    #: Its edges, and the size and baseline of the stretch that most of it is set in.
    left: float = field(init=False)
    right: float = field(init=False)
    size: float = field(init=False)
    baseline: float = field(init=False)

    def __post_init__(self) -> None:
        main = max(self.parts, key=lambda part: len(part.text))
        self.left, self.right = self.parts[0].left, self.parts[-1].right
        self.size, self.baseline = round(main.size, 1), main.baseline

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold; a bullet is no word."""
        words = [p for p in self.parts if any(char.isalnum() for char in p.text) and not p.symbols]
        return bool(words) and all(part.bold for part in words)


def printed_lines(
    page: int, stretches: list[Stretch], column: float | None = None
) -> Iterator[Printed]:
    """The stretches of one line as a printed line, and the numbers of footnotes parted from it."""
    parts = sorted(stretches, key=lambda part: part.left)
    parts[0].text = _SIGN.sub(BULLET, parts[0].text)
    references = _take_references(parts) if len(parts) > 1 else []
    yield Printed(page, parts, column, cells=list(_cells_of(parts)))
    for part in references:
        cells = [Cell(part.text, part.left, part.right)]
        yield Printed(page, [part], column, cells=cells, role=Role.CHROME, chrome=REFERENCE)


def _take_references(parts: list[Stretch]) -> list[Stretch]:
    """Take the raised numbers of footnotes out of the parts of a line; other raised characters
    stay with the word that they stand at."""
    main = max(parts, key=lambda part: (len(part.text), part.size))
    found: list[Stretch] = []
    place = 1
    while place < len(parts):
        before, part = parts[place - 1], parts[place]
        if not _is_raised(part, main) or part.left - before.right > part.size:
            place += 1
            continue
        if power := as_power(before.text, part.text):
            parts[place] = replace(part, text=power, glued=True, spaced=False)
        elif is_note_mark(part.text) and any(char.isalpha() for char in _until(parts, place)):
            found.append(parts.pop(place))
            _close_gap(parts, place, part)
            continue
        elif part.text[:1].isalpha():
            parts[place] = replace(part, glued=True, spaced=False)
        place += 1
    return found


def _is_raised(part: Stretch, main: Stretch) -> bool:
    return (
        part.size <= RAISED_SIZE * main.size and part.baseline >= main.baseline + RAISED * main.size
    )


def _until(parts: list[Stretch], place: int) -> str:
    return "".join(part.text for part in parts[:place])


def _close_gap(parts: list[Stretch], place: int, taken: Stretch) -> None:
    """Let what stood behind a number that is taken out follow the word before it."""
    if place < len(parts):
        behind = parts[place]
        near = behind.left - taken.right <= SPACE * behind.size
        if near and not behind.typed:
            parts[place] = replace(behind, spaced=False, glued=True)


def printed_text(line: Printed) -> str:
    """The text of a printed line as meant, its cells parted by tabs."""
    return "\t".join(meant(cell.text).strip() for cell in line.cells).strip()


def on_line(line: list[Stretch], stretch: Stretch) -> bool:
    """Whether a stretch stands on the line of the others."""
    main = max(line, key=lambda part: (part.size, len(part.text)))
    apart = main.baseline - stretch.baseline
    if abs(apart) <= SAME_LINE * max(main.size, stretch.size):
        return True
    return (len(line) == 1 and is_call(main, stretch)) or is_call(stretch, main)


def is_call(mark: Stretch, word: Stretch) -> bool:
    """Whether a number is raised at a word, as high as footnotes are called anywhere."""
    height = mark.baseline - word.baseline
    raised = mark.size <= RAISED_SIZE * word.size and 0 < height <= HIGHEST * word.size
    return raised and is_note_mark(mark.text)


def _cells_of(parts: list[Stretch]) -> Iterator[Cell]:
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
