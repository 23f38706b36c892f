"""Tables of data are kept, tables that lay out a page are text."""

from indexer.reports.lines import Cell, Line, Role
from indexer.reports.structure.tables import without_layout


def cell(number: int, text: str, row: int, column: int, role: Role = Role.ROW) -> Line:
    return Line(number, text, role=role, cell=Cell(1, row, column))


def test_a_table_of_one_column_is_text_in_a_container() -> None:
    found = without_layout([cell(1, "A box.", 1, 1), cell(2, "It ends.", 2, 1)])
    assert [(line.role, line.cell, line.groups) for line in found] == [
        (Role.PARAGRAPH, None, (-1,)),
        (Role.PARAGRAPH, None, (-1,)),
    ]


def test_a_row_of_one_cell_among_rows_of_two_is_text() -> None:
    lines = [cell(1, "Next steps", 1, 1), cell(2, "A", 2, 1), cell(3, "B", 2, 2)]
    assert [line.cell is None for line in without_layout(lines)] == [True, False, False]


def test_a_row_that_goes_on_in_its_second_column_is_kept() -> None:
    lines = [cell(1, "A", 1, 1), cell(2, "B", 1, 2), cell(3, "more", 2, 2)]
    assert all(line.cell for line in without_layout(lines))


def test_a_cell_that_holds_headings_and_paragraphs_lays_out_a_page() -> None:
    lines = [
        cell(1, "Strengths", 1, 1, Role.HEADING),
        cell(2, "All is well.", 1, 2, Role.PARAGRAPH),
    ]
    assert [(line.role, line.cell) for line in without_layout(lines)] == [
        (Role.HEADING, None),
        (Role.PARAGRAPH, None),
    ]


def test_a_row_with_one_long_cell_beside_a_name_is_a_row() -> None:
    lines = [
        cell(1, "The trust", 2, 1, Role.PARAGRAPH),
        cell(2, "It should:", 2, 2, Role.PARAGRAPH),
        cell(3, "ring back.", 2, 2, Role.ITEM),
    ]
    assert [(line.role, line.cell is None) for line in without_layout(lines)] == [
        (Role.ROW, False)
    ] * 3


def test_a_row_of_two_long_cells_lays_out_a_page() -> None:
    lines = [
        cell(number, f"Text {number}.", 2, column, Role.PARAGRAPH)
        for number, column in enumerate((1, 1, 2, 2), start=1)
    ]
    assert all(line.cell is None for line in without_layout(lines))
