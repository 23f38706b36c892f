"""What a line break means where elements and pages end."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.lines import Line, Role
from indexer.reports.structure.blocks.builder import Builder
from indexer.reports.structure.tree import Block, Kind

PROSE = "Officers meet the council each month to agree what is to be done about calls at night and"


def blocks(*lines: Line) -> list[Block]:
    builder = Builder(lines, {}, is_heading_text, frozenset(), {})
    return builder.build({line.number: line.number for line in lines})


def paragraph(number: int, text: str, page: int, element: int, **facts: Any) -> Line:
    return Line(number, text, page=page, role=Role.PARAGRAPH, element=element, size=11.0, **facts)


def test_an_open_paragraph_goes_on_overleaf() -> None:
    found = blocks(paragraph(1, PROSE, 1, 1), paragraph(2, "Council by whom.", 2, 2))
    assert [block.text for block in found] == [f"{PROSE} Council by whom."]


def test_a_short_line_at_the_end_of_a_page_does_not() -> None:
    found = blocks(paragraph(1, "Good", 1, 1), paragraph(2, "Calls are answered.", 2, 2))
    assert [block.text for block in found] == ["Good", "Calls are answered."]


#: Sentences wrapped at 40 columns, as a tool prints text whose paragraphs have no gap.
WRAPPED = [
    "Officers meet the council each month to",
    "agree what is to be done about calls at",
    "night, and a sergeant rings those whose",
    "calls were not answered within the hour.",
]


def text(*printed: str) -> list[Line]:
    return [
        Line(number, each, page=1, starts=number == 1)
        for number, each in enumerate(printed, start=1)
    ]


def test_a_paragraph_ends_where_the_next_word_would_have_fitted() -> None:
    room = ["Sergeants read each plan at night.", *WRAPPED]
    found = blocks(*text(*WRAPPED * 9, *room))
    assert [block.text for block in found][-1].startswith("Officers meet the council")
    assert found[-2].text.endswith("Sergeants read each plan at night.")


def test_a_paragraph_goes_on_where_it_would_not() -> None:
    full = ["Sergeants read each of their plans now.", *WRAPPED]
    found = blocks(*text(*WRAPPED * 9, *full))
    assert "their plans now. Officers meet" in found[-1].text


def test_a_few_lines_do_not_tell_how_far_they_reach() -> None:
    found = blocks(*text(*WRAPPED * 3, "Sergeants read each plan at night.", *WRAPPED))
    assert len(found) == 1


def column(*printed: str) -> list[Line]:
    """Lines in type on a page of columns, behind one that has none."""
    wide = wrap(" ".join([PROSE, PROSE.replace("calls", "a summons")] * 20), 88)
    return [
        Line(number, each, page=1, starts=number == 1, size=10.0)
        for number, each in enumerate(wide, start=1)
    ] + [
        Line(number, each, page=2, starts=number == 91, size=10.0)
        for number, each in enumerate(printed, start=91)
    ]


def test_how_far_a_column_reaches_its_own_lines_tell() -> None:
    full = ["Officers met the council to agree what", "is to be done for calls at night and by",
            "day, and they keep notes of its plans.", "They are read by few."]  # fmt: skip
    found = blocks(*column(*full))[-1]
    assert "its plans. They are read" in found.text


def test_a_line_that_a_column_has_room_behind_ends_a_paragraph() -> None:
    *_, before, found = blocks(
        *column(WRAPPED[0], WRAPPED[1], "night, at last.", "They are read by few.")
    )
    assert (before.text[-15:], found.text) == ("night, at last.", "They are read by few.")


def test_a_known_heading_that_goes_on_as_a_known_one_is_its_first_line() -> None:
    asked = ["What is it like to be a child or", "young person with SEND in this", "area?"]
    head = [
        Line(number, each, page=1, starts=number == 1, bold=True, size=12.0)
        for number, each in enumerate(asked, start=1)
    ]
    prose = [Line(number, PROSE, page=1, starts=True, size=10.5) for number in range(4, 8)]
    found = blocks(*head, *prose)[0]
    assert (found.kind, found.text) == (Kind.HEADING, " ".join(asked))
