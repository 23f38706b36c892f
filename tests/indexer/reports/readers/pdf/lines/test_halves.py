"""A paragraph that the tags cut in two where a sentence ends is one, where the page shows one."""

from __future__ import annotations

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.lines.halves import join_halves
from indexer.reports.readers.pdf.page.printed import Printed
from tests.indexer.reports.readers.pdf.made import line

#: Three lines of one paragraph; the last is as wide as the column.
WIDE = ("The force knows where its patrols go each", "night and tells its partners of it in due",
        "time. Its leaders meet once in each month.")  # fmt: skip


def block(element: int, top: float, *texts: str, page: int = 1, **said: object) -> list[Printed]:
    return [
        line(text, top - 12 * place, page, element=element, role=Role.PARAGRAPH, **said)
        for place, text in enumerate(texts)
    ]


def numbers(lines: list[Printed]) -> list[int]:
    return sorted({one.element for one in lines})


def others(top: float) -> list[Printed]:
    """Two paragraphs with a gap between them, as the report has them elsewhere."""
    return [*block(8, top, "They are short.", "Here."), *block(9, top - 40, "And so on.", "There.")]


def test_a_second_half_right_below_a_full_line_is_the_same_paragraph() -> None:
    page = [
        *block(1, 700, *WIDE),
        *block(2, 664, "Patrols begin at ten.", "All know."),
        *others(600),
    ]
    join_halves([page])
    assert numbers(page) == [1, 8, 9]


def test_a_gap_parts_paragraphs() -> None:
    page = [
        *block(1, 700, *WIDE),
        *block(2, 650, "Patrols begin at ten.", "All know."),
        *others(590),
    ]
    join_halves([page])
    assert numbers(page) == [1, 2, 8, 9]


def test_a_short_last_line_parts_paragraphs() -> None:
    page = [*block(1, 700, *WIDE[:2], "time. Leaders meet."), *block(2, 664, "All", "know."),
            *others(600)]  # fmt: skip
    join_halves([page])
    assert numbers(page) == [1, 2, 8, 9]


def test_where_paragraphs_have_no_gaps_a_full_line_says_nothing() -> None:
    page = [*block(1, 700, *WIDE), *block(2, 664, "Patrols begin at ten.", "All know.")]
    join_halves([page])
    assert numbers(page) == [1, 2]


def test_a_paragraph_goes_on_overleaf_from_a_full_line_at_the_foot() -> None:
    first, second = block(1, 100, *WIDE), block(2, 700, "Patrols begin.", "All know.", page=2)
    join_halves([first, second])
    assert numbers(second) == [1]


def test_an_empty_paragraph_or_room_at_the_foot_ends_it() -> None:
    first, second = block(1, 100, *WIDE), block(2, 700, "Patrols begin.", "All know.", page=2)
    second[0].blank_above = True
    join_halves([first, second])
    assert numbers(second) == [2]
    first, second = block(1, 160, *WIDE), block(2, 100, "Patrols begin.", "All know.", page=2)
    join_halves([first, second])
    assert numbers(second) == [2]
