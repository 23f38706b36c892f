"""A table that somebody keeps in a spreadsheet, read from the CSV that it was saved as.

``store`` hands in the bytes of the file; headings and rows come out, every cell as it was typed.
Nothing in a cell is ever worked out: a formula is the text that it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.errors import TableError

#: A register of all that 43 forces were asked in ten years, with notes, has a tenth of it.
MOST_BYTES = 64 << 20
#: What Excel in one country or another puts between cells.
_PARTINGS = ",;\t|"
#: Workbooks: the first bytes of a zip file, and of Excel's older format.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: Before a formula, a spreadsheet and our own exports put an apostrophe, which is not the cell's.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
#: Characters that can be shown nowhere; the file itself keeps them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: What stands in a line before the headings where Excel was told what parts the cells.
_SEPARATOR = "sep="


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row, with the line of the file on which it begins."""

    line: int
    #: One for each heading of the sheet.
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. Each heading is there once; a column without one is called by its place."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    #: How its bytes were read: 'UTF-8', 'UTF-16' or 'Windows-1252'.
    encoding: str


def read_sheet(data: bytes) -> Sheet:
    """The table in the bytes of a CSV file. Raises TableError for what is none."""
    text, encoding = _decoded(data)
    rows = list(_rows(text))
    if not rows:
        raise TableError("The file is empty. Save the table as CSV, with a row of headings.")
    head, *body = rows
    width = max(len(row.cells) for row in rows)
    headings = tuple(_headings(head.cells, width))
    padded = (SheetRow(row.line, _padded(row.cells, width)) for row in body)
    return Sheet(headings, tuple(padded), encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    if len(data) > MOST_BYTES:
        raise TableError(
            f"The file has {len(data) >> 20} MB, and {MOST_BYTES >> 20} are read. Leave out what "
            "is not about findings."
        )
    if data.startswith(_WORKBOOKS):
        raise TableError("The file is a workbook. Save the sheet as CSV and give that.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    if b"\0" in data:
        raise TableError("The file is no table of text. Save the sheet as CSV and give that.")
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace"), "Windows-1252"


def _rows(text: str) -> Iterator[SheetRow]:
    """The rows that have anything in them. Raises TableError where a quotation never ends."""
    first, _, rest = text.partition("\n")
    skipped = first.lower().startswith(_SEPARATOR)
    body = rest if skipped else text
    parting = first.strip()[len(_SEPARATOR) :] if skipped else _parting(first)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=parting or ",", strict=True)
    begins = 1 + skipped
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield SheetRow(begins, tuple(map(_cell, cells)))
            begins = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise TableError(
            f"The row that begins in line {begins} cannot be read ({error}). Look for a quotation "
            "mark that is not closed, or save the table as CSV again."
        ) from error


def _parting(first: str) -> str:
    """What stands between the cells of the headings."""
    return max(_PARTINGS, key=lambda one: (first.count(one), -_PARTINGS.index(one)))


def _cell(cell: str) -> str:
    plain = _CONTROLS.sub("\ufffd", cell.strip())
    return plain[1:] if plain.startswith("'") and plain[1:].startswith(_FORMULA) else plain


def _headings(cells: tuple[str, ...], width: int) -> Iterator[str]:
    taken: set[str] = set()
    for place, cell in enumerate(_padded(cells, width), start=1):
        name = " ".join(cell.split()) or f"Column {place}"
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free.casefold())
        yield free


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
