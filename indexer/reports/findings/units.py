"""The units of a report: where one finding ends and the next begins (the contract of the cut).

An item of a list under a heading that judges, a numbered paragraph, a row of a table of actions,
a box, a section of narrative or, where that is long, a paragraph of it. Called by ``pipeline``
with labelled stretches; out: drafts of findings, and what is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from indexer.reports import wording
from indexer.reports.categories import category
from indexer.reports.corrections import Is
from indexer.reports.findings.action_columns import is_of_actions
from indexer.reports.findings.action_rows import action_rows
from indexer.reports.findings.data_tables import left_out
from indexer.reports.findings.drafts import Cuts, Draft
from indexer.reports.labelling import statements
from indexer.reports.labelling.framing import is_time, points_at_table
from indexer.reports.labelling.roles import CONCERN
from indexer.reports.labelling.stretches import RECOMMENDATIONS, Cut, Stretch
from indexer.reports.structure.headings import reads_like_heading
from indexer.reports.structure.lists import is_numbered, is_of_paragraphs
from indexer.reports.structure.tree import (
    Block,
    Item,
    List,
    Node,
    Table,
    blocks,
    introduced,
    without,
)

LEAD_IN = "lead-in to the list below it"
TABLE_HEAD = "heads of a table's columns"

#: A section of narrative with more characters is cut by paragraph.
LONGEST_NARRATIVE = 3000
#: A paragraph that introduces a list is no longer than this where it is no finding itself.
LEAD_IN_CHARACTERS = 300

#: What a quotation begins with.
QUOTES = "“‘\"'"

#: What says that a table follows.
_OF_TABLE = re.compile(r"\b(?:below|table|figures?|percentages?|follows|shown)\b", re.I)
_REMEDY = re.compile(r"\brecommend(s|ed|ations?)?\b|\b(should|must)\b[^.]*:$", re.I)
#: A demand with what it asks for, before a list: 'should review its governance so that it:'.
_WHOLE_DEMAND = re.compile(
    r"\b(?:should|must|needs? to|recommends? that)\b"
    r"(?!.*\b(?:following|these|steps to|actions? to)\b)"
    r"(?! work (?:\w+ly )?(?:together )?with [^:]* to:)"
    r"(?!,? (?:within|by|before|immediately|in the next)\b[^,:]*:)(?: [^\s:]+){5,}:$",
    re.I,
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[^\W\d_][.!?]) +(?=[A-Z‘“\"'])")
_LEADS_IN = re.compile(r":$|\b(?:the )?following\b[^.]*[.:]?$|\bas follows\b[.:]?$", re.I)


def units(stretches: Iterable[Stretch]) -> Cuts:
    """The findings of all stretches, in order, and what is in none."""
    found = Cuts()
    empty: list[Block] = []
    filled: set[int] = set()
    every = [stretch for each in stretches if (stretch := _without_data(each, found)).nodes]
    led: tuple[str, ...] = ()
    lead = ""
    for stretch, below, length in zip_longest(every, every[1:], _lengths(every)):
        before = len(found.drafts)
        if _leads_in_sections(stretch, below):
            found.left_out += ((block, LEAD_IN) for block in blocks(stretch.nodes))
            led, lead = stretch.path, next(blocks(stretch.nodes)).text
            continue
        inside = stretch.path[: len(led)] == led != stretch.path
        _Cutter(stretch, found, length, lead if inside else "").cut()
        if stretch.judging is not None and len(found.drafts) > before:
            filled.add(id(stretch.judging))
        elif stretch.judging is not None:
            empty.append(stretch.judging)
    found.empty += (heading for heading in empty if id(heading) not in filled)
    return found


def _without_data(stretch: Stretch, found: Cuts) -> Stretch:
    """A stretch without tables that say nothing; a box, and a section of context that is one
    document, have them."""
    if stretch.cut is Cut.WHOLE or any(b.correction for b in blocks(stretch.nodes)):
        return stretch
    judged = category(stretch.category)
    asking = stretch.cut is Cut.ITEMS and judged is not None
    data = list(left_out(stretch.nodes, asking))
    found.left_out += data
    dropped = {id(block) for block, _ in data}
    return replace(stretch, nodes=without(stretch.nodes, dropped)) if dropped else stretch


class _Cutter:
    """Cuts one stretch."""

    def __init__(
        self, stretch: Stretch, found: Cuts, section_length: int = 0, lead: str = ""
    ) -> None:
        self.stretch = stretch
        self.found = found
        self.section_length = section_length
        self.label = stretch.label
        #: What leads in to the list that comes next.
        self.lead = lead
        #: By when, as the last lead-in that only says so.
        self.by_when: str | None = None

    def cut(self) -> None:
        corrected = [b for b in blocks(self.stretch.nodes) if b.correction is not None]
        if corrected:
            self._corrected()
        else:
            self._as_printed()

    def _as_printed(self) -> None:
        if self.stretch.cut is Cut.WHOLE:
            self._box(self.stretch.nodes)
        elif self.stretch.cut is Cut.ITEMS:
            self._items(self.stretch.nodes)
        else:
            self._narrative(self.stretch.nodes)

    # -- drafts ----------------------------------------------------------------------------

    def _draft(self, label: str | None = None, category: str | None = None) -> Draft:
        stretch = self.stretch
        draft = Draft(
            area=stretch.area,
            category=category if category is not None else stretch.category,
            section=stretch.section,
            path=stretch.path,
            label=label or self.label,
            summary=stretch.summary,
            lead=self.lead,
            by_when=self.by_when,
        )
        self.label = None
        self.found.drafts.append(draft)
        return draft

    def _leave_out(self, node: Node, reason: str) -> None:
        self.found.left_out += ((block, reason) for block in blocks([node]))
        if reason == LEAD_IN and isinstance(node, Block):
            if is_time(node.text):
                self.by_when = node.text.strip(" .:")
            else:
                self.lead = node.text

    # -- boxes -----------------------------------------------------------------------------

    def _box(self, nodes: Sequence[Node]) -> None:
        """One finding; a cause of concern is two, its statement and its recommendations."""
        split = self._remedy(nodes)
        if nodes[:split]:
            _add(self._draft(), nodes[:split])
        if nodes[split:]:
            _add(self._draft(category=RECOMMENDATIONS), nodes[split:])

    def _remedy(self, nodes: Sequence[Node]) -> int:
        """In a cause of concern, the place of the lead-in to its recommendations."""
        if self.stretch.category != CONCERN:
            return len(nodes)
        for place in range(1, len(nodes) - 1):
            if isinstance(nodes[place + 1], List) and _is_remedy(nodes[place]):
                return place
        return len(nodes)

    # -- items -----------------------------------------------------------------------------

    def _items(self, nodes: Sequence[Node]) -> None:
        """Every item, row and paragraph is one finding; a lead-in is none. A heading in the
        singular owns one numbered paragraph, or one paragraph with the list that it introduces."""
        nodes = self._without_numbered_lead(nodes)
        if self.stretch.single and (own := _own_of_single(nodes, self._is_ended())) is not None:
            nodes, behind = own
            self._items_of(nodes)
            self._behind(behind)
        else:
            self._items_of(nodes)

    def _is_ended(self) -> bool:
        """True where the heading has a level, so that the next one of it ends the section."""
        return self.stretch.judging is not None and self.stretch.judging.level > 0

    def _items_of(self, nodes: Sequence[Node]) -> None:
        end = _end_of_items(nodes)
        if nodes[end:]:
            self._items_of(nodes[:end])
            self._behind(nodes[end:])
            return
        owned = _is_owned(nodes) or _is_demand(nodes)
        last = max((i for i, n in enumerate(nodes) if not isinstance(n, Block)), default=-1)
        draft: Draft | None = None
        for place, node in enumerate(nodes):
            if not isinstance(node, Block):
                self._listed(node, draft if owned else None)
                draft = None
            elif not owned and self._leads_in(nodes, place):
                self._leave_out(node, LEAD_IN)
            elif place > last >= 0 and not owned:
                self._behind(nodes[place:])
                return
            else:
                draft = self._paragraph(node, draft)

    def _listed(self, node: List | Table, owner: Draft | None) -> None:
        """The items of a list, or the rows of a table; a list may belong to the paragraph above."""
        if isinstance(node, Table):
            self._rows(node)
        elif owner is not None:
            _add_list(owner, node)
        else:
            for item in node.items:
                _add_item(self._draft(_label(item)), item)
        self.lead = ""

    def _paragraph(self, block: Block, above: Draft | None) -> Draft:
        """The finding that a paragraph is, or goes on with."""
        draft = above if above is not None and _goes_on(above, block) else self._draft()
        draft.blocks.append(block)
        return draft

    def _without_numbered_lead(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """The nodes, where one numbered paragraph only leads in to the lists in it or below it,
        without it: '15. The local authority should take the following action.'"""
        if not nodes or not isinstance(nodes[0], List) or len(nodes[0].items) != 1:
            return nodes
        item = nodes[0].items[0]
        below = [*item.parts, *nodes[1:]]
        text = item.block.text
        if not (is_numbered(item.block) and _LEADS_IN.search(text)) or _states(text):
            return nodes
        listed = any(isinstance(part, List) for part in item.parts)
        if not (listed or _begins_list(below)):
            return nodes
        self._leave_out(item.block, LEAD_IN)
        return below

    def _leads_in(self, nodes: Sequence[Node], place: int) -> bool:
        """True for a paragraph that only introduces the list or table below it, or the lead-in to
        that: 'We make the following recommendations.' / 'The force should:'"""
        node, below = nodes[place], nodes[place + 1] if place + 1 < len(nodes) else None
        if not isinstance(node, Block) or below is None:
            return False
        if self.stretch.category == RECOMMENDATIONS and _says_that_others_ask(node):
            return not isinstance(below, Block) or self._leads_in(nodes, place + 1)
        if isinstance(below, Table) and points_at_table(node.text):
            return True
        if not _is_lead_in(node) or _states(node.text):
            return False
        return not isinstance(below, Block) or (
            not node.text.endswith(":") and self._leads_in(nodes, place + 1)
        )

    def _behind(self, nodes: Sequence[Node]) -> None:
        """What stands behind a list that has ended, or behind what a heading in the singular owns,
        is the narrative of what is around it."""
        stretch, path = self.stretch, self.stretch.path[:-1]
        behind = Stretch(
            nodes=tuple(nodes),
            cut=Cut.NARRATIVE,
            area=stretch.area,
            category=stretch.behind,
            section=path[-1] if path else "",
            path=path,
            summary=stretch.summary,
        )
        _Cutter(behind, self.found).cut()

    def _rows(self, table: Table, category: str | None = None) -> None:
        """Each row with an action is one finding; a cell that names who must act is no text."""
        heads, actions = action_rows(table)
        if heads:
            self._leave_out(Table(heads), TABLE_HEAD)
        for action in actions:
            draft = self._draft(action.reference, category)
            draft.blocks.append(action.row)
            draft.addressee, draft.by_when = action.owner, action.by_when or self.by_when

    # -- narrative -------------------------------------------------------------------------

    def _narrative(self, nodes: Sequence[Node]) -> None:
        """Numbered paragraphs are findings; else a short section is one, and of a long one each
        paragraph is, with the list that it introduces."""
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, List) and self._is_numbered(node, run):
                self._prose(run)
                run = []
                for item in node.items:
                    _add_item(self._draft(_label(item)), item)
            elif isinstance(node, Table) and _is_of_actions(node):
                led = run[-1:] if run and _leads_in_to_table(run[-1]) else []
                self._prose(run[: len(run) - len(led)])
                for lead in led:
                    self._leave_out(lead, LEAD_IN)
                self._rows(node, RECOMMENDATIONS)
                run = []
            else:
                run.append(node)
        self._prose(run)

    def _is_numbered(self, node: List, above: Sequence[Node]) -> bool:
        """True for numbered paragraphs, and not for a numbered list that a paragraph introduces."""
        block = node.items[0].block
        if not is_numbered(block):
            return not above and is_of_paragraphs(node)
        last = above[-1] if above else None
        introduced = isinstance(last, Block) and not last.text.endswith((".", "?"))
        return not introduced and (not above or "." in (block.label or "").rstrip("."))

    def _prose(self, nodes: Sequence[Node]) -> None:
        if not nodes:
            return
        neutral = self.stretch.category is None
        length = max(self.section_length, _length(nodes))
        if not neutral and length <= LONGEST_NARRATIVE:
            _add(self._draft(), nodes)
            return
        draft: Draft | None = None
        for node in nodes:
            if draft is None or (isinstance(node, Block) and not _goes_on(draft, node)):
                draft = self._draft()
            _add(draft, [node])

    # -- corrections -----------------------------------------------------------------------

    def _corrected(self) -> None:
        """Where a person says that a finding starts or goes on, that is what it does."""
        fresh = _Cutter(self.stretch, Cuts(), self.section_length)
        fresh._as_printed()
        said = {b.lines: b.correction for b in blocks(self.stretch.nodes) if b.correction}
        self.found.left_out += fresh.found.left_out
        draft: Draft | None = None
        for made in fresh.found.drafts:
            for place, block in enumerate(made.blocks):
                correction = said.get(block.lines)
                goes_on = correction is not None and correction.kind is Is.CONTINUATION
                starts = correction is not None and not goes_on
                if draft is None or starts or (place == 0 and not goes_on):
                    # What is said of who must act stands at the finding that was printed.
                    label = made.label if place == 0 else None
                    draft = replace(made, label=label, blocks=[], nested=[])
                    self.found.drafts.append(draft)
                if place in made.nested and draft.blocks:
                    draft.nested.append(len(draft.blocks))
                draft.blocks.append(block)


def _lengths(stretches: Sequence[Stretch]) -> list[int]:
    """For each stretch, the characters of its section's own narrative: what goes on behind the
    boxes in it is counted too, so that a long section is cut alike in front of them and behind.
    0 where nothing stands in it: such narrative is measured where it is cut."""
    lengths = [0] * len(stretches)
    open_at: dict[tuple[str, ...], list[int]] = {}
    for place, stretch in enumerate(stretches):
        open_at = {p: at for p, at in open_at.items() if p == stretch.path[: len(p)]}
        if stretch.cut is not Cut.NARRATIVE or not stretch.path:
            continue
        together = open_at.setdefault(stretch.path, [])
        together.append(place)
        if len(together) > 1:
            total = sum(_length(stretches[at].nodes) for at in together)
            for at in together:
                lengths[at] = total
    return lengths


def _length(nodes: Iterable[Node]) -> int:
    return sum(len(block.text) for block in blocks(nodes))


def _own_of_single(
    nodes: Sequence[Node], ended: bool
) -> tuple[Sequence[Node], Sequence[Node]] | None:
    """What a heading in the singular owns, and what stands behind it; None where it owns all: a
    list, and paragraphs where the print shows that the section has ``ended``."""
    first = nodes[0]
    if isinstance(first, List):
        if not is_numbered(first.items[0].block) or (len(first.items) == 1 and len(nodes) == 1):
            return None
        rest = [List(first.items[1:])] if first.items[1:] else []
        return [List(first.items[:1])], [*rest, *nodes[1:]]
    if isinstance(first, Table) or ended:
        return None
    end = introduced(nodes)
    return (nodes[:end], nodes[end:]) if end < len(nodes) else None


def _end_of_items(nodes: Sequence[Node]) -> int:
    """The place where the items under a heading have ended: that of the numbered paragraphs which
    go on with the report's count behind a list of marked items. A line with a dash that is no
    sentence is the title of what it stands above, and no item."""
    marked = False
    for place, node in enumerate(nodes):
        if isinstance(node, List) and marked and _counts_on(node.items[0].block):
            return place
        marked = marked or (isinstance(node, List) and _has_items(node))
    return len(nodes)


def _has_items(node: List) -> bool:
    """True for marked items, and not for one that is the title of what follows it."""
    first = node.items[0].block
    is_title = len(node.items) == 1 and reads_like_heading(first.text)
    return not is_numbered(first) and not is_title


def _counts_on(block: Block) -> bool:
    """True for a numbered paragraph that begins no list of its own: '3.3', '47.', not '1.'"""
    return is_numbered(block) and (block.label or "").strip(".") != "1"


def _leads_in_sections(stretch: Stretch, below: Stretch | None) -> bool:
    """True for one paragraph, numbered or not, that only leads in to what stands under headings of
    its own: to lists ('15. The council should take the following action.' / 'At once:'), or to
    boxes with a number each ('Our recommendations follow.' / 'Recommendation 1')."""
    text = list(blocks(stretch.nodes))
    if below is None or len(text) != 1 or len(text[0].text) > LEAD_IN_CHARACTERS:
        return False
    inside = stretch.path == below.path[: len(stretch.path)] != below.path
    lists = below.cut is Cut.ITEMS and _LEADS_IN.search(text[0].text) is not None
    boxes = below.label is not None and below.category == stretch.category
    leads = lists or (boxes and not statements.asks(text[0].text))
    return inside and stretch.cut is Cut.ITEMS and leads


def _is_of_actions(table: Table) -> bool:
    rows = [row.cells for row in table.rows]
    return len(rows) > 1 and is_of_actions(rows[0], rows[1:])


def _leads_in_to_table(node: Node) -> bool:
    """True for a short paragraph right above a table that says what stands in it."""
    return (
        isinstance(node, Block)
        and len(node.text) <= LEAD_IN_CHARACTERS
        and bool(_LEADS_IN.search(node.text) or _OF_TABLE.search(node.text))
    )


def _is_remedy(node: Node) -> bool:
    """True for a paragraph that asks for what stands below it."""
    return isinstance(node, Block) and bool(_REMEDY.search(node.text))


def _is_owned(nodes: Sequence[Node]) -> bool:
    """True where paragraphs are findings and own the lists below them: the section begins with a
    finished paragraph, and its first list stands below a lead-in. Items with a number each are
    findings themselves."""
    place = next((i for i, node in enumerate(nodes) if not isinstance(node, Block)), None)
    if not place:
        return False
    items = nodes[place]
    if isinstance(items, List) and is_numbered(items.items[0].block):
        return False
    first, above = nodes[0], nodes[place - 1]
    assert isinstance(first, Block)
    assert isinstance(above, Block)
    return not first.text.endswith(":") and above.text.endswith(":") and not _is_lead_in(first)


def _is_demand(nodes: Sequence[Node]) -> bool:
    """True where one paragraph asks for something whole, and the list below it only says in what:
    'The force should review its governance so that it:' / 'knows its demand; and'."""
    if len(nodes) != 2 or not (isinstance(nodes[0], Block) and isinstance(nodes[1], List)):
        return False
    asked = _WHOLE_DEMAND.search(nodes[0].text)
    small = all(wording.goes_on(item.block.text) for item in nodes[1].items)
    return asked is not None and small and not is_numbered(nodes[1].items[0].block)


def _begins_list(nodes: Sequence[Node]) -> bool:
    """True where a list or a table comes first, or what leads in to one."""
    return bool(nodes) and (not isinstance(nodes[0], Block) or _is_lead_in(nodes[0]))


def _states(text: str) -> bool:
    """True for a paragraph of several sentences of which the first asks for nothing and announces
    nothing: it says something itself, whatever it leads in to."""
    sentences = _BETWEEN_SENTENCES.split(text)
    return len(sentences) > 1 and not _LEADS_IN.search(sentences[0])


def _is_lead_in(block: Block) -> bool:
    leads = bool(_LEADS_IN.search(block.text)) or is_time(block.text)
    return leads and len(block.text) <= LEAD_IN_CHARACTERS


def _says_that_others_ask(block: Block) -> bool:
    """True for a short paragraph that speaks of recommendations and asks for nothing itself."""
    short = len(block.text) <= LEAD_IN_CHARACTERS and "recommendation" in block.text.casefold()
    return short and not statements.asks(block.text)


def _goes_on(draft: Draft, block: Block) -> bool:
    """True for a paragraph that goes on with the sentence above it, and for what somebody is quoted
    to have said: '… told inspectors:' / '“It is the first time …”'."""
    above = draft.blocks[-1].text
    if above.endswith(":") and block.text[:1] in QUOTES:
        return True
    return not wording.ends_sentence(above) and wording.goes_on(block.text)


def _label(item: Item) -> str | None:
    return item.block.label.rstrip(".") if item.block.label else None


def _add(draft: Draft, nodes: Iterable[Node]) -> None:
    for node in nodes:
        if isinstance(node, Block):
            draft.blocks.append(node)
        elif isinstance(node, List):
            _add_list(draft, node)
        else:
            draft.blocks += node.rows


def _add_list(draft: Draft, node: List) -> None:
    """Add a list whose items are nested in the finding; paragraphs that are numbered are not."""
    for item in node.items:
        inside = not is_numbered(item.block)
        for number, (block, nested) in enumerate(item.blocks()):
            if (number == 0 and inside) or nested:
                draft.nested.append(len(draft.blocks))
            draft.blocks.append(block)


def _add_item(draft: Draft, item: Item) -> None:
    for block, nested in item.blocks():
        if nested:
            draft.nested.append(len(draft.blocks))
        draft.blocks.append(block)
