"""The printed lines of one element of a tagged page, and what its tags leave to the layout.

``tagged`` calls it. In go an element and its stretches, out come its lines with role, level, label
and number. A tag says how its author built the page, which is not always what is printed: a list
may be one paragraph, a heading the first line of its text, a sentence a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.page.printed import Printed, on_line, printed_lines, printed_text
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.tagging.tags import Element
from indexer.reports.wording import bullet, label

#: A label stands so near the line of its text, in type sizes.
BESIDE = 1.5
#: A bold first line that ends before this share of the widest line is a heading over its text.
SHORT = 0.85
#: What is tagged as heading and longer than this is a paragraph in the look of one.
HEADING = 200
#: Marks that can stand at the begin of a line and mean something else.
_AMBIGUOUS = frozenset("-–—*o")


@dataclass(slots=True)
class Part:
    """An element with what is printed of it on the page, in the order of the file."""

    element: Element
    stretches: list[Stretch] = field(default_factory=list)
    #: An empty element stands before it, or behind it.
    blank_above: bool = False
    blank_below: bool = False


def element_lines(page: int, part: Part, numbers: count[int]) -> list[Printed]:
    """The lines of an element; each of the blocks that are printed in it bears a number."""
    mark, text = _parted(part)
    every = list(lines_of(page, text))
    lines = [line for line in every if not line.chrome and printed_text(line)]
    for place, block in enumerate(_blocks(lines, part.element)):
        _tell(block, part.element, next(numbers))
        if place == 0 and part.element.role is Role.ITEM:
            _take_label(block[0], "".join(stretch.text for stretch in mark).strip())
    if lines:
        lines[0].continues, lines[-1].continued = part.element.continues, part.element.continued
        lines[0].blank_above, lines[-1].blank_below = part.blank_above, part.blank_below
    return every


def lines_of(page: int, stretches: list[Stretch]) -> Iterator[Printed]:
    """The stretches by printed line, in the order of the file."""
    line: list[Stretch] = []
    for stretch in stretches:
        if line and not on_line(line, stretch):
            yield from printed_lines(page, line)
            line = []
        line.append(stretch)
    if line:
        yield from printed_lines(page, line)


def _tell(block: list[Printed], element: Element, number: int) -> None:
    """Give the lines of a block what its element says of them."""
    role = element.role
    if role is Role.HEADING and sum(len(printed_text(line)) for line in block) > HEADING:
        role = Role.PARAGRAPH
    for line in block:
        line.element, line.role, line.level, line.cell = number, role, element.level, element.cell
    if role is not Role.ITEM and bullet(printed_text(block[0])):
        # A list that is tagged as paragraphs is told by its marks, as in text.
        block[0].role = None


def _blocks(lines: list[Printed], element: Element) -> Iterator[list[Printed]]:
    """The lines parted before bullets, and behind a heading that is tagged with its text."""
    block: list[Printed] = []
    heading = _heading_lines(lines) if element.role is Role.PARAGRAPH else 0
    for place, line in enumerate(lines):
        if block and (place == heading or _begins_item(line)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _begins_item(line: Printed) -> bool:
    found = bullet(printed_text(line))
    return bool(found) and found[0] not in _AMBIGUOUS  # type: ignore[index]


def _heading_lines(lines: list[Printed]) -> int:
    """How many of the first lines are a heading over the others: bold ones that end short."""
    bold = next((place for place, line in enumerate(lines) if not line.bold), 0)
    if not bold or any(line.bold for line in lines[bold:]):
        return 0
    left, right = lines[bold - 1].left, max(line.right for line in lines)
    return bold if lines[bold - 1].right - left < SHORT * (right - left) else 0


def _parted(part: Part) -> tuple[list[Stretch], list[Stretch]]:
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
        and abs(each.baseline - text[0].baseline) <= BESIDE * each.size
    ]
    return label, [each for each in part.stretches if each not in label]


def _take_label(line: Printed, printed: str) -> None:
    """Take the bullet or number of an item off its text: a number becomes the label, a bullet only
    sets ``marked`` and stands in no ``Line``.
    """
    text = " ".join(cell.text for cell in line.cells).strip()
    if not printed and (found := bullet(text) or label(text)):
        printed, text = found
    elif printed.endswith(":") or len(printed.split()) > 1:
        # 'Recommendation 3:' is a label to the author of the file, and words to a reader.
        printed, text = "", f"{printed} {text}"
    line.marked = bool(printed)
    line.cells[0].text = text
    del line.cells[1:]
    is_number = any(char.isalnum() for char in printed) and bullet(f"{printed} x") is None
    line.label = printed.strip("() ").rstrip(".") if is_number else None
