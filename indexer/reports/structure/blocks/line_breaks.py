"""What a line break means: whether a line goes on with the block above it.

What the reader tells (roles, elements of a tagged PDF, cells) is believed first; where it tells
nothing, type, gaps, widths and sentences decide. Called by ``builder`` for each line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.blocks.line_kinds import LineKinds
from indexer.reports.structure.blocks.open_block import OpenBlock
from indexer.reports.structure.blocks.typography import Print, dotted, with_next_word
from indexer.reports.structure.run_in_headings import IsHeadingText
from indexer.reports.structure.tree import Kind, Sign

#: A line that ends before this share of the width was left short, where a word more had fitted.
SHORT_END = 0.72
#: The same for a line in proportional type that only may be a heading: the first line of a letter's
#: text, full of capitals, ended at 0.71.
SHORT_HEADING = 0.6
#: A heading's line that reaches this share of the width may go on in the next.
FULL_HEADING = 0.6
#: So many lines, the last of a block, show how wide its column is.
TELLING_LINES = 3
#: Marks that are punctuation too.
_DASHES = "-–—−"
#: An open line of a paragraph, longer than any heading is likely to be.
LONG_LINE = 60
#: A line of an item so long that a word more may have gone to the next, which has so many words.
LONG_ITEM_LINE, REST_WORDS = 55, 4


@dataclass(frozen=True, slots=True)
class LineBreaks:
    """Judges the line breaks of one source."""

    kinds: LineKinds
    #: Line number → the column in which the line ends.
    ends: Mapping[int, int]

    @property
    def print(self) -> Print:
        """How the source is printed."""
        return self.kinds.print

    @property
    def is_heading_text(self) -> IsHeadingText:
        """Tells whether a text has the words of a heading."""
        return self.kinds.is_heading_text

    def continues(self, last: OpenBlock, line: Line, broken: bool) -> bool:
        """True when the line goes on with the block above it."""
        if line.cell is not None or last.first.cell is not None:
            return _same_row(last.last, line) or (broken and _goes_overleaf(last, line))
        if line.element and line.element == last.last.element:
            return not (last.kind is Kind.HEADING and last.sign is not Sign.TYPE)
        if last.kind is Kind.ROW or self.kinds.is_row(line):
            return False
        if line.role is not None or last.last.role is not None:
            return bool(line.element) and self._goes_overleaf(last, line, broken)
        if last.kind is Kind.HEADING:
            return self._wraps_heading(last, line) or self._unmasks(last, line)
        if self._is_heading_line(last, line, broken):
            return False
        if self.kinds.is_item(line):
            return self._dash_in_sentence(last, line) or _figure_in_sentence(last, line)
        return self._same_block(last, line, broken)

    def _is_heading_line(self, last: OpenBlock, line: Line, broken: bool) -> bool:
        if self.print.stands_out(line):
            return True
        if line.number in self.kinds.own_line:
            return broken or line.starts or not self._is_full_line(last)
        return self.is_heading_text(line.text)

    def _is_full_line(self, last: OpenBlock) -> bool:
        """True when a sentence runs over the end of the block's last line."""
        return not wording.ends_sentence(last.text) and (
            self.ends.get(last.last.number, 0) >= SHORT_END * (self.print.width or 90)
        )

    def _goes_overleaf(self, last: OpenBlock, line: Line, broken: bool) -> bool:
        """True when an element of a tagged PDF is the second half of the one before it. Halves of
        items have been joined by the reader, who sees their marks."""
        if last.kind is Kind.HEADING or line.role in (Role.HEADING, Role.ITEM):
            return False
        if self.print.stands_out(line):
            return False
        if wording.bullet(line.text) or self.print.label(line.text) or line.label is not None:
            return False
        unfinished = not wording.ends_sentence(last.text)
        if wording.goes_on(line.text):
            return unfinished or broken
        return unfinished and broken and not self._alone(last)

    def _wraps_heading(self, last: OpenBlock, line: Line) -> bool:
        """True for the second line of a long heading set in the same type."""
        same_type = line.bold == last.last.bold and line.size == last.last.size
        if not (self.print.is_set_apart(line) and same_type) or self._is_whole(last, line):
            return False
        if not wording.could_be_heading(f"{last.text} {line.text}"):
            return False
        return wording.goes_on(line.text) or (not line.starts and self._is_full(last))

    def _is_whole(self, last: OpenBlock, line: Line) -> bool:
        """True when either is a heading by itself: known, a field, a question. A known one that
        goes on in small letters as another known one is its first line: 'What is it like to be a
        child in' / 'this area?'"""
        if wording.goes_on(line.text) and self.is_heading_text(f"{last.text} {line.text}"):
            return False
        return last.text.endswith("?") or any(
            wording.is_field(text) or self.is_heading_text(text) for text in (last.text, line.text)
        )

    def _is_full(self, last: OpenBlock) -> bool:
        """True when the last line of a heading reaches so far that another may follow."""
        size, body = last.last.size, self.print.body
        scale = size / body if size and body else 1.0
        return self.ends.get(last.last.number, 0) * scale >= FULL_HEADING * (self.print.width or 90)

    def _unmasks(self, last: OpenBlock, line: Line) -> bool:
        """True when the line shows that the heading above is the start of a paragraph set in
        bold, which it then becomes."""
        same_type = line.bold == last.last.bold and line.size == last.last.size
        if not same_type or line.starts or not wording.goes_on(line.text):
            return False
        last.kind, last.sign = Kind.PARAGRAPH, None
        return True

    def _dash_in_sentence(self, last: OpenBlock, line: Line) -> bool:
        """True when a dash at a line's start is punctuation: 'for example' / '– in schools'. Below
        a short line of an item with a dash, or at a hyphen's own place, it begins the next one."""
        found = wording.bullet(line.text)
        if not found or found[0] not in _DASHES or line.starts:
            return False
        if last.mark == "-" == found[0] and line.indent == last.first.indent:
            return False
        if last.mark and last.mark in _DASHES and not self._is_full_line(last):
            return False
        return wording.goes_on(found[1]) and not re.search(r"[.!?:;,]$|\b(and|or)$", last.text)

    def _same_block(self, last: OpenBlock, line: Line, broken: bool) -> bool:
        unfinished = not wording.ends_sentence(last.text)
        if _ends_question(last):
            return wording.goes_on(line.text)
        if last.kind is Kind.ITEM and last.text.endswith(";") and (broken or not line.starts):
            # An item ends so only above another, which has a mark of its own.
            return True
        if broken:
            open_end = unfinished or self._is_clause(last)
            return (open_end and not self._alone(last)) or wording.goes_on(line.text)
        if line.starts:
            return unfinished and wording.goes_on(line.text)
        if last.kind is Kind.ITEM and (_leads_in_outside(last, line) or _ends_hanging(last, line)):
            return False
        if wording.goes_on(line.text) or (unfinished and _is_rest(last, line)):
            return unfinished or last.kind is Kind.ITEM or bool(self.print.width)
        if wording.ends_open(last.text) and last.text[-1:].isalpha():
            return not self._is_left_short(last, line)
        return bool(self.print.width) and not (self._short_end(last) or self._had_room(last, line))

    def _is_clause(self, last: OpenBlock) -> bool:
        """True for a full line that ends in a semicolon, which ends an item only above another."""
        end = self.ends.get(last.last.number, 0)
        return last.text.endswith(";") and end >= SHORT_END * (self.print.width or 90)

    def _alone(self, last: OpenBlock) -> bool:
        """True for a line or some that read like a heading, the last of which was left short: the
        next page does not continue them."""
        return (
            last.kind is Kind.PARAGRAPH
            and len(last.last.text) < 0.7 * (self.print.width or 90)
            and wording.could_be_heading(last.text)
            and not wording.ends_open(last.text)
        )

    def _had_room(self, last: OpenBlock, line: Line) -> bool:
        """True where a sentence ends above and the next word would have fitted behind it, as every
        other line of the text shows: where nothing has a place or a type, so a paragraph ends."""
        if last.first.size is not None or not wording.ends_sentence(last.text):
            return False
        end = self.ends.get(last.last.number, 0)
        return with_next_word(end, line.text) < self.print.reach

    def _is_left_short(self, last: OpenBlock, line: Line) -> bool:
        """True in plain text for a first line that was left short though several words more had
        fitted: 'Few know how much there is' / 'Only three of the forces …'."""
        end = self.ends.get(last.last.number, 0)
        plain = last.first.size is None and len(last.lines) == 1 and last.kind is Kind.PARAGRAPH
        begins = line.text[:1].isupper() and wording.could_be_heading(last.text)
        reach = self.print.reach or self.print.width
        return plain and begins and with_next_word(end, line.text) < SHORT_HEADING * reach

    def _short_end(self, last: OpenBlock) -> bool:
        """True when the block's last line was left short although more words would have fitted."""
        end, width = self.ends.get(last.last.number, 0), self.print.width
        if wording.ends_sentence(last.text):
            return end < SHORT_END * min(width, self._column(last))
        # Characters are not all of one width where type has a size.
        share = SHORT_END if last.first.size is None else SHORT_HEADING
        reads_whole = wording.could_be_heading(last.text) and not wording.ends_open(last.text)
        return end < share * width and reads_whole

    def _column(self, last: OpenBlock) -> int:
        """How far a block of several lines in type reaches: a page in columns is narrower than one
        without, and the width of the report is that of most of its lines."""
        if last.first.size is None or len(last.lines) < TELLING_LINES:
            return self.print.width
        return max(self.ends.get(number, 0) for number in last.lines[-TELLING_LINES:])


