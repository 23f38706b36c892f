"""The shape of an answer: its findings by area and category, and by area and force."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from webui import query
from webui.grades import judgements
from webui.grid import grid
from webui.library import archive
from webui.stamp import of_search
from webui.wording import sentence

bp = Blueprint("shape", __name__)

_BY_CATEGORY = ("area", "category")
_BY_FORCE = ("area", "force")


@bp.get("/shape")
def page() -> str:
    """The tables of a search; takes its parameters. That of forces needs two of them."""
    asked = replace(query.read(request.args, query.PAGE), page=1)
    shelf = archive()
    found = shelf.search(asked)
    forces = shelf.cross(asked, *_BY_FORCE)
    judged = judgements(shelf.reports())
    return render_template(
        "pages/shape.html",
        asked=asked,
        sentence=sentence(found),
        by_category=grid(shelf.cross(asked, *_BY_CATEGORY), asked, _BY_CATEGORY),
        by_force=grid(forces, asked, _BY_FORCE, judged) if len(forces.columns) > 1 else None,
        stamp=of_search(shelf, found),
    )
