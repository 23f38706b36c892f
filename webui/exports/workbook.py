"""A workbook (Office Open XML) of findings, with the provenance of their search on a second sheet.

Written with XlsxWriter, which needs nothing else and holds one row at a time; openpyxl brings a
dependency and 1.6 MB for reading workbooks, which nothing here does.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from webui.exports.columns import COLUMNS, Column
from webui.presenters.provenance import Provenance

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

#: Characters in a cell, and links on a sheet, that Excel opens without a complaint.
#: Source: Microsoft, 'Excel specifications and limits'.
LONGEST = 32_767
LINKS = 65_530
_CUT = " … [cut: the whole text is behind the link]"


def write(
    rows: Iterable[list[str]], provenance: Provenance, columns: Sequence[Column] = COLUMNS
) -> bytes:
    """The workbook of ``rows``, each under ``columns``, the last of which is the link.

    Every cell is written as text, so that none of them is ever a formula.
    """
    # Here, since to import it takes a tenth of a start.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    file = io.BytesIO()
    # Reproducible bytes are not promised: a workbook holds the time at which it was made.
    with Workbook(file, {"constant_memory": True}) as book:
        heading = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        _findings(book.add_worksheet("Findings"), rows, columns, heading, text)
        _provenance(book.add_worksheet("Search"), provenance, heading, text)
    return file.getvalue()


def _findings(
    sheet: Worksheet,
    rows: Iterable[list[str]],
    columns: Sequence[Column],
    heading: Format,
    text: Format,
) -> None:
    _lay_out(sheet, columns, text)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, _fitting(column.heading), heading)
    last = 0
    for last, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells[:-1]):
            if cell:  # half of them are empty, and have the form of their column
                sheet.write_string(last, place, _fitting(cell), text)
        _link(sheet, last, len(columns) - 1, cells[-1], text)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _lay_out(sheet: Worksheet, columns: Sequence[Column], text: Format) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, text)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _link(sheet: Worksheet, row: int, place: int, address: str, text: Format) -> None:
    if row <= LINKS:
        sheet.write_url(row, place, address)
    else:
        sheet.write_string(row, place, address, text)


def _provenance(sheet: Worksheet, provenance: Provenance, heading: Format, text: Format) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for place, (name, value) in enumerate(provenance.items()):
        sheet.write_string(place, 0, name, heading)
        sheet.write_string(place, 1, _fitting(value), text)


def _fitting(cell: str) -> str:
    return cell if len(cell) <= LONGEST else cell[: LONGEST - len(_CUT)] + _CUT
