"""A block that may still grow, and what it is when it has ended.

``builder`` fills it line by line; ``line_breaks`` asks it whether a line goes
on with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.reports import wording
from indexer.reports.corrections import Correction
from indexer.reports.lines import Line, Role
from indexer.reports.structure.tree import Block, Kind, Sign


@dataclass(slots=True)
class OpenBlock:
    """A block that may still grow."""

    kind: Kind
    text: str
    first: Line
    last: Line
    lines: list[int]
    label: str | None = None
    label_in_text: bool = False
    mark: str = ""
    hang: float | None = None
    bold: bool = False
    #: True while all its lines are set apart from the text by their type.
    apart: bool = False
    joins: list[int] = field(default_factory=list)
    sign: Sign | None = None
    cells: list[str] = field(default_factory=list)
    correction: Correction | None = None


def closed(block: OpenBlock, printed_on: Mapping[int, int]) -> Block:
    """The block that has ended; its lines are numbered as ``printed_on`` says."""
    kind, sign = _whole_kind(block)
    first = block.first
    lines = tuple(dict.fromkeys(printed_on[number] for number in block.lines))
    container = first.groups if first.cell is None else (*first.groups, -first.cell.table)
    return Block(
        kind=kind,
        text=block.text,
        lines=lines,
        page=first.page,
        level=_level(kind, first),
        label=block.label,
        label_in_text=block.label_in_text,
        mark=block.mark,
        indent=first.indent,
        hang=block.hang,
        bold=block.bold,
        size=first.size,
        groups=container,
        joins=tuple(block.joins),
        starts=first.starts,
        tagged=first.role is not None,
        laid_out=first.role is None or first.element > 0,
        sign=sign,
        cells=tuple(block.cells),
        table=first.cell.table if first.cell else 0,
        correction=block.correction,
    )


def _level(kind: Kind, first: Line) -> int:
    """The level that the format gives; none for a heading that only its type makes one."""
    if kind is Kind.HEADING and first.element and first.role is not Role.HEADING:
        return 0
    return first.level if kind is not Kind.PARAGRAPH or first.role is not None else 0


def _whole_kind(block: OpenBlock) -> tuple[Kind, Sign | None]:
    """What an element of a tagged PDF is, all its lines seen: the first may end in a comma."""
    if not block.first.element or block.kind not in (Kind.HEADING, Kind.PARAGRAPH):
        return block.kind, block.sign
    if block.correction is not None:
        return block.kind, block.sign
    if block.kind is Kind.PARAGRAPH and not block.apart:
        return block.kind, block.sign
    is_heading = wording.could_be_heading(block.text)
    return (Kind.HEADING, Sign.TYPE) if is_heading else (Kind.PARAGRAPH, None)
