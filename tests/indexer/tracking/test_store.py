"""The one file in which the table is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import Archive, JoinedTable
from indexer.errors import TableError
from indexer.reports.corpus.folder import Corpus
from indexer.search.register import RegisterEntry
from indexer.tracking.store import FILE


def entry(name: str) -> RegisterEntry:
    return RegisterEntry(name, "kent", (), "2024-03", "", "")


ASKED = (entry("kent-1"), entry("kent-2"))


@pytest.fixture
def table(tmp_path: Path) -> JoinedTable:
    return JoinedTable(tmp_path)


def saved(folder: Path, text: str) -> Path:
    file = folder / "mine.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_it_is_kept_byte_for_byte(table: JoinedTable, tmp_path: Path) -> None:
    mine = saved(tmp_path, "Reference;Status\r\nkent-1;Open\r\nnobody;'=1+1\r\n")
    assert table.version() == ""
    assert len(table.put(mine, ASKED).rows) == 1
    assert (tmp_path / FILE).read_bytes() == mine.read_bytes()
    assert table.version() != ""
    assert len(table.beside(ASKED).rows) == len(table.beside(ASKED).misfits) == 1


def test_a_row_finds_its_place_when_its_report_is_there(table: JoinedTable, tmp_path: Path) -> None:
    table.put(saved(tmp_path, "Reference,Status\nkent-1,Open\nkent-3,Open\n"), ASKED)
    later = (*ASKED, entry("kent-3"))
    assert set(table.beside(later).rows) == {"kent-1", "kent-3"}
    assert table.beside(later).misfits == ()


def test_the_next_table_takes_its_place(table: JoinedTable, tmp_path: Path) -> None:
    table.put(saved(tmp_path, "Reference,Status\nkent-1,Open\n"), ASKED)
    before = table.version()
    table.put(saved(tmp_path, "Reference,RAG\nkent-2,Red\n"), ASKED)
    assert table.version() != before
    assert table.beside(ASKED).columns == ("RAG",)


@pytest.mark.parametrize("text", ["", "Reference,Status\ndover-1,Open\n", "a,b\n1,2\n"])
def test_what_fits_nothing_is_refused_and_the_old_one_stays(
    table: JoinedTable, tmp_path: Path, text: str
) -> None:
    table.put(saved(tmp_path, "Reference,Status\nkent-1,Open\n"), ASKED)
    before = table.version()
    with pytest.raises(TableError):
        table.put(saved(tmp_path, text), ASKED)
    assert table.version() == before


def test_a_file_that_is_not_there_is_refused(table: JoinedTable, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        table.put(tmp_path / "none.csv", ASKED)


def test_one_that_was_damaged_is_said_to_be(table: JoinedTable, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"PK\x03\x04")
    found = table.beside(ASKED)
    assert "workbook" in found.problem
    assert found.rows == {}


def test_it_can_be_taken_away(table: JoinedTable, tmp_path: Path) -> None:
    table.put(saved(tmp_path, "Reference,Status\nkent-1,Open\n"), ASKED)
    assert table.remove()
    assert not table.remove()
    assert table.beside(ASKED).columns == ()


def test_it_is_no_report_of_the_corpus(
    table: JoinedTable, tmp_path: Path, sample_index: Path
) -> None:
    first = Archive(sample_index).register()[0]
    JoinedTable(tmp_path).put(saved(tmp_path, f"Reference,A\n{first.id},x\n"), [first])
    (tmp_path / "mine.csv").unlink()
    assert list(Corpus(tmp_path).found()) == []
    Corpus(tmp_path).tidy()
    assert table.version() != ""
