"""Cut a report's blocks into findings: one walk down the report, one state, no look back.

A heading says what follows (``families.Opens``); content goes to the finding that is open, opens
a new one, or is left out with a reason. Ranks decide which headings a new heading closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from indexer.reports import wording
from indexer.reports.blocks import Block, Kind
from indexer.reports.contents import CONTENTS
from indexer.reports.corrections import Correction, Is
from indexer.reports.families import Family, Known, Opens
from indexer.reports.finding import CONTEXT
from indexer.reports.grades import is_spread, printed_grade, spread, stated_grade
from indexer.reports.listing import NO_LIST, Listing, listing
from indexer.reports.outline import Outline

HEADING = "heading"
GRADE = "grade"
SPREAD = "national grade distribution"
TABLE = "table of judgements, kept as facts"
RULE = "rule under a table row"
LEAD_IN = "lead-in to the list below it"
GLOSSARY = "glossary, kept as acronyms"
TITLE_PAGE = "title page"
BOX_AREA = "names the area of the box"
REPEAT = "said again in the summary"

CONCERN = "Causes of concern"
RECOMMENDATIONS = "Recommendations"

#: Which headings a heading closes: all of its own rank and of higher numbers.
RANK = {
    Opens.CHAPTER: 1, Opens.SUMMARY: 1, Opens.AREAS: 1, Opens.APPENDIX: 1, Opens.GLOSSARY: 1,
    Opens.CONTENTS: 1, Opens.AREA: 1, Opens.SECTION: 2, Opens.NARRATIVE: 2, Opens.CONTEXT: 3,
    Opens.CATEGORY: 3, Opens.GRADE: 3, Opens.SPREAD: 3, Opens.TABLE: 3, Opens.BOX: 4,
    Opens.NUMBERED: 4, Opens.REMEDY: 5,
}  # fmt: skip
#: A topic inside a category parts its bullets but does not close it.
TOPIC_RANK = 4

#: Headings whose content is left out, and why.
_LEFT_OUT = {
    Opens.GLOSSARY: GLOSSARY, Opens.CONTENTS: CONTENTS, Opens.TABLE: TABLE, Opens.SPREAD: SPREAD,
}  # fmt: skip

_BOX_AREA = re.compile(r"^inspection area\s*[:–-]\s*(.+)$", re.I)
_REMEDY = re.compile(r"\brecommend(s|ed|ations?)?\b|\b(should|must)\b[^.]*:$", re.I)


class Mode(StrEnum):
    """What becomes of content."""

    #: Every top-level item, and every paragraph of a section without items, is one finding.
    ITEMS = "items"
    #: Everything up to the next heading is one finding.
    WHOLE = "whole"
    #: It is left out, with the reason at hand.
    LEFT_OUT = "left out"


@dataclass(slots=True)
class AreaDraft:
    """An area as far as it has been read."""

    name: str
    grade: str | None = None
    spread: tuple[tuple[str, int], ...] = ()
    #: False for a chapter of context, which is shown as an area but is never graded.
    inspected: bool = True
    #: True for a chapter that says again what the report says elsewhere.
    summary: bool = False


@dataclass(slots=True)
class Draft:
    """A finding as far as it has been read."""

    area: AreaDraft | None
    category: str | None
    section: str
    path: tuple[str, ...]
    label: str | None = None
    blocks: list[Block] = field(default_factory=list)
    #: Indices into ``blocks`` of its nested bullets.
    nested: list[int] = field(default_factory=list)
    #: True when it stands in a summary.
    summary: bool = False

    @property
    def words(self) -> set[str]:
        """Its words in lower case, for telling a repeat."""
        return {w for block in self.blocks for w in re.findall(r"\w+", block.text.casefold())}


@dataclass(slots=True)
class State:
    """Where the walk is: what the headings above say of the content below."""

    area: AreaDraft | None = None
    category: str | None = None
    section: str = ""
    mode: Mode = Mode.WHOLE
    reason: str = ""
    opened: Opens | None = None
    draft: Draft | None = None
    listing: Listing = NO_LIST
    #: The container that a box stands in; () where the format has none.
    container: tuple[int, ...] = ()
    #: True in a chapter that says again what the report says elsewhere.
    summary: bool = False


@dataclass(slots=True)
class Cut:
    """A report cut up: findings in order, areas in order, and why the rest is left out."""

    drafts: list[Draft] = field(default_factory=list)
    areas: list[AreaDraft] = field(default_factory=list)
    #: Line number → reason, for lines that are in no finding.
    reasons: dict[int, str] = field(default_factory=dict)
    glossary: list[Block] = field(default_factory=list)


def split(outline: Outline) -> Cut:
    """Cut the blocks of an outlined report into findings."""
    cut = _Walk(outline).run()
    _leave_out_repeats(cut)
    return cut


class _Walk:
    """The walk down one report."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.blocks: Sequence[Block] = outline.blocks
        self.family: Family = outline.family
        self.state = State(category=self.family.narrative or None)
        #: The state to go back to when a box between two paragraphs ends.
        self.outer: State | None = None
        #: The headings that are open: rank, level, text.
        self.path: list[tuple[int, int, str]] = []
        self.spread_rows: list[Block] = []
        self.cut = Cut()

    def run(self) -> Cut:
        start = self.outline.front_matter()
        for block in self.blocks[:start]:
            self._leave_out(block, TITLE_PAGE)
        self._list_narrative(start - 1)
        for i in range(start, len(self.blocks)):
            known = self.outline.headings[i]
            if known is not None and not self._is_content_here(i, known):
                self._open(i, known)
            else:
                self._content(i)
        self._close_spread()
        return self.cut

    # -- headings --------------------------------------------------------------------------

    def _is_content_here(self, i: int, known: Known) -> bool:
        """True for words that head something elsewhere but are plain text at this place."""
        block, state = self.blocks[i], self.state
        if block.correction is not None:
            return False
        in_context = state.area is not None and not state.area.inspected
        if known.opens is not Opens.SECTION:
            return in_context and known.opens in (Opens.GRADE, Opens.BOX) and not known.follows
        if state.reason == GLOSSARY:
            return not (block.certain and block.level and len(block.text) > 2)
        if state.opened in (Opens.BOX, Opens.NUMBERED) and not (state.draft and state.draft.blocks):
            return True
        return self.family.grade(block.text) is not None

    def _open(self, i: int, known: Known) -> None:
        block, opens = self.blocks[i], known.opens
        if opens is Opens.SECTION and self.outline.opens_area(
            i, first=self.state.opened is Opens.AREAS
        ):
            opens = Opens.AREA
        self._leave_out(block, HEADING)
        self._close_spread()
        handlers: dict[Opens, Callable[[int, Known], None]] = {
            Opens.AREA: self._open_area,
            Opens.SECTION: self._open_section,
            Opens.CATEGORY: self._open_category,
            Opens.BOX: self._open_box,
            Opens.NUMBERED: self._open_box,
            Opens.REMEDY: self._open_remedy,
            Opens.CHAPTER: self._open_chapter,
            Opens.SUMMARY: self._open_chapter,
            Opens.APPENDIX: self._open_chapter,
            Opens.AREAS: self._open_areas,
            Opens.CONTEXT: self._open_context,
        }
        in_box = opens in (Opens.BOX, Opens.NUMBERED, Opens.REMEDY)
        if not in_box:
            self.outer = None
        elif self.outer is None and self.state.opened not in (Opens.BOX, Opens.NUMBERED):
            self.outer = self.state
        self._push(opens, block)
        handlers.get(opens, self._open_part)(i, replace(known, opens=opens))
        self.state.opened = opens

    def _push(self, opens: Opens, block: Block) -> None:
        """Close what the heading closes, and put it on the path."""
        rank = RANK[opens]
        level = block.level if opens in (Opens.AREA, Opens.SECTION) else 0
        while self.path and _closes(self.path[-1], rank, level):
            self.path.pop()
        self.path.append((rank, block.level, wording.spaced(block.text)))

    def _begin(self, block: Block, **facts: object) -> None:
        """Begin a section under the heading ``block``: the area goes on, all else is new."""
        self.state = State(
            area=self.state.area,
            section=wording.spaced(block.text),
            summary=self.state.summary,
        )
        for name, value in facts.items():
            setattr(self.state, name, value)

    def _open_area(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        name = known.name or wording.without_number(wording.spaced(block.text))
        area = self._area_named(name)
        self._begin(block, area=area, category=self.family.narrative or None, summary=False)
        self._list_narrative(i)

    def _area_named(self, name: str) -> AreaDraft:
        """The area of that name, new unless the report has opened it before."""
        for area in self.cut.areas:
            if area.inspected and wording.key(area.name) == wording.key(name):
                return area
        area = AreaDraft(name)
        self.cut.areas.append(area)
        return area

    def _open_section(self, i: int, known: Known) -> None:
        block, state = self.blocks[i], self.state
        if self._is_topic(i):
            self.path[-1] = (TOPIC_RANK, block.level, self.path[-1][2])
            self._begin(block, category=state.category, mode=Mode.ITEMS, listing=state.listing)
            return
        area = None if state.reason in (GLOSSARY, CONTENTS) else state.area
        in_context = area is not None and not area.inspected
        category = CONTEXT if in_context else self.family.narrative
        self._begin(block, area=area, category=category or None)
        self._list_narrative(i)

    def _is_topic(self, i: int) -> bool:
        """True for a sub-heading that parts the bullets of one category by topic."""
        state, below = self.state, self.outline.below(i)
        return (
            state.mode is Mode.ITEMS
            and state.opened is not Opens.NUMBERED
            and state.category not in (None, self.family.narrative)
            and below is not None
            and below.kind is Kind.ITEM
        )

    def _open_category(self, i: int, known: Known) -> None:
        area = self.state.area
        if known.name == RECOMMENDATIONS and area is not None and not area.inspected:
            area = None
        block = self.blocks[i]
        self._begin(block, area=area, category=known.name, mode=Mode.ITEMS, container=block.groups)
        self.state.listing = listing(self.outline.section_below(i), self.family.numbered)

    def _open_box(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        self._begin(block, category=known.name, container=block.groups)
        if known.opens is Opens.NUMBERED:
            self._new_draft(label=wording.spaced(block.text).rstrip(" :."))

    def _open_remedy(self, i: int, known: Known) -> None:
        """'Recommendations': those of the cause of concern above, else a category of its own."""
        if self.state.category == CONCERN:
            self._begin(self.blocks[i], category=known.name, container=self.state.container)
        else:
            self.outer = None
            self._open_category(i, known)

    def _open_chapter(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        summary = known.opens is Opens.SUMMARY
        area = AreaDraft(wording.spaced(block.text), inspected=False)
        self._begin(block, area=area, category=CONTEXT, summary=summary)

    def _open_areas(self, i: int, known: Known) -> None:
        self._begin(self.blocks[i], area=None, category=self.family.narrative, summary=False)

    def _open_context(self, i: int, known: Known) -> None:
        self._begin(self.blocks[i], category=CONTEXT)

    def _open_part(self, i: int, known: Known) -> None:
        """Tables and lists that are left out; the label of a grade and the head of narrative."""
        block, reason = self.blocks[i], _LEFT_OUT.get(known.opens)
        if reason is None:
            self._begin(block, category=self.family.narrative or None)
            self._list_narrative(i)
            return
        self._begin(block, mode=Mode.LEFT_OUT, reason=reason)
        if known.opens in (Opens.GLOSSARY, Opens.CONTENTS):
            self.state.area = None

    def _list_narrative(self, i: int) -> None:
        """Choose how the narrative below is cut: whole, or by numbers where it carries them; in a
        report of unknown layout by bullets and paragraphs."""
        if self.state.category == CONTEXT:
            return
        section = self.outline.section_below(i)
        items = [block for block in section if block.kind is Kind.ITEM]
        counted = any(wording.is_paragraph_number(item.label) for item in items)
        if self.state.category is None or (counted and self.family.numbered):
            self.state.mode = Mode.ITEMS
            self.state.listing = listing(section, self.family.numbered)

    # -- content ---------------------------------------------------------------------------

    def _content(self, i: int) -> None:
        block = self.blocks[i]
        container = self.state.container
        if container and block.groups[: len(container)] != container:
            self._leave_box()
        if block.kind is Kind.ROW and wording.is_rule(block.text):
            self._leave_out(block, RULE)
        elif self._takes_grade(block) or self._takes_spread(block) or self._takes_box_area(block):
            return
        elif block.correction is not None:
            self._take_corrected(block, block.correction)
        elif self.state.mode is Mode.LEFT_OUT:
            self._take_left_out(block)
        elif self.state.mode is Mode.ITEMS:
            self._take_in_list(i)
        else:
            self._take_whole(i)

    def _take_corrected(self, block: Block, correction: Correction) -> None:
        """Where a person says that a finding starts here or goes on, that is what it does."""
        goes_on = correction.kind is Is.CONTINUATION and self.state.draft is not None
        draft = self.state.draft if goes_on else None
        self._add(draft or self._new_draft(block.label), block)

    def _leave_box(self) -> None:
        """Go on as before the box, or with the area's narrative."""
        if self.outer is not None:
            self.state, self.outer = self.outer, None
            self._close_down_to(Opens.BOX)
            self.state.draft = None
            return
        self._close_down_to(Opens.CATEGORY)
        self.state = State(
            area=self.state.area,
            category=self.family.narrative or None,
            section=self.path[-1][2] if self.path else "",
            summary=self.state.summary,
        )

    def _close_down_to(self, opens: Opens) -> None:
        while self.path and self.path[-1][0] >= RANK[opens]:
            self.path.pop()

    def _takes_grade(self, block: Block) -> bool:
        """Take the grade that is printed between an area's heading and the first text below."""
        area, state = self.state.area, self.state
        if area is None or not area.inspected:
            return False
        if state.draft is not None and (area.grade or block.kind is Kind.PARAGRAPH):
            return False
        if state.opened not in (Opens.AREA, Opens.GRADE, Opens.SECTION):
            return False
        grade = None if block.kind is Kind.ITEM else printed_grade(block.text, self.family)
        if grade is None:
            return self._takes_stated_grade(block, area)
        area.grade = area.grade or grade or None
        self._leave_out(block, GRADE)
        return True

    def _takes_stated_grade(self, block: Block, area: AreaDraft) -> bool:
        """'X is adequate at investigating crime.' grades an area that prints no other grade; it
        stays in the text."""
        if area.grade is None and Opens.NARRATIVE in self.family.area_signs:
            area.grade = stated_grade(block.text, self.family)
        return False

    def _takes_spread(self, block: Block) -> bool:
        if self.state.reason != SPREAD or not is_spread(block.text, self.family):
            return False
        self.spread_rows.append(block)
        self._leave_out(block, SPREAD)
        return True

    def _close_spread(self) -> None:
        if self.spread_rows and self.state.area is not None:
            self.state.area.spread = spread(self.spread_rows, self.family)
        self.spread_rows = []

    def _takes_box_area(self, block: Block) -> bool:
        """'INSPECTION AREA: Neighbourhood Policing' says where a practice box belongs."""
        if self.state.opened is not Opens.BOX or self.state.draft is not None:
            return False
        named = _BOX_AREA.match(wording.spaced(block.text))
        if named is None:
            return False
        self.state.area = self._area_named(named.group(1))
        self._leave_out(block, BOX_AREA)
        return True

    def _take_left_out(self, block: Block) -> None:
        if self.state.reason == SPREAD and block.kind is not Kind.ROW and self.state.area:
            self._leave_box()
            self._add(self._new_draft(), block)
            return
        if self.state.reason == GLOSSARY:
            self.cut.glossary.append(block)
        self._leave_out(block, self.state.reason)

    def _take_whole(self, i: int) -> None:
        block = self.blocks[i]
        if self._ends_box(block):
            self._leave_box()
            self._content(i)
            return
        if self._begins_remedy(i):
            self.state = replace(
                self.state, category=RECOMMENDATIONS, opened=Opens.REMEDY, draft=None
            )
        self._add(self.state.draft or self._new_draft(), block)

    def _ends_box(self, block: Block) -> bool:
        """The next paragraph number ends a recommendation that stands between two of them."""
        return (
            self.outer is not None
            and self.family.numbered
            and self.state.opened in (Opens.NUMBERED, Opens.BOX)
            and wording.is_paragraph_number(block.label)
        )

    def _begins_remedy(self, i: int) -> bool:
        """In a cause of concern, the lead-in to its recommendations begins a second finding."""
        block, below = self.blocks[i], self.outline.below(i)
        return (
            self.state.category == CONCERN
            and self.state.draft is not None
            and block.kind is Kind.PARAGRAPH
            and bool(_REMEDY.search(block.text))
            and below is not None
            and below.kind is Kind.ITEM
        )

    def _take_in_list(self, i: int) -> None:
        block, draft = self.blocks[i], self.state.draft
        if block.kind is Kind.ITEM:
            self._take_item(block)
        elif draft is None and self._leads_in(i):
            self._leave_out(block, LEAD_IN)
        elif draft is None or self._is_finding_itself(block, draft):
            self._add(self._new_draft(), block)
        else:
            self._add(draft, block)

    def _take_item(self, block: Block) -> None:
        draft = self.state.draft
        if draft is None or self._is_top(block, draft):
            self._add(self._new_draft(block.label), block)
        else:
            draft.nested.append(len(draft.blocks))
            self._add(draft, block)

    def _is_top(self, block: Block, draft: Draft) -> bool:
        if not self.state.listing.plain:
            return self.state.listing.is_top(block)
        nested_above = bool(draft.nested) and draft.nested[-1] == len(draft.blocks) - 1
        return not nested_above and not draft.blocks[-1].text.endswith((":", ";", ","))

    def _leads_in(self, i: int) -> bool:
        below = self.outline.below(i)
        is_list_below = below is not None and below.kind is Kind.ITEM
        return is_list_below and self.blocks[i].text.endswith(":")

    def _is_finding_itself(self, block: Block, draft: Draft) -> bool:
        """In a section without bullets each paragraph is a finding, unless it goes on."""
        if not self.state.listing.plain or block.kind is not Kind.PARAGRAPH:
            return False
        return wording.ends_sentence(draft.blocks[-1].text) and not wording.goes_on(block.text)

    # -- drafts and ledger -----------------------------------------------------------------

    def _new_draft(self, label: str | None = None) -> Draft:
        state = self.state
        state.draft = Draft(
            area=state.area,
            category=state.category,
            section=state.section,
            path=tuple(text for _, _, text in self.path),
            label=label,
            summary=state.summary,
        )
        self.cut.drafts.append(state.draft)
        return state.draft

    def _add(self, draft: Draft, block: Block) -> None:
        draft.blocks.append(block)

    def _leave_out(self, block: Block, reason: str) -> None:
        for line in block.lines:
            self.cut.reasons.setdefault(line, reason)


def _closes(above: tuple[int, int, str], rank: int, level: int) -> bool:
    """True when a heading of ``rank`` and ``level`` (0 where it does not nest) closes one above."""
    if above[0] != rank or not level or not above[1]:
        return above[0] >= rank
    return above[1] >= level


#: A summary's wording is sometimes shortened; two recommendations of one report share less.
_SAME = 0.8


def _leave_out_repeats(cut: Cut) -> None:
    """Take out of a summary what the body of the report says too, so that nothing counts twice."""
    body = [draft.words for draft in cut.drafts if not draft.summary]
    kept = []
    for draft in cut.drafts:
        if draft.summary and draft.category != CONTEXT and _is_in(draft.words, body):
            cut.reasons.update((n, REPEAT) for block in draft.blocks for n in block.lines)
        else:
            kept.append(draft)
    cut.drafts = kept


def _is_in(words: set[str], others: list[set[str]]) -> bool:
    return any(len(words & other) >= _SAME * len(words | other) for other in others if other)
