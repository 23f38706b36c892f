"""Printed lines of a page that says its own structure: the letters by place, the rest by the tags.

``read_printed`` calls it for each page. In go the stretches of the page and its elements, out come
printed lines in the order of the tree, each part of one element. A page whose tags hold too little
of what is printed on it gives None, and is read by its layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.pdf.glyphs import Glyphs, Stretch
from indexer.reports.readers.pdf.layout import (
    Printed,
    cells_of,
    mark_edges,
    on_line,
    printed_text,
)
from indexer.reports.readers.pdf.tags import Element
from indexer.reports.wording import bullet, ends_sentence, goes_on, label

#: The tags are believed when they hold so much of the letters that are no artifact, and when at
#: most so much of the page is said to be artifacts.
COVERED, ARTIFACTS = 0.8, 0.6
ARTIFACT = "marked in the file as no part of the text"
#: A table is one when so many of its rows have two cells or more with text.
ROWS = 0.5


@dataclass(slots=True)
class _Part:
    """An element with what is printed of it on the page."""

    element: Element
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The printed lines of a tagged page, and how many letters stand outside its tags."""

    lines: list[Printed]
    outside: int


def tagged_page(
    number: int, page: Glyphs, elements: list[Element], numbers: count[int]
) -> Tagged | None:
    """The lines of the page in the order of its tags; None where these are not to be believed.

    ``numbers`` gives each element the number that its lines bear.
    """
    parts, outside, artifacts = _sorted(page, elements)
    if not _are_sane(parts, outside, artifacts):
        return None
    lines: list[Printed] = []
    for part in parts:
        lines += _element_lines(number, part, next(numbers))
    _judge_tables(lines)
    for line in _lines(number, outside):
        lines.insert(_place(line, lines), line)
    for line in _lines(number, artifacts):
        line.role, line.chrome = Role.CHROME, ARTIFACT
        lines.insert(_place(line, lines), line)
    mark_edges(lines, page)
    return Tagged(lines, _letters(outside))


def _sorted(
    page: Glyphs, elements: list[Element]
) -> tuple[list[_Part], list[Stretch], list[Stretch]]:
    """The stretches by element, those outside all elements, and artifacts."""
    parts = [_Part(element) for element in elements]
    owners: dict[int, list[Stretch]] = {}
    for part in parts:
        owners |= dict.fromkeys(part.element.marks + part.element.label, part.stretches)
    outside: list[Stretch] = []
    artifacts: list[Stretch] = []
    for stretch in page.stretches:
        rest = artifacts if stretch.mark.artifact else outside
        owners.get(stretch.mark.id, rest).append(stretch)
    return parts, outside, artifacts


def _are_sane(parts: list[_Part], outside: list[Stretch], artifacts: list[Stretch]) -> bool:
    inside = sum(_letters(part.stretches) for part in parts)
    rest, left_out = _letters(outside), _letters(artifacts)
    return inside > 0 and (
        inside >= COVERED * (inside + rest) and left_out <= ARTIFACTS * (inside + rest + left_out)
    )


def _letters(stretches: list[Stretch]) -> int:
    return sum(len(stretch.text) for stretch in stretches)


def _lines(number: int, stretches: list[Stretch]) -> Iterator[Printed]:
    """The stretches by printed line, in the order of the file."""
    line: list[Stretch] = []
    for stretch in stretches:
        if line and not on_line(line, stretch):
            yield _printed(number, line)
            line = []
        line.append(stretch)
    if line:
        yield _printed(number, line)


def _printed(number: int, stretches: list[Stretch]) -> Printed:
    parts = sorted(stretches, key=lambda part: part.left)
    return Printed(number, parts, cells=list(cells_of(parts)))


