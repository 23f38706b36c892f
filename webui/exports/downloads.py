"""All results of a search to take away: CSV and XLSX for spreadsheets, JSON for programs.

The parameters are those of a search; the findings of all its pages go out, as a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, request, stream_with_context

from indexer import MAX_SIZE, Archive, Finding, Hit, Match, RequestError, SearchPage, SearchRequest
from webui import params
from webui.archive import get_archive
from webui.exports import columns, csv_file, workbook
from webui.presenters.provenance import Provenance, of_search
from webui.presenters.sentences import number
from webui.urls import finding_url, full_finding_url

bp = Blueprint("exports", __name__)

#: Rows of a workbook, which is made whole before it is sent: 20,000 take four seconds and 70 MB.
#: CSV and JSON are sent row by row and have no limit.
MOST_ROWS = 20_000
#: What the API says of a page, and an export does not have.
_PAGED = ("page", "size", "findings")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/export.csv")
def as_csv() -> Response:
    """Every finding of the search as a row, with empty columns to follow it up in."""
    archive, first = _first_page()
    rows = (_row(hit.finding) for hit in _hits(archive, first))
    lines = csv_file.write(rows, _provenance(archive, first))
    return _download(lines, "text/csv; charset=utf-8", "csv")


@bp.get("/export.xlsx")
def as_xlsx() -> Response:
    """The same as a workbook, with the provenance on a sheet of its own; at most ``MOST_ROWS``."""
    archive, first = _first_page()
    if first.total > MOST_ROWS:
        raise RequestError(
            f"A workbook holds at most {number(MOST_ROWS)} findings, and this search has "
            f"{number(first.total)}. Take the CSV instead, or filter the search."
        )
    rows = (_row(hit.finding) for hit in _hits(archive, first))
    return _download(workbook.write(rows, _provenance(archive, first)), _XLSX, "xlsx")


@bp.get("/export.json")
def as_json() -> Response:
    """Every finding of the search, in the shape of the API without its pages."""
    archive, first = _first_page()
    body = _json(first, _provenance(archive, first), _hits(archive, first))
    return _download(body, "application/json; charset=utf-8", "json")


def _first_page() -> tuple[Archive, SearchPage]:
    """The archive and the first page of all results; raises RequestError before any is sent.

    What answers is taken away; only where nothing does, what is close.
    """
    asked = _page(params.read(request.args, params.DATA), 1)
    archive = get_archive()
    answering = archive.search(replace(asked, match=Match.ALL))
    return archive, answering if answering.total else archive.search(asked)


def _page(asked: SearchRequest, number: int) -> SearchRequest:
    return replace(asked, page=number, size=MAX_SIZE)


def _hits(archive: Archive, first: SearchPage) -> Iterator[Hit]:
    """All hits in order.

    Raises RuntimeError, which ends the file early, when a new build is published meanwhile: a file
    with findings of two builds would be true of neither.
    """
    yield from first.hits
    for page in range(2, first.pages + 1):
        found = archive.search(_page(first.request, page))
        if found.build != first.build:
            raise RuntimeError("a new build was published during the export")
        yield from found.hits


def _provenance(archive: Archive, first: SearchPage) -> Provenance:
    """The provenance of all results: an export has no pages, and never what is close beside
    what answers.
    """
    asked = replace(first.request, size=params.DATA.size, match=params.DATA.match)
    return of_search(archive, replace(first, request=asked))


def _row(finding: Finding) -> list[str]:
    return columns.row(finding, full_finding_url(finding.id))


def _json(first: SearchPage, provenance: Provenance, hits: Iterator[Hit]) -> Iterator[str]:
    """The object a finding at a time, so that an export of 100,000 needs no memory of its own."""
    whole = {**first.to_json(finding_url), "stamp": provenance}
    head = {name: part for name, part in whole.items() if name not in _PAGED}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "findings": ['
    for place, hit in enumerate(hits):
        yield (",\n" if place else "\n") + json.dumps(hit.to_json(finding_url), ensure_ascii=False)
    yield "\n]}\n"


def _download(body: Iterator[str] | bytes, content_type: str, extension: str) -> Response:
    sent = body if isinstance(body, bytes) else stream_with_context(body)
    answer = Response(sent, content_type=content_type)
    name = f"inspection-findings.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
