"""Lists: which items stand side by side, which are nested, and where a list ends.

Called by ``structure.reading`` with the blocks below one heading; out come paragraphs, lists with
all that belongs to their items, and tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from indexer.reports import wording
from indexer.reports.structure.tree import Block, Item, Kind, List, Node, Table

#: Items whose indents differ by less stand at the same depth: in columns, and in points.
COLUMNS, POINTS = 0.5, 3.0
#: Deeper lists than this are flattened: no report has them, and the tree is walked by recursion.
DEEPEST = 12


def nodes(blocks: Sequence[Block]) -> tuple[Node, ...]:
    """The blocks of one section as paragraphs, lists and tables, in order."""
    builder = _Builder(blocks, _stops(blocks))
    for place, block in enumerate(blocks):
        builder.take(place, block)
    return builder.closed()


@dataclass(slots=True)
class _Open:
    """An item whose list has not ended."""

    block: Block
    parts: list[Block | List] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    blocks: Sequence[Block]
    stops: Sequence[int | None]
    found: list[Node] = field(default_factory=list)
    #: The lists that are open, outermost first; each with its items so far.
    path: list[list[_Open]] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)

    def take(self, place: int, block: Block) -> None:
        if block.kind is Kind.ROW and not self._is_in_item(block):
            self._end_lists()
            if self.rows and not _is_one_table(self.rows[-1], block):
                self._end_table()
            self.rows.append(block)
            return
        self._end_table()
        if block.kind is Kind.ITEM:
            self._take_item(block)
        elif self.path and self._goes_on(place, block):
            self._under(block).parts.append(block)
        else:
            self._end_lists()
            self.found.append(block)

    def closed(self) -> tuple[Node, ...]:
        self._end_table()
        self._end_lists()
        return tuple(self.found)

    def _end_table(self) -> None:
        if self.rows:
            self.found.append(Table(tuple(self.rows)))
        self.rows = []

    def _end_lists(self) -> None:
        while self.path:
            self._end_list()

    def _end_list(self) -> None:
        items = self.path.pop()
        made = List(tuple(Item(item.block, tuple(item.parts)) for item in items))
        if self.path:
            self.path[-1][-1].parts.append(made)
        else:
            self.found.append(made)

    def _take_item(self, block: Block) -> None:
        depth = self._depth(block)
        if depth == 0 and self.path and is_numbered(block) > is_numbered(self.path[0][0].block):
            # A numbered paragraph is no item of the list of marked ones above it.
            self._end_lists()
        while len(self.path) > depth + 1:
            self._end_list()
        if len(self.path) == depth:
            self.path.append([])
        self.path[-1].append(_Open(block))

    def _depth(self, block: Block) -> int:
        """How many open lists hold the item."""
        top = self.path[0][0].block if self.path else None
        if is_numbered(block) and (top is None or block.indent <= top.indent + _slack(block)):
            return 0
        for depth, items in enumerate(self.path):
            above = items[0].block
            if is_numbered(above) and not is_numbered(block):
                continue
            if _is_beside(block, above) or _is_outside(block, above):
                return depth
        return min(len(self.path), DEEPEST)

    def _is_in_item(self, block: Block) -> bool:
        return bool(self.path) and block.level > 0 and block.tagged

    def _under(self, block: Block) -> _Open:
        """The open item that a paragraph goes on with: the outermost one that it is not outside."""
        numbered = next((items[-1] for items in self.path if is_numbered(items[-1].block)), None)
        if numbered is not None:
            keep = 1
        elif block.tagged and block.level:
            keep = sum(items[-1].block.level <= block.level for items in self.path)
        else:
            keep = 1
        while len(self.path) > max(keep, 1):
            self._end_list()
        return self.path[-1][-1]

    def _goes_on(self, place: int, block: Block) -> bool:
        """True for a paragraph that belongs to the item above it, and not behind its list."""
        top = self.path[0][-1]
        slack = _slack(block)
        if block.indent > top.block.indent + slack or (block.tagged and block.level > 0):
            return True
        hangs = top.block.hang is not None and top.block.hang > top.block.indent + slack
        hangs = hangs and not self._left_hang(top.block)
        if is_numbered(top.block):
            outside = block.indent < top.block.indent - slack
            return not (hangs or outside) and not self._leads_in_beside(place, top.block)
        if block.tagged or (block.size is not None and top.block.hang is not None):
            return False
        if block.text.endswith(":") and self._leads_in(place):
            return self._leads_in_inside(place)
        has_nested = len(self.path) > 1 or any(isinstance(part, List) for part in top.parts)
        return has_nested or self._is_between(place)

    def _left_hang(self, numbered: Block) -> bool:
        """True where the list in a numbered paragraph stands as far out as its number: what is
        below that list is the paragraph's too, though it does not hang as its first lines do."""
        nested = self.path[1][0].block if len(self.path) > 1 else None
        return nested is not None and nested.indent <= numbered.indent + _slack(numbered)

    def _leads_in(self, place: int) -> bool:
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return below is not None and below.kind is Kind.ITEM

    def _leads_in_inside(self, place: int) -> bool:
        """True for a lead-in to items that stand further in than the open list, which goes on below
        them: the item's own last words, over a page."""
        top, below = self.path[0][0].block, self.blocks[place + 1 :]
        inner = len(list(takewhile(lambda each: _is_inside(each, top), below)))
        behind = below[inner] if 0 < inner < len(below) else None
        return behind is not None and behind.kind is Kind.ITEM and _is_beside(behind, top)

    def _leads_in_beside(self, place: int, item: Block) -> bool:
        """True for a lead-in to further items of a numbered list: 'The council should:' / '3.'"""
        leads = self.blocks[place].text.endswith(":") and self._leads_in(place)
        return leads and _is_beside(self.blocks[place + 1], item)

    def _is_between(self, place: int) -> bool:
        """True when a further item of the list stands below the paragraphs here."""
        stop = self.stops[place]
        if stop is None or self.blocks[stop].kind is not Kind.ITEM:
            return False
        return _is_beside(self.blocks[stop], self.path[0][0].block)