def _element_lines(number: int, part: _Part, element: int) -> Iterator[Printed]:
    """The lines of one element, the first with its label."""
    mark, text = _parted(part)
    lines = [line for line in _lines(number, text) if printed_text(line)]
    for line in lines:
        line.element, line.role = element, part.element.role
        line.level, line.cell = part.element.level, part.element.cell
    if lines and part.element.role is Role.ITEM:
        _take_label(lines[0], "".join(stretch.text for stretch in mark).strip())
    elif lines and bullet(printed_text(lines[0])):
        # A list that is tagged as paragraphs is told by its marks, as in text.
        lines[0].role = None
    if lines:
        lines[0].continues = part.element.continues
        lines[-1].continued = part.element.continued
    return iter(lines)


def _parted(part: _Part) -> tuple[list[Stretch], list[Stretch]]:
    """The label and the text of an element: what is tagged as label and stands among the text is
    no label."""
    text = [each for each in part.stretches if each.mark.id not in part.element.label]
    if not text or len(text) == len(part.stretches):
        return [], part.stretches
    left = min(stretch.left for stretch in text)
    label = [
        each
        for each in part.stretches
        if each.mark.id in part.element.label
        and each.right <= left + each.size
        and on_line(text[:1], each)
    ]
    return label, [each for each in part.stretches if each not in label]


def _take_label(line: Printed, printed: str) -> None:
    """Part the bullet or number of an item from its text."""
    text = " ".join(cell.text for cell in line.cells).strip()
    if not printed and (found := bullet(text) or label(text)):
        printed, text = found
        line.cells[0].text = text
        del line.cells[1:]
    number = printed.strip("()").rstrip(".")
    line.label = number if number.isalnum() or is_mark(f"{number}.") else None


def _judge_tables(lines: list[Printed]) -> None:
    """Tell tables from those that only set prose: there a row has one cell."""
    rows: dict[tuple[int, int], set[int]] = {}
    for line in lines:
        if line.cell and any(char.isalnum() for char in printed_text(line)):
            row = line.cell.table, line.cell.row
            rows.setdefault(row, set()).add(line.cell.column)
    tables: dict[int, list[bool]] = {}
    for (table, _), columns in rows.items():
        tables.setdefault(table, []).append(len(columns) > 1)
    for line in lines:
        cell = line.cell
        if cell and (_is_table(tables.get(cell.table, [])) or _is_row(rows, cell)):
            line.role = Role.ROW
        else:
            line.cell = None


def _is_table(rows: list[bool]) -> bool:
    return sum(rows) >= ROWS * len(rows) > 0


def _is_row(rows: dict[tuple[int, int], set[int]], cell: Cell) -> bool:
    return len(rows.get((cell.table, cell.row), ())) > 1


def _place(line: Printed, lines: list[Printed]) -> int:
    """Where among the lines of the tree another one stands: before the first below it."""
    return next(
        (at for at, other in enumerate(lines) if other.baseline < line.baseline), len(lines)
    )


def join_pages(pages: list[list[Printed]]) -> None:
    """Give the halves of an element that goes on overleaf one number, role and level."""
    last: Printed | None = None
    for lines in pages:
        flow = [line for line in lines if line.role not in (Role.CHROME, Role.NOTE)]
        if last is not None and flow and _goes_on(last, flow[0]):
            _continue(last, flow)
        last = flow[-1] if flow else last


def _goes_on(last: Printed, line: Printed) -> bool:
    """Whether a line goes on with the sentence of the last one of the page before."""
    text = printed_text(line)
    if last.continued and line.continues and last.role is line.role:
        return True
    return (
        bool(last.element and line.element)
        and Role.HEADING not in (last.role, line.role)
        and (last.cell is None) == (line.cell is None)
        and line.label is None
        and not ends_sentence(printed_text(last))
        and goes_on(text)
        and not bullet(text)
    )


def _continue(last: Printed, lines: list[Printed]) -> None:
    number = lines[0].element
    for line in lines:
        if line.element != number:
            break
        line.element, line.role, line.level = last.element, last.role, last.level
