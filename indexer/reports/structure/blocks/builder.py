"""Blocks: printed lines put together as headings, paragraphs, list items and table rows.

Called by ``structure.reading``; in: pieces of lines without furniture, out: blocks in order.
``line_kinds`` says what a line is by itself, ``line_breaks`` whether it goes on with the block
above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.reports import wording
from indexer.reports.corrections import Correction, Corrections, Is
from indexer.reports.lines import Line, Role
from indexer.reports.structure.blocks.line_breaks import LineBreaks
from indexer.reports.structure.blocks.line_kinds import LineKinds
from indexer.reports.structure.blocks.open_block import OpenBlock, closed
from indexer.reports.structure.blocks.typography import line_end, printed
from indexer.reports.structure.run_in_headings import IsHeadingText
from indexer.reports.structure.tree import Block, Kind, Sign


class Builder:
    """Puts lines together."""

    def __init__(
        self,
        lines: Sequence[Line],
        left_out: Mapping[int, str],
        is_heading_text: IsHeadingText,
        own_line: frozenset[int],
        corrections: Corrections,
    ) -> None:
        self.lines = lines
        self.left_out = left_out
        self.own_line = own_line
        self.corrections = corrections
        self.print = printed([line for line in lines if line.number not in left_out])
        self.kinds = LineKinds(self.print, is_heading_text, own_line)
        ends = {line.number: line_end(line) for line in lines}
        self.breaks = LineBreaks(self.kinds, ends)

    def build(self, printed_on: Mapping[int, int]) -> list[Block]:
        """The blocks in order; their lines are numbered as ``printed_on`` says."""
        return [closed(block, printed_on) for block in self._blocks()]

    def _blocks(self) -> Iterator[OpenBlock]:
        last: OpenBlock | None = None
        broken, page = False, None
        for line in self.lines:
            if line.number in self.left_out:
                broken = broken or line.role in (None, Role.CHROME, Role.NOTE)
                continue
            broken = broken or line.page != page
            page = line.page
            if (
                last is not None
                and line.number not in self.corrections
                and self.breaks.continues(last, line, broken)
            ):
                self._take(last, line, broken)
            else:
                if last is not None:
                    yield last
                last = self._begin(line)
            broken = False
        if last is not None:
            yield last

    def _begin(self, line: Line) -> OpenBlock:
        text = wording.spaced(line.text)
        block = OpenBlock(
            Kind.PARAGRAPH, text, line, line, [line.number], line.label, bold=line.bold
        )
        block.apart = self.kinds.is_untagged(line) and self.print.is_set_apart(line)
        if line.cell is not None or line.role is Role.ROW or self.kinds.is_row(line):
            block.kind, block.text = Kind.ROW, line.text.strip()
            split = wording.row_cells if line.role is Role.ROW else wording.cells
            block.cells = split(line.text)
            if line.cell is not None:
                block.cells = [*[""] * (line.cell.column - 1), text]
        elif line.role is Role.HEADING:
            block.kind, block.sign = Kind.HEADING, Sign.TYPE
        elif self.kinds.is_item(line) or self.kinds.is_marked(line):
            self._make_item(block)
        elif self.kinds.is_untagged(line) and self.print.stands_out(line):
            block.kind, block.sign = Kind.HEADING, Sign.TYPE
        elif line.number in self.own_line:
            block.kind, block.sign = Kind.HEADING, Sign.SHAPE
        if correction := self.corrections.get(line.number):
            _correct(block, correction)
        return block

    def _make_item(self, block: OpenBlock) -> None:
        block.kind = Kind.ITEM
        if found := wording.bullet(block.text):
            block.mark, block.text = found
        if block.label is None and not block.mark and (labelled := self.print.label(block.text)):
            block.label, block.text = labelled
            block.label_in_text = True

    def _take(self, block: OpenBlock, line: Line, broken: bool) -> None:
        if line.cell is not None and block.first.cell is not None:
            self._take_cell(block, line)
        else:
            before = block.text
            text = wording.spaced(line.text)
            block.text = wording.join(before, text, self.print.vocabulary)
            if broken:
                block.joins.append(min(len(before), len(block.text)))
        if line.number != block.lines[-1]:
            block.lines.append(line.number)
        if block.hang is None and not broken:
            block.hang = line.indent
        block.bold = block.bold and line.bold
        block.apart = block.apart and self.print.is_set_apart(line)
        block.last = line

    def _take_cell(self, block: OpenBlock, line: Line) -> None:
        assert line.cell is not None
        column = line.cell.column - 1
        block.cells += [""] * (column + 1 - len(block.cells))
        text = wording.spaced(line.text)
        block.cells[column] = wording.join(block.cells[column], text, self.print.vocabulary)
        block.text = "\t".join(block.cells).strip()


def _correct(block: OpenBlock, correction: Correction) -> None:
    block.correction = correction
    if correction.kind in (Is.AREA, Is.CATEGORY):
        block.kind, block.sign = Kind.HEADING, Sign.TYPE
    elif block.kind is Kind.HEADING:
        block.kind, block.sign = Kind.PARAGRAPH, None
