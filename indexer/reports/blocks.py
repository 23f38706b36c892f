"""Blocks: printed lines put together as headings, paragraphs, list items and table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from indexer.reports import wording
from indexer.reports.corrections import NO_CORRECTIONS, Correction, Corrections, Is
from indexer.reports.families import Family
from indexer.reports.lines import Line, Role
from indexer.reports.shape import headings_by_shape


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(slots=True)
class Block:
    """A stretch of print that belongs together, furniture taken out and halves joined."""

    kind: Kind
    text: str
    #: Numbers of its lines, rising.
    lines: list[int]
    #: Heading level, or list depth (1 is the outermost); 0 where unknown.
    level: int = 0
    #: The printed number, without the text behind it.
    label: str | None = None
    #: True when the number stands in the text itself, and not in the format's numbering.
    label_in_text: bool = False
    #: The bullet mark; '' for items known by their format or label.
    mark: str = ""
    indent: float = 0.0
    bold: bool = False
    size: float | None = None
    groups: tuple[int, ...] = ()
    #: Offsets in ``text`` where halves over a page break were joined.
    joins: list[int] = field(default_factory=list)
    #: True when a blank line, a gap or a page break stands before it.
    starts: bool = True
    #: True when the format says that it is a heading (or bold, or large), not only its words.
    certain: bool = False
    #: What a person says that it is, or None.
    correction: Correction | None = None

    def take(self, line: Line, vocabulary: frozenset[str], over_break: bool) -> None:
        """Join ``line`` to the end of this block."""
        before = self.text
        self.text = wording.join(before, wording.spaced(line.text), vocabulary)
        if over_break:
            self.joins.append(min(len(before), len(self.text)))
        if line.number != self.lines[-1]:
            self.lines.append(line.number)


def blocks(
    lines: Sequence[Line],
    left_out: Mapping[int, str],
    family: Family,
    corrections: Corrections = NO_CORRECTIONS,
) -> list[Block]:
    """The blocks of a source in order, without the lines ``left_out`` (number → reason)."""
    return _Builder(lines, left_out, family, corrections).build()


class _Builder:
    """Puts lines together. Facts of the whole source decide what a line break means in it."""

    def __init__(
        self,
        lines: Sequence[Line],
        left_out: Mapping[int, str],
        family: Family,
        corrections: Corrections,
    ) -> None:
        self.family = family
        self.corrections = corrections
        self.left_out = left_out
        self.lines = lines
        kept = [line for line in self.lines if line.number not in left_out]
        self.vocabulary = _vocabulary(kept)
        self.width = _wrapped_at(kept)
        self.marks = _bullet_marks(kept)
        self.body = _body_size(kept)
        self.levels = self._levels(kept)
        self.shaped = headings_by_shape(kept, self.width) if family.sub_headings else frozenset()

    def build(self) -> list[Block]:
        built: list[Block] = []
        broken, last_page = False, None
        for line in self.lines:
            if line.number in self.left_out:
                broken = broken or line.role is None
                continue
            broken = broken or line.page != last_page
            last = built[-1] if built else None
            corrected = line.number in self.corrections
            if last is not None and not corrected and self._continues(last, line, broken):
                last.take(line, self.vocabulary, broken)
            else:
                built.append(self._begin(line))
            broken, last_page = False, line.page
        return built

    def _begin(self, line: Line) -> Block:
        text = wording.spaced(line.text)
        block = Block(
            Kind.PARAGRAPH,
            text,
            [line.number],
            level=line.level,
            label=line.label,
            indent=line.indent,
            bold=line.bold,
            size=line.size,
            groups=line.groups,
            starts=line.starts,
        )
        if line.role is Role.HEADING:
            block.kind, block.certain = Kind.HEADING, True
        elif line.role is Role.ROW or (line.role is None and _is_row(line.text)):
            block.kind, block.text = Kind.ROW, line.text.strip()
        elif line.role is Role.ITEM or self._is_item(line):
            self._make_item(block, line)
        elif self._stands_out(line) or line.number in self.shaped:
            block.kind, block.certain = Kind.HEADING, True
            block.level = self.levels.get(_points(line), 0)
        if correction := self.corrections.get(line.number):
            self._correct(block, correction)
        return block

    def _correct(self, block: Block, correction: Correction) -> None:
        block.correction = correction
        if correction.kind in (Is.AREA, Is.CATEGORY):
            block.kind, block.certain = Kind.HEADING, True
        elif block.kind is Kind.HEADING:
            block.kind, block.certain = Kind.PARAGRAPH, False

    def _make_item(self, block: Block, line: Line) -> None:
        block.kind = Kind.ITEM
        if found := wording.bullet(block.text):
            block.mark, block.text = found
        if block.label is None and not block.mark and (labelled := wording.label(block.text)):
            block.label, block.text = labelled
            block.label_in_text = True
        block.level = line.level

    def _is_item(self, line: Line) -> bool:
        if line.role is not None:
            return False
        found = wording.bullet(line.text)
        if found:
            return found[0] in self.marks or line.starts
        return wording.label(line.text) is not None and self.family.known(line.text) is None

    def _stands_out(self, line: Line) -> bool:
        """True for a line that bold type or its size makes a heading."""
        return wording.could_be_heading(line.text) and self._is_set_apart(line)

    def _levels(self, lines: Sequence[Line]) -> Mapping[float, int]:
        """Type size → heading level, the largest being 1; bold type of the text's size is last."""
        sizes = {_points(line) for line in lines if line.size and self._stands_out(line)}
        return {size: level for level, size in enumerate(sorted(sizes, reverse=True), start=1)}

    def _is_set_apart(self, line: Line) -> bool:
        larger = line.size is not None and self.body is not None and line.size > self.body * 1.08
        return line.bold or larger

    def _continues(self, last: Block, line: Line, broken: bool) -> bool:
        """True when the line goes on with the block above it."""
        if line.role is not None or last.kind is Kind.ROW or _is_row(line.text):
            return False
        if last.kind is Kind.HEADING:
            return self._wraps_heading(last, line) or self._unmasks(last, line)
        if self._stands_out(line) or line.number in self.shaped or self.family.known(line.text):
            return False
        if self._is_item(line):
            return self._dash_in_sentence(last, line)
        return self._same_block(last, line, broken)

    def _wraps_heading(self, last: Block, line: Line) -> bool:
        """True for the second line of a long heading set in the same type."""
        same_type = line.bold == last.bold and line.size == last.size
        if not (self._is_set_apart(line) and same_type) or self._is_whole(last, line):
            return False
        if not wording.could_be_heading(f"{last.text} {line.text}"):
            return False
        return wording.goes_on(line.text) or (not line.starts and self._is_full(last))

    def _is_whole(self, last: Block, line: Line) -> bool:
        """True when either is a heading by itself: known, a field, a question, a grade."""
        return last.text.endswith("?") or any(
            wording.is_field(text)
            or self.family.known(text) is not None
            or self.family.grade(text) is not None
            for text in (last.text, line.text)
        )

    def _is_full(self, last: Block) -> bool:
        """True when the last line of a heading reaches so far that another may follow."""
        scale = (last.size / self.body) if last.size and self.body else 1.0
        return self.ends.get(last.lines[-1], 0) * scale >= 0.6 * (self.width or 90)

    def _unmasks(self, last: Block, line: Line) -> bool:
        """True when the line shows that the heading above is the start of a paragraph set in
        bold, which it then becomes."""
        same_type = line.bold == last.bold and line.size == last.size
        if not same_type or line.starts or not wording.goes_on(line.text):
            return False
        last.kind, last.certain, last.level = Kind.PARAGRAPH, False, 0
        return True

    def _dash_in_sentence(self, last: Block, line: Line) -> bool:
        """True when a dash at a line's start is punctuation: 'for example' / '– in schools'."""
        found = wording.bullet(line.text)
        if not found or found[0] not in "-–—" or line.starts:
            return False
        return wording.goes_on(found[1]) and not re.search(r"[.!?:;,]$|\b(and|or)$", last.text)

    def _same_block(self, last: Block, line: Line, broken: bool) -> bool:
        unfinished = not wording.ends_sentence(last.text)
        if broken:
            return (unfinished and not self._alone(last)) or wording.goes_on(line.text)
        if line.starts:
            return unfinished and wording.goes_on(line.text)
        if not self.width:
            return unfinished and wording.goes_on(line.text)
        return not self._short_end(last) or wording.goes_on(line.text)

    def _alone(self, last: Block) -> bool:
        """True for a bare line that reads like a heading: the next page does not continue it."""
        return (
            last.kind is Kind.PARAGRAPH
            and len(last.lines) == 1
            and len(last.text) < 0.7 * (self.width or 90)
            and wording.could_be_heading(last.text)
        )

    def _short_end(self, last: Block) -> bool:
        """True when the block's last line was left short although more words would have fitted."""
        return self.ends.get(last.lines[-1], 0) < 0.72 * self.width and self._ends(last)

    def _ends(self, last: Block) -> bool:
        return wording.ends_sentence(last.text) or wording.could_be_heading(last.text)

    @property
    def ends(self) -> Mapping[int, int]:
        """Line number → its length in characters, with its indent."""
        if not hasattr(self, "_ends_by_line"):
            self._ends_by_line = {ln.number: int(ln.indent) + len(ln.text) for ln in self.lines}
        return self._ends_by_line


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
    lengths = sorted(int(ln.indent) + len(ln.text) for ln in lines if ln.role is None)
    if len(lengths) < 12:
        return 0
    if sum(length > 160 for length in lengths) > 0.05 * len(lengths):
        return 0
    width = lengths[int(0.95 * len(lengths))]
    full = [ln for ln in lines if ln.role is None and len(ln.text) > 0.75 * width]
    cut = sum(not wording.ends_sentence(ln.text) for ln in full)
    return width if width >= 30 and cut >= 0.1 * len(lengths) else 0


def _bullet_marks(lines: Sequence[Line]) -> frozenset[str]:
    """The marks that begin bullets in this source: those that stand at the start of two lines."""
    marks = Counter(found[0] for ln in lines if (found := wording.bullet(ln.text)))
    return frozenset(mark for mark, count in marks.items() if count > 1 or mark not in "-–—*o")


def _points(line: Line) -> float:
    """The type size to half a point: tools differ in the second decimal."""
    return round(2 * (line.size or 0)) / 2


def _body_size(lines: Sequence[Line]) -> float | None:
    """The type size of most of the text, in points; None where the format has no sizes."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _is_row(text: str) -> bool:
    """True for a line that is printed as cells side by side, and for the rules between rows."""
    if wording.is_rule(text):
        return True
    if wording.bullet(text) or wording.label(text):
        return False
    found = wording.cells(text)
    if len(found) < 2:
        return False
    return "\t" in text or text.startswith("|") or (len(found) > 2 and max(map(len, found)) < 60)
