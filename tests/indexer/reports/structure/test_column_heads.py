"""Tables with a heading over each column are read column by column."""

from __future__ import annotations

from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.lines import Cell, Line, Role
from indexer.reports.structure.column_heads import by_columns


def cell(number: int, text: str, row: int, column: int) -> Line:
    return Line(number, text, role=Role.ROW, cell=Cell(1, row, column), element=number)


def read(*lines: Line) -> list[tuple[Role | None, str]]:
    return [(line.role, line.text) for line in by_columns(lines, is_heading_text)]


def test_cells_of_a_page_stand_below_their_heads() -> None:
    lines = [
        cell(1, "Major strengths", 1, 1),
        cell(2, "Important weaknesses", 1, 2),
        cell(3, "Calls are answered.", 2, 1),
        cell(4, "Letters are lost.", 2, 2),
        cell(5, "Visits are kept.", 3, 1),
    ]
    assert read(*lines, Line(6, "5. All is told.")) == [
        (Role.HEADING, "Major strengths"),
        (Role.ITEM, "Calls are answered."),
        (Role.ITEM, "Visits are kept."),
        (Role.HEADING, "Important weaknesses"),
        (Role.ITEM, "Letters are lost."),
        (None, "5. All is told."),
    ]


def test_rows_parted_by_tabs_are_read_the_same() -> None:
    lines = [
        Line(1, "Strengths\tAreas for improvement", role=Role.ROW),
        Line(2, "Calls are answered.\tLetters are lost.", role=Role.ROW),
        Line(3, "\tVisits are late.", role=Role.ROW),
    ]
    assert read(*lines) == [
        (Role.HEADING, "Strengths"),
        (Role.ITEM, "Calls are answered."),
        (Role.HEADING, "Areas for improvement"),
        (Role.ITEM, "Letters are lost."),
        (Role.ITEM, "Visits are late."),
    ]


def test_a_table_with_another_head_is_left_as_it_is() -> None:
    lines = [
        Line(1, "Responsible body\tAreas for improvement", role=Role.ROW),
        Line(2, "The trust\tLetters should be read.", role=Role.ROW),
    ]
    assert [text for _, text in read(*lines)] == [line.text for line in lines]
