"""How a section lists its findings."""

from indexer.reports.blocks import Block, Kind
from indexer.reports.listing import NO_LIST, listing


def item(text: str = "A finding.", **facts: object) -> Block:
    return Block(Kind.ITEM, text, [1], **facts)  # type: ignore[arg-type]


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text, [1])


def test_a_section_without_items_lists_its_paragraphs() -> None:
    assert listing([paragraph("The force does well.")], numbered=False) == NO_LIST
    assert NO_LIST.plain


def test_a_deeper_indent_is_nested() -> None:
    outer, inner = item(mark="-", indent=0), item(mark="-", indent=1)
    found = listing([outer, inner], numbered=False)
    assert found.is_top(outer)
    assert not found.is_top(inner)


def test_another_mark_at_the_same_indent_is_nested() -> None:
    outer, inner = item(mark="•"), item(mark="o")
    found = listing([outer, inner], numbered=False)
    assert found.is_top(outer)
    assert not found.is_top(inner)


def test_where_paragraphs_are_numbered_bullets_are_nested() -> None:
    outer, inner = item(label="5.12"), item(mark="•")
    found = listing([outer, inner], numbered=True)
    assert found.is_top(outer)
    assert not found.is_top(inner)


def test_points_of_a_pdf_may_differ_a_little() -> None:
    first, second = item(mark="•", indent=18.0, size=11.0), item(mark="•", indent=19.5, size=11.0)
    assert listing([first, second], numbered=False).is_top(second)


def test_bullets_below_a_lead_in_between_paragraphs_are_nested_in_them() -> None:
    section = [paragraph("The force has done well."), paragraph("It offers:"), item(mark="-")]
    assert listing(section, numbered=False).plain


def test_bullets_below_a_finished_paragraph_are_findings() -> None:
    section = [paragraph("Inspectors found these strengths."), item(mark="-"), item(mark="-")]
    assert not listing(section, numbered=False).plain
