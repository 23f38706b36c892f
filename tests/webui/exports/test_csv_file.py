"""Rows as a CSV file that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.exports.columns import HEADINGS
from webui.exports.csv_file import REPEATED, write

PROVENANCE = {name: f"the {name.lower()}" for name in (*REPEATED, "Order")}


def written(*cells: str) -> list[list[str]]:
    """The file of one row with these cells, read again."""
    row = [*cells, *[""] * (len(HEADINGS) - len(cells))]
    text = "".join(write([row], PROVENANCE))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_each_row_says_which_search_it_is_from() -> None:
    head, row = written("kent-1", "Kent Police")
    assert head == [*HEADINGS, *REPEATED]
    assert row[:2] == ["kent-1", "Kent Police"]
    assert row[len(HEADINGS) :] == [f"the {name.lower()}" for name in REPEATED]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A1"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert written(cell)[1][0] == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=b", "", 'He said "no", twice\nand left.'])
def test_other_cells_are_as_printed(cell: str) -> None:
    assert written(cell)[1][0] == cell


@given(st.lists(st.lists(st.text(",\"\r\n\0' a=＝é", max_size=6), min_size=2), max_size=3))
def test_its_lines_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    expected = io.StringIO()
    harmless = [[f"'{one}" if one[:1] in ("=", "\r", "＝") else one for one in row] for row in rows]
    csv.writer(expected).writerows([["Text", "Link, full"], *harmless])
    text = "".join(write(rows, {}, ["Text", "Link, full"]))
    assert text == f"\ufeff{expected.getvalue()}"


def test_without_rows_there_is_a_head() -> None:
    assert "".join(write([], PROVENANCE)).count("\n") == 1
