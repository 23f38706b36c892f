"""Forces side by side: what was found in each, by category, and what is asked of it beside that.

The comparison hands in a search, the forces and the areas; a side for each force comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer import (
    CATEGORIES,
    FACETS,
    MAX_SIZE,
    Archive,
    FacetValue,
    Hit,
    Match,
    ReportRecord,
    SearchPage,
    SearchRequest,
    Sort,
    Stance,
    slug,
)
from webui.presenters.demands import ASKING
from webui.presenters.forces import Force, forces
from webui.presenters.grading.judgements import Judgement, Judgements, judgements
from webui.presenters.results.united import United

#: What stands for a category, and for an area, that is not given.
_MISSING = {facet.name: facet.missing for facet in FACETS}
NO_AREA = slug(_MISSING["area"])
#: What asks comes first, the most urgent of it before the rest.
_ORDER = {
    row.name: place
    for place, row in enumerate(sorted(CATEGORIES, key=lambda row: row.urgency or len(CATEGORIES)))
}
#: Of whom most is asked or praised: the stance of the categories that are counted.
FOREMOST = {"asked": Stance.ASKS, "praised": Stance.PRAISES}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found under some headings, as far as it fits on a page."""

    #: By category, the most urgent first.
    hits: Mapping[str, list[Hit]]
    #: How many there are under each category; of repeats only one is shown.
    counts: tuple[tuple[str, int], ...]
    total: int
    #: How many there are without repeats.
    listed: int

    @property
    def shown(self) -> int:
        """How many are on the page."""
        return sum(map(len, self.hits.values()))

    @property
    def repeats(self) -> int:
        """How many say the same as one that is shown."""
        return self.total - self.listed


@dataclass(frozen=True, slots=True)
class Side:
    """One force of a comparison."""

    force: FacetValue
    #: Its names in filters.
    keys: tuple[str, ...]
    #: Its reports that are compared, newest first.
    reports: tuple[ReportRecord, ...]
    #: Its grades in the areas that are compared, by area.
    grades: tuple[tuple[FacetValue, Judgement], ...]
    found: Found
    #: What these reports ask without naming an area, as nearly all causes of concern do; None where
    #: that is what is compared.
    unnamed: Found | None


def sides(
    archive: Archive, asked: SearchRequest, chosen: Iterable[FacetValue], areas: list[FacetValue]
) -> list[Side]:
    """What was found in some areas in each of the chosen forces."""
    judged = United(archive.of_reports(forces)).judgements(archive.of_reports(judgements))
    known = {force.key: force for force in archive.of_reports(forces)}
    return [_side(archive, asked, one, known.get(one.value), areas, judged) for one in chosen]


def foremost(archive: Archive, asked: SearchRequest, stance: Stance, most: int) -> tuple[str, ...]:
    """The forces, so many at most, of whom most is found under the categories of a stance."""
    united = United(archive.of_reports(forces))
    counted = united.columns(archive.cross(asked, "category", "force"))
    wanted = {row.name for row in CATEGORIES if row.stance is stance}
    rows = [
        counts
        for row, counts in zip(counted.rows, counted.counts, strict=True)
        if row.label in wanted
    ]
    sums = {
        force.value: sum(counts[place] for counts in rows)
        for place, force in enumerate(counted.columns)
        if force.label != _MISSING["force"]
    }
    return tuple(sorted((key for key in sums if sums[key]), key=lambda key: -sums[key])[:most])


def _side(
    archive: Archive,
    asked: SearchRequest,
    value: FacetValue,
    force: Force | None,
    areas: list[FacetValue],
    judged: Judgements,
) -> Side:
    keys = force.keys if force else (value.value,)
    own = {**asked.filters, "force": keys}
    reports = tuple(_having(force.reports if force else (), areas))
    return Side(
        force=value,
        keys=keys,
        reports=reports,
        grades=tuple(
            (area, judgement)
            for area in areas
            for judgement in judged.get((value.value, area.value), ())
        ),
        found=_found(archive, replace(asked, filters=own)),
        unnamed=_unnamed(archive, replace(asked, filters=own), reports, areas),
    )


def _having(reports: Iterable[ReportRecord], areas: list[FacetValue]) -> Iterator[ReportRecord]:
    """Those of the reports that have one of the areas, by a finding in it or its grade."""
    names = {area.label for area in areas}
    for report in reports:
        graded = {area.name for area in report.areas}
        if not names.isdisjoint(graded.union(report.labels.get("area", ()))):
            yield report


def _unnamed(
    archive: Archive,
    asked: SearchRequest,
    reports: Sequence[ReportRecord],
    areas: list[FacetValue],
) -> Found | None:
    if any(area.value == NO_AREA for area in areas):
        return None
    chosen = asked.filters.get("category") or tuple(map(slug, ASKING))
    there = {slug(name) for report in reports for name in report.labels.get("category", ())}
    # A category, an area and a report that no build has cannot be filtered by.
    asking = tuple(name for name in map(slug, ASKING) if name in there and name in chosen)
    bare = any(_MISSING["area"] in report.labels.get("area", ()) for report in reports)
    wanted = asked.filters.get("report")
    names = tuple(report.id for report in reports if not wanted or report.id in wanted)
    if not (asking and bare and names):
        return None
    filters = {**asked.filters, "area": (NO_AREA,), "category": asking, "report": names}
    return _found(archive, replace(asked, filters=filters))


def _found(archive: Archive, asked: SearchRequest) -> Found:
    page = archive.search(replace(asked, size=MAX_SIZE, sort=Sort.NEWEST, match=Match.ALL))
    hits: dict[str, list[Hit]] = {}
    for hit in page.hits:
        hits.setdefault(hit.finding.category or _MISSING["category"], []).append(hit)
    return Found(
        {name: hits[name] for name in sorted(hits, key=_place)},
        tuple(sorted(_counted(page), key=lambda one: _place(one[0]))),
        page.total,
        page.listed,
    )


def _counted(page: SearchPage) -> Iterator[tuple[str, int]]:
    """The categories of an answer with their numbers."""
    values = page.facets["category"] if page.total else ()
    chosen = [value for value in values if value.selected] or values
    return ((value.label, value.count) for value in chosen if value.count)


def _place(category: str) -> int:
    return _ORDER.get(category, len(_ORDER))
