"""All results of a search to take away: CSV and XLSX for spreadsheets, JSON for programs.

The parameters are those of a search; the findings of all its pages go out, as a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from flask import Blueprint, Response, request, stream_with_context

from indexer import Archive, Budget, Match, RequestError, Scan, json_lines, slug
from webui import params
from webui.archive import get_archive
from webui.exports import columns, csv_file, places, workbook
from webui.http.work import paid
from webui.presenters.provenance import Provenance, of_search
from webui.presenters.sentences import number
from webui.urls import finding_url, finding_urls

bp = Blueprint("exports", __name__)
places.limit(bp)

#: Rows of a workbook, which is made whole before it is sent: 20,000 take 2.4 seconds and 40 MB.
#: CSV and JSON are sent row by row and have no limit.
MOST_ROWS = 20_000
#: Findings of the JSON that are sent at once.
_TOGETHER = 100
#: What the API says of a page, and an export does not have.
_PAGED = ("page", "size", "findings")
#: What files are sent as.
_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
#: Characters of a name that say what a file holds.
_LONGEST_NAME = 80


@bp.get("/export.csv")
def as_csv() -> Response:
    """Every finding of the search as a row, with empty columns to follow it up in."""
    archive, found = _scan()
    lines = csv_file.write(_rows(archive, found), _provenance(archive, found))
    return sent(lines, "csv", *_name(found))


@bp.get("/export.xlsx")
def as_xlsx() -> Response:
    """The same as a workbook, with the provenance on a sheet of its own; at most ``MOST_ROWS``."""
    archive, found = _scan()
    refuse_more_than_a_workbook_holds(found.page.total, "search")
    book = workbook.write(_rows(archive, found), _provenance(archive, found))
    return sent(book, "xlsx", *_name(found))


@bp.get("/export.json")
def as_json() -> Response:
    """Every finding of the search, in the shape of the API without its pages."""
    archive, found = _scan()
    return sent(_json(found, _provenance(archive, found)), "json", *_name(found))


@bp.get("/data.jsonl")
def whole() -> Response:
    """All that is published, as JSON Lines: the dictionary first, then each row of each table."""
    lines = (f"{line}\n" for line in paid(json_lines(get_archive())))
    return sent(_together(lines), "jsonl", "all")


def _together(lines: Iterator[str]) -> Iterator[str]:
    """The lines some at a time."""
    while some := list(islice(lines, _TOGETHER)):
        yield "".join(some)


def refuse_more_than_a_workbook_holds(rows: int, what: str) -> None:
    """Raises RequestError for more than ``MOST_ROWS`` of a search, or of ``what`` it is."""
    if rows > MOST_ROWS:
        raise RequestError(
            f"A workbook holds at most {number(MOST_ROWS)} findings, and this {what} has "
            f"{number(rows)}. Take the CSV instead, or filter the {what}."
        )


def sent(body: Iterator[str] | bytes, extension: str, *names: str) -> Response:
    """A file as an answer: its contents, whole or in pieces, and what it is called after.

    Raises TooCostly between two pieces when the request has worked too long.
    """
    answer = Response(
        body if isinstance(body, bytes) else stream_with_context(_within_budget(body)),
        content_type=_TYPES[extension],
    )
    disposition = f'attachment; filename="{file_name(*names)}.{extension}"'
    answer.headers["Content-Disposition"] = disposition
    return answer


def _within_budget(body: Iterator[str]) -> Iterator[str]:
    for piece in body:
        Budget.check()
        yield piece


def file_name(*names: str) -> str:
    """The name of a file, without its ending, that says what is in it: ASCII, and no path."""
    said = (slug(name[:_LONGEST_NAME]).strip("-") for name in names)
    return "-".join(("inspection-findings", *filter(None, said)))[:_LONGEST_NAME].strip("-")


def _scan() -> tuple[Archive, Scan]:
    """The archive and all results; raises RequestError before any is sent."""
    archive = get_archive()
    return archive, archive.scan(params.read(request.args, params.DATA))


def _name(found: Scan) -> tuple[str, ...]:
    """What was asked for: the words, then the values that are filtered by."""
    chosen = (value.label for values in found.page.facets.values() for value in values
              if value.selected)  # fmt: skip
    return (found.page.request.q, *chosen)


def _provenance(archive: Archive, found: Scan) -> Provenance:
    """The provenance of all results: an export has no pages, and what is close beside what answers
    only where that is asked for.
    """
    asked = found.page.request
    match = asked.match if asked.match is Match.CLOSE else params.DATA.match
    asked = replace(asked, size=params.DATA.size, match=match, page=params.DATA.page)
    return of_search(archive, replace(found.page, request=asked))


def _rows(archive: Archive, found: Scan) -> Iterator[list[str]]:
    """A row for each finding, which says whether it answers or is close."""
    address, known = finding_urls(full=True), archive.of_reports(columns.facts)
    return (
        columns.row(one, known, "yes" if answers else "close", address(one.id))
        for one, answers in paid(found.marked)
    )


def _json(found: Scan, provenance: Provenance) -> Iterator[str]:
    """The object some findings at a time, so that an export of any size needs little memory."""
    whole = {**found.page.to_json(finding_url), "stamp": provenance}
    head = {name: part for name, part in whole.items() if name not in _PAGED}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "findings": ['
    address, parting, excerpts = finding_urls(), "\n", paid(found.excerpts)
    while some := list(islice(excerpts, _TOGETHER)):
        yield parting + ",\n".join([one.written(address) for one in some])
        parting = ",\n"
    yield "\n]}\n"
