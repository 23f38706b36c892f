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
    RequestError,
    SearchPage,
    SearchRequest,
    Sort,
    slug,
)
from webui import params
from webui.archive import get_archive
from webui.presenters.crosstab import crosstab
from webui.presenters.grading.judgements import Judgement, Judgements, judgements
from webui.presenters.provenance import of_search

bp = Blueprint("compare", __name__)

#: Forces in one comparison: more columns cannot be read side by side.
MOST_FORCES = 6
NO_CATEGORY = next(facet.missing for facet in FACETS if facet.name == "category")
_FACETS = ("area", "force")


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
def page() -> str:
    """Forces named by ``force``, compared in the areas named by ``area``.

    The other parameters of a search narrow what is compared. With fewer than two forces the page
    offers them; without an area it offers those that the forces have. Raises RequestError for
    more than ``MOST_FORCES``.
    """
    asked = replace(params.read(request.args, params.PAGE), page=1)
    archive = get_archive()
    found = archive.search(asked)
    forces, areas = _chosen(found, "force"), _chosen(found, "area")
    if len(forces) > MOST_FORCES:
        raise RequestError(
            f"{len(forces)} forces are too many to read side by side. Choose up to {MOST_FORCES}.",
            parameter="force",
        )
    judged = archive.of_reports(judgements)
    compared = len(forces) > 1
    counts = archive.cross(asked, *_FACETS) if compared else None
    sides = [_side(archive, asked, force, areas, judged) for force in forces if compared and areas]
    return render_template(
        "pages/compare.html",
        asked=asked,
        offered=archive.search(SearchRequest()).facets,
        forces=forces,
        areas=areas,
        sides=sides,
        categories=list(dict.fromkeys(name for side in sides for name in side.findings)),
        by_force=crosstab(counts, asked, _FACETS, judged) if counts else None,
        provenance=of_search(archive, found),
    )


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
