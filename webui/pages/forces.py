"""Forces: the list, and how each one stands: its grades over the years, what it is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, url_for

from indexer import (
    CATEGORIES,
    DEFAULT_SIZE,
    Archive,
    Hit,
    NotFound,
    ReportRecord,
    SearchRequest,
    Sort,
    Stance,
    slug,
)
from webui import params
from webui.archive import get_archive
from webui.presenters.dates import today
from webui.presenters.forces import forces
from webui.presenters.grading.history import Trend, grade_history

bp = Blueprint("forces", __name__, url_prefix="/forces")

#: What asks for something, most urgent first.
_ASKING = tuple(
    row.name for row in sorted(CATEGORIES, key=lambda row: row.urgency) if row.stance is Stance.ASKS
)
#: Findings of one category that are read on the page; a link leads to the rest.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report asks for under one category."""

    category: str
    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    #: By the id of a finding what earlier and later reports ask that is the same.
    again: Mapping[str, tuple[Hit, ...]]


@bp.get("")
def index() -> str:
    """All forces with the number of their reports and the newest of them."""
    return render_template("pages/forces.html", forces=get_archive().of_reports(forces))


@bp.get("/<name>")
def force(name: str) -> str | Response:
    """How one force stands. 404 for a force of which there is no report."""
    archive = get_archive()
    key = params.showable(name)
    found = next((one for one in archive.of_reports(forces) if one.key == slug(key)), None)
    if found is None:
        raise NotFound(f"There is no report on a force called ‘{key[:60]}’.", "force")
    if found.key != name:
        return Response(status=301, headers={"Location": url_for("forces.force", name=found.key)})
    newest = found.newest
    return render_template(
        "pages/force.html",
        force=found,
        history=grade_history(found.reports),
        trends=Trend,
        asked=[
            (report, asked_in(archive, report), _numbers(archive, found.before(report)))
            for report in newest
        ],
        today=today(),
        request_all=replace(params.PAGE, filters={"force": found.keys}),
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """How much the report before asked for, by category."""

    report: ReportRecord
    totals: Mapping[str, int]


def _numbers(archive: Archive, report: ReportRecord | None) -> Earlier | None:
    if report is None:
        return None
    # Only what it has: a category that no report has cannot be asked for.
    there = [name for name in _ASKING if name in report.labels.get("category", ())]
    totals = {name: archive.search(_request(report, name, 1)).total for name in there}
    return Earlier(report, totals)


def asked_in(archive: Archive, report: ReportRecord) -> tuple[Asked, ...]:
    """What a report asks for, most urgent category first; () where it asks for nothing."""
    there = set(report.labels.get("category", ()))
    rows = (_asked(archive, report, name) for name in _ASKING if name in there)
    return tuple(row for row in rows if row.total)


def _asked(archive: Archive, report: ReportRecord, category: str) -> Asked:
    page = archive.search(_request(report, category, _SHOWN))
    request = replace(page.request, size=DEFAULT_SIZE, group=True)
    again = {hit.finding.id: archive.said_again(hit.finding.id) for hit in page.hits}
    return Asked(category, request, page.total, tuple(page.hits), again)


def _request(report: ReportRecord, category: str, size: int) -> SearchRequest:
    filters = {"category": (category,), "report": (report.id,)}
    return SearchRequest(filters=filters, sort=Sort.REPORT, size=size)
