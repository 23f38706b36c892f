"""The meaning of each section: area, grade and category belong to a node and end with it.

The parts of a report are nested by what the print shows and, where it shows nothing, by what
their headings open (an area holds its categories, a category its boxes). Then tags flow down the
tree. Called by ``pipeline`` with a ``Document``; out: ``Labelled``, stretches of text with all
that is to be said of them, in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from indexer.reports import wording
from indexer.reports.finding import CONTEXT
from indexer.reports.labelling import statements
from indexer.reports.labelling.family import UNSTRUCTURED, Family
from indexer.reports.labelling.framing import Framed, framed, judges, opening, points_at_table
from indexer.reports.labelling.grades import Judgement, graded_rows
from indexer.reports.labelling.nesting import nested_by_role
from indexer.reports.labelling.printed_facts import PrintedFacts
from indexer.reports.labelling.roles import named
from indexer.reports.labelling.stretches import (
    BOX_AREA,
    CHROME,
    CONTENTS,
    GLOSSARY,
    HEADING,
    SPREAD,
    TABLE,
    AreaDraft,
    Cut,
    Labelled,
    Stretch,
)
from indexer.reports.labelling.tags import Tagger, Tags
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.lists import is_numbered
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

#: A paragraph beside a table of facts that is longer is text.
PROSE = 120
#: A cell of so many words says something; 'Independence of the investigators' names a subject.
SAID = 5

_BOX_AREA = re.compile(r"^inspection area\s*[:–-]\s*(.+)$", re.I)
#: 'Recommendation 3', 'Area for development 1', 'S4 Cause of concern:', '3.1 Cause of concern'.
_LABEL = re.compile(
    r"^(?P<number>[A-Z]?\d{1,3}(?:\.\d{1,3})*)\.?\s+\D+$"
    r"|^(?P<words>[A-Z][A-Za-z ]+ (?:no\.? ?)?\d{1,3}(?:\.\d{1,3})?[a-z]?)[ :.–-]*$"
)
#: The last words of a lead-in, behind what points to the list below it.
_CALLED = re.compile(r"\b(?:the following|these) ([^,;:.]{4,60}):$", re.I)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_BOXES = (Role.BOX, Role.NUMBERED, Role.STORY, Role.REMEDY)


def labelled(document: Document, family: Family, titles: frozenset[str]) -> Labelled:
    """The meaning of a document, read as a report of ``family``; ``titles`` holds the keys of the
    report's title and force."""
    frame = framed(document.parts, titles, family)
    found = Labelled(left_out=frame.left_out)
    judgements = _judgements(frame, family)
    roles = named(frame.parts, family, document.contents, titles, judgements)
    tree, by_part = nested_by_role(roles, document.contents, family)
    tagger = Tagger(found.areas, family, by_part, judgements)
    _Flow(found, tagger).run(tree, frame.is_letter)
    used = [stretch.area for stretch in found.stretches]
    unused = [a for a in tagger.by_heading if not a.grade and not any(a is b for b in used)]
    found.areas[:] = [a for a in found.areas if not any(a is b for b in unused)]
    found.areas[:0] = _judged_on_front(frame, family, found.areas)
    return found


def _judged_on_front(
    frame: Framed, family: Family, areas: Sequence[AreaDraft]
) -> Sequence[AreaDraft]:
    """What the title page's table of judgements names and no section is about, where most of what
    it names has one: 'Overall effectiveness'. The table may print the beginning of a name."""
    front = _front(frame)
    said = graded_rows(front, family)
    about = [wording.key(area.name) for area in areas]
    rest = {key for key in said if not any(name.startswith(key) for name in about)}
    if 2 * len(rest) >= len(said):
        return ()
    named = {wording.key(row.cells[0]): row.cells[0] for row in front.rows}
    return [AreaDraft(named[key], said[key].grade or None) for key in named if key in rest]


def _front(frame: Framed) -> Table:
    """The rows that stand on the title page."""
    return Table(tuple(block for block, _ in frame.left_out if block.cells))


def _judgements(frame: Framed, family: Family) -> Mapping[str, Judgement]:
    """Key of an area → what the tables of judgements say of it."""
    front = _front(frame)
    tables = [node for part in frame.parts for node in part.nodes if isinstance(node, Table)]
    found: dict[str, Judgement] = {}
    for table in (front, *tables):
        found |= graded_rows(table, family)
    return found


