"""The outline of a report: which blocks are headings, and which unknown headings are areas.

A heading is known by its family's words, else by its type (the format says so, bold, large), by
the report's own contents list, or by standing alone where the family has such sub-headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.reports import wording
from indexer.reports.blocks import Block, Kind
from indexer.reports.contents import Contents
from indexer.reports.corrections import Correction, Is
from indexer.reports.families import Family, Known, Opens
from indexer.reports.grades import printed_grade

#: The title stands within this many blocks from the top.
FRONT_BLOCKS = 40
#: A title page has only short lines; longer ones are the report's text.
TITLE_PAGE_CHARACTERS = 120
#: What stands between an area's heading and its grade is no longer than this.
GRADE_CHARACTERS = 80
#: A sub-heading in plain type has at most this many words; 'How effective is …?' has 17.
PLAIN_HEADING_WORDS = 20

_NO_PATTERN = re.compile("")
_UNKNOWN = Known(Opens.SECTION, "", _NO_PATTERN)


class Outline:
    """The headings of one report. Blocks are named by their place in ``blocks``, from 0."""

    def __init__(
        self, blocks: Sequence[Block], family: Family, listed: Contents, title: frozenset[str]
    ) -> None:
        self.blocks = blocks
        self.family = family
        self.listed = listed
        self.title = title
        #: True when the format says what is a heading, so that words alone make none.
        self.formatted = any(b.kind is Kind.HEADING and b.level and not b.size for b in blocks)
        #: True when blank lines or gaps part the paragraphs, so that a heading stands alone.
        self.spaced = sum(b.starts for b in blocks) > 0.4 * len(blocks)
        #: What each block opens as a heading, or None where it is content.
        self.headings = [self._heading(i) for i in range(len(blocks))]
        #: The heading level of this report's areas; 0 where headings have no levels.
        self.area_level = self._level_of_areas()

    def front_matter(self) -> int:
        """The number of blocks that are the title page: all down to the title where the format
        shows it, else all before the first heading or text."""
        for i, block in enumerate(self.blocks[:FRONT_BLOCKS]):
            if block.kind is Kind.HEADING and self._is_title(block):
                return self._title_page_end(i + 1)
        for i, block in enumerate(self.blocks):
            known = self.headings[i]
            if known is None and (len(block.text) > TITLE_PAGE_CHARACTERS or _is_item(block)):
                return i
            if known is not None and not self._is_title(block) and self._begins_text(i, known):
                return i
        return 0

    def _title_page_end(self, start: int) -> int:
        """The place behind what stands below the title and is no text: force, date, a remark."""
        for i in range(start, len(self.blocks)):
            block = self.blocks[i]
            short = len(block.text) <= TITLE_PAGE_CHARACTERS
            if self.headings[i] is not None or block.kind is not Kind.PARAGRAPH or not short:
                return i
            if wording.ends_sentence(block.text):
                return i
        return start

    def section_below(self, i: int) -> list[Block]:
        """The content from behind block ``i`` to the next heading."""
        end = next(
            (j for j in range(i + 1, len(self.blocks)) if self.headings[j] is not None),
            len(self.blocks),
        )
        return list(self.blocks[i + 1 : end])

    def below(self, i: int) -> Block | None:
        """The block behind block ``i``, or None at the end."""
        return self.blocks[i + 1] if i + 1 < len(self.blocks) else None

    def opens_area(self, i: int, first: bool) -> bool:
        """True when the unknown heading ``i`` is that of an area; ``first`` when it is the first
        heading in the chapter that holds the areas."""
        block = self.blocks[i]
        if self.listed.areas and not block.level:
            listed = wording.key(block.text) in self.listed.areas
            if listed or self.family.knows(Opens.AREAS):
                return listed
        if self._is_title(block):
            return False
        if self._shows_area(i):
            return True
        if self.area_level and block.level:
            return block.level == self.area_level
        return first

    def _heading(self, i: int) -> Known | None:
        block = self.blocks[i]
        if block.correction is not None:
            return _said(block.correction)
        if block.kind in (Kind.ITEM, Kind.ROW):
            return None
        below = self.below(i)
        known = self.family.known(block.text, below.text if below else "")
        if known is not None and (block.certain or len(block.lines) <= 2):
            return known
        return _UNKNOWN if self._is_unknown_heading(i) else None

    def _is_unknown_heading(self, i: int) -> bool:
        block = self.blocks[i]
        if wording.is_field(block.text) or printed_grade(block.text, self.family) is not None:
            return False
        if block.kind is Kind.HEADING:
            return wording.key(block.text) != ""
        if self.formatted or (self.spaced and not self._stands_alone(i)):
            return False
        if wording.key(block.text) in self.listed.entries:
            return True
        if not self._stands_alone(i) or not _reads_like_heading(block):
            return False
        return self.family.sub_headings or self._is_above_sign(i)

    def _is_above_sign(self, i: int) -> bool:
        """True for a line directly above what only an area's heading has below it."""
        below = self.below(i)
        if below is None:
            return False
        known = self.family.known(below.text)
        if known is not None:
            return known.opens in self.family.area_signs
        is_grade = printed_grade(below.text, self.family) is not None
        return Opens.GRADE in self.family.area_signs and is_grade

    def _stands_alone(self, i: int) -> bool:
        below = self.below(i)
        return self.blocks[i].starts and below is not None and below.starts

    def _is_title(self, block: Block) -> bool:
        return wording.key(block.text) in self.title

    def _begins_text(self, i: int, known: Known) -> bool:
        """True for a heading with text below it, as a title page has none."""
        if known.opens is not Opens.SECTION or wording.key(self.blocks[i].text) in (
            self.listed.entries
        ):
            return True
        below = self.blocks[i + 1 : i + 3]
        return any(len(b.text) > TITLE_PAGE_CHARACTERS or _is_item(b) for b in below)

    def _level_of_areas(self) -> int:
        """That of the first heading in the chapter that holds them, else the commonest of the
        headings that are followed by what follows an area's."""
        inside = False
        levels: list[int] = []
        others: list[int] = []
        for i, known in enumerate(self.headings):
            if known is None:
                continue
            if known.opens is Opens.AREAS:
                inside = True
            elif known.opens in (Opens.SECTION, Opens.AREA):
                if inside:
                    return self.blocks[i].level
                (levels if self._shows_area(i) else others).append(self.blocks[i].level)
        commonest = max(set(levels), key=levels.count, default=0)
        # Where sub-headings are set like areas, the level tells nothing.
        return commonest if levels.count(commonest) > others.count(commonest) else 0

    def _shows_area(self, i: int) -> bool:
        """True when what stands directly below is what opens an area in this family."""
        signs = self.family.area_signs
        if Opens.AREA in signs and self.blocks[i].text.rstrip().endswith("?"):
            return True
        for j in range(i + 1, min(i + 3, len(self.blocks))):
            known, text = self.headings[j], self.blocks[j].text
            if known is not None and known.opens is not Opens.SECTION:
                return known.opens in signs
            if Opens.GRADE in signs and printed_grade(text, self.family) is not None:
                return True
            if known is not None or len(text) > GRADE_CHARACTERS:
                return False
        return False


def _said(correction: Correction) -> Known | None:
    """The heading that a person says it is, or None for content."""
    opens = {Is.AREA: Opens.AREA, Is.CATEGORY: Opens.CATEGORY}.get(correction.kind)
    return Known(opens, correction.name, _NO_PATTERN) if opens else None


def _reads_like_heading(block: Block) -> bool:
    return (
        wording.could_be_heading(block.text)
        and not block.text.endswith((":", "!"))
        and len(block.text.split()) <= PLAIN_HEADING_WORDS
    )


def _is_item(block: Block) -> bool:
    return block.kind is Kind.ITEM
