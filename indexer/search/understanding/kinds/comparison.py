"""Where a question asks who is better: which forces to compare, and in which areas.

``Searcher`` asks for it once an answer is there; the page of comparisons takes the request. A force
that was not inspected in any of the areas is not offered: it has nothing to set beside the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.index.analysis import sequence
from indexer.index.records import ReportRecord
from indexer.reports.labelling.family import place_on_scale
from indexer.search.engine.interface import Results
from indexer.search.facets import Selection
from indexer.search.query.tone import Tone
from indexer.search.request import SearchRequest
from indexer.search.understanding.reading import AsRead

AREA, FORCE = "area", "force"
#: Forces that are compared at most: more cannot be read side by side.
MOST = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """Who is compared, and in what."""

    forces: tuple[str, ...]
    #: The areas whose names have the words; each of the forces was inspected in one of them.
    areas: tuple[str, ...]
    #: Those who were named and were inspected in none of the areas.
    lacking: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether there are two at least."""
        return len(self.forces) > 1

    def notes(self) -> Iterator[str]:
        """Who was asked about and cannot be compared."""
        if self.lacking:
            yield f"Not inspected in an area of that name: {', '.join(self.lacking)}."


def compared(
    read: AsRead, selection: Selection, results: Results, reports: Collection[ReportRecord]
) -> Compared | None:
    """Who the words ask to compare, and in what; None where they ask for no comparison.

    The forces are those that were named, else those with the worst grades in these areas where the
    worst are asked for, with the best where the best are, and else those with the most findings.
    """
    if not read.comparing:
        return None
    forces = selection.most(FORCE, results.counts)
    wanted = frozenset(sequence(read.words))
    if not wanted:
        return Compared(forces[:MOST], ())
    inspected = dict(_inspected(forces, reports, wanted))
    having = tuple(force for force in forces if inspected[force])
    if FORCE not in selection.chosen and read.leaning:
        worst = _worst(reports, inspected, best=read.leaning.tone is Tone.WELL)
        ranked = sorted(having, key=lambda force: -worst.get(force, -1.0))
        # Who has the grade of the other end is not worst, or best: all six who were graded were
        # offered as the worst, those that are outstanding among them.
        so = tuple(force for force in ranked if worst.get(force) != 0.0)
        having = so if len(so) > 1 else tuple(ranked)
    if not having:
        return Compared(forces[:MOST] if results.total else (), ())
    those = frozenset().union(*(inspected[force] for force in having[:MOST]))
    areas = tuple(area for area in selection.most(AREA, results.counts) if area in those)
    named = selection.names(FORCE) if FORCE in selection.chosen else having
    return Compared(having[:MOST], areas, tuple(one for one in named if one not in having))


def _worst(
    reports: Iterable[ReportRecord], areas: Mapping[str, frozenset[str]], *, best: bool
) -> dict[str, float]:
    """How far down its scale the worst of the newest grades of each force stands in its areas, from
    0.0 to 1.0; with ``best`` how far up the best does. Forces without a grade there are left out.
    """
    found: dict[str, float] = {}
    for report in sorted(reports, key=lambda report: (report.published, report.id)):
        for force in report.forces:
            grades = (
                place_on_scale(area.grade, report.family)
                for area in report.areas
                if area.grade and area.name in areas.get(force, ())
            )
            if places := [1 - place if best else place for place in grades if place is not None]:
                found[force] = max(places)
    return found


def comparison(request: SearchRequest, read: AsRead, who: Compared | None) -> SearchRequest | None:
    """The search behind a comparison; None where nobody can be compared."""
    if who is None or not who.possible:
        return None
    chosen = {name: values for name, values in request.filters.items() if values}
    filters = {**chosen, FORCE: who.forces, AREA: who.areas}
    return replace(request, q=read.words, filters=filters, page=1)


def _inspected(
    forces: Iterable[str], reports: Iterable[ReportRecord], wanted: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Each force with the areas of its reports whose names have all the words that are wanted."""
    labels = [report.labels for report in reports]
    for force in forces:
        areas = {area for one in labels if force in one[FORCE] for area in one[AREA]}
        yield force, frozenset(area for area in areas if wanted <= set(sequence(area)))