class _Flow:
    """Lets tags flow down one tree."""

    def __init__(self, found: Labelled, tagger: Tagger) -> None:
        self.found = found
        self.tagger = tagger
        self.family = tagger.family
        self.by_part = tagger.by_part
        self.narrative = tagger.narrative
        self.facts = PrintedFacts(found.left_out, tagger.family)

    def run(self, tree: Section, is_letter: bool) -> None:
        """Label the whole tree. What stands above the first heading sets the scene; below a table
        of judgements, and behind a letter's first words, it judges."""
        children = list(tree.children)
        tags = Tags(category=self.narrative and CONTEXT)
        if self.narrative and self.tagger.judgements:
            tags = replace(tags, category=self.narrative)
        elif self.narrative:
            first = opening(children, is_letter)
            self._stretch(children[:first], tags)
            self._stretch(_text(children[first:]), replace(tags, category=self.narrative))
            children = children[first + len(_text(children[first:])) :]
        self._content(children, tags)

    # -- down the tree ---------------------------------------------------------------------

    def _content(self, children: Sequence[Node | Section], tags: Tags) -> None:
        """A section's children in order: its text in stretches, its sections below it."""
        run: list[Node] = []
        for child in children:
            if not isinstance(child, Section):
                run.append(child)
            elif self._is_text_here(child, tags):
                run += _flat(child)
            elif self._is_box_here(child, tags):
                self._stretch(run, tags)
                run = []
                self._stretch(_own_text(child), replace(tags, cut=Cut.WHOLE))
                self._content([one for one in child.children if isinstance(one, Section)], tags)
            else:
                self._stretch(run, tags)
                run = []
                self._section(child, tags)
        self._stretch(run, tags)

    def _is_text_here(self, section: Section, tags: Tags) -> bool:
        """True for words that head something elsewhere but are plain text at this place: an
        unknown heading in a glossary, the words of a grade where grades are explained."""
        role = self.by_part[id(section.part)].role
        if tags.reason in (GLOSSARY, CONTENTS, TABLE):
            return role in (Role.SECTION, Role.AREA, Role.GRADE)
        return role is Role.GRADE and tags.in_context and not (tags.area and tags.area.inspected)

    def _is_box_here(self, section: Section, tags: Tags) -> bool:
        """True for a sentence that is set as a heading over its paragraphs, in a category: both are
        one finding."""
        heading = section.part.heading
        if self.by_part[id(section.part)].role is not Role.SECTION or heading is None:
            return False
        text = bool(section.part.nodes) and isinstance(section.part.nodes[0], Block)
        in_category = tags.cut is Cut.ITEMS and tags.given_by is Role.CATEGORY
        return in_category and text and statements.is_statement(heading.text)

    def _section(self, section: Section, above: Tags) -> None:
        one = self.by_part[id(section.part)]
        heading = section.part.heading
        assert heading is not None
        self.found.left_out.append((heading, HEADING))
        if self._is_title(heading):
            self.found.titles.append(heading)
        tags = self.tagger.tags(one, section, above)
        children = self.facts.without(one, section, tags)
        if one.role is Role.BOX and not tags.single and self._counts(children):
            self._counted(children, tags)
            return
        if one.role in _BOXES and tags.cut is Cut.WHOLE:
            tags, children = self._boxed(tags, children)
        if one.role in (Role.CATEGORY, Role.BOX) and not children:
            self.found.empty.append(heading)
        if one.role is Role.SUMMARY and not tags.in_context:
            introducing, children = _introducing(children)
            self._stretch(introducing, replace(tags, category=CONTEXT))
        label = printed_label(heading.text) if one.role in (Role.NUMBERED, Role.BOX) else None
        self._labelled_content(children, tags, label)

    def _is_title(self, heading: Block) -> bool:
        """True for a second title, on the highest level: the file may hold two reports."""
        if heading.level != 1 or self.family.name == UNSTRUCTURED:
            return False
        said = any(title.search(heading.text) for title in self.family.titles)
        return said and self.family.known(heading.text) is None

    def _labelled_content(
        self, children: Sequence[Node | Section], tags: Tags, label: str | None
    ) -> None:
        before = len(self.found.stretches)
        self._content(children, tags)
        if label is not None and len(self.found.stretches) > before:
            first = self.found.stretches[before]
            self.found.stretches[before] = replace(first, label=label)

    def _counts(self, children: Sequence[Node | Section]) -> bool:
        """True where all sub-headings of a box in the plural are numbered: '1. Use of force' under
        'Priority concerns'."""
        inside = [child.part for child in children if isinstance(child, Section)]
        return bool(inside) and all(
            self.by_part[id(part)].role is Role.SECTION
            and part.heading is not None
            and wording.label(part.heading.text) is not None
            for part in inside
        )

    def _counted(self, children: Sequence[Node | Section], tags: Tags) -> None:
        """What stands under each number is one finding; what stands above them only leads in."""
        lead = [child for child in children if not isinstance(child, Section)]
        self._stretch(lead, replace(tags, category=self.narrative, cut=Cut.NARRATIVE, judging=None))
        for child in children:
            if isinstance(child, Section):
                head, *text = _flat(child)
                assert isinstance(head, Block)
                number, name = wording.label(head.text) or ("", head.text)
                said = [replace(head, text=name), *text]
                self._labelled_content(said, replace(tags, cut=Cut.WHOLE), number.rstrip("."))

    def _boxed(
        self, tags: Tags, children: Sequence[Node | Section]
    ) -> tuple[Tags, list[Node | Section]]:
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
        return replace(tags, area=self.tagger.area_named(said.group(1))), kept[1:]

    # -- stretches -------------------------------------------------------------------------

    def _stretch(self, nodes: Sequence[Node | Section], tags: Tags) -> None:
        text = [node for node in nodes if not isinstance(node, Section)]
        kept = self.facts.texts(text, tags.category)
        if not kept:
            return
        if tags.reason:
            self._leave_out(kept, tags)
            return
        if tags.cut is Cut.NARRATIVE and (named := self._named_inside(kept)):
            self._apart(kept, named, tags)
            return
        if tags.judging is not None and tags.category is None:
            self.found.several.append(tags.judging)
        self.found.stretches.append(
            Stretch(
                nodes=kept,
                cut=self._cut(tags),
                area=tags.area,
                category=tags.category,
                section=tags.path[-1] if tags.path else "",
                path=tags.path,
                summary=tags.summary,
                single=tags.single,
                behind=self.narrative,
                judging=tags.judging,
            )
        )

    def _named_inside(self, nodes: Sequence[Node]) -> tuple[slice, str] | None:
        """Where a table or a list stands that is named a category: by the table's head, or by the
        last words of the sentence that leads in to the list; and the category."""
        for place, node in enumerate(nodes):
            if isinstance(node, Table):
                above = nodes[place - 1] if place else None
                points = isinstance(above, Block) and points_at_table(above.text)
                names, first = _names_of_columns(node), place - points
            elif isinstance(node, List) and place:
                names, first = _ends_of_lead_in(nodes[place - 1]), place - 1
            else:
                continue
            known = next(filter(None, map(self._category, names)), "")
            if known:
                return slice(first, place + 1), known
        return None

    def _category(self, words: str) -> str:
        """The category that words name as a heading would; '' for none."""
        known = self.family.known(words)
        return known.name if known and known.role in (Role.CATEGORY, Role.REMEDY) else ""

    def _apart(self, nodes: Sequence[Node], named: tuple[slice, str], tags: Tags) -> None:
        """The rows or items of what is named a category as findings of it."""
        place, name = named
        self._stretch(nodes[: place.start], tags)
        self._stretch(nodes[place], replace(tags, category=name, cut=Cut.ITEMS))
        self._stretch(nodes[place.stop :], tags)

    def _cut(self, tags: Tags) -> Cut:
        whole = self.family.whole_context and tags.category == CONTEXT
        return Cut.WHOLE if whole else tags.cut

    def _leave_out(self, nodes: Sequence[Node], tags: Tags) -> None:
        if tags.reason == GLOSSARY:
            self.found.glossary += blocks(nodes)
        if tags.reason == SPREAD and tags.area is not None:
            self._stretch(nodes, replace(tags, reason="", category=self.narrative))
            return
        prose = [node for node in nodes if tags.reason in (TABLE, CHROME) and _is_prose(node)]
        self.found.left_out += (
            (block, tags.reason) for block in blocks(node for node in nodes if node not in prose)
        )
        if prose:
            self._stretch(prose, replace(tags, reason="", category=CONTEXT))


