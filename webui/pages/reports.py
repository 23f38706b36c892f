"""Reports: the list, each one re-read as a page, its ledger, and the file it was read from."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, send_file

from webui import params
from webui.archive import get_archive
from webui.exports import originals
from webui.presenters import report_outline

bp = Blueprint("reports", __name__, url_prefix="/reports")

#: Facts of a report whose name is not simply its word with a capital.
FACT_NAMES = {"isbn": "ISBN"}


@bp.get("")
def index() -> str:
    """All reports with force, date, findings and grades."""
    return render_template("pages/reports.html", reports=get_archive().reports())


@bp.get("/<report_id>")
def report(report_id: str) -> str:
    """The whole report in order, every finding a link. 404 for an unknown report."""
    found = get_archive().report(params.showable(report_id))
    return render_template(
        "pages/report.html",
        report=found,
        chapters=report_outline.chapters(found),
        fact_names=FACT_NAMES,
    )


@bp.get("/<report_id>/ledger")
def ledger(report_id: str) -> str:
    """The lines that were left out and why; with ``show=all`` what became of every line."""
    found = get_archive().report(params.showable(report_id))
    return render_template(
        "pages/ledger.html",
        report=found,
        reasons=report_outline.reasons(found.ledger),
        everything=request.args.get("show") == "all",
    )


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
