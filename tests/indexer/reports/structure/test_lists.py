"""Lists: what is nested, what goes on with an item, and where a list ends."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.reports.structure.lists import is_numbered, is_of_paragraphs, nodes
from indexer.reports.structure.tree import Block, Item, Kind, List, Node, Table


def item(text: str = "An item.", **facts: Any) -> Block:
    return Block(Kind.ITEM, text, (1,), **facts)


def paragraph(text: str = "A paragraph.", **facts: Any) -> Block:
    return Block(Kind.PARAGRAPH, text, (1,), **facts)


def row(*cells: str, table: int = 1) -> Block:
    return Block(Kind.ROW, "\t".join(cells), (1,), cells=cells, table=table)


def shown(found: tuple[Node, ...] | tuple[Block | List, ...]) -> list[Any]:
    """Nodes as plain lists: a paragraph is its text, an item a pair of text and parts."""
    plain: list[Any] = []
    for node in found:
        if isinstance(node, List):
            plain.append([_item(one) for one in node.items])
        elif isinstance(node, Table):
            plain.append(tuple(each.cells for each in node.rows))
        else:
            plain.append(node.text)
    return plain


def _item(one: Item) -> Any:
    return (one.block.text, shown(one.parts)) if one.parts else one.block.text


def test_items_of_one_indent_are_one_list() -> None:
    found = nodes([item("a", mark="-"), item("b", mark="-")])
    assert shown(found) == [["a", "b"]]


def test_one_dash_is_as_good_as_another() -> None:
    found = nodes([item("a", mark="-"), item("b", mark="–"), item("c", mark="—")])
    assert shown(found) == [["a", "b", "c"]]


def test_a_deeper_indent_is_nested() -> None:
    found = nodes([item("a", mark="-"), item("b", mark="-", indent=2), item("c", mark="-")])
    assert shown(found) == [[("a", [["b"]]), "c"]]


def test_another_mark_at_the_same_indent_is_nested() -> None:
    found = nodes([item("a", mark="•"), item("b", mark="o"), item("c", mark="•")])
    assert shown(found) == [[("a", [["b"]]), "c"]]


def test_points_of_a_pdf_may_differ_a_little() -> None:
    one, other = (item(t, mark="•", indent=x, size=11.0) for t, x in (("a", 18.0), ("b", 19.5)))
    assert shown(nodes([one, other])) == [["a", "b"]]


def test_the_tag_of_a_pdf_does_not_nest_what_stands_at_one_indent() -> None:
    tagged = {"size": 12.0, "tagged": True, "laid_out": True}
    found = nodes([
        item("a", level=1, indent=0.9, **tagged),
        item("b", level=2, indent=0.9, **tagged),
        item("c", level=2, indent=18.8, mark="−", **tagged),
        item("d", level=1, indent=0.9, **tagged),
    ])  # fmt: skip
    assert shown(found) == [["a", ("b", [["c"]]), "d"]]


def test_bullets_below_a_numbered_paragraph_are_nested_in_it() -> None:
    found = nodes([item("a", label="5.12"), item("b", mark="•"), item("c", label="5.13")])
    assert shown(found) == [[("a", [["b"]]), "c"]]


def test_a_paragraph_between_two_items_goes_on_with_the_first() -> None:
    found = nodes([item("a", mark="-"), paragraph("more"), item("b", mark="-")])
    assert shown(found) == [[("a", ["more"]), "b"]]


def test_a_paragraph_behind_the_last_item_ends_the_list() -> None:
    found = nodes([item("a", mark="-"), item("b", mark="-"), paragraph("Something else.")])
    assert shown(found) == [["a", "b"], "Something else."]


def test_a_paragraph_behind_nested_items_goes_on_with_their_item() -> None:
    found = nodes([item("a", mark="-"), item("b", mark="-", indent=2), paragraph("So it is.")])
    assert shown(found) == [[("a", [["b"], "So it is."])]]


def test_where_the_format_says_what_is_inside_an_item_it_is_believed() -> None:
    inside, outside = paragraph("in", level=1, tagged=True), paragraph("out", tagged=True)
    found = nodes([item("a", level=1, tagged=True), inside, outside])
    assert shown(found) == [[("a", ["in"])], "out"]


def test_a_numbered_paragraph_goes_on_in_further_paragraphs() -> None:
    found = nodes([item("a", label="11."), paragraph("more"), item("b", label="12.")])
    assert shown(found) == [[("a", ["more"]), "b"]]


def test_what_stands_further_left_than_a_number_goes_on_with_nothing() -> None:
    numbered = item("Publications", label="2.", indent=2.0)
    assert shown(nodes([numbered, paragraph("Dear partners")])) == [
        ["Publications"],
        "Dear partners",
    ]


def test_text_at_the_margin_ends_numbered_paragraphs_that_hang() -> None:
    hanging = item("a", label="48.", indent=0.9, hang=29.3, size=12.0)
    found = nodes([hanging, paragraph("Small print.", indent=0.9, size=12.0)])
    assert shown(found) == [["a"], "Small print."]


def test_a_lead_in_between_two_lists_belongs_to_neither_item() -> None:
    found = nodes([item("a", mark="-"), paragraph("Also:"), item("b", mark="-")])
    assert shown(found) == [["a"], "Also:", ["b"]]


def test_rows_are_a_table() -> None:
    found = nodes([paragraph("See:"), row("Who", "What"), row("A", "b"), paragraph("End.")])
    assert shown(found) == ["See:", (("Who", "What"), ("A", "b")), "End."]


def test_a_table_that_goes_on_overleaf_is_one() -> None:
    found = nodes([row("a", "b", table=1), row("c", "d", table=2), row("e", table=3)])
    assert shown(found) == [(("a", "b"), ("c", "d")), (("e",),)]


def test_a_list_deeper_than_any_report_has_is_flattened() -> None:
    found = nodes([item(str(n), mark="-", indent=n) for n in range(400)])
    depth, inner = 0, found
    while isinstance(inner[-1], List):
        depth += 1
        inner = inner[-1].items[-1].parts or ("",)  # type: ignore[assignment]
    assert depth <= 14


@pytest.mark.parametrize(
    ("label", "numbered"), [("5.12", True), ("17.", True), ("17", True), ("(a)", False)]
)
def test_what_numbers_a_paragraph(label: str, numbered: bool) -> None:
    assert is_numbered(item(label=label)) is numbered


@pytest.mark.parametrize(
    ("printed", "of_paragraphs"),
    [
        ([("i.", "One acts."), ("ii.", "Two rests.")], True),
        ([("(i)", "One acts."), ("(ii)", "Two rests.")], True),
        ([("3.", "One acts.")], True),
        ([("(i)", "who acts;"), ("(ii)", "who rests.")], False),
        ([("(h)", "One acts."), ("(i)", "Two rests.")], False),
    ],
)
def test_roman_numbers_count_paragraphs_where_each_is_a_sentence(
    printed: list[tuple[str, str]], of_paragraphs: bool
) -> None:
    items = tuple(Item(item(text, label=label)) for label, text in printed)
    assert is_of_paragraphs(List(items)) is of_paragraphs


def test_the_last_words_of_an_item_above_its_own_list_are_its_own() -> None:
    # Found by chance: '… safer staff.', over a page '24/7 so:', and the item's list below it.
    found = nodes(
        [
            item("a.", mark="-"),
            paragraph("24/7 so:"),
            item("b", mark="•", indent=2),
            item("c", mark="•", indent=2),
            item("d", mark="-"),
        ]
    )
    assert shown(found) == [[("a.", ["24/7 so:", ["b", "c"]]), "d"]]


def test_a_lead_in_below_which_the_list_does_not_go_on_ends_it() -> None:
    found = nodes([item("a.", mark="-"), paragraph("So:"), item("b", mark="•", indent=2)])
    assert shown(found) == [["a."], "So:", ["b"]]
