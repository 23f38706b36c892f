"""Cut a report's blocks into findings: one walk down the report, one state, no look back.

A heading says what follows (``families.Opens``); content goes to the finding that is open, opens
a new one, or is left out with a reason. Ranks decide which headings a new heading closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from indexer.reports import wording
from indexer.reports.blocks import Block, Kind
from indexer.reports.contents import Contents
from indexer.reports.families import Family, Known, Opens
from indexer.reports.finding import CONTEXT
from indexer.reports.grades import is_spread, printed_grade, spread

HEADING = "heading"
GRADE = "grade"
SPREAD = "national grade distribution"
TABLE = "table of judgements, kept as facts"
RULE = "rule under a table row"
LEAD_IN = "lead-in to the list below it"
GLOSSARY = "glossary, kept as acronyms"
CONTENTS = "contents list"
TITLE_PAGE = "title page"
BOX_AREA = "names the area of the box"

FINDINGS = "Findings"

#: The title stands within this many blocks from the top.
FRONT_BLOCKS = 40

#: What stands between an area's heading and its grade is no longer than this.
GRADE_CHARACTERS = 80

#: Which headings a heading closes: all of its own rank and of higher numbers.
RANK = {
    Opens.CHAPTER: 1, Opens.SUMMARY: 1, Opens.AREAS: 1, Opens.APPENDIX: 1, Opens.GLOSSARY: 1,
    Opens.CONTENTS: 1, Opens.AREA: 1, Opens.SECTION: 2, Opens.NARRATIVE: 2, Opens.CONTEXT: 3,
    Opens.CATEGORY: 3, Opens.GRADE: 3, Opens.SPREAD: 3, Opens.TABLE: 3, Opens.BOX: 4,
    Opens.NUMBERED: 4, Opens.REMEDY: 5,
}  # fmt: skip

_BOX_AREA = re.compile(r"^inspection area\s*[:–-]\s*(.+)$", re.I)
#: The fields of a practice box: 'TITLE: One call, one owner', 'OUTCOME(S):'.
_FIELD = re.compile(r"^[A-Z][A-Z ()/]{3,24}:")
_REMEDY = re.compile(r"\brecommend(s|ed|ations?)?\b|\b(should|must)\b[^.]*:$", re.I)
_STATED = re.compile(r"^.{2,80}?\b(?:is|was|are|were)\s+(?:rated |graded |judged )?(\w+)\s+(?:at|in)\b")


class Mode:
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
    level: int = 0
    grade: str | None = None
    spread: tuple[tuple[str, int], ...] = ()
    #: False for a chapter of context, which is shown as an area but is never graded.
    inspected: bool = True


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
    #: True for a chapter that repeats what the report says elsewhere.
    summary: bool = False


@dataclass(slots=True)
class State:
    """Where the walk is: what the headings above say of the content below."""

    area: AreaDraft | None = None
    category: str | None = None
    section: str = ""
    mode: str = Mode.WHOLE
    reason: str = ""
    opened: Opens | None = None
    draft: Draft | None = None
    #: The style of top-level items in this section.
    top: tuple[int, float, str] = (0, 0.0, "")
    #: True when the section's paragraphs are findings by themselves.
    plain: bool = False
    #: The container that a box stands in; () where the format has none.
    container: tuple[int, ...] = ()


@dataclass(slots=True)
class Cut:
    """A report cut up: findings in order, areas in order, and why the rest is left out."""

    drafts: list[Draft]
    areas: list[AreaDraft]
    #: Line number → reason, for lines that are in no finding.
    reasons: dict[int, str]
    glossary: list[Block]


def split(blocks: Sequence[Block], family: Family, listed: Contents, title: frozenset[str]) -> Cut:
    """Cut ``blocks`` into findings.

    ``listed`` is the report's contents list; ``title`` holds the keys of what the title page may
    print (title, force, date), so that a web page's heading is not taken for an area.
    """
    return _Walk(blocks, family, listed, title).run()


class _Walk:
    def __init__(
        self, blocks: Sequence[Block], family: Family, listed: Contents, title: frozenset[str]
    ) -> None:
        self.blocks = blocks
        self.family = family
        self.listed = listed
        self.title = title
        self.state = State()
        self.outer: State | None = None
        self.path: list[tuple[int, int, str]] = []
        self.spread_rows: list[Block] = []
        self.cut = Cut([], [], {}, [])
        #: True when the format says what is a heading, so that words alone make none.
        self.formatted = any(b.kind is Kind.HEADING and b.level for b in blocks)
        #: True when blank lines or gaps part the paragraphs, so that a heading stands alone.
        self.spaced = sum(b.starts for b in blocks) > 0.4 * len(blocks)
        self.headings = [self._heading(i) for i in range(len(blocks))]
        self.area_level = self._level_of_areas()

    def run(self) -> Cut:
        start = self._front_matter()
        for block in self.blocks[:start]:
            self._leave_out(block, TITLE_PAGE)
        self.state.category = self.family.narrative or None
        self._narrative(start - 1)
        for i in range(start, len(self.blocks)):
            known = self.headings[i]
            if known is not None and not self._is_content_here(i, known):
                self._open(i, known)
            else:
                self._content(i)
        self._close_spread()
        return self.cut

    # -- headings --------------------------------------------------------------------------

    def _heading(self, i: int) -> Known | None:
        """What the block opens as a heading, or None when it is content."""
        block = self.blocks[i]
        if block.kind in (Kind.ITEM, Kind.ROW):
            return None
        known = self.family.known(block.text, self._below(i))
        if known is not None and (block.certain or len(block.lines) <= 2):
            return known
        if self._is_bare_heading(i):
            return Known(Opens.SECTION, "", re.compile(""))
        return None

    def _is_bare_heading(self, i: int) -> bool:
        block = self.blocks[i]
        if _FIELD.match(block.text):
            return False
        if block.kind is Kind.HEADING:
            return wording.key(block.text) != ""
        if self.formatted or (self.spaced and not (block.starts and self._has_below(i))):
            return False
        if wording.key(block.text) in self.listed.entries:
            return True
        if not self.family.sub_headings or not block.starts:
            return False
        return (
            wording.could_be_heading(block.text)
            and not block.text.endswith((":", "!"))
            and len(block.text.split()) <= 20
            and self._has_below(i)
        )

    def _below(self, i: int) -> str:
        return self.blocks[i + 1].text if i + 1 < len(self.blocks) else ""

    def _has_below(self, i: int) -> bool:
        return i + 1 < len(self.blocks) and self.blocks[i + 1].starts

    def _is_content_here(self, i: int, known: Known) -> bool:
        """True for words that head something elsewhere but are plain text at this place."""
        block, state = self.blocks[i], self.state
        if state.reason == GLOSSARY and known.opens is Opens.SECTION:
            return len(block.text) <= 2 or not block.certain or block.level == 0
        if known.opens is Opens.SECTION and self.family.grade(block.text) is not None:
            return True
        if known.opens is Opens.SECTION and state.opened is Opens.BOX and state.draft is None:
            return True
        in_context = state.area is not None and not state.area.inspected
        return in_context and known.opens in (Opens.GRADE, Opens.BOX) and not known.follows

    def _level_of_areas(self) -> int:
        """The heading level on which this report's areas stand; 0 where it has no levels.

        It is that of the first heading in the chapter that holds them, else the commonest of
        the headings that are followed by what follows an area's.
        """
        inside = False
        for i, known in enumerate(self.headings):
            if known is not None and known.opens is Opens.AREAS:
                inside = True
            elif inside and known is not None and known.opens in (Opens.SECTION, Opens.AREA):
                return self.blocks[i].level
        levels = [
            self.blocks[i].level
            for i, known in enumerate(self.headings)
            if known is not None and known.opens in (Opens.SECTION, Opens.AREA)
            and self.blocks[i].level and self._shows_area(i)
        ]
        return max(set(levels), key=levels.count) if levels else 0

    def _opens_area(self, i: int) -> bool:
        """True when an unknown heading is that of an area."""
        block = self.blocks[i]
        if self.listed.areas and self._is_plain_text(block):
            return wording.key(block.text) in self.listed.areas
        if wording.key(block.text) in self.title:
            return False
        if self._shows_area(i):
            return True
        if self.area_level and block.level:
            return block.level == self.area_level
        return self.state.opened is Opens.AREAS

    def _is_plain_text(self, block: Block) -> bool:
        """True where headings have no levels, so that only the contents list ranks them."""
        return block.level == 0

    def _shows_area(self, i: int) -> bool:
        """True when what stands directly below is what opens an area in this family."""
        signs = self.family.area_signs
        if Opens.AREA in signs and self.blocks[i].text.rstrip().endswith("?"):
            return True
        for below in range(i + 1, min(i + 3, len(self.blocks))):
            known = self.headings[below] if below < len(self.headings) else None
            if known is None:
                known = self._heading(below)
            if known is not None and known.opens is not Opens.SECTION:
                return known.opens in signs
            if Opens.GRADE in signs and printed_grade(self.blocks[below].text, self.family) is not None:
                return True
            if known is not None or len(self.blocks[below].text) > GRADE_CHARACTERS:
                return False
        return False

    def _open(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        opens = known.opens
        if opens is Opens.SECTION and self._opens_area(i):
            opens = Opens.AREA
        self._leave_out(block, HEADING)
        self._close_spread()
        handler: dict[Opens, Callable[[int, Known], None]] = {
            Opens.AREA: self._open_area,
            Opens.SECTION: self._open_section,
            Opens.CATEGORY: self._open_category,
            Opens.BOX: self._open_box,
            Opens.NUMBERED: self._open_box,
            Opens.REMEDY: self._open_remedy,
            Opens.GRADE: self._open_grade,
        }
        if opens in (Opens.BOX, Opens.NUMBERED, Opens.REMEDY):
            self._remember_outer()
        self._push(opens, block)
        handler.get(opens, self._open_part)(i, Known(opens, known.name, known.pattern))
        self.state.opened = opens

    def _push(self, opens: Opens, block: Block) -> None:
        rank, level = RANK[opens], block.level
        nests = (Opens.AREA, Opens.SECTION)
        while self.path and self._closes(self.path[-1], rank, level if opens in nests else 0):
            self.path.pop()
        self.path.append((rank, level, wording.spaced(block.text)))

    @staticmethod
    def _closes(above: tuple[int, int, str], rank: int, level: int) -> bool:
        if above[0] != rank or not level or not above[1]:
            return above[0] >= rank
        return above[1] >= level

    def _fresh(self, block: Block, **facts: object) -> None:
        """Begin a new section under ``block``; everything not named stays as it was."""
        state = self.state
        self.state = State(
            area=state.area, section=wording.spaced(block.text), container=state.container
        )
        for name, value in facts.items():
            setattr(self.state, name, value)

    def _open_area(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        area = self._area_named(wording.spaced(block.text), block.level)
        self.outer = None
        self._fresh(block, area=area, category=self.family.narrative, container=())
        self._narrative(i)

    def _area_named(self, name: str, level: int = 0) -> AreaDraft:
        """The area of that name, new unless the report has opened it before."""
        for area in self.cut.areas:
            if wording.key(area.name) == wording.key(name) and area.inspected:
                return area
        area = AreaDraft(name, level)
        self.cut.areas.append(area)
        return area

    def _open_section(self, i: int, known: Known) -> None:
        block, state = self.blocks[i], self.state
        area = state.area
        if state.mode == Mode.LEFT_OUT and state.reason in (GLOSSARY, CONTENTS):
            area = None
        if self._topic_in_category(i):
            self.path[-1] = (4, block.level, self.path[-1][2])
            self._fresh(
                block, category=state.category, mode=Mode.ITEMS, top=state.top, plain=state.plain
            )
            return
        self.outer = None
        category = CONTEXT if area is not None and not area.inspected else self.family.narrative
        if area is None and self.family.narrative == CONTEXT and self.family.grades:
            category = CONTEXT
        self._fresh(block, area=area, category=category or None, container=())
        self._narrative(i)

    def _topic_in_category(self, i: int) -> bool:
        """True for a sub-heading that parts the bullets of one category by topic."""
        if self.state.mode != Mode.ITEMS or self.state.opened is Opens.NUMBERED:
            return False
        if self.state.category in (None, FINDINGS):
            return False
        return i + 1 < len(self.blocks) and self.blocks[i + 1].kind is Kind.ITEM

    def _open_category(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        self.outer = None
        if known.name != "Recommendations" and self.state.area is not None:
            area: AreaDraft | None = self.state.area
        else:
            area = self.state.area if self.state.area and self.state.area.inspected else None
        self._fresh(block, area=area, category=known.name, mode=Mode.ITEMS)
        self._contain(block)
        self._look_ahead(i)

    def _contain(self, block: Block) -> None:
        """Note the box that a heading stands in, so that what stands outside is not taken in."""
        self.state.container = block.groups

    def _remember_outer(self) -> None:
        if self.outer is None and self.state.opened not in (Opens.BOX, Opens.NUMBERED):
            self.outer = self.state

    def _open_box(self, i: int, known: Known) -> None:
        block = self.blocks[i]
        self._fresh(block, category=known.name, mode=Mode.WHOLE)
        self._contain(block)
        if known.opens is Opens.NUMBERED:
            self._new_draft(None, label=wording.spaced(block.text).rstrip(" :."))

    def _open_remedy(self, i: int, known: Known) -> None:
        if self.state.category != "Causes of concern":
            self.outer = None
            self._open_category(i, known)
            return
        self._fresh(self.blocks[i], category=known.name, mode=Mode.WHOLE)

    def _open_grade(self, i: int, known: Known) -> None:
        """The label of a grade: what stands below it that is no grade is narrative."""
        self._fresh(self.blocks[i], category=self.family.narrative)
        self._narrative(i)

    def _open_part(self, i: int, known: Known) -> None:
        """Chapters, tables, lists and narrative: what they hold is said by what they are."""
        block, opens = self.blocks[i], known.opens
        self.outer = None
        reasons = {
            Opens.GLOSSARY: GLOSSARY, Opens.CONTENTS: CONTENTS,
            Opens.TABLE: TABLE, Opens.SPREAD: SPREAD,
        }  # fmt: skip
        if opens in reasons:
            area = self.state.area if opens in (Opens.TABLE, Opens.SPREAD) else None
            self._fresh(block, area=area, mode=Mode.LEFT_OUT, reason=reasons[opens])
        elif opens in (Opens.CHAPTER, Opens.SUMMARY, Opens.APPENDIX):
            area = AreaDraft(wording.spaced(block.text), block.level, inspected=False)
            self._fresh(block, area=area, category=CONTEXT)
            self.cut.areas.append(area)
        elif opens is Opens.CONTEXT:
            self._fresh(block, category=CONTEXT, container=())
        elif opens is Opens.AREAS:
            self._fresh(block, area=None, category=self.family.narrative or None)
        else:
            self._fresh(block, category=self.family.narrative or None, container=())
            self._narrative(i)

    def _narrative(self, i: int) -> None:
        """Choose how narrative below is cut: by paragraph numbers where it carries them."""
        if self.state.category == CONTEXT:
            return
        section = self._section_below(i)
        listed = [b for b in section if b.kind is Kind.ITEM]
        numbered = any(wording.is_paragraph_number(b.label) for b in listed)
        if listed and self.state.category is None or numbered and self.family.numbered:
            self.state.mode = Mode.ITEMS
            self._look_ahead(i)

    # -- content ---------------------------------------------------------------------------

    def _content(self, i: int) -> None:
        block = self.blocks[i]
        self._leave_container(block)
        if block.kind is Kind.ROW and wording.is_rule(block.text):
            self._leave_out(block, RULE)
        elif self._takes_grade(block) or self._takes_spread(block) or self._takes_box_area(block):
            return
        elif self.state.mode == Mode.LEFT_OUT:
            self._take_left_out(block)
        elif self.state.mode == Mode.ITEMS:
            self._take_item(i)
        else:
            self._take_whole(i)

    def _leave_container(self, block: Block) -> None:
        """Close a box when the next block stands outside of its container."""
        container = self.state.container
        if container and block.groups[: len(container)] != container:
            self._back_to_narrative()

    def _back_to_narrative(self) -> None:
        """Go on as before the box, or with the area's narrative."""
        if self.outer is not None:
            self.state, self.outer = self.outer, None
            while self.path and self.path[-1][0] >= RANK[Opens.BOX]:
                self.path.pop()
            if self.state.mode == Mode.WHOLE:
                self.state.draft = None
            return
        while self.path and self.path[-1][0] >= RANK[Opens.CATEGORY]:
            self.path.pop()
        section = self.path[-1][2] if self.path else ""
        self.state = State(
            area=self.state.area, category=self.family.narrative or None, section=section
        )

    def _takes_grade(self, block: Block) -> bool:
        area = self.state.area
        if area is None or not area.inspected or not self._may_grade():
            return False
        if block.kind is Kind.ITEM:
            return False
        grade = printed_grade(block.text, self.family)
        if grade is None:
            return False
        area.grade = area.grade or grade or None
        self._leave_out(block, GRADE)
        return True

    def _may_grade(self) -> bool:
        """True between an area's heading (or a grade's label) and the first text below it."""
        return self.state.draft is None and self.state.opened in (
            Opens.AREA, Opens.GRADE, Opens.SECTION,
        )  # fmt: skip

    def _takes_spread(self, block: Block) -> bool:
        if self.state.reason != SPREAD:
            return False
        if not is_spread(block.text, self.family):
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
        if self.state.reason == GLOSSARY:
            self.cut.glossary.append(block)
        elif self.state.reason == SPREAD and block.kind is not Kind.ROW and self.state.area:
            self._back_to_narrative()
            self._add(self._new_draft(block), block)
            return
        self._leave_out(block, self.state.reason)

    def _take_whole(self, i: int) -> None:
        block, state = self.blocks[i], self.state
        if self._ends_numbered(block):
            self._back_to_narrative()
            self._content(i)
            return
        if self._begins_remedy(i):
            self._fresh(block, category="Recommendations", mode=Mode.WHOLE, section=state.section)
            self.state.opened = Opens.REMEDY
        if self.state.draft is None:
            self._new_draft(block)
        assert self.state.draft is not None
        self._add(self.state.draft, block)

    def _ends_numbered(self, block: Block) -> bool:
        """The next paragraph number ends a recommendation that stands between two of them."""
        return (
            self.state.opened in (Opens.NUMBERED, Opens.BOX)
            and self.family.numbered
            and block.kind is Kind.ITEM
            and wording.is_paragraph_number(block.label)
            and self.outer is not None
        )

    def _begins_remedy(self, i: int) -> bool:
        """In a cause of concern, the lead-in to its recommendations begins a second finding."""
        block = self.blocks[i]
        return (
            self.state.category == "Causes of concern"
            and self.state.draft is not None
            and block.kind is Kind.PARAGRAPH
            and bool(_REMEDY.search(block.text))
            and i + 1 < len(self.blocks)
            and self.blocks[i + 1].kind is Kind.ITEM
        )

    def _take_item(self, i: int) -> None:
        block, state = self.blocks[i], self.state
        if block.kind is Kind.ITEM:
            if state.draft is None or self._is_top(block):
                self._add(self._new_draft(block, label=block.label), block)
            else:
                state.draft.nested.append(len(state.draft.blocks))
                self._add(state.draft, block)
        elif self._leads_in(i):
            self._leave_out(block, LEAD_IN)
        elif state.draft is None or self._is_finding_itself(block):
            self._add(self._new_draft(block), block)
        else:
            self._add(state.draft, block)

    def _leads_in(self, i: int) -> bool:
        block = self.blocks[i]
        return (
            self.state.draft is None
            and block.kind is Kind.PARAGRAPH
            and block.text.endswith(":")
            and i + 1 < len(self.blocks)
            and self.blocks[i + 1].kind is Kind.ITEM
        )

    def _is_finding_itself(self, block: Block) -> bool:
        """In a section without bullets each paragraph is a finding, unless it goes on."""
        draft = self.state.draft
        if not self.state.plain or draft is None or block.kind is not Kind.PARAGRAPH:
            return False
        return wording.ends_sentence(draft.blocks[-1].text) and not wording.goes_on(block.text)

    def _look_ahead(self, i: int) -> None:
        """Learn the style of a section's top-level items before reading it."""
        section = self._section_below(i)
        items = [b for b in section if b.kind is Kind.ITEM]
        numbered = [b for b in items if wording.is_paragraph_number(b.label)]
        self.state.plain = not items or not numbered and _is_plain(section)
        tops = numbered if numbered and self.family.numbered else items
        if tops:
            self.state.top = min((_style(b) for b in tops), key=lambda s: (s[0], s[1]))

    def _section_below(self, i: int) -> list[Block]:
        """The content from block ``i`` to the next heading."""
        found = []
        for j in range(i + 1, len(self.blocks)):
            known = self.headings[j] if j < len(self.headings) else None
            if known is not None:
                break
            found.append(self.blocks[j])
        return found

    def _is_top(self, block: Block) -> bool:
        if self.state.plain:
            draft = self.state.draft
            return draft is None or not draft.blocks[-1].text.endswith((":", ";", ",")) and not (
                draft.nested and draft.nested[-1] == len(draft.blocks) - 1
            )
        top, style = self.state.top, _style(block)
        slack = 3.0 if block.size is not None else 0.5
        return style[0] <= top[0] and style[1] <= top[1] + slack and style[2] == top[2]

    # -- drafts and ledger -----------------------------------------------------------------

    def _new_draft(self, block: Block | None, label: str | None = None) -> Draft:
        state = self.state
        draft = Draft(
            area=state.area,
            category=state.category,
            section=state.section,
            path=tuple(text for _, _, text in self.path),
            label=label,
        )
        self.cut.drafts.append(draft)
        state.draft = draft
        return draft

    def _add(self, draft: Draft, block: Block) -> None:
        draft.blocks.append(block)

    def _leave_out(self, block: Block, reason: str) -> None:
        for line in block.lines:
            self.cut.reasons.setdefault(line, reason)

    def _front_matter(self) -> int:
        """The number of blocks that are the title page: all down to the title where the format
        shows it, else all before the first heading or text."""
        for i, block in enumerate(self.blocks[:FRONT_BLOCKS]):
            if block.kind is Kind.HEADING and wording.key(block.text) in self.title:
                return i + 1
        for i, block in enumerate(self.blocks):
            known = self.headings[i]
            if known is not None and wording.key(block.text) not in self.title:
                if known.opens is not Opens.SECTION or self._is_real_heading(i):
                    return i
            elif known is None and (len(block.text) > 120 or block.kind is Kind.ITEM):
                return i
        return 0

    def _is_real_heading(self, i: int) -> bool:
        """True for an unknown heading with text below it: a title page has only short lines."""
        block = self.blocks[i]
        if wording.key(block.text) in self.listed.entries:
            return True
        below = self.blocks[i + 1 : i + 3]
        return any(len(b.text) > 120 or b.kind is Kind.ITEM for b in below)


def _is_plain(section: Sequence[Block]) -> bool:
    """True when a section's paragraphs are its findings and its bullets are nested in them: it
    begins with a finished paragraph, and its first bullet stands below a lead-in."""
    place = next(i for i, block in enumerate(section) if block.kind is Kind.ITEM)
    if place == 0 or section[0].text.endswith(":"):
        return False
    return section[place - 1].text.endswith(":")


def _style(block: Block) -> tuple[int, float, str]:
    """What makes items alike: depth where the format gives it, else indent, and the mark."""
    shape = block.mark or re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", block.label or ""))
    if wording.is_paragraph_number(block.label):
        shape = "1.1"
    if block.level:
        return block.level, 0.0, ""
    return 0, block.indent, shape