def _leads_in_outside(item: OpenBlock, line: Line) -> bool:
    """True for the lead-in to the next list, which stands further out than the bullet of the item
    above it: 'The trust should:'"""
    return line.indent < item.first.indent and line.text.endswith(":") and bool(item.mark)


def _ends_hanging(item: OpenBlock, line: Line) -> bool:
    """True in plain text for a line that stands out to the number of the item above it, whose
    other lines hang behind that, and whose sentence has ended."""
    plain = item.first.size is None and len(item.lines) > 1
    out = line.indent <= item.first.indent < item.last.indent
    return plain and out and wording.ends_sentence(item.text)


def _same_row(first: Line, line: Line) -> bool:
    """True when both stand in one row of one table."""
    if first.cell is None or line.cell is None:
        return False
    return (first.cell.table, first.cell.row) == (line.cell.table, line.cell.row)


def _goes_overleaf(last: OpenBlock, line: Line) -> bool:
    """True for a row without a first cell that goes on with the last row of the page before."""
    if last.last.cell is None or line.cell is None:
        return False
    return line.cell.column > 1 and line.cell.column == last.last.cell.column


def _figure_in_sentence(last: OpenBlock, line: Line) -> bool:
    """True when a figure at a line's start is no paragraph number: 'one in' / '5.12 of them'."""
    found = dotted(line.text)
    return found is not None and wording.goes_on(found[1]) and not wording.ends_sentence(last.text)


def _is_rest(last: OpenBlock, line: Line) -> bool:
    """True for a line that ends what the open line directly above it begins: '… is due in' /
    'October 2007.', '… recorded in' / 'IT so:'."""
    begun = last.kind is Kind.ITEM or len(last.text) > LONG_LINE
    # Behind a long line of an item, some words more are no heading either.
    words = last.kind is Kind.ITEM and len(line.text.split()) >= REST_WORDS
    words = words and len(last.last.text) >= LONG_ITEM_LINE
    rest = words or line.text.endswith(":") or not wording.could_be_heading(line.text)
    return begun and rest


def _ends_question(last: OpenBlock) -> bool:
    """True for a short paragraph that is a question so far: a heading over one or two lines."""
    return (
        last.kind is Kind.PARAGRAPH
        and last.first.size is None
        and last.text.endswith("?")
        and len(last.lines) <= 3
        and wording.could_be_heading(last.text)
        and not re.search(r"[.!?] ", last.text)
    )
