"""CSV as spreadsheets save it, in every country and of every quality."""

from __future__ import annotations

import pytest

from indexer.errors import TableError
from indexer.tracking import sheet
from indexer.tracking.sheet import SheetRow, read_sheet

PLAIN = "Reference,Status\nkent-1,Open\nkent-2,“Closed” – at last\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("windows-1252", "Windows-1252"),
    ],
)
def test_it_is_read_in_whatever_it_was_saved(encoding: str, named: str) -> None:
    found = read_sheet(PLAIN.encode(encoding))
    assert found.headings == ("Reference", "Status")
    assert found.rows[1] == SheetRow(3, ("kent-2", "“Closed” – at last"))
    assert found.encoding == named


@pytest.mark.parametrize("parting", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_whatever_parts_the_cells(parting: str, ending: str) -> None:
    found = read_sheet(PLAIN.replace(",", parting).replace("\n", ending).encode())
    assert [row.cells[0] for row in found.rows] == ["kent-1", "kent-2"]


def test_excel_may_say_what_parts_them() -> None:
    found = read_sheet(b"sep=;\r\nReference;Status, in words\r\nkent-1;Open\r\n")
    assert found.headings == ("Reference", "Status, in words")
    assert found.rows == (SheetRow(3, ("kent-1", "Open")),)


def test_a_row_is_known_by_the_line_it_begins_on() -> None:
    found = read_sheet(b'Reference,Note\na,"one\ntwo"\n\n,\nb,three\n')
    assert [(row.line, row.cells[0]) for row in found.rows] == [(2, "a"), (6, "b")]


def test_columns_without_a_heading_and_with_the_same_are_kept() -> None:
    found = read_sheet(b"Reference,Note,note,\na,1,2,3,4\nb\n")
    assert found.headings == ("Reference", "Note", "note (2)", "Column 4", "Column 5")
    assert [row.cells for row in found.rows] == [("a", "1", "2", "3", "4"), ("b", "", "", "", "")]


@pytest.mark.parametrize("formula", ["=1+1", "+44 20", "-3", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_formula_is_the_text_that_it_is(formula: str) -> None:
    quoted = formula.replace('"', '""')
    for typed in (formula, f"'{formula}"):
        found = read_sheet(f'Reference,Note\na,"{typed[: -len(formula)]}{quoted}"\n'.encode())
        assert found.rows[0].cells[1] == formula


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "workbook"),
        (b"a,b\0\n", "no table of text"),
        (b'Reference,Note\na,1\nb,"never closed\nc,2\n', "begins in line 3"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "begins in line 2"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_sheet(data)


def test_a_table_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_BYTES", 10)
    with pytest.raises(TableError, match="Leave out"):
        read_sheet(b"a,b\n" * 10)


def test_a_character_that_nothing_can_show_is_marked() -> None:
    assert read_sheet(b"Reference,Note\na,x\x01\x0by\n").rows[0].cells[1] == "x\ufffd\ufffdy"
