"""What a paragraph of a Word file is: a heading, an item, or what goes on with an item above.

``body`` calls it with each paragraph in the order of the text, since lists count and an item goes
on until something else begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from indexer.reports.lines import Role
from indexer.reports.readers.word.numbered_lists import Lists
from indexer.reports.readers.word.paragraphs import Paragraph
from indexer.reports.readers.word.styles import Style
from indexer.reports.readers.word.xml import child, indent, number, value

#: An indent may fall short of a list's by this and still be meant to be the same, in twentieths
#: of a point.
_NEAR = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """What a paragraph is: its role, its level, and the number that is printed before it."""

    role: Role
    level: int
    label: str | None = None


class Kinds:
    """The kind of each paragraph, told from its properties, its style and the items above."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        #: Items above that a paragraph may go on with: depth and indent of the text.
        self._items: list[tuple[int, int | None]] = []

    def forget_items(self) -> None:
        """What comes next goes on with no item above."""
        self._items = []

    def kind(self, paragraph: Paragraph) -> Kind:
        """What the next paragraph of the text is; lists count on by it."""
        style, properties = paragraph.style, paragraph.properties
        num, depth = self._numbered(properties, style)
        label = self._lists.next(num, depth) if num else None
        outline = number(value(child(properties, "outlineLvl")))
        heading = style.heading if outline is None else (outline + 1 if outline < 9 else 0)
        if heading:
            self.forget_items()
            return Kind(Role.HEADING, heading, label)
        listed, level = style.list or ("", 0)
        if num or listed in ("bullet", "number"):
            level = max(level, depth + 1)
            self._begin_item(level, self._left(paragraph, num, depth))
            return Kind(Role.ITEM, level, label)
        if listed != "continue":
            level = self._continued(self._left(paragraph, 0, 0) or 0)
        return Kind(Role.PARAGRAPH, level)

    def _numbered(self, properties: Element | None, style: Style) -> tuple[int, int]:
        """The list that a paragraph is in (0 for none) and its depth from 0."""
        direct = child(properties, "numPr")
        num = number(value(child(direct, "numId")))
        depth = number(value(child(direct, "ilvl")))
        num = style.num if num is None else num
        if depth is None and num:
            depth = self._lists.depth(num, style.num_style)
        depth = style.depth if depth is None else depth
        return num or 0, min(max(depth or 0, 0), 8)

    def _left(self, paragraph: Paragraph, num: int, depth: int) -> int | None:
        """The indent of the paragraph's text, in twentieths of a point, None where unknown."""
        direct = indent(paragraph.properties)
        listed = self._lists.left(num, depth) if num else None
        return next((x for x in (direct, listed, paragraph.style.left) if x is not None), None)

    def _begin_item(self, level: int, left: int | None) -> None:
        self._items = [item for item in self._items if item[0] < level]
        self._items.append((level, left))

    def _continued(self, left: int) -> int:
        """The depth of the item above that a paragraph with that indent goes on with, or 0."""
        if left <= 0:
            self.forget_items()
        for level, text_left in reversed(self._items):
            if text_left is None or left >= text_left - _NEAR:
                return level
        return 0
