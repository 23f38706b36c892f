"""Who stands worst now in an area, and who best, by the newest grade of each force on its scale.

The search page hands in the forces and the areas that a question asks about; those at that end come
out, each with its grade and the report that gave it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from indexer import ReportRecord, place_on_scale
from webui.presenters.forces import Force

#: How far down a scale its best and its worst grade stand.
_BEST, _WORST = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class AtEnd:
    """A force with its grade, and the report that gave it."""

    force: Force
    grade: str
    report: ReportRecord


def at_end(
    known: Iterable[Force], areas: Collection[str], *, best: bool = False
) -> tuple[AtEnd, ...]:
    """The forces with the worst, or the best, of the newest grades in some areas; all that are
    equal, in the order of ``known``.

    Whose newest report grades several of the areas stands where the worst, or the best, of them
    puts it. () where no grade tells, or where they all have the grade of the other end: nobody who
    was graded best is worst.
    """
    newest = [found for force in known if (found := _newest(force, areas, best))]
    if not newest:
        return ()
    pick = min if best else max
    end = pick(place for place, _ in newest)
    if end == (_WORST if best else _BEST):
        return ()
    return tuple(one for place, one in newest if place == end)


def _newest(force: Force, areas: Collection[str], best: bool) -> tuple[float, AtEnd] | None:
    """What the newest report of a force that grades one of the areas gave it there."""
    for report in force.reports:
        given = [
            (place, area.grade)
            for area in report.areas
            if area.grade and area.name in areas
            if (place := place_on_scale(area.grade, report.family)) is not None
        ]
        if given:
            place, grade = (min if best else max)(given, key=lambda one: one[0])
            return place, AtEnd(force, grade, report)
    return None
