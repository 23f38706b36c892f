"""How a section lists its findings: which of its items are at the top, and which are nested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.reports import wording
from indexer.reports.blocks import Block, Kind

#: The shape of a paragraph number.
_NUMBER = "1.1"
#: Items whose indents differ by less stand at the same depth: in columns, and in points.
_COLUMNS = 0.5
_POINTS = 3.0

#: Depth where the format gives it, else indent; and the shape of mark or label.
Style = tuple[int, float, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """The way one section lists."""

    #: The style of its top-level items.
    top: Style = (0, 0.0, "")
    #: True when its paragraphs are findings by themselves, and bullets are nested in them.
    plain: bool = True

    def is_top(self, item: Block) -> bool:
        """True when an item is at the top by its depth, or by its indent and its mark."""
        if self.top[2] == _NUMBER:
            return wording.is_paragraph_number(item.label)
        depth, indent, shape = _style(item)
        slack = _COLUMNS if item.size is None else _POINTS
        return depth <= self.top[0] and indent <= self.top[1] + slack and shape == self.top[2]


#: The listing of a section without items.
NO_LIST = Listing()


def listing(section: Sequence[Block], numbered: bool) -> Listing:
    """The listing of a section; ``numbered`` where the family numbers its paragraphs."""
    items = [block for block in section if block.kind is Kind.ITEM]
    if not items:
        return NO_LIST
    counted = [item for item in items if wording.is_paragraph_number(item.label)]
    tops = counted if counted and numbered else items
    top = min((_style(item) for item in tops), key=lambda style: style[:2])
    return Listing(top, plain=not counted and _is_plain(section))


def _is_plain(section: Sequence[Block]) -> bool:
    """True when a section begins with a finished paragraph, and its first bullet stands below a
    lead-in: 'The force has … .' 'It offers:' '- …'"""
    place = next(i for i, block in enumerate(section) if block.kind is Kind.ITEM)
    if place == 0 or section[0].text.endswith(":"):
        return False
    return section[place - 1].text.endswith(":")


def _style(item: Block) -> Style:
    indent = 0.0 if item.level else item.indent
    if wording.is_paragraph_number(item.label):
        return item.level, indent, _NUMBER
    shape = item.mark or re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", item.label or ""))
    return item.level, indent, shape
