"""Forces: the list, and how each one stands: its grades over the years, what it is asked to do."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, render_template, url_for

from indexer import NotFound, slug
from webui import params
from webui.archive import get_archive
from webui.presenters.dates import today
from webui.presenters.demands import demanded, told_again
from webui.presenters.forces import forces, places, stances
from webui.presenters.grading.history import Trend, grade_history
from webui.presenters.sentences import is_joint

bp = Blueprint("forces", __name__, url_prefix="/forces")


@bp.get("")
def index() -> str:
    """All forces, and the places that were inspected without one, with their newest reports."""
    archive = get_archive()
    return render_template(
        "pages/forces.html", forces=archive.of_reports(forces), places=archive.of_reports(places)
    )


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
    asked, on = demanded(archive, found), today()
    return render_template(
        "pages/force.html",
        force=found,
        history=grade_history(found.reports),
        trends=Trend,
        asked=[one for one in asked if one.is_recent(on)],
        long_ago=[one for one in asked if not one.is_recent(on)],
        again=told_again(archive, asked),
        joint=sum(map(is_joint, found.reports)),
        stances=stances(archive, found),
        today=on,
        request_all=replace(params.PAGE, filters={"force": (found.key,)}),
    )
