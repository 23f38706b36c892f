"""Where a heading stands is told by the print where it shows it, and else by what it opens."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from indexer.reports.labelling.family import families
from indexer.reports.labelling.nesting import nested_by_role
from indexer.reports.labelling.roles import CONCERN, Named
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.tree import Block, Entry, Item, Kind, List, Node, Part, Section

#: A tree of headings: each with those that stand in it.
Outline = list[tuple[str, "Outline"]]

TEXT = Block(Kind.PARAGRAPH, "Officers answer most calls within the hour.", (9,))
ITEMS = List((Item(Block(Kind.ITEM, "Calls are answered.", (8,), mark="•")),))


def heading(
    text: str, role: Role, level: int = 0, below: Sequence[Node] = (), **of_part: object
) -> Named:
    """A heading as the roles tell it, with what is printed right below it."""
    name = text if role in (Role.AREA, Role.CATEGORY, Role.BOX) else ""
    part = Part(Block(Kind.HEADING, text, (1,), level=level), tuple(below), **of_part)  # type: ignore[arg-type]
    return Named(part, role, name)


def outline(section: Section) -> Outline:
    return [
        (child.part.heading.text, outline(child))
        for child in section.children
        if isinstance(child, Section) and child.part.heading
    ]


def nested(*roles: Named, contents: Sequence[Entry] = ()) -> Outline:
    tree, _ = nested_by_role(roles, contents, families()[0])
    return outline(tree)


def test_ranks_tell_where_nothing_else_does() -> None:
    assert nested(
        heading("Custody", Role.AREA),
        heading("Strengths", Role.CATEGORY, below=[ITEMS]),
        heading("Areas for improvement", Role.CATEGORY, below=[ITEMS]),
        heading("Training", Role.AREA),
    ) == [("Custody", [("Strengths", []), ("Areas for improvement", [])]), ("Training", [])]


def test_levels_tell_more_than_ranks() -> None:
    assert nested(
        heading("Summary", Role.SUMMARY, 1, [TEXT]),
        heading("Custody", Role.AREA, 2),
        heading("Context", Role.CONTEXT, 3, [TEXT]),
    ) == [("Summary", [("Custody", [("Context", [])])])]


@pytest.mark.parametrize("level", [0, 2, 3])
def test_a_category_stands_in_no_other_however_small_it_is_set(level: int) -> None:
    assert nested(
        heading("Strengths", Role.CATEGORY, 2 if level else 0, [ITEMS]),
        heading("Areas for improvement", Role.CATEGORY, level, [ITEMS]),
    ) == [("Strengths", []), ("Areas for improvement", [])]


def test_numbers_part_what_nothing_else_parts() -> None:
    area = heading("2 Leadership", Role.AREA, below=[TEXT])
    assert nested(area, heading("Pay", Role.SECTION, below=[TEXT])) == [
        ("2 Leadership", [("Pay", [])])
    ]
    assert nested(area, heading("3 Custody", Role.SECTION, below=[TEXT])) == [
        ("2 Leadership", []),
        ("3 Custody", []),
    ]


def test_a_chapter_of_findings_holds_the_subjects_by_which_it_lists() -> None:
    assert nested(
        heading("Key findings", Role.UMBRELLA),
        heading("Leadership", Role.SECTION, below=[ITEMS]),
        heading("Training", Role.SECTION, below=[ITEMS]),
    ) == [("Key findings", [("Leadership", []), ("Training", [])])]


def test_a_concern_holds_its_recommendations_in_one_box_whatever_their_levels() -> None:
    concern = Named(
        Part(Block(Kind.HEADING, "Cause of concern", (1,), level=3, groups=(1,)), (TEXT,), (1,)),
        Role.BOX,
        CONCERN,
    )
    remedy = Part(
        Block(Kind.HEADING, "Recommendations", (2,), level=2, groups=(1,)), (ITEMS,), (1,)
    )
    assert nested(concern, Named(remedy, Role.REMEDY)) == [
        ("Cause of concern", [("Recommendations", [])])
    ]


def test_a_box_holds_its_statement_below_the_field_of_its_area_and_no_heading_below_more() -> None:
    field = Block(Kind.PARAGRAPH, "INSPECTION AREA: Custody", (2,))
    more = Block(Kind.PARAGRAPH, "OUTCOME(S): Calls fell by half.", (3,))
    said = heading("Reducing crime", Role.SECTION, below=[TEXT])
    box = heading("Good practice", Role.BOX, below=[field])
    assert nested(box, said) == [("Good practice", [("Reducing crime", [])])]
    box = heading("Good practice", Role.BOX, below=[field, more])
    assert nested(box, said) == [("Good practice", []), ("Reducing crime", [])]


def test_a_sentence_stands_in_the_subject_right_above_it() -> None:
    said = "Officers take too long to arrive"
    assert nested(
        heading("Rural crime", Role.SECTION), heading(said, Role.SECTION, below=[TEXT])
    ) == [("Rural crime", [(said, [])])]
    assert nested(
        heading("Rural crime", Role.SECTION, below=[TEXT]),
        heading(said, Role.SECTION, below=[TEXT]),
    ) == [("Rural crime", []), (said, [])]


def test_an_area_that_was_opened_before_parts_the_items_of_a_category() -> None:
    assert nested(
        heading("Custody", Role.AREA, below=[TEXT]),
        heading("Summary", Role.SUMMARY),
        heading("Areas for improvement", Role.CATEGORY),
        heading("Custody", Role.AREA, below=[ITEMS]),
        contents=[Entry("summary")],
    ) == [
        ("Custody", []),
        ("Summary", [("Areas for improvement", [("Custody", [])])]),
    ]


def test_the_contents_list_tells_a_chapter_from_what_stands_in_one() -> None:
    roles = (
        heading("Introduction", Role.CHAPTER, below=[TEXT]),
        heading("How we work", Role.SECTION, below=[TEXT]),
        heading("Custody", Role.AREA, below=[TEXT]),
    )
    assert nested(*roles)[0] == ("Introduction", [("How we work", [])])
    listed = nested(*roles, contents=[Entry("how we work"), Entry("custody")])
    assert [name for name, _ in listed] == ["Introduction", "How we work", "Custody"]
