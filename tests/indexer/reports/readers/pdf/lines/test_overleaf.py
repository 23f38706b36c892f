"""What goes on overleaf is one element, one row, one item."""

from __future__ import annotations

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.pdf.lines.overleaf import join_pages
from indexer.reports.readers.pdf.page.printed import Printed
from tests.indexer.reports.readers.pdf.made import line


def paragraph(text: str, element: int, page: int, **said: object) -> Printed:
    return line(text, page=page, element=element, **{"role": Role.PARAGRAPH, **said})


def test_a_sentence_goes_on_overleaf() -> None:
    last = paragraph("The force should see that", 1, 1)
    next_ = [paragraph("all of its staff are", 2, 2), paragraph("trained.", 2, 2)]
    join_pages([[last], next_])
    assert [one.element for one in next_] == [1, 1]


def test_a_sentence_that_ends_does_not() -> None:
    first, second = paragraph("Staff are trained.", 1, 1), paragraph("they know it.", 2, 2)
    join_pages([[first], [second]])
    assert second.element == 2


def test_a_heading_goes_on_with_nothing() -> None:
    heading = paragraph("How well does the force", 1, 1, role=Role.HEADING)
    text = paragraph("work with others", 2, 2)
    join_pages([[heading], [text]])
    assert (text.element, text.role) == (2, Role.PARAGRAPH)


def test_notes_and_feet_between_the_halves_are_passed_over() -> None:
    last = paragraph("The force should see that", 1, 1)
    note = line("1 See there.", role=Role.NOTE, element=9)
    foot = line("Page 1", role=Role.CHROME)
    rest = paragraph("all are trained.", 2, 2)
    join_pages([[last, note, foot], [rest]])
    assert rest.element == 1


def test_an_item_without_a_mark_goes_on_with_the_marked_one_above() -> None:
    first = paragraph("Staff are trained.", 1, 1, role=Role.ITEM, level=1, marked=True)
    rest = paragraph("They know it.", 2, 2, role=Role.ITEM, level=2)
    join_pages([[first], [rest]])
    assert (rest.element, rest.level) == (1, 1)


def test_the_rows_of_a_table_are_counted_on() -> None:
    above = [line("Custody", cell=Cell(1, 4, 1)), line("Good", cell=Cell(1, 4, 2))]
    below = [
        line("and so on", page=2, cell=Cell(2, 1, 2)),
        line("Patrol", page=2, cell=Cell(2, 2, 1)),
        line("Fair", page=2, cell=Cell(2, 2, 2)),
    ]
    join_pages([above, below])
    assert [one.cell for one in below] == [Cell(1, 4, 2), Cell(1, 5, 1), Cell(1, 5, 2)]


def table(number: int, page: int, *rows: tuple[str, ...]) -> list[Printed]:
    """The lines of a table, a cell each; an empty one has nothing on the page."""
    return [
        line(text, page=page, cell=Cell(number, row, column), role=Role.ROW)
        for row, cells in enumerate(rows, start=1)
        for column, text in enumerate(cells, start=1)
        if text
    ]


def test_a_head_that_is_printed_again_is_no_row_of_the_table() -> None:
    head = ("No.", "Recommendation", "For")
    above = table(1, 1, head, ("8", "Publish the number of", "All forces"))
    below = table(2, 2, head, ("", "orders, by force.", ""), ("9", "Train staff.", "The college"))
    join_pages([above, below])
    again, rest = below[:3], below[3:]
    assert [(one.role, one.chrome != "") for one in again] == [(Role.CHROME, True)] * 3
    assert [one.cell for one in rest] == [
        Cell(1, 2, 2),
        *(Cell(1, 3, column) for column in (1, 2, 3)),
    ]


def test_another_table_with_another_head_is_counted_by_itself() -> None:
    above = table(1, 1, ("No.", "Recommendation"), ("8", "Train staff."))
    below = table(2, 2, ("Area", "Grade"), ("Custody", "Good"))
    join_pages([above, below])
    assert [one.cell for one in below if one.cell] == [
        Cell(2, row, column) for row in (1, 2) for column in (1, 2)
    ]
