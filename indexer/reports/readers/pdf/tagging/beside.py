"""Numbers and bullets of a tagged page that are tagged apart from the text on their line.

A browser tags the number that hangs in front of a paragraph as a paragraph, and the page behind an
entry of the contents list too; the raised number of a footnote parts the sentence that calls for it
in three, and stands in front of its note. Some bullets it draws outside all tags. ``tagged`` calls
it; in: the parts of a page in the order of the tree, out: the same, each such number or bullet in
one part with the text on its line.
"""

from __future__ import annotations

import re

from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.note_marks import is_note_mark
from indexer.reports.readers.pdf.page.printed import is_call, on_line
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.tagging.elements import Part
from indexer.reports.wording import is_lone_mark

#: 'S4', as custody reports number the paragraphs of a summary.
_LETTERED = re.compile(r"[A-Z]\d{1,2}\.?")
#: A number in front of its text stands no further from it than so many type sizes.
HANGS = 4.0
#: Neighbours touch, and by so many type sizes overlap: boxes are rounded.
OVERLAP = 0.1
#: Words on both sides of the number of a footnote stand no further from it than so many type sizes.
NEAR = 1.0


def with_numbers(parts: list[Part]) -> list[Part]:
    """The parts, a number alone on its line with the text beside it as one part."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if before is not None and _belong(before, part):
            before.stretches += part.stretches
            before.element.continued = part.element.continued
            before.blank_below = part.blank_below
            if _hangs(before.stretches[: -len(part.stretches)], part.stretches[0]):
                before.element.role, before.element.level = part.element.role, part.element.level
        else:
            found.append(part)
    return found


def take_marks(parts: list[Part], outside: list[Stretch]) -> list[Stretch]:
    """Put each bullet outside all tags in front of the text on its line; out: what is left."""
    left: list[Stretch] = []
    for stretch in outside:
        owner = _marked_by(stretch, parts) if is_lone_mark(stretch.text.strip()) else None
        if owner is None:
            left.append(stretch)
        else:
            owner.stretches.insert(0, stretch)
    return left


def _marked_by(mark: Stretch, parts: list[Part]) -> Part | None:
    """The element that begins on the line of a bullet, right behind it."""
    behind = (part for part in parts if on_line([part.stretches[0]], mark))
    return next(
        (
            part
            for part in behind
            if -OVERLAP * part.stretches[0].size
            <= part.stretches[0].left - mark.right
            <= HANGS * part.stretches[0].size
        ),
        None,
    )


def _belong(before: Part, part: Part) -> bool:
    """True where one of two neighbours is the number of the other and stands on its line."""
    if before.element.cell != part.element.cell or part.element.label or before.element.label:
        return False
    last, first = before.stretches[-1], part.stretches[0]
    if not on_line([last], first) or first.left < last.right - OVERLAP * first.size:
        return False
    hangs = first.left - last.right <= HANGS * first.size
    if hangs and _hangs(before.stretches, first):
        return True
    return _is_page(part.stretches) or _calls(last, first) or _calls(first, last)


def _hangs(stretches: list[Stretch], text: Stretch) -> bool:
    """Whether the stretches are the number in front of a text: a printed one, or a note's own."""
    printed = _text(stretches)
    if is_mark(printed) or _LETTERED.fullmatch(printed) is not None:
        return True
    mark = stretches[0]
    raised = mark.size < text.size and mark.baseline > text.baseline
    return len(stretches) == 1 and raised and is_note_mark(printed)


def _calls(mark: Stretch, word: Stretch) -> bool:
    """Whether one of two neighbours is the number of a footnote at a word of the sentence."""
    apart = max(mark.left, word.left) - min(mark.right, word.right)
    return is_call(mark, word) and apart <= NEAR * word.size


def _is_page(stretches: list[Stretch]) -> bool:
    return _text(stretches).isdecimal()


def _text(stretches: list[Stretch]) -> str:
    return "".join(stretch.text for stretch in stretches).strip()
