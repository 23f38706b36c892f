"""All results of a search to take away: CSV and XLSX for spreadsheets, JSON for programs.

The parameters are those of a search; the findings of all its pages go out, as a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from flask import Blueprint, Response, request, stream_with_context

from indexer import Archive, Finding, RequestError, Scan
from webui import params
from webui.archive import get_archive
from webui.exports import columns, csv_file, places, workbook
from webui.presenters.provenance import Provenance, of_search
from webui.presenters.sentences import number
from webui.urls import finding_url, finding_urls

bp = Blueprint("exports", __name__)
places.limit(bp)

#: Rows of a workbook, which is made whole before it is sent: 20,000 take four seconds and 70 MB.
#: CSV and JSON are sent row by row and have no limit.
MOST_ROWS = 20_000
#: Findings of the JSON that are sent at once.
_TOGETHER = 100
_encoded = json.JSONEncoder(ensure_ascii=False).encode
#: What the API says of a page, and an export does not have.
_PAGED = ("page", "size", "findings")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/export.csv")
def as_csv() -> Response:
    """Every finding of the search as a row, with empty columns to follow it up in."""
    archive, found = _scan()
    lines = csv_file.write(_rows(found.findings), _provenance(archive, found))
    return _download(lines, "text/csv; charset=utf-8", "csv")


@bp.get("/export.xlsx")
def as_xlsx() -> Response:
    """The same as a workbook, with the provenance on a sheet of its own; at most ``MOST_ROWS``."""
    archive, found = _scan()
    if found.page.total > MOST_ROWS:
        raise RequestError(
            f"A workbook holds at most {number(MOST_ROWS)} findings, and this search has "
            f"{number(found.page.total)}. Take the CSV instead, or filter the search."
        )
    book = workbook.write(_rows(found.findings), _provenance(archive, found))
    return _download(book, _XLSX, "xlsx")


@bp.get("/export.json")
def as_json() -> Response:
    """Every finding of the search, in the shape of the API without its pages."""
    archive, found = _scan()
    body = _json(found, _provenance(archive, found))
    return _download(body, "application/json; charset=utf-8", "json")


def _scan() -> tuple[Archive, Scan]:
    """The archive and all results; raises RequestError before any is sent."""
    archive = get_archive()
    return archive, archive.scan(params.read(request.args, params.DATA))


def _provenance(archive: Archive, found: Scan) -> Provenance:
    """The provenance of all results: an export has no pages, and never what is close beside
    what answers.
    """
    asked = replace(
        found.page.request, size=params.DATA.size, match=params.DATA.match, page=params.DATA.page
    )
    return of_search(archive, replace(found.page, request=asked))


def _rows(findings: Iterator[Finding]) -> Iterator[list[str]]:
    address = finding_urls(full=True)
    return (columns.row(one, address(one.id)) for one in findings)


def _json(found: Scan, provenance: Provenance) -> Iterator[str]:
    """The object some findings at a time, so that an export of any size needs little memory."""
    whole = {**found.page.to_json(finding_url), "stamp": provenance}
    head = {name: part for name, part in whole.items() if name not in _PAGED}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "findings": ['
    address, parting = finding_urls(), "\n"
    while some := list(islice(found.hits, _TOGETHER)):
        yield parting + ",\n".join(_encoded(hit.to_json(address)) for hit in some)
        parting = ",\n"
    yield "\n]}\n"


def _download(body: Iterator[str] | bytes, content_type: str, extension: str) -> Response:
    sent = body if isinstance(body, bytes) else stream_with_context(body)
    answer = Response(sent, content_type=content_type)
    name = f"inspection-findings.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
