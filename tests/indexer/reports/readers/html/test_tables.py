"""Tables: rows of data with every column in its place, and cells that hold more."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.html.tables import WIDEST

ReadMain = Callable[[str], list[Line]]


def rows(lines: list[Line]) -> list[str]:
    return [line.text for line in lines if line.role is Role.ROW]


def test_a_cell_beside_several_rows_is_read_with_each(read_main: ReadMain) -> None:
    lines = read_main(
        "<table><tr><td rowspan=2>The council<td>Mend the door.<td rowspan=2>May"
        "<tr><td>Pay the bill.<tr><td>The trust<td>Ring back.<td>June</table>"
    )
    assert rows(lines) == [
        "The council\tMend the door.\tMay",
        "The council\tPay the bill.\tMay",
        "The trust\tRing back.\tJune",
    ]


def test_a_cell_over_several_columns_keeps_the_others_in_theirs(read_main: ReadMain) -> None:
    lines = read_main("<table><tr><td>a<td>b<td>c<tr><td colspan=2>d<td>e</table>")
    assert rows(lines) == ["a\tb\tc", "d\t\te"]


def test_a_name_in_a_later_column_is_a_row_of_its_table(read_main: ReadMain) -> None:
    long = "The force has done all that it was asked to do. " * 3
    lines = read_main(f"<table><tr><td>Good<td>Fair<tr><td><td>Custody<tr><td><td>{long}</table>")
    assert rows(lines) == ["Good\tFair", "\tCustody"]


def test_cells_that_hold_more_are_kept_apart(read_main: ReadMain) -> None:
    lines = read_main(
        "<table><tr><th>Who<th>What<tr><td>The trust<td><ul><li>Ring back.<li>Write.</ul></table>"
    )
    assert [(line.text, line.cell) for line in lines] == [
        ("Who\tWhat", None),
        ("The trust", Cell(1, 2, 1)),
        ("Ring back.", Cell(1, 2, 2)),
        ("Write.", Cell(1, 2, 2)),
    ]


def test_a_table_that_lays_out_a_page_has_no_cells(read_main: ReadMain) -> None:
    lines = read_main("<table><tr><td><p>One.<p>Two.<td><h2>Vans</h2><p>Clean.</table>")
    assert [(line.text, line.cell) for line in lines] == [
        ("One.", None),
        ("Two.", None),
        ("Vans", None),
        ("Clean.", None),
    ]
    assert len({line.groups for line in lines}) == 2


def test_a_table_of_one_column_is_a_box(read_main: ReadMain) -> None:
    lines = read_main("<table><tr><th>What to mend<tr><td>The door.<tr><td>The bell.</table>")
    assert [(line.text, line.bold, line.cell) for line in lines] == [
        ("What to mend", True, None),
        ("The door.", False, None),
        ("The bell.", False, None),
    ]
    assert len({line.groups for line in lines}) == 1
    assert lines[0].groups


def test_cells_that_stand_beside_all_rows_make_no_table_wider_than_the_widest(
    read_main: ReadMain,
) -> None:
    row = "<tr><td colspan=100 rowspan=100>a<td colspan=100 rowspan=100>b<td>c"
    lines = read_main(f"<table>{row * 50}</table>")
    assert len(lines) == 50
    assert max(line.text.count("\t") for line in lines) <= WIDEST + 3 * 50


def test_spans_that_no_table_has(read_main: ReadMain) -> None:
    lines = read_main("<table><tr><td colspan=999999999 rowspan=-1>a<td colspan=x>b</table>")
    assert len(rows(lines)) == 1


def test_a_list_of_terms(read_main: ReadMain) -> None:
    lines = read_main(
        "<dl><div><dt>ANPR</dt><dd>cameras</dd></div><dt>Duties</dt><dd>One.</dd><dd>Two.</dd></dl>"
    )
    assert rows(lines) == ["ANPR\tcameras"]
    assert [(line.text, line.bold) for line in lines[1:]] == [
        ("Duties", True),
        ("One.", False),
        ("Two.", False),
    ]
