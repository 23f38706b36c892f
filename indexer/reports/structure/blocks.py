"""Blocks: printed lines put together as headings, paragraphs, list items and table rows.

Called by ``structure.reading``; in: pieces of lines without furniture, out: blocks in order. What
the reader tells (roles, elements of a tagged PDF, cells) is believed first; where it tells
nothing, type, gaps, widths and sentences decide what a line break means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.reports import wording
from indexer.reports.corrections import Correction, Corrections, Is
from indexer.reports.lines import Line, Role
from indexer.reports.structure.run_in_headings import IsHeadingText
from indexer.reports.structure.tree import Block, Kind, Sign

#: Type larger than the text's by this factor makes a heading.
LARGER = 1.08
#: A line that ends before this share of the width was left short, where a word more had fitted.
SHORT_END = 0.72
#: The same for a line in proportional type that only may be a heading: the first line of a letter's
#: text, full of capitals, ended at 0.71.
SHORT_HEADING = 0.6
#: A heading's line that reaches this share of the width may go on in the next.
FULL_HEADING = 0.6
#: An open line of a paragraph, longer than any heading is likely to be.
LONG_LINE = 60
#: Where one line in twenty is longer than this, each paragraph is one line.
UNWRAPPED = 160


@dataclass(slots=True)
class _Open:
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


@dataclass(frozen=True, slots=True)
class Print:
    """How a source is printed as a whole: what tells lines and headings apart in it."""

    #: The column at which its lines are wrapped; 0 where each paragraph is one line.
    width: int
    #: The type size of most of its text in points; None where the format has none.
    body: float | None
    #: The marks that begin its bullets.
    marks: frozenset[str]
    #: Its words in lower case, without halves of broken ones.
    vocabulary: frozenset[str]
    #: True where paragraphs are numbered: one '5.12' alone is a figure at a line's start.
    numbered: bool = True

    def is_set_apart(self, line: Line) -> bool:
        """True for a line in bold, or in larger type than the text."""
        larger = line.size is not None and self.body is not None and line.size > self.body * LARGER
        return line.bold or larger

    def stands_out(self, line: Line) -> bool:
        """True for a line that its type makes a heading."""
        return self.is_set_apart(line) and wording.could_be_heading(line.text)


def printed(lines: Sequence[Line]) -> Print:
    """How the lines of a source, furniture apart, are printed."""
    return Print(
        width=_wrapped_at(lines),
        body=_body_size(lines),
        marks=_bullet_marks(lines),
        vocabulary=_vocabulary(lines),
        numbered=len({found[0] for line in lines if (found := _dotted(line.text))}) != 1,
    )


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
        self.is_heading_text = is_heading_text
        #: Pieces that are headings by their place, or that the contents list names.
        self.own_line = own_line
        self.corrections = corrections
        self.print = printed([line for line in lines if line.number not in left_out])
        self.ends = {line.number: int(line.indent) + len(line.text) for line in lines}

    def build(self, printed_on: Mapping[int, int]) -> list[Block]:
        """The blocks in order; their lines are numbered as ``printed_on`` says."""
        return [_closed(block, printed_on) for block in self._blocks()]

    def _blocks(self) -> Iterator[_Open]:
        last: _Open | None = None
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
                and self._continues(last, line, broken)
            ):
                self._take(last, line, broken)
            else:
                if last is not None:
                    yield last
                last = self._begin(line)
            broken = False
        if last is not None:
            yield last

    # -- a block begins --------------------------------------------------------------------

    def _begin(self, line: Line) -> _Open:
        text = wording.spaced(line.text)
        block = _Open(Kind.PARAGRAPH, text, line, line, [line.number], line.label, bold=line.bold)
        block.apart = self._is_untagged(line) and self.print.is_set_apart(line)
        if line.cell is not None or line.role is Role.ROW or self._is_row(line):
            block.kind, block.text = Kind.ROW, line.text.strip()
            split = wording.row_cells if line.role is Role.ROW else wording.cells
            block.cells = split(line.text)
            if line.cell is not None:
                block.cells = [*[""] * (line.cell.column - 1), text]
        elif line.role is Role.HEADING:
            block.kind, block.sign = Kind.HEADING, Sign.TYPE
        elif self._is_item(line):
            self._make_item(block)
        elif self._is_untagged(line) and self.print.stands_out(line):
            block.kind, block.sign = Kind.HEADING, Sign.TYPE
        elif line.number in self.own_line:
            block.kind, block.sign = Kind.HEADING, Sign.SHAPE
        if correction := self.corrections.get(line.number):
            _correct(block, correction)
        return block

    def _is_untagged(self, line: Line) -> bool:
        """True where type decides: no role, or a paragraph of a tagged PDF (letters tag headings
        as paragraphs)."""
        return line.role is None or (line.role is Role.PARAGRAPH and line.element > 0)

    def _is_row(self, line: Line) -> bool:
        return line.role is None and is_row(line.text)

    def _is_item(self, line: Line) -> bool:
        if line.role is Role.ITEM:
            return True
        if not self._is_untagged(line):
            return False
        if found := wording.bullet(line.text):
            return found[0] in self.print.marks or line.starts
        return (
            wording.label(line.text) is not None
            and (self.print.numbered or _dotted(line.text) is None)
            and line.number not in self.own_line
            and not self.is_heading_text(line.text)
            and not self.print.stands_out(line)
        )

    def _make_item(self, block: _Open) -> None:
        block.kind = Kind.ITEM
        if found := wording.bullet(block.text):
            block.mark, block.text = found
        if block.label is None and not block.mark and (labelled := wording.label(block.text)):
            block.label, block.text = labelled
            block.label_in_text = True

    # -- a block goes on -------------------------------------------------------------------

    def _take(self, block: _Open, line: Line, broken: bool) -> None:
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

    def _take_cell(self, block: _Open, line: Line) -> None:
        assert line.cell is not None
        column = line.cell.column - 1
        block.cells += [""] * (column + 1 - len(block.cells))
        text = wording.spaced(line.text)
        block.cells[column] = wording.join(block.cells[column], text, self.print.vocabulary)
        block.text = "\t".join(block.cells).strip()

    def _continues(self, last: _Open, line: Line, broken: bool) -> bool:
        """True when the line goes on with the block above it."""
        if line.cell is not None or last.first.cell is not None:
            return _same_row(last.last, line) or (broken and _goes_overleaf(last, line))
        if line.element and line.element == last.last.element:
            return not (last.kind is Kind.HEADING and last.sign is not Sign.TYPE)
        if last.kind is Kind.ROW or self._is_row(line):
            return False
        if line.role is not None or last.last.role is not None:
            return bool(line.element) and self._goes_overleaf(last, line, broken)
        if last.kind is Kind.HEADING:
            return self._wraps_heading(last, line) or self._unmasks(last, line)
        if self._is_heading_line(last, line, broken):
            return False
        if self._is_item(line):
            return self._dash_in_sentence(last, line) or _figure_in_sentence(last, line)
        return self._same_block(last, line, broken)

    def _is_heading_line(self, last: _Open, line: Line, broken: bool) -> bool:
        if self.print.stands_out(line):
            return True
        if line.number in self.own_line:
            return broken or line.starts or not self._is_full_line(last)
        return self.is_heading_text(line.text)

    def _is_full_line(self, last: _Open) -> bool:
        """True when a sentence runs over the end of the block's last line."""
        return not wording.ends_sentence(last.text) and (
            self.ends.get(last.last.number, 0) >= SHORT_END * (self.print.width or 90)
        )

    def _goes_overleaf(self, last: _Open, line: Line, broken: bool) -> bool:
        """True when an element of a tagged PDF is the second half of the one before it. Halves of
        items have been joined by the reader, who sees their marks."""
        if last.kind is Kind.HEADING or line.role in (Role.HEADING, Role.ITEM):
            return False
        if self.print.stands_out(line):
            return False
        if wording.bullet(line.text) or wording.label(line.text) or line.label is not None:
            return False
        unfinished = not wording.ends_sentence(last.text)
        return (unfinished and (broken or wording.goes_on(line.text))) or (
            broken and wording.goes_on(line.text)
        )

    def _wraps_heading(self, last: _Open, line: Line) -> bool:
        """True for the second line of a long heading set in the same type."""
        same_type = line.bold == last.last.bold and line.size == last.last.size
        if not (self.print.is_set_apart(line) and same_type) or self._is_whole(last, line):
            return False
        if not wording.could_be_heading(f"{last.text} {line.text}"):
            return False
        return wording.goes_on(line.text) or (not line.starts and self._is_full(last))

    def _is_whole(self, last: _Open, line: Line) -> bool:
        """True when either is a heading by itself: known, a field, a question."""
        return last.text.endswith("?") or any(
            wording.is_field(text) or self.is_heading_text(text) for text in (last.text, line.text)
        )

    def _is_full(self, last: _Open) -> bool:
        """True when the last line of a heading reaches so far that another may follow."""
        size, body = last.last.size, self.print.body
        scale = size / body if size and body else 1.0
        return self.ends.get(last.last.number, 0) * scale >= FULL_HEADING * (self.print.width or 90)

    def _unmasks(self, last: _Open, line: Line) -> bool:
        """True when the line shows that the heading above is the start of a paragraph set in
        bold, which it then becomes."""
        same_type = line.bold == last.last.bold and line.size == last.last.size
        if not same_type or line.starts or not wording.goes_on(line.text):
            return False
        last.kind, last.sign = Kind.PARAGRAPH, None
        return True

    def _dash_in_sentence(self, last: _Open, line: Line) -> bool:
        """True when a dash at a line's start is punctuation: 'for example' / '– in schools'."""
        found = wording.bullet(line.text)
        if not found or found[0] not in "-–—−" or line.starts:
            return False
        return wording.goes_on(found[1]) and not re.search(r"[.!?:;,]$|\b(and|or)$", last.text)

    def _same_block(self, last: _Open, line: Line, broken: bool) -> bool:
        unfinished = not wording.ends_sentence(last.text)
        if _ends_question(last):
            return wording.goes_on(line.text)
        if broken:
            return (unfinished and not self._alone(last)) or wording.goes_on(line.text)
        if line.starts:
            return unfinished and wording.goes_on(line.text)
        if wording.goes_on(line.text) or (unfinished and _is_rest(last, line)):
            return unfinished or bool(self.print.width)
        return bool(self.print.width) and not self._short_end(last)

    def _alone(self, last: _Open) -> bool:
        """True for a bare line that reads like a heading: the next page does not continue it."""
        return (
            last.kind is Kind.PARAGRAPH
            and len(last.lines) == 1
            and len(last.text) < 0.7 * (self.print.width or 90)
            and wording.could_be_heading(last.text)
        )

    def _short_end(self, last: _Open) -> bool:
        """True when the block's last line was left short although more words would have fitted."""
        end, width = self.ends.get(last.last.number, 0), self.print.width
        if wording.ends_sentence(last.text):
            return end < SHORT_END * width
        # Characters are not all of one width where type has a size.
        share = SHORT_END if last.first.size is None else SHORT_HEADING
        return end < share * width and wording.could_be_heading(last.text)


