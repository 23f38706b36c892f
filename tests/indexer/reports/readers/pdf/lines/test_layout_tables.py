"""Tables that only set prose are none."""

from __future__ import annotations

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.pdf.lines.layout_tables import judge_tables
from indexer.reports.readers.pdf.page.printed import Printed
from tests.indexer.reports.readers.pdf.made import line


def in_cell(text: str, row: int, column: int) -> Printed:
    return line(text, cell=Cell(1, row, column))


def rows(*lines: Printed) -> list[bool]:
    judge_tables(lines)
    for one in lines:
        assert (one.role is Role.ROW) == (one.cell is not None)
    return [one.role is Role.ROW for one in lines]


def test_rows_of_several_cells_are_a_table() -> None:
    table = in_cell("Custody", 1, 1), in_cell("Good", 1, 2), in_cell("Patrol", 2, 1)
    assert rows(*table) == [True, True, True]


def test_one_cell_a_row_only_sets_prose() -> None:
    assert rows(in_cell("Dear Chief,", 1, 1), in_cell("We write to you.", 2, 1)) == [False, False]


def test_a_cell_with_nothing_but_a_sign_counts_for_none() -> None:
    assert rows(in_cell("We write to you.", 1, 1), in_cell("–", 1, 2)) == [False, False]


def test_a_row_of_two_cells_is_one_among_rows_of_prose() -> None:
    prose = [in_cell(f"Sentence {n}.", n, 1) for n in (1, 2, 3)]
    assert rows(*prose, in_cell("Custody", 4, 1), in_cell("Good", 4, 2)) == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_page_chrome_stays_what_it_is() -> None:
    foot = line("Page 3", role=Role.CHROME, cell=Cell(1, 1, 1))
    judge_tables([foot])
    assert foot.role is Role.CHROME
