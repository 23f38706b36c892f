"""Elements of a tagged page that print only the number of the one beside them.

A browser tags the number that hangs in front of a paragraph as a paragraph, and the page behind an
entry of the contents list too. ``tagged`` calls it; in: the parts of a page in the order of the
tree, out: the same, each such number in one part with the text on its line.
"""

from __future__ import annotations

import re

from indexer.reports.readers.inline import is_mark
from indexer.reports.readers.pdf.lines.printed import on_line
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.tagging.elements import Part

#: 'S4', as custody reports number the paragraphs of a summary.
_LETTERED = re.compile(r"[A-Z]\d{1,2}\.?")
#: A number in front of its text stands no further from it than so many type sizes.
HANGS = 4.0


def with_numbers(parts: list[Part]) -> list[Part]:
    """The parts, a number alone on its line with the text beside it as one part."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if before is not None and _belong(before, part):
            before.stretches += part.stretches
            before.element.continued = part.element.continued
            before.blank_below = part.blank_below
            if _is_number(before.stretches[: -len(part.stretches)]):
                before.element.role, before.element.level = part.element.role, part.element.level
        else:
            found.append(part)
    return found


def _belong(before: Part, part: Part) -> bool:
    """True where one of two neighbours is the number of the other and stands on its line."""
    if before.element.cell != part.element.cell or part.element.label or before.element.label:
        return False
    last, first = before.stretches[-1], part.stretches[0]
    if not on_line([last], first) or first.left < last.right:
        return False
    hangs = first.left - last.right <= HANGS * first.size
    return (hangs and _is_number(before.stretches)) or _is_page(part.stretches)


def _is_number(stretches: list[Stretch]) -> bool:
    text = _text(stretches)
    return is_mark(text) or _LETTERED.fullmatch(text) is not None


def _is_page(stretches: list[Stretch]) -> bool:
    return _text(stretches).isdecimal()


def _text(stretches: list[Stretch]) -> str:
    return "".join(stretch.text for stretch in stretches).strip()
