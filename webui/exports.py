"""All results of a search to take away: CSV and XLSX for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import Blueprint, Response, request, stream_with_context, url_for

from indexer import MAX_SIZE, Archive, Finding, Hit, RequestError, SearchPage, SearchRequest
from webui import query, table, workbook
from webui.api import address
from webui.library import archive
from webui.stamp import Stamp, of_search
from webui.wording import number

bp = Blueprint("exports", __name__)

#: What a row of the CSV repeats of the stamp, since a CSV file has no second sheet.
STAMPED = ("Address", "Also searched", "Findings", "Taken", "Build")
#: A cell that begins with one of these is run as a formula by a spreadsheet; with an apostrophe
#: before it, it is text. Source: OWASP, 'CSV Injection'.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Excel takes a CSV file for Windows-1252 unless this stands before it.
_BOM = "\ufeff"
#: Rows of a workbook, which is made whole before it is sent: 20,000 take four seconds and 70 MB.
#: CSV and JSON are sent row by row and have no limit.
MOST_ROWS = 20_000
#: What the API says of a page, and an export does not have.
_PAGED = ("page", "size", "findings")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/export.csv")
def as_csv() -> Response:
    """Every finding of the search as a row, with empty columns to follow it up in."""
    shelf, first = _first_page()
    rows = (_row(hit.finding) for hit in _hits(shelf, first))
    return _download(_csv(rows, _stamp(shelf, first)), "text/csv; charset=utf-8", "csv")


@bp.get("/export.xlsx")
def as_xlsx() -> Response:
    """The same as a workbook, with the stamp on a sheet of its own; at most ``MOST_ROWS``."""
    shelf, first = _first_page()
    if first.total > MOST_ROWS:
        raise RequestError(
            f"A workbook holds at most {number(MOST_ROWS)} findings, and this search has "
            f"{number(first.total)}. Take the CSV instead, or filter the search."
        )
    rows = (_row(hit.finding) for hit in _hits(shelf, first))
    return _download(workbook.write(rows, _stamp(shelf, first)), _XLSX, "xlsx")


@bp.get("/export.json")
def as_json() -> Response:
    """Every finding of the search, in the shape of the API without its pages."""
    shelf, first = _first_page()
    body = _json(first, _stamp(shelf, first), _hits(shelf, first))
    return _download(body, "application/json; charset=utf-8", "json")


def _first_page() -> tuple[Archive, SearchPage]:
    """The archive and the first page of all results; raises RequestError before any is sent."""
    asked = query.read(request.args, query.DATA)
    shelf = archive()
    return shelf, shelf.search(_page(asked, 1))


def _page(asked: SearchRequest, number: int) -> SearchRequest:
    return replace(asked, page=number, size=MAX_SIZE)


def _hits(shelf: Archive, first: SearchPage) -> Iterator[Hit]:
    """All hits in order. Stops when a new build is published meanwhile: half of each is neither."""
    yield from first.hits
    for page in range(2, first.pages + 1):
        found = shelf.search(_page(first.request, page))
        if found.build != first.build:
            raise RuntimeError("a new build was published during the export")
        yield from found.hits


def _stamp(shelf: Archive, first: SearchPage) -> Stamp:
    """The stamp of all results: an export has no pages."""
    asked = replace(first.request, size=query.DATA.size)
    return of_search(shelf, replace(first, request=asked))


def _row(finding: Finding) -> list[str]:
    return table.row(finding, _root(url_for("findings.finding", finding_id=finding.id)))


def _csv(rows: Iterable[list[str]], stamp: Stamp) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(_BOM)
    writer.writerow([*table.HEADINGS, *STAMPED])
    trail = [stamp[name] for name in STAMPED]
    for row in rows:
        writer.writerow([_harmless(cell) for cell in (*row, *trail)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _json(first: SearchPage, stamp: Stamp, hits: Iterator[Hit]) -> Iterator[str]:
    """The object a finding at a time, so that an export of 100,000 needs no memory of its own."""
    whole = {**first.to_json(address), "stamp": stamp}
    head = {name: part for name, part in whole.items() if name not in _PAGED}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "findings": ['
    for place, hit in enumerate(hits):
        yield (",\n" if place else "\n") + json.dumps(hit.to_json(address), ensure_ascii=False)
    yield "\n]}\n"


def _root(path: str) -> str:
    return request.url_root.rstrip("/") + path


def _download(body: Iterator[str] | bytes, content_type: str, extension: str) -> Response:
    sent = body if isinstance(body, bytes) else stream_with_context(body)
    answer = Response(sent, content_type=content_type)
    name = f"inspection-findings.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
