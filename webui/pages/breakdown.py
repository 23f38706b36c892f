"""The breakdown of an answer: its findings by area and category, and by area and force.

Its address is ``/shape``, as it has always been.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from webui import params
from webui.archive import get_archive
from webui.presenters.crosstab import crosstab
from webui.presenters.grading.judgements import judgements
from webui.presenters.provenance import of_search
from webui.presenters.sentences import sentence

bp = Blueprint("shape", __name__)

_BY_CATEGORY = ("area", "category")
_BY_FORCE = ("area", "force")


@bp.get("/shape")
def page() -> str:
    """The tables of a search; takes its parameters. That of forces needs two of them."""
    asked = replace(params.read(request.args, params.PAGE), page=1)
    archive = get_archive()
    found = archive.search(asked)
    forces = archive.cross(asked, *_BY_FORCE)
    judged = archive.of_reports(judgements)
    return render_template(
        "pages/breakdown.html",
        asked=asked,
        sentence=sentence(found),
        by_category=crosstab(archive.cross(asked, *_BY_CATEGORY), asked, _BY_CATEGORY),
        by_force=crosstab(forces, asked, _BY_FORCE, judged) if len(forces.columns) > 1 else None,
        provenance=of_search(archive, found),
    )