def _closed(block: _Open, printed_on: Mapping[int, int]) -> Block:
    kind, sign = _whole_kind(block)
    first = block.first
    lines = tuple(dict.fromkeys(printed_on[number] for number in block.lines))
    container = first.groups if first.cell is None else (*first.groups, -first.cell.table)
    return Block(
        kind=kind,
        text=block.text,
        lines=lines,
        page=first.page,
        level=first.level if kind is not Kind.PARAGRAPH or first.role is not None else 0,
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


def _whole_kind(block: _Open) -> tuple[Kind, Sign | None]:
    """What an element of a tagged PDF is, all its lines seen: the first may end in a comma."""
    if not block.first.element or block.kind not in (Kind.HEADING, Kind.PARAGRAPH):
        return block.kind, block.sign
    if block.correction is not None:
        return block.kind, block.sign
    if block.kind is Kind.PARAGRAPH and not block.apart:
        return block.kind, block.sign
    is_heading = wording.could_be_heading(block.text)
    return (Kind.HEADING, Sign.TYPE) if is_heading else (Kind.PARAGRAPH, None)


def _correct(block: _Open, correction: Correction) -> None:
    block.correction = correction
    if correction.kind in (Is.AREA, Is.CATEGORY):
        block.kind, block.sign = Kind.HEADING, Sign.TYPE
    elif block.kind is Kind.HEADING:
        block.kind, block.sign = Kind.PARAGRAPH, None


def _same_row(first: Line, line: Line) -> bool:
    """True when both stand in one row of one table."""
    if first.cell is None or line.cell is None:
        return False
    return (first.cell.table, first.cell.row) == (line.cell.table, line.cell.row)


def _goes_overleaf(last: _Open, line: Line) -> bool:
    """True for a row without a first cell that goes on with the last row of the page before."""
    if last.last.cell is None or line.cell is None:
        return False
    return line.cell.column > 1 and line.cell.column == last.last.cell.column


def _figure_in_sentence(last: _Open, line: Line) -> bool:
    """True when a figure at a line's start is no paragraph number: 'one in' / '5.12 of them'."""
    found = _dotted(line.text)
    return found is not None and wording.goes_on(found[1]) and not wording.ends_sentence(last.text)


def _dotted(text: str) -> tuple[str, str] | None:
    """The number '5.12' in front and the text behind it, or None."""
    found = wording.label(text)
    return found if found is not None and "." in found[0].rstrip(".") else None


def _is_rest(last: _Open, line: Line) -> bool:
    """True for a line that ends what the open line directly above it begins: '… is due in' /
    'October 2007.'"""
    begun = last.kind is Kind.ITEM or len(last.text) > LONG_LINE
    return begun and not wording.could_be_heading(line.text)


def _ends_question(last: _Open) -> bool:
    """True for a short paragraph that is a question so far: a heading over one or two lines."""
    return (
        last.kind is Kind.PARAGRAPH
        and last.first.size is None
        and last.text.endswith("?")
        and len(last.lines) <= 3
        and wording.could_be_heading(last.text)
        and not re.search(r"[.!?] ", last.text)
    )


def is_row(text: str) -> bool:
    """True for a line that is printed as cells side by side, and for the rules between rows."""
    if wording.is_rule(text):
        return True
    if wording.bullet(text) or wording.label(text):
        return False
    found = wording.cells(text)
    if len(found) < 2:
        return False
    return "\t" in text or text.startswith("|") or (len(found) > 2 and max(map(len, found)) < 60)


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words of a source in lower case, without the halves of words broken at a line's end."""
    found: set[str] = set()
    broken = False
    for line in lines:
        words = re.findall(r"\w+(?:-\w+)*", line.text.lower())
        first, broken = (1 if broken else 0), line.text.endswith("-")
        found.update(words[first : len(words) - 1 if broken else None])
    return frozenset(found)


def _wrapped_at(lines: Sequence[Line]) -> int:
    """The column at which the source was wrapped, or 0 where each paragraph is one line."""
    plain = [line for line in lines if line.role is None or line.element]
    lengths = sorted(int(line.indent) + len(line.text) for line in plain)
    if len(lengths) < 12:
        return 0
    if sum(length > UNWRAPPED for length in lengths) > 0.05 * len(lengths):
        return 0
    width = lengths[int(0.95 * len(lengths))]
    full = [line for line in plain if len(line.text) > 0.75 * width]
    cut = sum(not wording.ends_sentence(line.text) for line in full)
    return width if width >= 30 and cut >= 0.1 * len(lengths) else 0


def _bullet_marks(lines: Sequence[Line]) -> frozenset[str]:
    """The marks that begin bullets in this source: those that stand at the start of two lines."""
    marks = Counter(found[0] for line in lines if (found := wording.bullet(line.text)))
    dashes = sum(marks[dash] for dash in "-–—−")
    return frozenset(
        mark
        for mark, count in marks.items()
        if count > 1 or mark not in "-–—−*oŸ" or (mark in "-–—−" and dashes > 1)
    )


def _body_size(lines: Sequence[Line]) -> float | None:
    """The type size of most of the text, in points; None where the format has no sizes."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None
