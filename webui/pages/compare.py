"""Two or more forces side by side: their grades, their counts, and what was found in one area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from indexer import (
    FACETS,
    MAX_SIZE,
    Archive,
    FacetValue,
    Hit,
    Match,
    SearchPage,
    SearchRequest,
    Sort,
    slug,
)
from webui import params
from webui.archive import get_archive
from webui.presenters.grading.judgements import Judgement, Judgements, judgements
from webui.presenters.provenance import of_search
from webui.presenters.results.crosstab import crosstab

bp = Blueprint("compare", __name__)

#: Forces in one comparison: more columns cannot be read side by side.
MOST_FORCES = 6
NO_CATEGORY = next(facet.missing for facet in FACETS if facet.name == "category")
_FACETS, _BY_CATEGORY = ("area", "force"), ("category", "force")


@dataclass(frozen=True, slots=True)
class Side:
    """One force of a comparison."""

    force: FacetValue
    #: Its grades in the areas that are compared, by area.
    grades: tuple[tuple[FacetValue, Judgement], ...]
    #: Its findings by category, as far as they fit on a page.
    findings: Mapping[str, list[Hit]]
    total: int

    @property
    def shown(self) -> int:
        """The number of its findings that are on the page."""
        return sum(len(hits) for hits in self.findings.values())


@bp.get("/compare")
def page() -> tuple[str, int]:
    """Forces named by ``force``, compared in the areas named by ``area``.

    The other parameters of a search narrow what is compared. With fewer than two forces, or more
    than ``MOST_FORCES`` (400), the page offers them, with those ticked that were; without an area
    it offers those that the forces have.
    """
    asked = replace(params.read(request.args, params.PAGE), page=1)
    archive = get_archive()
    found = archive.search(asked)
    forces, areas = _chosen(found, "force"), _chosen(found, "area")
    judged = archive.of_reports(judgements)
    compared = 1 < len(forces) <= MOST_FORCES
    counts = archive.cross(asked, *_FACETS) if compared else None
    kinds = archive.cross(asked, *_BY_CATEGORY) if compared and not areas else None
    sides = [_side(archive, asked, force, areas, judged) for force in forces if compared and areas]
    page = render_template(
        "pages/compare.html",
        asked=asked,
        refused=_refusal(request.args.getlist("force"), len(forces)),
        most=MOST_FORCES,
        offered=_offered(archive),
        forces=forces,
        areas=areas,
        sides=sides,
        categories=list(dict.fromkeys(name for side in sides for name in side.findings)),
        by_force=crosstab(counts, asked, _FACETS, judged) if counts else None,
        by_category=crosstab(kinds, asked, _BY_CATEGORY) if kinds else None,
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


def _offered(archive: Archive) -> dict[str, list[FacetValue]]:
    """The forces and areas to choose from; a missing one is neither."""
    missing = {facet.name: facet.missing for facet in FACETS}
    found = archive.search(SearchRequest()).facets
    return {
        name: [value for value in found[name] if value.label != missing[name]] for name in _FACETS
    }


def _chosen(found: SearchPage, facet: str) -> list[FacetValue]:
    """The chosen values of a facet, in the order in which they were asked for."""
    order = {slug(name): place for place, name in enumerate(found.request.filters.get(facet, ()))}
    chosen = [value for value in found.facets[facet] if value.selected]
    return sorted(chosen, key=lambda value: order.get(value.value, len(order)))


def _side(
    archive: Archive,
    asked: SearchRequest,
    force: FacetValue,
    areas: list[FacetValue],
    judged: Judgements,
) -> Side:
    filters = {**asked.filters, "force": (force.value,)}
    own = archive.search(
        replace(asked, filters=filters, size=MAX_SIZE, sort=Sort.REPORT, match=Match.ALL)
    )
    findings: dict[str, list[Hit]] = {}
    for hit in own.hits:
        findings.setdefault(hit.finding.category or NO_CATEGORY, []).append(hit)
    return Side(
        force=force,
        grades=tuple(
            (area, judgement)
            for area in areas
            for judgement in judged.get((force.value, area.value), ())
        ),
        findings=findings,
        total=own.total,
    )