def _introducing(
    children: Sequence[Node | Section],
) -> tuple[list[Node], list[Node | Section]]:
    """The first numbered paragraphs of a summary, as far as they judge nothing, and the rest."""
    head = children[0] if children else None
    if not isinstance(head, List) or not is_numbered(head.items[0].block):
        return [], list(children)
    first = list(takewhile(lambda item: not judges(item.block.text), head.items))
    rest = head.items[len(first) :]
    kept: list[Node | Section] = [List(rest)] if rest else []
    return [List(tuple(first))] if first else [], [*kept, *children[1:]]


def printed_label(heading: str) -> str | None:
    """The number that a heading prints, alone or with the words it counts; None for none."""
    found = _LABEL.match(wording.spaced(heading))
    return (found["number"] or found["words"]) if found else None


def _names_of_columns(table: Table) -> tuple[str, ...]:
    """The heads of the columns that hold what was said: a column of numbers, or of subjects
    ('Timeliness'), only says which is meant."""
    head, *rows = (row.cells for row in table.rows)
    columns = (column for column in zip_longest(head, *rows, fillvalue=""))
    return tuple(name for name, *below in columns if any(map(_says, below)) or not below)


def _says(cell: str) -> bool:
    """True for a sentence, and for more words than name a subject."""
    words = _WORDS.findall(cell)
    return len(words) >= SAID or (len(words) > 1 and wording.ends_sentence(cell))


def _ends_of_lead_in(node: Node) -> tuple[str, ...]:
    """What a lead-in calls the list below it: '… to tackle the following areas of weakness:'."""
    found = _CALLED.search(node.text) if isinstance(node, Block) else None
    said = found.group(1).split() if found else []
    return tuple(" ".join(said[start:]).capitalize() for start in range(len(said)))


def _is_prose(node: Node) -> bool:
    """True for a paragraph that is text, beside names and figures."""
    return isinstance(node, Block) and len(node.text) > PROSE and wording.ends_sentence(node.text)


def _text(children: Sequence[Node | Section]) -> list[Node]:
    """What stands above the first section."""
    found: list[Node] = []
    for child in children:
        if isinstance(child, Section):
            break
        found.append(child)
    return found


def _own_text(section: Section) -> list[Node]:
    """A section's heading and its text, without the sections in it."""
    heading = section.part.heading
    text = [child for child in section.children if not isinstance(child, Section)]
    return [as_paragraph(heading), *text] if heading is not None else text


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
