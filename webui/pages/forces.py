"""Forces and places: the list, and how each stands: its grades, what is asked there, by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Response, render_template, url_for

from indexer import Archive, NotFound, is_joint, slug
from webui import params
from webui.archive import get_archive
from webui.presenters.dates import today
from webui.presenters.demands import demanded, told_again
from webui.presenters.forces import Reported, forces, places, stances
from webui.presenters.grading.history import Trend, grade_history

bp = Blueprint("forces", __name__)
#: So many newest reports stand in the table above all else.
_AT_A_GLANCE = 6


@bp.get("/forces")
def index() -> str:
    """All forces, and the places that were inspected without one, with their newest reports."""
    archive = get_archive()
    return render_template(
        "pages/forces.html", forces=archive.of_reports(forces), places=archive.of_reports(places)
    )


@bp.get("/forces/<name>")
def force(name: str) -> str | Response:
    """How one force stands. 404 for a force of which there is no report."""
    return _standing(get_archive().of_reports(forces), name, "forces.force")


@bp.get("/places")
def places_index() -> Response:
    """The places stand on the page of the forces."""
    location = url_for("forces.index", _anchor="places")
    return Response(status=301, headers={"Location": location})


@bp.get("/places/<name>")
def place(name: str) -> str | Response:
    """How the services of one place stand. 404 for a place of which there is no report."""
    return _standing(get_archive().of_reports(places), name, "forces.place")


def _late_ever(archive: Archive, found: Reported, on: str) -> int:
    """How much of all that was ever asked had to be done by a day before another."""
    late = (entry for entry in archive.register() if entry.is_late(on))
    return sum(entry.has(found.facet, found.keys) for entry in late)


def _standing(known: Iterable[Reported], name: str, endpoint: str) -> str | Response:
    key = params.showable(name)
    found = next((one for one in known if slug(key) in one.keys), None)
    if found is None:
        kind = endpoint.rpartition(".")[2]
        raise NotFound(f"There is no report on a {kind} called ‘{key[:60]}’.", kind)
    if found.key != name:
        return Response(status=301, headers={"Location": url_for(endpoint, name=found.key)})
    archive, on = get_archive(), today()
    asked = demanded(archive, found)
    told, own = stances(archive, found), {report.id for report in found.reports}
    recent = [one for one in asked if one.is_recent(on)]
    undated = [one for one in asked if not one.report.time]
    long_ago = [one for one in asked if one.report.time and not one.is_recent(on)]
    foremost = recent or undated + long_ago
    return render_template(
        "pages/standing.html",
        whose=found,
        history=grade_history(found.reports),
        trends=Trend,
        asked=recent,
        undated=undated,
        long_ago=long_ago,
        foremost=foremost,
        passed=sum(one.own.passed(on) for one in foremost),
        ever=_late_ever(archive, found, on),
        foremost_ids=[one.report.id for one in foremost],
        most=_AT_A_GLANCE,
        again=told_again(archive, found, asked),
        joint=sum(map(is_joint, found.reports)),
        stances=told,
        steps=sum(entry.report in own for entry in archive.register()) - told.asking,
        today=on,
        request_all=replace(params.PAGE, filters=found.filters),
    )
