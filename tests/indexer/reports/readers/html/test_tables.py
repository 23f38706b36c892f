"""Tables: rows of data with every column in its place, and cells that hold more."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.lines import Cell, Line, Role

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


def test_cells_that_hold_more_are_kept_apart(read_main: ReadMain) -> None:
    lines = read_main(
        "<table><tr><td>Body<td><ul><li>One.<li>Two.</ul></table><table><tr><td>Alone.</table>"
    )
    assert [(line.text, line.cell) for line in lines] == [
        ("Body", Cell(1, 1, 1)),
        ("One.", Cell(1, 1, 2)),
        ("Two.", Cell(1, 1, 2)),
        ("Alone.", Cell(2, 1, 1)),
    ]


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
