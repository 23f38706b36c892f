"""The data set as one file of each format, read again."""

from __future__ import annotations

import builtins
import csv
import io
import json
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive
from indexer.dataset.files import csv_lines, write
from indexer.dataset.tables import DICTIONARY, TABLES, DataColumn, DataTable
from indexer.errors import CannotStore, TableError

EVERY = (*TABLES, DICTIONARY)


@pytest.fixture(scope="module")
def archive(sample_index: Path) -> Archive:
    return Archive(sample_index)


@pytest.fixture(scope="module")
def expected(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    return {table.name: list(table.rows(archive)) for table in EVERY}


def test_a_zip_holds_each_table_as_csv(
    archive: Archive, tmp_path: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    write(archive, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as book:
        assert sorted(book.namelist()) == sorted(f"{table.name}.csv" for table in EVERY)
        for table in EVERY:
            text = book.read(f"{table.name}.csv").decode("utf-8-sig")
            head, *rows = csv.reader(io.StringIO(text, newline=""))
            assert head == [column.name for column in table.columns]
            assert len(rows) == len(expected[table.name])
            plain = [["" if v is None else str(v) for v in row] for row in expected[table.name]]
            assert [[cell.removeprefix("'") for cell in row] for row in rows] == [
                [cell.removeprefix("'") for cell in row] for row in plain
            ]


def test_json_lines_say_of_which_table_they_are(
    archive: Archive, tmp_path: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    write(archive, tmp_path / "all.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert Counter(line["table"] for line in lines) == {n: len(r) for n, r in expected.items()}
    assert lines[0]["table"] == "dictionary"
    told = {(line["of"], line["column"]) for line in lines if line["table"] == "dictionary"}
    for line in lines:
        if line["table"] != "dictionary":
            assert all((line["table"], name) in told for name in line if name != "table")


def test_sqlite_can_be_asked_and_searched(
    archive: Archive, tmp_path: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    pytest.importorskip("sqlite_utils", reason="the extra ‘data’ is not installed")
    write(archive, tmp_path / "all.sqlite")
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as database:
        for table in EVERY:
            names = ", ".join(f"[{column.name}]" for column in table.columns)
            rows = database.execute(f"select {names} from [{table.name}] order by rowid").fetchall()
            assert sorted(map(str, rows)) == sorted(map(str, expected[table.name]))
        (found,) = database.execute(
            "select count(*) from findings_fts where findings_fts match 'training'"
        ).fetchone()
        assert found
        joined = "select count(*) from findings join reports on reports.id = findings.report"
        assert database.execute(joined).fetchone() == (len(expected["findings"]),)


def test_another_export_takes_the_place_of_the_one_before(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text("before")
    write(archive, file)
    assert file.read_text("utf-8").startswith("{")
    assert [one.name for one in tmp_path.iterdir()] == ["all.jsonl"]


@pytest.mark.parametrize("name", ["all.docx", "all", ".zip"])
def test_another_ending_is_refused(archive: Archive, tmp_path: Path, name: str) -> None:
    with pytest.raises(TableError, match=r"\.jsonl, \.sqlite, \.zip"):
        write(archive, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_without_what_writes_sqlite_it_says_what_to_do(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "sqlite_utils":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(TableError, match=r"\[data\]"):
        write(archive, tmp_path / "all.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(CannotStore, match=r"all\.zip"):
        write(archive, tmp_path / "nowhere" / "all.zip")


@pytest.mark.parametrize("cell", ["=1+1", "@x", "-3", "+1"])
def test_no_cell_is_a_formula(archive: Archive, cell: str) -> None:
    table = DataTable("t", "m", (DataColumn("c", "m"),), lambda _: iter([(cell,), (-3,)]))
    assert "".join(csv_lines(table, archive)) == f"c\r\n'{cell}\r\n-3\r\n"
