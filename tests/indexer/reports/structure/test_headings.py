"""Which blocks are headings, and which of them are areas."""

from indexer.reports.blocks import Block, Kind
from indexer.reports.contents import Contents
from indexer.reports.families import Family, Opens, families
from indexer.reports.outline import Outline

NOTHING_LISTED = Contents(frozenset(), frozenset(), frozenset())
PROSE = "Officers meet the county council each month to agree what is to be done next, and by whom."


def family(name: str) -> Family:
    return next(family for family in families() if family.name == name)


def heading(text: str, level: int) -> Block:
    return Block(Kind.HEADING, text, [1], level=level, certain=True)


def prose(text: str = PROSE) -> Block:
    return Block(Kind.PARAGRAPH, text, [1])


def outline(name: str, *blocks: Block, listed: Contents = NOTHING_LISTED) -> Outline:
    return Outline(blocks, family(name), listed, frozenset())


def opened(found: Outline) -> list[Opens | None]:
    return [known.opens if known else None for known in found.headings]


def test_a_known_heading_opens_what_its_family_says() -> None:
    found = outline("F1", prose("Strengths"), prose())
    assert opened(found) == [Opens.CATEGORY, None]


def test_a_heading_above_a_grade_is_an_area() -> None:
    found = outline("F3", heading("Investigating crime", 2), prose("Adequate"), prose())
    assert found.opens_area(0, first=False)


def test_a_sub_heading_is_no_area() -> None:
    found = outline(
        "F3", heading("Investigating crime", 2), prose("Adequate"), heading("Partners", 3), prose()
    )
    assert not found.opens_area(2, first=False)


def test_an_ungraded_heading_on_the_level_of_the_areas_is_one() -> None:
    found = outline(
        "F3",
        heading("Investigating crime", 2), prose("Good"), prose(),
        heading("Responding to the public", 2), prose("Good"), prose(),
        heading("Serious organised crime", 2), prose(),
    )  # fmt: skip
    assert found.area_level == 2
    assert found.opens_area(6, first=False)


def test_a_level_shared_with_sub_headings_tells_nothing() -> None:
    found = outline(
        "F3",
        heading("How effective is the force at investigating crime?", 2), prose("Good"), prose(),
        heading("Partners", 2), prose(), heading("Training", 2), prose(),
    )  # fmt: skip
    assert found.area_level == 0


def test_what_the_contents_list_names_is_a_heading() -> None:
    listed = Contents(frozenset({"missing persons"}), frozenset({"missing persons"}), frozenset())
    found = outline("F1", prose(), prose("Missing Persons"), prose(), listed=listed)
    assert opened(found)[1] is Opens.SECTION
    assert found.opens_area(1, first=False)


def test_the_field_of_a_practice_box_is_no_heading() -> None:
    assert opened(outline("F1", heading("PROBLEM:", 4), prose())) == [None, None]