def _stops(blocks: Sequence[Block]) -> list[int | None]:
    """For each place, that of the next item, row or lead-in below it; None where there is none."""
    found: list[int | None] = []
    below: int | None = None
    for place in range(len(blocks) - 1, -1, -1):
        found.append(below)
        block = blocks[place]
        if block.kind in (Kind.ITEM, Kind.ROW) or block.text.endswith(":"):
            below = place
    return found[::-1]


def _is_one_table(above: Block, row: Block) -> bool:
    """True for two rows of one table, which may go on overleaf as another."""
    return above.table == row.table or len(above.cells) == len(row.cells)


def is_numbered(block: Block) -> bool:
    """True for an item with the number of a paragraph: '5.12', '17.'."""
    return block.kind is Kind.ITEM and wording.is_paragraph_number(block.label) and block.level <= 1


def is_of_paragraphs(node: Node) -> bool:
    """True for numbered paragraphs: '5.12', '17.', and whole sentences under 'i.', '(ii)'."""
    if not isinstance(node, List):
        return False
    first = [wording.key(item.block.label or "").strip("()") for item in node.items[:2]]
    counted = first == ["i", "ii"] and all(map(_is_sentence, node.items))
    return counted or is_numbered(node.items[0].block)


def _is_sentence(item: Item) -> bool:
    return not wording.goes_on(item.block.text) and item.block.text.endswith((".", "!", "?"))


def _is_beside(block: Block, other: Block) -> bool:
    """True when the item belongs to the list of the other. Tags of a PDF lie about depth, so that
    there the indent tells."""
    if not block.laid_out and block.level and other.level:
        return block.level <= other.level
    alike = _shape(block) == _shape(other) or (block.tagged and not (block.mark and other.mark))
    return abs(block.indent - other.indent) <= _slack(block) and alike


def _is_inside(block: Block, other: Block) -> bool:
    """True for an item that stands further in than the other."""
    return block.kind is Kind.ITEM and block.indent > other.indent + _slack(block)


def _is_outside(block: Block, other: Block) -> bool:
    """True when the item stands further out than the other."""
    by_level = not block.laid_out and block.level and other.level
    return not by_level and block.indent < other.indent - _slack(block)


def _slack(block: Block) -> float:
    return COLUMNS if block.size is None else POINTS


def _shape(item: Block) -> str:
    """What an item's mark or label looks like; tools print one dash as another."""
    if item.mark:
        return "-" if item.mark in "-–—−" else item.mark
    return re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", item.label or ""))
