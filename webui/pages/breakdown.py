"""The breakdown of an answer: its findings by area and category, and by area and force.

Its address is ``/shape``, as it has always been.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from webui import params
from webui.archive import get_archive
from webui.presenters.grading.judgements import judgements
from webui.presenters.provenance import of_search
from webui.presenters.results.crosstab import crosstab
from webui.presenters.sentences import sentence
from webui.urls import search_url

bp = Blueprint("shape", __name__)

_BY_CATEGORY = ("area", "category")
_BY_FORCE = ("area", "force")
#: Whether each number is said as a part of what was found in its force, too.
SHARE = params.Parameter("share", {"1": True, "0": False}.__getitem__, "1 or 0")


@bp.get("/shape")
def page() -> str:
    """The tables of a search; takes its parameters. That of forces needs two of them."""
    asked = replace(params.read(request.args, params.PAGE), page=1)
    archive = get_archive()
    found = archive.search(asked)
    forces = archive.cross(asked, *_BY_FORCE)
    judged = archive.of_reports(judgements)
    share = params.one(request.args, SHARE) or False
    return render_template(
        "pages/breakdown.html",
        asked=asked,
        sentence=sentence(found),
        by_category=crosstab(archive.cross(asked, *_BY_CATEGORY), asked, _BY_CATEGORY),
        by_force=crosstab(forces, asked, _BY_FORCE, judged, share)
        if len(forces.columns) > 1
        else None,
        share=share,
        shared=params.with_pairs(search_url(asked, "shape.page"), [(SHARE.name, "1")]),
        provenance=of_search(archive, found),
    )
