"""Two or more forces side by side: their grades, their counts, and what was found in one area."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from indexer import FACETS, Archive, FacetValue, Matrix, SearchPage, SearchRequest, slug
from webui import params
from webui.archive import get_archive
from webui.presenters.dates import today
from webui.presenters.forces import forces as known_forces
from webui.presenters.grading.judgements import Judgements, judgements
from webui.presenters.provenance import of_search
from webui.presenters.results.crosstab import Crosstab, crosstab
from webui.presenters.results.sides import FOREMOST, foremost, sides
from webui.presenters.results.united import United

bp = Blueprint("compare", __name__)

#: Forces in one comparison: more columns cannot be read side by side.
MOST_FORCES = 6
_FACETS, _BY_CATEGORY = ("area", "force"), ("category", "force")
#: Which forces are compared where none is named.
MOST = params.Parameter(
    "most", dict(zip(FOREMOST, FOREMOST, strict=True)).__getitem__, "asked or praised"
)


@bp.get("/compare")
def page() -> tuple[str, int]:
    """Forces named by ``force``, compared in the areas named by ``area``.

    The other parameters of a search narrow what is compared. Where no force is named, ``most``
    takes those of whom most is asked or praised. With fewer than two forces, or more than
    ``MOST_FORCES`` (400), the page offers them, with those ticked that were; without an area it
    offers those that the forces have.
    """
    asked = replace(params.read(request.args, params.PAGE), page=1)
    archive = get_archive()
    most = params.one(request.args, MOST) or ""
    if most and not asked.filters.get("force"):
        named = foremost(archive, asked, FOREMOST[most], MOST_FORCES)
        asked = replace(asked, filters={**asked.filters, "force": named})
    united = United(archive.of_reports(known_forces))
    asked = replace(asked, filters=united.filters(asked.filters))
    found = archive.search(asked)
    forces, areas = united.values(_chosen(found, "force")), _chosen(found, "area")
    compared = 1 < len(forces) <= MOST_FORCES
    counts = archive.cross(asked, *_FACETS) if compared else None
    kinds = archive.cross(asked, *_BY_CATEGORY) if compared and not areas else None
    beside = sides(archive, asked, forces, areas) if compared and areas else []
    page = render_template(
        "pages/compare.html",
        asked=asked,
        refused=_refusal(request.args.getlist("force"), len(forces)),
        most=MOST_FORCES,
        foremost=most,
        offered=_offered(archive, united),
        forces=forces,
        areas=areas,
        sides=beside,
        known={one.key: one for one in archive.of_reports(known_forces)},
        categories=list(dict.fromkeys(name for side in beside for name in side.found.hits)),
        unnamed=[side for side in beside if side.unnamed and side.unnamed.total],
        today=today(),
        by_force=_table(
            united, counts, asked, _FACETS, united.judgements(archive.of_reports(judgements))
        ),
        by_category=_table(united, kinds, asked, _BY_CATEGORY),
        provenance=of_search(archive, found),
    )
    return page, 400 if len(forces) > MOST_FORCES else 200


def _refusal(sent: list[str], forces: int) -> str:
    """Why nothing is compared, for the form; '' where something is, or nothing was sent."""
    if forces > MOST_FORCES:
        return (
            f"{forces} forces are too many to read side by side. Untick some: up to {MOST_FORCES} "
            "can be compared."
        )
    return "One force alone is no comparison. Tick another." if sent and forces == 1 else ""


def _table(
    united: United,
    counts: Matrix | None,
    asked: SearchRequest,
    facets: tuple[str, str],
    judged: Judgements | None = None,
) -> Crosstab | None:
    """The counts of two facets as a table, a column for each force; None for no counts."""
    if counts is None:
        return None
    return crosstab(united.columns(counts), asked, facets, judged, whole=united.keys)


def _offered(archive: Archive, united: United) -> dict[str, list[FacetValue]]:
    """The forces and areas to choose from, what names no area last; no force is none."""
    missing = {facet.name: facet.missing for facet in FACETS}
    found = archive.search(SearchRequest()).facets
    areas = sorted(found["area"], key=lambda value: value.label == missing["area"])
    return {
        "force": united.values(v for v in found["force"] if v.label != missing["force"]),
        "area": areas,
    }


def _chosen(found: SearchPage, facet: str) -> list[FacetValue]:
    """The chosen values of a facet, in the order in which they were asked for."""
    order = {slug(name): place for place, name in enumerate(found.request.filters.get(facet, ()))}
    chosen = [value for value in found.facets[facet] if value.selected]
    return sorted(chosen, key=lambda value: order.get(value.value, len(order)))
