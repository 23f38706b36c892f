"""Printed lines of a page that says its own structure: the letters by place, the rest by the tags.

``read_printed`` calls it for each page. In go the stretches of the page and its elements, out come
printed lines in the order of the tree, each part of one element. Pages whose tags hold too little
of what is printed, or jump about on the page, give None and are read by their layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, pairwise

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.page.glyphs import Glyphs
from indexer.reports.readers.pdf.page.printed import Printed, mark_edges
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.tagging.beside import take_marks, with_numbers
from indexer.reports.readers.pdf.tagging.elements import Part, element_lines, lines_of
from indexer.reports.readers.pdf.tagging.tags import Element

#: The tags are believed when they hold so much of the letters that are no artifact, when at most
#: so much of the page is said to be artifacts, and when at most so many of the elements stand
#: above the one before them in the tree.
COVERED, ARTIFACTS, RISING = 0.8, 0.6, 0.3
#: Why an artifact is in no finding.
ARTIFACT = "marked in the file as no part of the text"


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
    lines = [line for part in parts for line in element_lines(number, part, numbers)]
    for line in lines_of(number, outside):
        lines.insert(_place(line, lines), line)
    for line in lines_of(number, artifacts):
        line.role, line.chrome = Role.CHROME, ARTIFACT
        lines.insert(_place(line, lines), line)
    mark_edges(lines, page)
    return Tagged(lines, letters(outside))


def letters(stretches: list[Stretch]) -> int:
    """How many characters the stretches have."""
    return sum(len(stretch.text) for stretch in stretches)


def _sorted(
    page: Glyphs, elements: list[Element]
) -> tuple[list[Part], list[Stretch], list[Stretch]]:
    """The stretches by element, those outside all elements, and artifacts."""
    parts = [Part(element) for element in elements]
    owners: dict[int, list[Stretch]] = {}
    for part in parts:
        owners |= dict.fromkeys(part.element.marks + part.element.label, part.stretches)
    outside: list[Stretch] = []
    artifacts: list[Stretch] = []
    for stretch in page.stretches:
        rest = artifacts if stretch.mark.artifact else outside
        owners.get(stretch.mark.id, rest).append(stretch)
    for before, part in pairwise(parts):
        before.blank_below, part.blank_above = not part.stretches, not before.stretches
    parts = [part for part in parts if part.stretches]
    outside = take_marks(parts, outside)
    return with_numbers(parts), outside, artifacts


def _are_sane(parts: list[Part], outside: list[Stretch], artifacts: list[Stretch]) -> bool:
    inside = sum(letters(part.stretches) for part in parts)
    rest, left_out = letters(outside), letters(artifacts)
    return (
        inside > 0
        and inside >= COVERED * (inside + rest)
        and left_out <= ARTIFACTS * (inside + rest + left_out)
        and sum(_rises(*pair) for pair in pairwise(parts)) <= RISING * len(parts)
    )


def _rises(before: Part, part: Part) -> bool:
    """Whether an element stands above the one before it, and not in a cell or column beside it."""
    above, first = before.stretches[0], part.stretches[0]
    return first.baseline > above.baseline + first.size and first.left < max(
        stretch.right for stretch in before.stretches
    )


def _place(line: Printed, lines: list[Printed]) -> int:
    """Where among the lines of the tree another one stands: before the first below it."""
    return next(
        (at for at, other in enumerate(lines) if other.baseline < line.baseline), len(lines)
    )
