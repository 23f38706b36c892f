"""The meaning of each section: area, grade and category belong to a node and end with it.

The parts of a report are nested by what the print shows and, where it shows nothing, by what
their headings open (an area holds its categories, a category its boxes). Then tags flow down the
tree, and nothing goes from one section to the next. Called by ``pipeline`` with a ``Document``;
out: ``Labelled``, stretches of text with all that is to be said of them, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from indexer.reports import wording
from indexer.reports.categories import Stance, category
from indexer.reports.finding import CONTEXT
from indexer.reports.labelling.areas import grade_below
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.framing import Framed, framed
from indexer.reports.labelling.grades import (
    graded_rows,
    is_spread,
    labelled_grade,
    printed_grade,
    spread,
)
from indexer.reports.labelling.nesting import CONCERN, contains_first, nested_by_role
from indexer.reports.labelling.roles import Named, named
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.tree import (
    Block,
    Document,
    List,
    Node,
    Section,
    Table,
    as_paragraph,
    blocks,
)

HEADING = "heading"
GRADE = "grade"
SPREAD = "national grade distribution"
TABLE = "table of facts: judgements, names or addresses"
RULE = "rule under a table row"
GLOSSARY = "glossary, kept as acronyms"
CONTENTS = "contents list"
BOX_AREA = "names the area of the box"

FINDINGS = "Findings"
RECOMMENDATIONS = "Recommendations"

#: A paragraph beside a table of facts that is longer is text.
PROSE = 120

_BOX_AREA = re.compile(r"^inspection area\s*[:–-]\s*(.+)$", re.I)
_LEFT_OUT = {
    Role.GLOSSARY: GLOSSARY, Role.CONTENTS: CONTENTS, Role.TABLE: TABLE, Role.SPREAD: SPREAD,
}  # fmt: skip
#: Chapters of context.
_CHAPTERS = (Role.CHAPTER, Role.SUMMARY, Role.APPENDIX)


class Cut(StrEnum):
    """How a stretch of text is cut into findings."""

    #: Every top-level item, row, and paragraph outside lists is one finding.
    ITEMS = "items"
    #: It is one finding, whatever stands in it.
    WHOLE = "whole"
    #: Numbered paragraphs are findings; else it is one, or one for each paragraph when long.
    NARRATIVE = "narrative"


@dataclass(slots=True)
class AreaDraft:
    """An area as far as it has been read."""

    name: str
    grade: str | None = None
    spread: tuple[tuple[str, int], ...] = ()
    #: False for a chapter of context, which findings of context may name but which is not graded.
    inspected: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text below one heading, with its tags."""

    nodes: tuple[Node, ...]
    cut: Cut
    area: AreaDraft | None
    category: str | None
    #: The heading it stands under, and all above it, outermost first.
    section: str
    path: tuple[str, ...]
    label: str | None = None
    #: True in a chapter that says again what the report says elsewhere.
    summary: bool = False
    #: What paragraphs behind a list are: the area's narrative, and its heading; None where there
    #: is none.
    behind: str | None = None


@dataclass(slots=True)
class Labelled:
    """A report with its meaning: stretches to be cut, areas, and what is left out."""

    stretches: list[Stretch] = field(default_factory=list)
    areas: list[AreaDraft] = field(default_factory=list)
    #: Blocks that are no text, each with its reason.
    left_out: list[tuple[Block, str]] = field(default_factory=list)
    glossary: list[Block] = field(default_factory=list)
    #: Headings that judge and have no text below them.
    empty: list[Block] = field(default_factory=list)


def labelled(document: Document, family: Family, titles: frozenset[str]) -> Labelled:
    """The meaning of a document, read as a report of ``family``; ``titles`` holds the keys of the
    report's title and force."""
    frame = framed(document.parts, titles, family)
    found = Labelled(left_out=frame.left_out)
    judgements = _judgements(frame, family)
    roles = named(frame.parts, family, document.contents, titles, judgements)
    tree, by_part = nested_by_role(roles, document.contents, family)
    _Flow(found, family, by_part, judgements).run(tree)
    return found


def _judgements(frame: Framed, family: Family) -> Mapping[str, str]:
    """Key of an area → its grade, from all tables of judgements."""
    front = Table(tuple(block for block, _ in frame.left_out if block.cells))
    tables = [node for part in frame.parts for node in part.nodes if isinstance(node, Table)]
    found: dict[str, str] = {}
    for table in (front, *tables):
        found |= graded_rows(table, family)
    return found


