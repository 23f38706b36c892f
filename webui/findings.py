"""A finding on a page of its own: in its section, with its neighbours and how to cite it."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from indexer import Finding
from webui import query
from webui.citation import citation, source
from webui.library import archive

bp = Blueprint("findings", __name__, url_prefix="/findings")


@bp.get("/<finding_id>")
def finding(finding_id: str) -> str:
    """The page of a finding; ``q`` carries the marks of a search over. 404 for an unknown id."""
    asked = query.read(request.args, query.PAGE)
    shelf = archive()
    place = shelf.finding(query.showable(finding_id), asked.q)
    report = shelf.report(place.finding.report)
    url = url_for("findings.finding", finding_id=place.finding.id, _external=True)
    return render_template(
        "pages/finding.html",
        place=place,
        finding=place.finding,
        report=report,
        asked=asked,
        heading=_heading(place.finding),
        position=1 + place.section.index(place.finding),
        nearby=[near for near in (place.previous, place.finding, place.following) if near],
        source=source(place.finding),
        citation=citation(place.finding, report, url),
    )


def _heading(finding: Finding) -> str:
    """'Neighbourhood Policing: Strengths'."""
    parts = (finding.area, finding.section)
    return ": ".join(dict.fromkeys(part for part in parts if part))
