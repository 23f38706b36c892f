"""Numbers that are tagged apart from what they stand beside."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.lines import Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.result import Reading

Pages = Callable[[bytes], Reading]
Tagged = Callable[..., bytes]


def elements(source: Reading) -> list[list[str]]:
    """The texts of the lines, those of one element together."""
    found: dict[int, list[str]] = {}
    for line in source.lines:
        found.setdefault(line.element, []).append(line.text)
    return list(found.values())


def test_a_number_tagged_as_a_paragraph_is_that_of_the_text_beside_it(
    pages: Pages, tagged: Tagged
) -> None:
    tree = (
        "Document",
        ("P", (72, 60, "Custody")),
        ("P", (500, 60, "3")),
        ("P", (72, 100, "12.")),
        ("P", (94, 100, "Sergeants read each plan"), (72, 114, "at night.")),
        ("P", (72, 142, "Nights")),
        ("P", (300, 142, "Days")),
    )
    assert elements(pages(tagged(tree))) == [
        ["Custody\t3"],
        ["12. Sergeants read each plan", "at night."],
        ["Nights"],
        ["Days"],
    ]


def test_a_number_far_from_the_text_on_its_line_stays_apart(pages: Pages, tagged: Tagged) -> None:
    tree = ("Document", ("P", (72, 100, "12.")), ("P", (300, 100, "Sergeants read each plan.")))
    assert elements(pages(tagged(tree))) == [["12."], ["Sergeants read each plan."]]


def test_the_number_of_a_note_parts_no_sentence_and_stands_at_its_note(
    pages: Pages, tagged: Tagged
) -> None:
    small = {"size": 6.5}
    tree = (
        "Document",
        ("P", (72, 100, "Nights ran below the minimum")),
        ("P", (220, 96, "1", small)),
        ("P", (226, 100, "and visits slipped."), (72, 114, "Nobody saw why.")),
        ("P", (72, 400, "1", small)),
        ("P", (78, 403, "The minimum is one sergeant.", {"size": 7.5})),
    )
    source = pages(tagged(tree))
    text = {line.text: line for line in source.lines}
    sentence = text["Nights ran below the minimum and visits slipped."]
    assert sentence.element == text["Nobody saw why."].element
    assert text["1"].chrome == REFERENCE
    assert text["1 The minimum is one sergeant."].role is Role.NOTE


def test_a_bullet_drawn_outside_the_tags_marks_the_item_on_its_line(
    pages: Pages, tagged: Tagged
) -> None:
    tree = (
        "Document",
        (
            "L",
            (
                "LI",
                (
                    "LBody",
                    (92, 100, "The timeliness of interviews with children who"),
                    (92, 114, "go missing."),
                ),
            ),
            ("LI", ("LBody", (92, 128, "The oversight of plans."))),
        ),
    )
    loose = ((76, 100, "\u2022", {"size": 8}), (76, 129, "\u2013"), (72, 200, "\u2022"))
    source = pages(tagged(tree, loose=loose))
    assert [(line.text, line.role) for line in source.lines] == [
        ("The timeliness of interviews with children who", Role.ITEM),
        ("go missing.", Role.ITEM),
        ("The oversight of plans.", Role.ITEM),
        ("\u2022", None),
    ]