@dataclass(frozen=True, slots=True)
class _Tags:
    """What flows down the tree."""

    area: AreaDraft | None = None
    category: str | None = None
    cut: Cut = Cut.NARRATIVE
    path: tuple[str, ...] = ()
    #: The role of the section that gave the category.
    given_by: Role = Role.SECTION
    #: Why all below is left out; '' where it is not.
    reason: str = ""
    summary: bool = False
    in_context: bool = False


class _Flow:
    """Lets tags flow down one tree."""

    def __init__(
        self,
        found: Labelled,
        family: Family,
        by_part: Mapping[int, Named],
        judgements: Mapping[str, str],
    ) -> None:
        self.found = found
        self.family = family
        self.by_part = by_part
        self.judgements = judgements
        self.narrative = family.narrative or None

    def run(self, tree: Section) -> None:
        # What stands below a table of judgements judges too; any other opening sets the scene.
        opening = self.narrative if self.judgements else CONTEXT
        if self.narrative is None:
            opening = None
        self._content(tree.children, _Tags(category=opening))

    # -- down the tree ---------------------------------------------------------------------

    def _content(self, children: Sequence[Node | Section], tags: _Tags) -> None:
        """A section's children in order: its text in stretches, its sections below it."""
        run: list[Node] = []
        for child in children:
            if not isinstance(child, Section):
                run.append(child)
            elif self._is_text_here(child, tags):
                run += _flat(child)
            else:
                self._stretch(run, tags)
                run = []
                self._section(child, tags)
        self._stretch(run, tags)

    def _is_text_here(self, section: Section, tags: _Tags) -> bool:
        """True for words that head something elsewhere but are plain text at this place: an
        unknown heading in a glossary, the words of a grade where grades are explained."""
        role = self.by_part[id(section.part)].role
        if tags.reason in (GLOSSARY, CONTENTS, TABLE):
            return role in (Role.SECTION, Role.AREA, Role.GRADE)
        return role is Role.GRADE and tags.in_context and not (tags.area and tags.area.inspected)

    def _section(self, section: Section, above: _Tags) -> None:
        one = self.by_part[id(section.part)]
        heading = section.part.heading
        assert heading is not None
        self.found.left_out.append((heading, HEADING))
        tags = self._tags(one, section, above)
        children = self._without_facts(one, section, tags)
        if one.role in (Role.BOX, Role.NUMBERED, Role.STORY, Role.REMEDY) and tags.cut is Cut.WHOLE:
            tags, children = self._boxed(tags, children)
        if one.role in (Role.CATEGORY, Role.BOX) and not children:
            self.found.empty.append(heading)
        label = one.role is Role.NUMBERED
        self._labelled_content(children, tags, wording.spaced(heading.text) if label else None)

    def _labelled_content(
        self, children: Sequence[Node | Section], tags: _Tags, label: str | None
    ) -> None:
        before = len(self.found.stretches)
        self._content(children, tags)
        if label is not None and len(self.found.stretches) > before:
            first = self.found.stretches[before]
            self.found.stretches[before] = replace(first, label=label.rstrip(" :.–-"))

    # -- tags ------------------------------------------------------------------------------

    def _tags(self, one: Named, section: Section, above: _Tags) -> _Tags:
        """The tags of what stands in a section, given those around it."""
        heading = section.part.heading
        assert heading is not None
        tags = replace(above, path=(*above.path, wording.spaced(heading.text)))
        if one.role in _LEFT_OUT:
            return replace(tags, reason=_LEFT_OUT[one.role])
        if one.role is Role.AREA:
            return self._area_tags(one, section, tags)
        if one.role in _CHAPTERS:
            return self._chapter_tags(one, tags)
        if one.role is Role.CONTEXT:
            return replace(
                tags, category=CONTEXT, cut=Cut.NARRATIVE, given_by=one.role, in_context=True
            )
        if one.role is Role.GRADE and printed_grade(heading.text, self.family) is not None:
            return self._narrative_tags(replace(tags, path=above.path))
        if one.role in (Role.UMBRELLA, Role.GRADE):
            return self._narrative_tags(tags)
        if one.role is Role.SECTION:
            return self._section_tags(one, section, tags)
        return self._judging_tags(one, section, tags)

    def _area_tags(self, one: Named, section: Section, tags: _Tags) -> _Tags:
        area = self._area_named(one.name)
        printed = grade_below(section.part, self.family)
        area.grade = area.grade or one.grade or (printed.grade if printed else None) or None
        area.grade = area.grade or self.judgements.get(wording.key(one.name))
        inherited = tags.given_by in (Role.CATEGORY, Role.REMEDY)
        if inherited:
            return replace(tags, area=area)
        return _Tags(area, self.narrative, path=tags.path, given_by=one.role)

    def _area_named(self, name: str) -> AreaDraft:
        """The area of that name, new unless the report has opened it before."""
        for area in self.found.areas:
            if area.inspected and wording.key(area.name) == wording.key(name):
                return area
        area = AreaDraft(name)
        self.found.areas.append(area)
        return area

    def _chapter_tags(self, one: Named, tags: _Tags) -> _Tags:
        if tags.area is not None and tags.area.inspected:
            return self._narrative_tags(tags)
        area = None
        if self.family.names_chapters:
            area = AreaDraft(tags.path[-1], inspected=False)
        summary = one.role is Role.SUMMARY
        return _Tags(
            area, CONTEXT, path=tags.path, given_by=one.role, summary=summary, in_context=True
        )

    def _narrative_tags(self, tags: _Tags) -> _Tags:
        """Narrative of what is around it; 'findings' judge in a report of any family."""
        return replace(
            tags, category=self.narrative or FINDINGS, cut=Cut.NARRATIVE, given_by=Role.UMBRELLA
        )

    def _section_tags(self, one: Named, section: Section, tags: _Tags) -> _Tags:
        """A sub-heading parts what is around it; where nothing is judged yet, it names what is."""
        judges = tags.given_by in (Role.CATEGORY, Role.REMEDY, Role.UMBRELLA, Role.SECTION)
        named = tags.area is None and not tags.in_context and judges
        if not named or not self._is_subject(section, tags):
            return tags
        area = self._area_named(one.name)
        if tags.given_by is Role.SECTION:
            tags = replace(tags, category=self.narrative, cut=Cut.NARRATIVE)
        return replace(tags, area=area)

    def _is_subject(self, section: Section, tags: _Tags) -> bool:
        """True for a sub-heading outside any area below which something is judged."""
        if tags.given_by in (Role.CATEGORY, Role.REMEDY):
            return True
        return self.family.narrative == FINDINGS or contains_first(
            section, self.by_part, (Role.CATEGORY, Role.BOX, Role.NUMBERED, Role.REMEDY)
        )

    def _judging_tags(self, one: Named, section: Section, tags: _Tags) -> _Tags:
        area = tags.area if tags.area is not None and tags.area.inspected else None
        tags = replace(tags, area=area, in_context=False)
        if one.role is Role.CATEGORY or (one.role is Role.REMEDY and tags.category != CONCERN):
            return replace(tags, category=one.name, cut=Cut.ITEMS, given_by=one.role)
        name = one.name
        if one.role is Role.STORY:
            judged = category(tags.category)
            asks_or_praises = judged is not None and judged.stance in (
                Stance.ASKS, Stance.PRAISES
            )  # fmt: skip
            name = tags.category if asks_or_praises and tags.category else (self.narrative or "")
        lists = isinstance(_first_node(section), List) and one.role is Role.BOX
        cut = Cut.ITEMS if lists else Cut.WHOLE
        return replace(tags, category=name or None, cut=cut, given_by=Role.BOX)

    # -- facts in the text -----------------------------------------------------------------

    def _without_facts(self, one: Named, section: Section, tags: _Tags) -> list[Node | Section]:
        """The children of a section without the grade printed below its heading, rules of tables,
        and tables of judgements; the national spread is kept with its area."""
        children = list(section.children)
        if one.role is Role.AREA and (printed := grade_below(section.part, self.family)):
            children = self._without_block(children, printed.block)
        if one.role is Role.GRADE:
            children = self._without_grade(one, children, tags)
        elif tags.category == CONTEXT and tags.area is not None and tags.area.inspected:
            children = self._without_labelled_grade(children, tags.area)
        if one.role is Role.SPREAD:
            children = self._without_spread(children, tags.area)
        return children

    def _without_block(
        self, children: Sequence[Node | Section], block: Block | None
    ) -> list[Node | Section]:
        if block is None:
            return list(children)
        self.found.left_out.append((block, GRADE))
        return list(_without(children, block))

    def _without_grade(
        self, one: Named, children: Sequence[Node | Section], tags: _Tags
    ) -> list[Node | Section]:
        """Take the grade that stands below its label, or that is the heading itself."""
        area = tags.area if tags.area is not None and tags.area.inspected else None
        heading = one.part.heading
        grade = printed_grade(heading.text, self.family) if heading else None
        block = next(blocks(node for node in one.part.nodes), None)
        if grade is None and block is not None:
            grade = printed_grade(block.text, self.family)
            if grade is not None:
                children = self._without_block(children, block)
        if area is not None and grade:
            area.grade = area.grade or grade
        return list(children)

    def _without_labelled_grade(
        self, children: Sequence[Node | Section], area: AreaDraft
    ) -> list[Node | Section]:
        for child in children:
            if isinstance(child, Block) and (grade := labelled_grade(child.text, self.family)):
                area.grade = area.grade or grade
                return self._without_block(children, child)
        return list(children)

    def _without_spread(
        self, children: Sequence[Node | Section], area: AreaDraft | None
    ) -> list[Node | Section]:
        rows = [
            block
            for node in children if not isinstance(node, Section)
            for block in blocks([node]) if is_spread(block.text, self.family)
        ]  # fmt: skip
        self.found.left_out += ((row, SPREAD) for row in rows)
        if area is not None and not area.spread:
            area.spread = spread(rows, self.family)
        kept: list[Node | Section] = list(children)
        for row in rows:
            kept = list(_without(kept, row))
        return kept

    def _boxed(
        self, tags: _Tags, children: Sequence[Node | Section]
    ) -> tuple[_Tags, list[Node | Section]]:
        """A box's text in one: what stands under sub-headings in it too. The first line may name
        the area that the box belongs to."""
        kept: list[Node | Section] = []
        for child in children:
            if isinstance(child, Section) and self.by_part[id(child.part)].role is Role.SECTION:
                kept += _flat(child)
            else:
                kept.append(child)
        head = kept[0] if kept else None
        said = _BOX_AREA.match(wording.spaced(head.text)) if isinstance(head, Block) else None
        if said is None or not isinstance(head, Block):
            return tags, kept
        self.found.left_out.append((head, BOX_AREA))
        return replace(tags, area=self._area_named(said.group(1))), kept[1:]

    # -- stretches -------------------------------------------------------------------------

    def _stretch(self, nodes: Sequence[Node], tags: _Tags) -> None:
        kept = tuple(node for node in map(self._without_rules, nodes) if node is not None)
        if not kept:
            return
        if tags.reason:
            self._leave_out(kept, tags)
            return
        self.found.stretches.append(
            Stretch(
                nodes=kept,
                cut=self._cut(tags),
                area=tags.area,
                category=tags.category,
                section=tags.path[-1] if tags.path else "",
                path=tags.path,
                summary=tags.summary,
                behind=self.narrative,
            )
        )

    def _cut(self, tags: _Tags) -> Cut:
        whole = self.family.whole_context and tags.category == CONTEXT
        return Cut.WHOLE if whole else tags.cut

    def _without_rules(self, node: Node) -> Node | None:
        if not isinstance(node, Table):
            return node
        if graded_rows(node, self.family):
            self.found.left_out += ((row, TABLE) for row in node.rows)
            return None
        rules = [row for row in node.rows if wording.is_rule(row.text)]
        self.found.left_out += ((row, RULE) for row in rules)
        rows = tuple(row for row in node.rows if row not in rules)
        return Table(rows) if rows else None

    def _leave_out(self, nodes: Sequence[Node], tags: _Tags) -> None:
        if tags.reason == GLOSSARY:
            self.found.glossary += blocks(nodes)
        if tags.reason == SPREAD and tags.area is not None:
            self._stretch(nodes, replace(tags, reason="", category=self.narrative))
            return
        prose = [node for node in nodes if tags.reason == TABLE and _is_prose(node)]
        self.found.left_out += (
            (block, tags.reason) for block in blocks(node for node in nodes if node not in prose)
        )
        if prose:
            self._stretch(prose, replace(tags, reason="", category=CONTEXT))


def _is_prose(node: Node) -> bool:
    """True for a paragraph that is text, beside names and figures."""
    return isinstance(node, Block) and len(node.text) > PROSE and wording.ends_sentence(node.text)


def _first_node(section: Section) -> Node | Section | None:
    return section.children[0] if section.children else None


def _flat(section: Section) -> list[Node]:
    """A section as text: its heading and all that stands in it."""
    heading = section.part.heading
    found: list[Node] = [as_paragraph(heading)] if heading is not None else []
    for child in section.children:
        if isinstance(child, Section):
            found += _flat(child)
        else:
            found.append(child)
    return found


def _without(children: Sequence[Node | Section], block: Block) -> Iterator[Node | Section]:
    """The children without one block, which may be the row of a table."""
    for child in children:
        if child is block:
            continue
        if isinstance(child, Table) and any(row is block for row in child.rows):
            rows = tuple(row for row in child.rows if row is not block)
            if rows:
                yield Table(rows)
            continue
        yield child
