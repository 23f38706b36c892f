"""All results of a search to take away: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import Blueprint, Response, request, stream_with_context, url_for

from indexer import MAX_SIZE, Archive, Finding, Hit, SearchPage, SearchRequest
from webui import query
from webui.api import finding_as_json, found_as_json
from webui.library import archive

bp = Blueprint("exports", __name__)

COLUMNS = (
    "Reference", "Force", "Report", "Published", "Area", "Category", "Grade", "Section", "Label",
    "Text", "Link", "Owner", "Due", "Status", "Search", "Build",
)  # fmt: skip
#: A cell that begins with one of these is run as a formula by a spreadsheet; with an apostrophe
#: before it, it is text. Source: OWASP, 'CSV Injection'.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Excel takes a CSV file for Windows-1252 unless this stands before it.
_BOM = "\ufeff"


@bp.get("/export.csv")
def as_csv() -> Response:
    """Every finding of the search as a row, with empty columns to follow it up in."""
    shelf, first = _first_page()
    asked = replace(first.request, size=query.DATA.size)
    search = query.address(_root(url_for("search.page")), asked)
    rows = (_row(hit.finding, search, first.build) for hit in _hits(shelf, first))
    return _download(_csv(rows), "text/csv", "csv")


@bp.get("/export.json")
def as_json() -> Response:
    """Every finding of the search, in the shape of the API without its pages."""
    shelf, first = _first_page()
    return _download(_json(first, _hits(shelf, first)), "application/json", "json")


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
    for number in range(2, first.pages + 1):
        found = shelf.search(_page(first.request, number))
        if found.build != first.build:
            raise RuntimeError("a new build was published during the export")
        yield from found.hits


def _row(finding: Finding, search: str, build: str) -> list[str]:
    link = _root(url_for("findings.finding", finding_id=finding.id))
    return [
        finding.id, finding.force, finding.title, finding.published, finding.area or "",
        finding.category or "", finding.grade or "", finding.section, finding.label or "",
        finding.text, link, "", "", "", search, build,
    ]  # fmt: skip


def _csv(rows: Iterable[list[str]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(_BOM)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _json(first: SearchPage, hits: Iterator[Hit]) -> Iterator[str]:
    """The object a finding at a time, so that an export of 100,000 needs no memory of its own."""
    head = {k: v for k, v in found_as_json(first).items() if k not in ("page", "size", "findings")}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "findings": ['
    for number, hit in enumerate(hits):
        yield (",\n" if number else "\n") + json.dumps(finding_as_json(hit), ensure_ascii=False)
    yield "\n]}\n"


def _root(path: str) -> str:
    return request.url_root.rstrip("/") + path


def _download(body: Iterator[str], mimetype: str, extension: str) -> Response:
    answer = Response(stream_with_context(body), content_type=f"{mimetype}; charset=utf-8")
    name = f"inspection-findings.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
