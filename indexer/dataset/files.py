"""The data set as one file: SQLite for Datasette, a zip of CSV, or JSON Lines.

``indexer export`` hands in what is published and where to write it. Each file holds all tables and
the dictionary that says what they mean, and is there whole or not at all.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.dataset.tables import DICTIONARY, TABLES, DataTable
from indexer.disk import UNFINISHED, discard, put, storing
from indexer.errors import TableError
from indexer.search.archive import Archive

if TYPE_CHECKING:
    from sqlite_utils.db import Table as SqliteTable

#: Rows that are written at once.
_TOGETHER = 1000
#: What stands before a CSV so that Excel takes it for UTF-8.
_BOM = "\ufeff"
#: Characters of a CSV that are handed on at once.
_CHUNK = 1 << 16
#: What a spreadsheet would run.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_ALL = (*TABLES, DICTIONARY)


def write(archive: Archive, file: Path) -> None:
    """Write the data set in the format that the name of the file ends in.

    Raises TableError for another ending or where what writes SQLite is not installed, CannotStore
    when the disk does not take it.
    """
    if (writer := _WRITERS.get(file.suffix.lower())) is None:
        raise TableError(
            f"The data set cannot be written as {file.name!r}. Let its name end in "
            f"{', '.join(sorted(_WRITERS))}."
        )
    scratch = file.with_name(f"{UNFINISHED}{file.name}-{secrets.token_hex(4)}")
    try:
        with storing(f"The data set {file.name}"):
            writer(archive, scratch)
            put(scratch, file)
    finally:
        discard(scratch)


def json_lines(archive: Archive) -> Iterator[str]:
    """Each row as a line of JSON that names its table; the dictionary comes first."""
    for table in (DICTIONARY, *TABLES):
        for record in table.records(archive):
            yield json.dumps({"table": table.name, **_renamed(table, record)}, ensure_ascii=False)


def csv_lines(table: DataTable, archive: Archive) -> Iterator[str]:
    """A table as lines of CSV, the names of its columns first. No cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(archive):
        writer.writerow(["" if value is None else _harmless(value) for value in row])
        if buffer.tell() > _CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _renamed(table: DataTable, record: Mapping[str, object]) -> Mapping[str, object]:
    """The record; of the dictionary the table that it is about under another name."""
    if table is not DICTIONARY:
        return record
    return {("of" if name == "table" else name): value for name, value in record.items()}


def _as_json_lines(archive: Archive, file: Path) -> None:
    with file.open("w", encoding="utf-8") as opened:
        opened.writelines(f"{line}\n" for line in json_lines(archive))


def _as_zip(archive: Archive, file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for table in _ALL:
            with book.open(f"{table.name}.csv", "w") as part:
                part.write(_BOM.encode())
                for lines in csv_lines(table, archive):
                    part.write(lines.encode())


def _as_sqlite(archive: Archive, file: Path) -> None:
    try:
        from sqlite_utils import Database
    except ImportError as error:
        raise TableError(
            "SQLite is written with sqlite-utils, which is not installed. Install it with "
            "'pip install \".[data]\"', or let the file end in .zip or .jsonl."
        ) from error
    database = Database(file)
    try:
        for table in (TABLES[1], TABLES[0], *TABLES[2:], DICTIONARY):
            _fill(database.table(table.name), table, archive)
        database.table("findings").enable_fts(["text"], tokenize="porter")
    finally:
        database.close()


def _fill(made: SqliteTable, table: DataTable, archive: Archive) -> None:
    types = {column.name: int if column.numbers else str for column in table.columns}
    refers = [("report", "reports", "id")] if "report" in types else []
    made.create(types, pk=table.key or None, foreign_keys=refers)
    made.insert_all(table.records(archive), batch_size=_TOGETHER)


_WRITERS: Mapping[str, Callable[[Archive, Path], None]] = {
    ".jsonl": _as_json_lines,
    ".zip": _as_zip,
    ".db": _as_sqlite,
    ".sqlite": _as_sqlite,
}
