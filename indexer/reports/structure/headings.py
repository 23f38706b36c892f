"""Headings: which blocks are headings, by what sign, and on which level.

Called by ``structure.reading`` with the blocks of a report; the same blocks come back, those that
are headings with their sign and level. A heading is known by its type or the format's word, by the
contents list, by the words of any family, or by standing alone and being short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.reports import wording
from indexer.reports.structure.blocks.typography import Print
from indexer.reports.structure.lists import is_numbered
from indexer.reports.structure.run_in_headings import IsHeadingText
from indexer.reports.structure.tree import Block, Kind, Sign, as_paragraph

#: A heading in plain type has at most this many words; 'How effective is …?' has 17.
PLAIN_HEADING_WORDS = 20
#: A longer paragraph is text, even without a full stop; a shorter one may be a grade or a date.
PROSE_CHARACTERS, LABEL_CHARACTERS = 90, 40
#: So many sentences that each stand alone above the same heading are headings themselves.
SENTENCE_HEADINGS = 3
#: Share of blocks with a gap before them from which on gaps part paragraphs.
SPACED = 0.4
#: So many headings in a type of their own show that the report sets its headings so.
TYPED = 3
#: So many short numbered lines above text count chapters.
CHAPTERS = 2
#: So many levels of headings that are tagged make an outline, and such a share of all headings.
OUTLINED, TAGGED = 3, 0.8
#: A known heading in plain type is printed on at most this many lines.
PLAIN_LINES = 2


#: A heading in type that only says who is asked for what stands below it.
_LEADS_IN = re.compile(r"\b(?:should|must|needs? to|ought to|has to|have to):$", re.I)


def with_headings(
    blocks: Sequence[Block],
    listed: frozenset[str],
    is_heading_text: IsHeadingText,
    print_: Print,
) -> list[Block]:
    """The blocks, those that are headings as such; ``listed`` holds the keys of what the contents
    list names."""
    return _levelled(_Finder(blocks, listed, is_heading_text).read(), print_)


class _Finder:
    def __init__(
        self, blocks: Sequence[Block], listed: frozenset[str], is_heading_text: IsHeadingText
    ) -> None:
        self.blocks = blocks
        self.listed = listed
        self.is_heading_text = is_heading_text
        #: True when the format or its type says what is a heading, so that shape alone makes none.
        self.formatted = _is_formatted(blocks)
        #: True where the title is all that the format makes a heading: the others are set in bold.
        self.only_titled = _is_only_titled(blocks)
        #: True when blank lines or gaps part the paragraphs, so that a heading stands alone.
        self.spaced = sum(b.starts for b in blocks) > SPACED * len(blocks)
        #: True where a known heading bears a number of its own: '1. Introduction'.
        self.numbered_known = any(_is_known_number(b, is_heading_text) for b in blocks)
        #: The places of short numbered lines that count the chapters of a text.
        self.chapters = _chapters(blocks)
        #: The blocks read so far.
        self.found: list[Block] = []
        #: Keys of the known headings that stand below sentences all through.
        self.heads = self._heads()
        #: Keys of two known headings, the second of which follows the first somewhere.
        self.follows = self._follows()
        #: False on the title page, where lines stand alone without ending in a full stop.
        self.has_text = False

    def read(self) -> list[Block]:
        for place in range(len(self.blocks)):
            block = self._read(place)
            self.found.append(block)
            self.has_text = self.has_text or _is_text_or_known(block)
        return self.found

    def _read(self, place: int) -> Block:
        block = self.blocks[place]
        if block.correction is not None or block.kind is Kind.ROW:
            return block
        if block.kind is Kind.HEADING and block.sign is not Sign.SHAPE:
            return self._known(block) if wording.key(block.text) else _text(block)
        if block.kind is Kind.ITEM:
            return self._numbered(place)
        sign = self._sign(place)
        return replace(block, kind=Kind.HEADING, sign=sign) if sign else _text(block)

    def _known(self, block: Block) -> Block:
        """The heading, unless its type is all that speaks for it and its words against it."""
        is_title = block.tagged and block.level == 1
        if _LEADS_IN.search(block.text):
            return _text(block)
        return _text(block) if wording.is_field(block.text) and not is_title else block

    def _numbered(self, place: int) -> Block:
        """A numbered heading, which looks like a numbered paragraph: the contents list names it,
        or it stands alone above a known heading."""
        block = self.blocks[place]
        if not block.label_in_text or not wording.is_paragraph_number(block.label):
            return block
        if wording.key(block.text) in self.listed:
            sign = Sign.LISTED
        elif (
            self._heads_known(place)
            or self._is_numbered_heading(place)
            or self._heads_numbers(place)
            or self._heads_tight(place)
        ):
            sign = Sign.SHAPE
        else:
            return block
        text = f"{block.label} {block.text}"
        return replace(
            block, kind=Kind.HEADING, sign=sign, text=text, label=None, label_in_text=False
        )

    def _heads_known(self, place: int) -> bool:
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        above = self.found[place - 1] if place else None
        if below is None or not block.starts or not reads_like_heading(block.text):
            return False
        in_list = above is not None and above.kind is Kind.ITEM and bool(above.label)
        return not in_list and below.kind is not Kind.ITEM and self.is_heading_text(below.text)

    def _heads_numbers(self, place: int) -> bool:
        """True for a short numbered line whose number the paragraph below it counts on: '5.
        Leadership' above '5.1 The commander …'."""
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if below is None or not (block.starts and reads_like_heading(block.text)):
            return False
        number = (block.label or "").rstrip(".")
        first = re.fullmatch(rf"{re.escape(number)}\.0?1\.?", below.label or "")
        return first is not None and not wording.ends_sentence(block.text)

    def _heads_tight(self, place: int) -> bool:
        """True in plain text for a short line with a number of two parts and no sentence, right
        below a heading or a gap and right above a paragraph: '2.1. Assessment'."""
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        deep = "." in (block.label or "").rstrip(".") and self.has_text and _is_plain(block)
        if self.formatted or not deep or below is None or below.kind is not Kind.PARAGRAPH:
            return False
        name = reads_like_heading(block.text) and not wording.ends_sentence(block.text)
        parted = block.starts or self._is_below_heading(place)
        return name and parted and not (below.starts or wording.goes_on(below.text))

    def _is_numbered_heading(self, place: int) -> bool:
        """True for a short numbered line alone above text: '2.1 Rosters'; with a number of one
        part only in a report that numbers headings that are known in the same way:
        '1. Introduction' … '3. Leadership'."""
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        deep = "." in (block.label or "")[:-1]
        chapter = place in self.chapters
        if self.formatted or below is None or not (deep or self.numbered_known or chapter):
            return False
        return (
            (below.kind is Kind.PARAGRAPH or _is_first_of_chapter(below))
            and block.starts
            and below.starts
            and len(block.lines) == 1
            and reads_like_heading(block.text)
            and not (deep and wording.ends_sentence(block.text))
            and (
                chapter
                or not reads_like_heading(below.text)
                or (deep and self._is_grade(place + 1))
            )
        )

    def _is_grade(self, place: int) -> bool:
        """True for a short line that stands alone above more text, as a grade does."""
        short = len(self.blocks[place].text) <= LABEL_CHARACTERS
        return short and self._is_above_text(place, further=False)

    def _sign(self, place: int) -> Sign | None:
        """By what a paragraph is a heading, or None."""
        block = self.blocks[place]
        if wording.is_field(block.text):
            return None
        if wording.key(block.text) in self.listed:
            return Sign.LISTED if self._is_parted(place) else None
        if len(block.lines) <= PLAIN_LINES and self.is_heading_text(block.text):
            return Sign.WORDS
        if self._is_bold_sentence(place):
            return Sign.TYPE
        if self.formatted and not (self.only_titled and block.bold):
            return Sign.BOLD if self._is_bold_line(place) else None
        if self._has_shape(place) or self._counts_over_known(place):
            return Sign.SHAPE
        return None

    def _is_bold_line(self, place: int) -> bool:
        """True for a short paragraph in bold above text, in a format whose other headings are not
        set so: a sub-heading of what is around it."""
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if not (block.bold and block.tagged and self.has_text) or block.laid_out:
            return False
        if below is None or below.kind is Kind.ROW or (below.bold and below.sign is None):
            return False
        if wording.is_date(block.text) or wording.ends_sentence(block.text.rstrip("?")):
            return False
        return (
            reads_like_heading(block.text)
            and self._is_behind_text(place)
            and self._is_above_text(place, further=False)
        )

    def _counts_over_known(self, place: int) -> bool:
        """True for a numbered line right above a known heading: '1A Custody' above 'Grade'."""
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return (
            below is not None
            and len(block.lines) <= PLAIN_LINES
            and wording.without_number(block.text) != block.text
            and reads_like_heading(block.text)
            and self.is_heading_text(below.text)
        )

    def _is_parted(self, place: int) -> bool:
        """True for a block that is not one of the lines of a table or of a list without marks."""
        block, above = self.blocks[place], self.found[place - 1] if place else None
        if block.starts or above is None or wording.without_number(block.text) != block.text:
            return True
        return above.kind in (Kind.HEADING, Kind.ITEM) or wording.ends_sentence(above.text)

    def _has_shape(self, place: int) -> bool:
        block = self.blocks[place]
        alone = block.sign is Sign.SHAPE or (self.spaced and self._stands_alone(place))
        if not (alone or self._stands_right_over_text(place)):
            return False
        if len(wording.cells(block.text)) > 1 or wording.is_date(block.text):
            return False
        if self._is_run_in(place):
            return False
        if self._is_sentence_heading(place):
            return True
        return (
            reads_like_heading(block.text)
            and self._is_behind_text(place)
            and (block.text.endswith("?") or self._is_above_text(place))
        )

    def _is_run_in(self, place: int) -> bool:
        """True for what stands in one line with the heading before it, which is its text."""
        above = self.found[place - 1] if place else None
        if above is None or above.kind is not Kind.HEADING:
            return False
        return above.lines[-1] == self.blocks[place].lines[0]

    def _is_behind_text(self, place: int) -> bool:
        """True where the text above has ended: a line below an open one is one more of a list."""
        above = self.found[place - 1] if place else None
        if above is None or above.kind is not Kind.PARAGRAPH or wording.is_field(above.text):
            return True
        if not self.has_text or self._is_label(place - 1):
            return True
        return wording.ends_sentence(above.text) and not above.text.endswith(":")

    def _is_label(self, place: int) -> bool:
        """True for a short line directly below a heading: a grade, a date."""
        short = len(self.found[place].text) <= LABEL_CHARACTERS
        return short and place > 0 and self.found[place - 1].kind is Kind.HEADING

    def _is_above_text(self, place: int, further: bool = True) -> bool:
        """True for a line above text, a list or a known heading. A label (a grade, a date) or the
        next heading may stand between, and a heading with its grade."""
        if place + 1 >= len(self.blocks):
            return False
        below = self.blocks[place + 1]
        if below.kind is not Kind.PARAGRAPH or len(below.text) > PROSE_CHARACTERS:
            return True
        if wording.ends_sentence(below.text) or self.is_heading_text(below.text):
            return True
        if wording.key(below.text) in self.listed:
            return True
        if not further:
            return False
        short = len(below.text) <= LABEL_CHARACTERS or reads_like_heading(below.text)
        if short and (self._is_above_text(place + 1, further=False) or self._is_set(place + 2)):
            return True
        return self._is_above_grade(place + 1) and self._is_above_text(place + 2, further=False)

    def _is_set(self, place: int) -> bool:
        """True for a line all in bold above text: the next heading, below a grade."""
        block = self.blocks[place] if place < len(self.blocks) else None
        if block is None or not (block.bold and block.tagged and reads_like_heading(block.text)):
            return False
        return self._is_above_text(place, further=False)

    def _is_above_grade(self, place: int) -> bool:
        """True for a line that reads like a heading above the words of a grade alone."""
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return below is not None and below.starts and self._grades_subject(place)

    def _stands_alone(self, place: int) -> bool:
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if below is None:
            return False
        begins = self.blocks[place].starts
        if begins and (below.starts or self.blocks[place].text.endswith("?")):
            return True
        if begins and _counts_paragraphs(below):
            return True
        above = self.found[place - 1] if place else None
        begins = begins or (above is not None and above.kind is Kind.HEADING)
        return begins and (self._is_right_above_grade(place) or self._is_second_heading(place))

    def _is_second_heading(self, place: int) -> bool:
        """True in plain text for a line between the heading of a chapter, right above it, and a
        gap over a whole paragraph: '1. Introduction' / 'Our terms of reference'."""
        block, below = self.blocks[place], self.blocks[place + 1]
        plain = block.size is None and not block.tagged and _is_line(block)
        said = len(below.lines) > 1 or below.text.endswith(":")
        text = below.kind is Kind.PARAGRAPH and said and wording.ends_sentence(below.text)
        return plain and self.has_text and below.starts and text

    def _stands_right_over_text(self, place: int) -> bool:
        """True in plain text for what a gap, or a heading, parts from the text above and nothing
        from the whole text below it: a heading of any number of lines. One more heading may stand
        between: 'Leadership' / 'Plans' / '1.1 The force …'. A question of two lines or more needs
        no gap."""
        block = self.blocks[place]
        if not _is_plain(block) or not self.has_text:
            return False
        asks = block.text.endswith("?") and len(block.lines) > 1
        parted = block.starts or (self._is_below_heading(place) and not self._is_grade_alone(place))
        return (asks or parted) and self._is_tight_over_text(place, asks)

    def _is_tight_over_text(self, place: int, asks: bool, further: bool = True) -> bool:
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if below is None or (below.starts and not asks):
            return False
        if below.kind is Kind.ITEM:
            counts = is_numbered(below) and (below.label or "").strip(".()") != "1"
            return (
                counts
                and wording.ends_sentence(below.text)
                and not asks
                and not wording.goes_on(below.text)
            )
        if below.kind is not Kind.PARAGRAPH or wording.goes_on(below.text):
            return False
        if not further and self._grades_subject(place):
            return True
        if len(below.lines) > 1 and wording.ends_sentence(below.text):
            return True
        stacked = _is_plain(below) and reads_like_heading(below.text)
        return further and stacked and self._is_tight_over_text(place + 1, asks, further=False)

    def _is_below_heading(self, place: int) -> bool:
        """True for a line with a heading of plain text right above it."""
        above = self.found[place - 1] if place else None
        return above is not None and above.kind is Kind.HEADING and _is_plain(above)

    def _is_grade_alone(self, place: int) -> bool:
        """True for the words of a grade, with or without a label, which head nothing."""
        text = self.blocks[place].text
        return self.is_heading_text(text) or self.is_heading_text(f"Its subject: {text}")

    def _is_right_above_grade(self, place: int) -> bool:
        """True for what reads like a heading with the words of a grade alone in the next line."""
        below = self.blocks[place + 1]
        tight = not below.starts and below.kind is Kind.PARAGRAPH and len(below.lines) == 1
        return tight and self._grades_subject(place)

    def _grades_subject(self, place: int) -> bool:
        """True for what reads like a heading above the words of a grade alone."""
        # 'Its subject: Good' is a heading where 'Good' is a grade.
        graded = self.is_heading_text(f"Its subject: {self.blocks[place + 1].text}")
        return graded and reads_like_heading(self.blocks[place].text)

    def _is_sentence_heading(self, place: int) -> bool:
        """True for a short sentence alone above a known heading, below finished text."""
        block, below = self.blocks[place], self.blocks[place + 1]
        above = self.blocks[place - 1] if place else None
        # A format that knows paragraphs has each of them on one line.
        return (
            not block.tagged
            and block.text.endswith(".")
            and len(block.lines) == 1
            and len(block.text.split()) <= PLAIN_HEADING_WORDS
            and self._is_behind_sentence(above)
            and below.kind is Kind.PARAGRAPH
            and self.is_heading_text(below.text)
            and self._is_head_of_text(place + 1)
        )

    def _is_bold_sentence(self, place: int) -> bool:
        """True for a short sentence in bold right above a known heading: 'Calls are answered.'"""
        block = self.blocks[place]
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if below is None or not block.bold or block.kind is not Kind.PARAGRAPH:
            return False
        short = len(block.text.split()) <= PLAIN_HEADING_WORDS and block.text.endswith(".")
        single = ". " not in block.text
        return short and single and len(below.lines) == 1 and self.is_heading_text(below.text)

    def _is_behind_sentence(self, above: Block | None) -> bool:
        if above is None or self.is_heading_text(above.text):
            return False
        if above.kind is Kind.ITEM:
            return self._is_top_item(above)
        return wording.ends_sentence(above.text)

    def _is_top_item(self, item: Block) -> bool:
        """True for an item like the first one of its section: what stands below a nested one goes
        on with the item that holds it."""
        first = item
        for block in reversed(self.found):
            if block.kind is Kind.HEADING:
                break
            first = block if block.kind is Kind.ITEM else first
        return (first.mark, first.indent) == (item.mark, item.indent)

    def _is_head_of_text(self, place: int) -> bool:
        """True when the heading at ``place`` stands below sentence headings all through: it comes
        at least three times, always with a single sentence above it. In a report with such
        headings, another stands below one too where it begins anew: 'Work in progress' behind
        'Areas for improvement'."""
        words = wording.key(self.blocks[place].text)
        above = next((b for b in reversed(self.found) if b.kind is Kind.HEADING), None)
        anew = above is not None and (words, wording.key(above.text)) in self.follows
        return words in self.heads or (bool(self.heads) and anew)

    def _heads(self) -> frozenset[str]:
        """The keys of the short paragraphs that come several times and always stand below one of a
        single line."""
        below_line: Counter[str] = Counter()
        below_text: set[str] = set()
        for above, block in pairwise(self.blocks):
            if self._is_known_line(block):
                below_text |= set() if _is_line(above) else {wording.key(block.text)}
                below_line[wording.key(block.text)] += _is_line(above)
        often = {words for words, count in below_line.items() if count >= SENTENCE_HEADINGS}
        return frozenset(often - below_text)

    def _follows(self) -> frozenset[tuple[str, str]]:
        """The keys of two known headings, where the second stands behind the text of the first and
        no line between them could be a heading."""
        found: set[tuple[str, str]] = set()
        last = ""
        for above, block in pairwise(self.blocks if self.heads else ()):
            if self._is_known_line(block):
                words = wording.key(block.text)
                found |= {(last, words)} if last and not _is_line(above) else set()
                last = words
        return frozenset(found)

    def _is_known_line(self, block: Block) -> bool:
        short = block.kind is Kind.PARAGRAPH and len(block.text) <= PROSE_CHARACTERS
        return short and self.is_heading_text(block.text)


