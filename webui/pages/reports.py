"""Reports: the list, each as a page, how it was read, and the file it was read from."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, send_file

from indexer import Archive, RequestError, SearchRequest, Understood
from webui import params
from webui.archive import get_archive
from webui.exports import originals
from webui.presenters.report import report_list, report_outline, source_pages

bp = Blueprint("reports", __name__, url_prefix="/reports")

#: Facts of a report whose name is not simply its word with a capital.
FACT_NAMES = {"isbn": "ISBN"}
#: Characters of what is looked for in a ledger or in the list.
_FOUND = 200
_PAGE = params.Parameter("page", params.count(10**9 - 1), "a whole number from 1")
_ORDER = params.Parameter("order", report_list.Order, "newest or force")
_ORDERS = ((report_list.Order.NEWEST, "Newest"), (report_list.Order.FORCE, "Force"))


@bp.get("")
def index() -> str:
    """The reports with force, date, findings and grades: all, or those that ``find`` looks for."""
    archive = get_archive()
    records = archive.reports()
    find = params.showable(request.args.get("find", ""))[:_FOUND].strip()
    order = params.one(request.args, _ORDER) or report_list.Order.NEWEST
    number = params.one(request.args, _PAGE) or 1
    words, years = _years_said(archive, find)
    return render_template(
        "pages/reports.html",
        every=len(records),
        listed_here=report_list.report_list(records, words, order, number, years),
        find=find,
        order=order,
        orders=_ORDERS,
    )


def _years_said(archive: Archive, find: str) -> tuple[str, frozenset[str]]:
    """The words without those that say years, and the years: '2023 or later', 'since 2020'.

    One year alone is a word: it may be that of a title, published in another.
    """
    read = (one for one in _read(archive, find) if one.facet == "year" and not one.excluded)
    said = [one for one in read if not one.typed.isdigit()]
    for one in said:
        find = find.replace(one.typed, " ", 1)
    return find, frozenset(year for one in said for year in one.values)


def _read(archive: Archive, find: str) -> tuple[Understood, ...]:
    """What a search understands of the words; nothing of what cannot be searched for."""
    try:
        return archive.search(SearchRequest(q=find, size=1)).understood if find else ()
    except RequestError:
        return ()


@bp.get("/<report_id>")
def report(report_id: str) -> str:
    """The whole report in order, every finding a link. 404 for an unknown report."""
    archive = get_archive()
    found = archive.report(params.showable(report_id))
    return render_template(
        "pages/report.html",
        report=found,
        record=archive.record(found.id),
        chapters=report_outline.chapters(found),
        fact_names=FACT_NAMES,
    )


@bp.get("/<report_id>/ledger")
def ledger(report_id: str) -> str:
    """How a report was read: the lines that were left out and why; with ``find`` the lines that
    have those words, with ``show=all`` every line.
    """
    found = get_archive().report(params.showable(report_id))
    find = params.showable(request.args.get("find", ""))[:_FOUND].strip()
    return render_template(
        "pages/ledger.html",
        report=found,
        reasons=report_outline.reasons(found.ledger),
        everything=request.args.get("show") == "all",
        find=find,
        having=source_pages.lines_with(found.ledger, find) if find else (),
    )


@bp.get("/<report_id>/pages")
def source(report_id: str) -> str:
    """A page of the file and what was made of it, side by side; the first, or that of ``page``.

    404 for an unknown report or a page that it has not.
    """
    found = get_archive().report(params.showable(report_id))
    page = source_pages.source_page(found, params.one(request.args, _PAGE))
    return render_template("pages/source.html", report=found, page=page, lines=source_pages.LINES)


@bp.get("/<report_id>/original")
def original(report_id: str) -> Response:
    """The file as it was published: a PDF to be read here, so that a link can open it at a page;
    anything else to download, since a hostile page would run as one of ours.

    404 for an unknown report, or without a corpus.
    """
    found = get_archive().report(params.showable(report_id))
    path = originals.original(Path(current_app.config["CORPUS"]), found)
    return send_file(
        path,
        mimetype=originals.MEDIA_TYPES.get(found.format, originals.UNKNOWN),
        as_attachment=found.format != "pdf",
        download_name=f"{found.id}{path.suffix.lower()}",
    )
