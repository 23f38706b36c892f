"""Pages that say their own structure."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.pdf.tagging.tagged import ARTIFACT
from indexer.reports.readers.result import Reading

Pages = Callable[[bytes], Reading]
Tagged = Callable[..., bytes]

FIRST = "Sergeants read each plan before the team begins its work and"
SECOND = "sign it when the work is done."
THIRD = "Each month they tell the board what they have found."


def told(line: Line) -> tuple[str, Role | None, int]:
    """What a line says, what it is, and of which level."""
    return line.text, line.role, line.level


def lines(source: Reading) -> list[Line]:
    return list(source.lines)


def elements(source: Reading) -> list[list[str]]:
    """The texts of the lines, those of one element together."""
    found: dict[int, list[str]] = {}
    for line in lines(source):
        found.setdefault(line.element, []).append(line.text)
    return list(found.values())


def test_lines_of_one_paragraph_have_one_number(pages: Pages, tagged: Tagged) -> None:
    source = pages(
        tagged(
            ("Document", ("P", (72, 100, FIRST), (72, 114, SECOND)), ("P", (72, 128, THIRD))),
        ),
    )
    assert elements(source) == [[FIRST, SECOND], [THIRD]]
    assert {line.role for line in lines(source)} == {Role.PARAGRAPH}


def test_a_heading_has_its_level(pages: Pages, tagged: Tagged) -> None:
    source = pages(tagged(("Sect", ("H2", (72, 100, "Custody")), ("P", (72, 130, FIRST)))))
    assert [told(line) for line in lines(source)] == [
        ("Custody", Role.HEADING, 2),
        (FIRST, Role.PARAGRAPH, 0),
    ]


def test_a_sentence_tagged_as_heading_is_a_paragraph(pages: Pages, tagged: Tagged) -> None:
    printed = [(72, 100 + 14 * row, f"{FIRST} {row}") for row in range(4)]
    source = pages(tagged(("Sect", ("H1", *printed))))
    assert {line.role for line in lines(source)} == {Role.PARAGRAPH}


def test_words_inside_a_line_belong_to_their_paragraph(pages: Pages, tagged: Tagged) -> None:
    node = (
        "P",
        (72, 100, "The force "),
        ("Span", ("Link", (122, 100, "works"))),
        (153, 100, "on."),
    )
    source = pages(tagged(("Document", node)))
    assert elements(source) == [["The force works on."]]


def test_words_of_which_the_tags_say_nothing_belong_to_their_paragraph(
    pages: Pages, tagged: Tagged
) -> None:
    node = (
        "P",
        ("NonStruct", (72, 100, "The force ")),
        ("NonStruct", ("NonStruct", (122, 100, "works"))),
        ("NonStruct", (153, 100, "on.")),
    )
    source = pages(tagged(("Document", node)))
    assert elements(source) == [["The force works on."]]


def test_blocks_of_which_the_tags_say_nothing_are_apart(pages: Pages, tagged: Tagged) -> None:
    source = pages(
        tagged(("Document", ("NonStruct", (72, 100, FIRST)), ("NonStruct", (72, 128, THIRD))))
    )
    assert elements(source) == [[FIRST], [THIRD]]


def test_items_have_their_depth_and_no_bullet(pages: Pages, tagged: Tagged) -> None:
    inner = ("L", ("LI", ("Lbl", (108, 128, "o")), ("LBody", (126, 128, "Nights"))))
    outer = (
        "L",
        ("LI", ("Lbl", (72, 100, "•")), ("LBody", (90, 100, "Custody"), inner)),
        ("LI", ("LBody", (72, 142, "• Patrol"))),
    )
    source = pages(tagged(("Document", outer)))
    assert [told(line) for line in lines(source)] == [
        ("Custody", Role.ITEM, 1),
        ("Nights", Role.ITEM, 2),
        ("Patrol", Role.ITEM, 1),
    ]
    assert [line.label for line in lines(source)] == [None, None, None]


def test_the_number_of_an_item_is_its_label(pages: Pages, tagged: Tagged) -> None:
    items = (
        ("LI", ("Lbl", (72, 100, "12.")), ("LBody", (100, 100, "Custody"), (100, 114, "at night"))),
        ("LI", ("LBody", (72, 128, "13. Patrol"))),
    )
    source = pages(tagged(("Document", ("L", *items))))
    assert [(line.label, line.text) for line in lines(source)] == [
        ("12", "Custody"),
        (None, "at night"),
        ("13", "Patrol"),
    ]


def test_a_second_paragraph_goes_on_with_its_item(pages: Pages, tagged: Tagged) -> None:
    body = ("LBody", ("P", (90, 100, "Custody.")), ("P", (90, 120, "Nights.")))
    source = pages(tagged(("Document", ("L", ("LI", body)))))
    assert [told(line) for line in lines(source)] == [
        ("Custody.", Role.ITEM, 1),
        ("Nights.", Role.PARAGRAPH, 1),
    ]


def test_words_tagged_as_label_are_text(pages: Pages, tagged: Tagged) -> None:
    items = (
        ("LI", ("Lbl", (160, 100, "a")), ("LBody", (72, 100, "• waiting for"), (170, 100, "plan"))),
        ("LI", ("Lbl", (72, 130, "Recommendation 3:")), ("LBody", (190, 130, "Train staff."))),
    )
    source = pages(tagged(("Document", ("L", *items))))
    assert [line.text for line in lines(source)] == [
        "waiting for a plan",
        "Recommendation 3: Train staff.",
    ]


def test_a_list_tagged_as_one_paragraph_is_parted(pages: Pages, tagged: Tagged) -> None:
    printed = ((72, 100, "• Custody is"), (84, 114, "full."), (72, 128, "• Patrol is not."))
    source = pages(tagged(("Document", ("P", *printed))))
    assert elements(source) == [["• Custody is", "full."], ["• Patrol is not."]]
    assert [line.role for line in lines(source)] == [None, Role.PARAGRAPH, None]


def test_a_heading_tagged_with_its_text_is_parted(pages: Pages, tagged: Tagged) -> None:
    printed = ((72, 100, "Custody", {"font": "F2"}), (72, 114, FIRST), (72, 128, SECOND))
    assert elements(pages(tagged(("Document", ("P", *printed))))) == [
        ["Custody"],
        [FIRST, SECOND],
    ]


def test_a_table_of_one_column_is_prose(pages: Pages, tagged: Tagged) -> None:
    rows = (("TR", ("TD", ("P", (72, 100, FIRST)))), ("TR", ("TD", ("P", (72, 120, THIRD)))))
    source = pages(tagged(("Document", ("Table", ("TBody", *rows)))))
    assert [(line.role, line.cell) for line in lines(source)] == [(Role.PARAGRAPH, None)] * 2


def row(y: float, *texts: str) -> tuple[object, ...]:
    """A row of a table with cells 150 points wide; one without text has nothing printed."""
    cells = [("TD", ("P", (72 + 150 * at, y, text))) if text else ("TD",) for at, text in
             enumerate(texts)]  # fmt: skip
    return ("TR", *cells)


def test_cells_of_a_table_say_where_they_stand(pages: Pages, tagged: Tagged) -> None:
    table = ("Table", row(100, "Action", "By"), row(120, "Train", "June"))
    source = pages(tagged(("Document", ("P", (72, 60, THIRD)), table)))
    assert [(line.text, line.role, line.cell) for line in lines(source)[1:]] == [
        ("Action", Role.ROW, Cell(1, 1, 1)),
        ("By", Role.ROW, Cell(1, 1, 2)),
        ("Train", Role.ROW, Cell(1, 2, 1)),
        ("June", Role.ROW, Cell(1, 2, 2)),
    ]


def test_a_row_goes_on_overleaf(pages: Pages, tagged: Tagged) -> None:
    first = ("Table", row(780, "Action", "By"), row(800, "Train", "June"))
    rest = ("TR", ("TD",), ("TD", ("P", (222, 72, "or July", {"page": 2}))))
    source = pages(tagged(("Document", first, ("Table", rest))))
    assert lines(source)[-1].cell == Cell(1, 2, 2)


def test_artifacts_are_chrome_and_stand_in_their_place(pages: Pages, tagged: Tagged) -> None:
    tree = ("Document", ("P", (72, 100, FIRST)))
    source = pages(tagged(tree, artifacts=((72, 40, "Our report"), (72, 810, "7"))))
    assert [(line.text, line.chrome) for line in lines(source)] == [
        ("Our report", ARTIFACT),
        (FIRST, ""),
        ("7", ARTIFACT),
    ]


def test_text_outside_the_tags_is_read_in_its_place_and_told(pages: Pages, tagged: Tagged) -> None:
    tree = ("Document", ("P", (72, 100, FIRST), (72, 114, SECOND)), ("P", (72, 180, THIRD)))
    source = pages(tagged(tree, loose=((72, 140, "Not tagged."),)))
    assert [line.text for line in lines(source)] == [FIRST, SECOND, "Not tagged.", THIRD]
    assert source.warnings == (
        "Page 1: 11 characters stand outside the file's own structure; they were read where they"
        " are printed.",
    )


def test_tags_that_hold_little_of_a_page_are_not_believed(pages: Pages, tagged: Tagged) -> None:
    tree = ("Document", ("H1", (72, 180, "Custody")))
    source = pages(tagged(tree, loose=((72, 100, FIRST), (72, 114, SECOND))))
    assert [told(line) for line in lines(source)] == [
        (FIRST, None, 0),
        (SECOND, None, 0),
        ("Custody", None, 0),
    ]
    assert source.warnings == (
        "Page 1: the file's own structure does not fit what is printed; the page was read by its"
        " layout.",
    )


def test_tags_that_jump_about_are_not_believed(pages: Pages, tagged: Tagged) -> None:
    paragraphs = [("P", (72, 100 + 20 * row, f"{row} {THIRD}")) for row in (7, 2, 5, 1, 6, 3)]
    texts = [line.text[0] for line in pages(tagged(("Document", *paragraphs))).lines]
    assert texts == ["1", "2", "3", "5", "6", "7"]


def test_a_note_leaves_the_sentence_that_calls_it(pages: Pages, tagged: Tagged) -> None:
    note = ("Note", ("P", (72, 760, "1 A board of ten.", {"size": 8})))
    sentence = ("P", (72, 100, "They tell the board"), (168, 96, "1", {"size": 6}), note,
                (72, 114, "what they have found."))  # fmt: skip
    source = pages(tagged(("Document", sentence)))
    assert [(line.text, line.role) for line in lines(source)] == [
        ("They tell the board", Role.PARAGRAPH),
        ("what they have found.", Role.PARAGRAPH),
        ("1 A board of ten.", Role.NOTE),
        ("1", Role.CHROME),
    ]
    assert lines(source)[0].element == lines(source)[1].element
    assert lines(source)[3].chrome == REFERENCE


def test_a_contents_list_is_one(pages: Pages, tagged: Tagged) -> None:
    entry = ("TOCI", ("Reference", (72, 100, "Custody")), ("Reference", (400, 100, "7")))
    source = pages(tagged(("Document", ("TOC", entry))))
    assert {line.role for line in lines(source)} == {Role.CONTENTS}


def test_a_sentence_that_goes_on_overleaf_is_one_element(pages: Pages, tagged: Tagged) -> None:
    tree = ("Document", ("L", ("LI", ("LBody", (90, 800, FIRST)))),
            ("P", (90, 72, SECOND, {"page": 2})), ("P", (72, 100, THIRD, {"page": 2})))  # fmt: skip
    source = pages(tagged(tree))
    assert elements(source) == [[FIRST, SECOND], [THIRD]]
    assert [line.role for line in lines(source)] == [Role.ITEM, Role.ITEM, Role.PARAGRAPH]


def test_an_element_on_two_pages_is_one_whatever_its_words(pages: Pages, tagged: Tagged) -> None:
    body = ("LBody", (90, 800, "Custody is full."), (90, 72, "Patrol is not.", {"page": 2}))
    source = pages(tagged(("Document", ("L", ("LI", body)))))
    assert elements(source) == [["Custody is full.", "Patrol is not."]]


def test_a_tree_that_is_deep_is_read_as_far_as_it_makes_sense(pages: Pages, tagged: Tagged) -> None:
    node: tuple[object, ...] = ("P", (72, 100, FIRST))
    for _ in range(200):
        node = ("Div", node)
    assert [line.text for line in pages(tagged(node)).lines] == [FIRST]


def test_an_item_without_a_mark_overleaf_goes_on_with_the_one_above(
    pages: Pages, tagged: Tagged
) -> None:
    overleaf = {"page": 2}
    items = (
        ("LI", ("Lbl", (72, 100, "•")), ("LBody", (90, 100, "Leaders read the plan of the"))),
        ("LI", ("LBody", (90, 100, "Council and of all its partners.", overleaf))),
        ("LI", ("Lbl", (72, 114, "•", overleaf)), ("LBody", (90, 114, "They meet.", overleaf))),
    )
    assert elements(pages(tagged(("Document", ("L", *items))))) == [
        ["Leaders read the plan of the", "Council and of all its partners."],
        ["They meet."],
    ]


def test_paragraphs_of_the_second_column_stand_at_its_edge(pages: Pages, tagged: Tagged) -> None:
    def column(left: int, first: int) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for number in range(first, first + 3):
            top = 100 + 70 * (number - first)
            rows = [(left + 30, top + 14 * row, PROSE) for row in range(1, 4)]
            found.append(
                ("P", (left, top, f"2.{number}  Sergeants read each plan with care"), *rows)
            )
        return found

    source = pages(tagged(("Document", *column(60, 1), *column(320, 4))))
    begins = {line.text[:3]: line.indent for line in source.lines if line.text.startswith("2.")}
    assert begins == dict.fromkeys(("2.1", "2.2", "2.3", "2.4", "2.5", "2.6"), 0.0)


PROSE = "before the team begins its work at night"