def _counts_paragraphs(block: Block) -> bool:
    """True for a paragraph of a report that numbers them through: '1.1', 'S4'; nothing introduces
    it but a heading."""
    label = (block.label or "").rstrip(".")
    numbered = block.kind is Kind.ITEM and block.label_in_text
    return numbered and wording.is_paragraph_number(label) and not label.isdigit()


def _is_plain(block: Block) -> bool:
    """True for what has neither type nor a role: plain text."""
    return block.size is None and not block.tagged


def _is_line(block: Block) -> bool:
    """True for a paragraph of one line."""
    return block.kind is Kind.PARAGRAPH and len(block.lines) == 1


def _is_known_number(block: Block, is_heading_text: IsHeadingText) -> bool:
    numbered = wording.without_number(block.text) != block.text
    return block.kind is not Kind.ITEM and numbered and is_heading_text(block.text)


def _chapters(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of '1. Planning', '2. Deployment': short lines that are counted on from 1, each
    above a paragraph or a sub-heading, with text above all but the first."""
    found: list[int] = []
    for place, block in enumerate(blocks):
        if (
            block.kind is Kind.ITEM and block.label == f"{len(found) + 1}." and block.starts
            and reads_like_heading(block.text) and not wording.ends_sentence(block.text)
            and _is_over_text(blocks[place + 1 : place + 3])
        ):  # fmt: skip
            found.append(place)
    return frozenset(found) if len(found) >= CHAPTERS else frozenset()


def _is_over_text(below: Sequence[Block]) -> bool:
    """True where a paragraph stands first, or below one line that may be a sub-heading; 'i.' counts
    the paragraphs of a chapter."""
    if below and _is_first_of_chapter(below[0]):
        return True
    if not below or below[0].kind is not Kind.PARAGRAPH:
        return False
    if wording.ends_sentence(below[0].text):
        return True
    return reads_like_heading(below[0].text) and _is_over_text(below[1:])


def _is_first_of_chapter(block: Block) -> bool:
    """True for a whole sentence under 'i.' or '(i)'."""
    first = (block.label or "").strip("().") == "i"
    return first and block.text.endswith(".") and not wording.goes_on(block.text)


def _is_formatted(blocks: Sequence[Block]) -> bool:
    typed = [b for b in blocks if b.kind is Kind.HEADING and b.sign is Sign.TYPE]
    by_format = any(block.level and not block.laid_out for block in typed)
    return by_format or sum(bool(block.size) for block in typed) >= TYPED


def _is_only_titled(blocks: Sequence[Block]) -> bool:
    """True for one heading of the format, the title, over text: '# Title' above '**Findings**'."""
    by_format = [b for b in blocks if b.kind is Kind.HEADING and b.level and not b.laid_out]
    return len(by_format) == 1 and by_format[0].level == 1


def _is_text_or_known(block: Block) -> bool:
    """True for what no title page has: text, items, and headings that are known."""
    if block.kind is Kind.PARAGRAPH:
        # A title may wait for its next line: 'An inspection of services in:'.
        ended = wording.ends_sentence(block.text) and not block.text.endswith(":")
        return len(block.text) > PROSE_CHARACTERS or ended
    return block.kind is Kind.ITEM or block.sign in (Sign.WORDS, Sign.LISTED)


def reads_like_heading(text: str) -> bool:
    """True for words that could be a heading by their shape alone."""
    return (
        wording.could_be_heading(text)
        and not text.endswith((":", "!"))
        and ";" not in text
        and not wording.ends_open(text)
        and (text.endswith("?") or len(text.split()) <= PLAIN_HEADING_WORDS)
    )


def _text(block: Block) -> Block:
    return as_paragraph(block) if block.kind is Kind.HEADING else block


def _levelled(blocks: Sequence[Block], print_: Print) -> list[Block]:
    """The blocks, headings with their level: the format's, else that of their type, else that of
    their number; 0 where the print shows none."""
    outline = _is_outline(blocks)
    by_type = None if outline else _levels_by_type(blocks, print_)
    found: list[Block] = []
    above = 0
    for block in blocks:
        if block.kind is not Kind.HEADING:
            found.append(block)
        elif block.sign is Sign.BOLD or (outline and block.laid_out and not block.level):
            found.append(replace(block, level=above + 1))
        else:
            found.append(replace(block, level=_level(block, by_type)))
            above = found[-1].level or above
    return found


def _level(block: Block, by_type: Mapping[tuple[float, bool], int] | None) -> int:
    if not block.laid_out or block.size is None or by_type is None:
        return block.level if block.tagged else 0
    return by_type.get(_type(block), 0)


def _is_outline(blocks: Sequence[Block]) -> bool:
    """True where the tags of a PDF make one outline, as a browser's print of a page does: one
    heading of the first level, few that only their type tells, and none that skips a level."""
    typed = [b for b in blocks if b.kind is Kind.HEADING and b.laid_out and b.sign is Sign.TYPE]
    levels = [block.level for block in typed if block.level]
    return (
        levels.count(1) == 1
        and len(set(levels)) >= OUTLINED
        and len(levels) >= TAGGED * len(typed)
        and all(below <= above + 1 for above, below in pairwise(levels))
    )


def _levels_by_type(blocks: Sequence[Block], print_: Print) -> Mapping[tuple[float, bool], int]:
    """(Type size, bold) → level, the largest being 1; type like the text's has none."""
    types = {_type(b) for b in blocks if b.kind is Kind.HEADING and b.sign is Sign.TYPE and b.size}
    plain = (_points(print_.body or 0), False)
    ranked = sorted(types - {plain}, reverse=True)
    return {kind: level for level, kind in enumerate(ranked, start=1)}


def _type(block: Block) -> tuple[float, bool]:
    return (_points(block.size or 0), block.bold)


def _points(size: float) -> float:
    """The type size to half a point: tools differ in the second decimal."""
    return round(2 * size) / 2
