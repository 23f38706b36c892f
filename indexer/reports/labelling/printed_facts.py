"""Facts that stand in the text of a section and are none of its findings.

The grade printed at an area, the national spread of grades, tables of judgements, the date of a
page. Called by ``sections``; in: what stands in a section, out: the same without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from indexer.reports import wording
from indexer.reports.finding import CONTEXT
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.framing import (
    is_announcement,
    is_page_date,
    is_standard,
)
from indexer.reports.labelling.grades import (
    counts_grades,
    grade_below,
    grade_of_standard,
    graded_rows,
    is_scale,
    is_spread,
    labelled_grade,
    own_judgement,
    printed_grade,
    spread,
)
from indexer.reports.labelling.roles import Named
from indexer.reports.labelling.stretches import (
    ANNOUNCED,
    DATE,
    DIRECTION,
    GRADE,
    HEADING,
    RULE,
    SPREAD,
    TABLE,
    AreaDraft,
)
from indexer.reports.labelling.tags import Tags
from indexer.reports.labelling.vocabulary import Role, direction, without_direction
from indexer.reports.structure.tree import Block, Node, Section, Table, blocks

#: The year in front of, or behind, the name of what was judged.
_YEARS = re.compile(
    r"^(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\s+|\s+(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?$"
)

_ANNOUNCES = re.compile(r":$|^(?:figure|table|chart) \d{1,2}\b", re.I)

#: What stands in a section, in order.
Children = Sequence[Node | Section]


class PrintedFacts:
    """Takes the facts out of a section's text; ``left_out`` receives each with its reason."""

    def __init__(self, left_out: list[tuple[Block, str]], family: Family) -> None:
        self.left_out = left_out
        self.family = family

    def without(self, one: Named, section: Section, tags: Tags) -> list[Node | Section]:
        """The children of a section without the grade printed below its heading, and without the
        national spread, which is kept with its area."""
        heading = section.part.heading
        standard = heading is not None and is_standard(heading.text)
        children = self._without_standard(section.children, standard)
        if one.role is Role.AREA:
            children = self._without_name(children, one.name)
        if tags.area is not None and tags.area.inspected:
            children = self._without_direction(children, tags.area)
        if one.role is Role.AREA and (printed := grade_below(section.part, self.family)):
            return self._without_block(children, printed.block)
        if one.role is Role.GRADE:
            return self._without_grade(one, children, tags)
        if one.role is Role.SPREAD:
            return self._without_spread(children, tags.area)
        if tags.category == CONTEXT and tags.area is not None and tags.area.inspected:
            return self._without_labelled_grade(children, tags.area)
        if tags.area is not None and tags.area.grade:
            return self._without_grade_again(children, tags.area.grade)
        return children

    def texts(self, nodes: Sequence[Node], category: str | None) -> tuple[Node, ...]:
        """The nodes that are text of a ``category``: no table of judgements with its lead-in, no
        date of a page, and no sentence that only says what follows, but beside other context.
        Rules between rows go."""
        kept: list[Node] = []
        for node, below in zip_longest(nodes, nodes[1:]):
            if _announces(node) and self._is_of_grades(below):
                self.left_out += ((block, ANNOUNCED) for block in blocks([node]))
            elif (text := self._text(node)) is not None:
                kept.append(text)
        said = [node for node in kept if isinstance(node, Block) and is_announcement(node.text)]
        if category == CONTEXT and len(said) < len(kept):
            return tuple(kept)
        self.left_out += ((block, ANNOUNCED) for block in said)
        return tuple(node for node in kept if node not in said)

    def _is_of_grades(self, node: Node | None) -> bool:
        if not isinstance(node, Table):
            return False
        of_grades = (graded_rows, own_judgement, grade_of_standard, is_scale)
        return counts_grades(node) or any(told(node, self.family) for told in of_grades)

    def _text(self, node: Node) -> Node | None:
        """A node without what is no text of it; None for one that is none."""
        if isinstance(node, Block) and is_page_date(node.text):
            self.left_out.append((node, DATE))
            return None
        if not isinstance(node, Table):
            return node
        if self._is_of_grades(node):
            self.left_out += ((row, TABLE) for row in node.rows)
            return None
        rules = [row for row in node.rows if wording.is_rule(row.text)]
        self.left_out += ((row, RULE) for row in rules)
        rows = tuple(row for row in node.rows if row not in rules)
        return Table(rows) if rows else None

    def _without_standard(self, children: Children, standard: bool) -> list[Node | Section]:
        """The children without what is expected of any force, up to the first numbered paragraph or
        heading: 'Expected outcomes:' / 'Detainees are treated with respect.' It begins above them
        where the heading is a ``standard``."""
        kept: list[Node | Section] = []
        for child in children:
            if isinstance(child, Block) and (standard or is_standard(child.text)):
                standard = True
                self.left_out.append((child, ANNOUNCED))
            else:
                standard = False
                kept.append(child)
        return kept

    def _without_name(self, children: Children, name: str) -> list[Node | Section]:
        """The children of an area without the line above its grade that says its name again, with
        the year of the judgement: '2007/08 Neighbourhood Policing'."""
        head = children[0] if children else None
        if not isinstance(head, Block) or wording.ends_sentence(head.text):
            return list(children)
        again = wording.key(_YEARS.sub("", wording.spaced(head.text))) == wording.key(name)
        if again:
            self.left_out.append((head, HEADING))
        return list(children[1:] if again else children)

    def _without_direction(self, children: Children, area: AreaDraft) -> list[Node | Section]:
        """The children without a paragraph that says only how the grade has changed; one that says
        the grade too is left to it."""
        kept: list[Node | Section] = []
        for child in self._without_direction_rows(children, area):
            said = direction(child.text) if isinstance(child, Block) else ""
            if not (said and isinstance(child, Block)):
                kept.append(child)
                continue
            plain = without_direction(child.text)
            if not plain or printed_grade(plain, self.family):
                area.direction = area.direction or said
            if plain:
                kept.append(child)
            else:
                self.left_out.append((child, DIRECTION))
        return kept

    def _without_direction_rows(
        self, children: Children, area: AreaDraft
    ) -> Iterator[Node | Section]:
        """The children, their tables without rows like 'Direction of Travel | Improved'."""
        for child in children:
            rows = child.rows if isinstance(child, Table) else ()
            if isinstance(child, Table) and (judged := own_judgement(child, self.family)):
                area.direction = area.direction or judged.direction
            told = [row for row in rows if _is_direction(row)]
            for row in told:
                area.direction = area.direction or direction(wording.spaced(row.text))
                self.left_out.append((row, DIRECTION))
            if not told:
                yield child
            elif left := tuple(row for row in rows if row not in told):
                yield Table(left)

    def _without_block(self, children: Children, block: Block | None) -> list[Node | Section]:
        if block is None:
            return list(children)
        self.left_out.append((block, GRADE))
        return list(_without(children, block))

    def _without_grade(self, one: Named, children: Children, tags: Tags) -> list[Node | Section]:
        """Take the grade that stands below its label, or that is the heading itself."""
        area = tags.area if tags.area is not None and tags.area.inspected else None
        heading = one.part.heading
        grade = printed_grade(heading.text, self.family) if heading else None
        block = next(blocks(one.part.nodes), None)
        if grade is None and block is not None:
            grade = printed_grade(block.text, self.family)
            if grade is not None:
                children = self._without_block(children, block)
        if area is not None and grade:
            area.grade = area.grade or grade
        return list(children)

    def _without_grade_again(self, children: Children, grade: str) -> list[Node | Section]:
        """The children without the area's grade where a section says it first: 'Summary of
        findings' / 'Good'."""
        head = children[0] if children else None
        again = isinstance(head, Block) and self.family.grade(head.text) == grade
        return self._without_block(children, head) if again else list(children)  # type: ignore[arg-type]

    def _without_labelled_grade(self, children: Children, area: AreaDraft) -> list[Node | Section]:
        for child in children:
            if isinstance(child, Block) and (grade := labelled_grade(child.text, self.family)):
                area.grade = area.grade or grade
                return self._without_block(children, child)
        return list(children)

    def _without_spread(self, children: Children, area: AreaDraft | None) -> list[Node | Section]:
        nodes = [node for node in children if not isinstance(node, Section)]
        rows = [block for block in blocks(nodes) if is_spread(block.text, self.family)]
        self.left_out += ((row, SPREAD) for row in rows)
        if area is not None and not area.spread:
            area.spread = spread(rows, self.family)
        kept: list[Node | Section] = list(children)
        for row in rows:
            kept = list(_without(kept, row))
        return kept


def _announces(node: Node) -> bool:
    """True for the lead-in to a table, and for its caption: 'Figure 2: Cases by area'."""
    return isinstance(node, Block) and bool(_ANNOUNCES.search(node.text))


def _is_direction(row: Block) -> bool:
    """True for a row that says only how the grade has changed."""
    said = wording.spaced(row.text)
    return bool(direction(said)) and not without_direction(said)


def _without(children: Children, block: Block) -> Iterator[Node | Section]:
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
