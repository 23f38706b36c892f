"""The forces that the reports are about, each with its reports.

The pages of forces, the home page and the API hand in what the archive knows of its reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer import CATEGORIES, Archive, ReportRecord, SearchRequest, Stance, slug

#: The years in the name of a series, which its framework outlives.
_YEARS = re.compile(r"\s*\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\b")


def framework(series: str) -> str:
    """The framework of a series, which is its name without years: 'PEEL' of 'PEEL 2018/19'."""
    return _YEARS.sub("", series)


@dataclass(frozen=True, slots=True)
class Force:
    """A force with its reports, newest first."""

    name: str
    reports: tuple[ReportRecord, ...]

    @property
    def key(self) -> str:
        """Its name in addresses and filters."""
        return slug(self.name)

    @property
    def newest(self) -> tuple[ReportRecord, ...]:
        """The newest report of each framework and place, newest first.

        Joint inspections of two boroughs of one force say nothing of each other.
        """
        newest = {(framework(one.series), one.place): one for one in reversed(self.reports)}
        return tuple(one for one in self.reports if one in newest.values())

    def before(self, report: ReportRecord) -> ReportRecord | None:
        """The report of the same framework before one of its own; None for the first."""
        older = self.reports[self.reports.index(report) + 1 :]
        same = (one for one in older if framework(one.series) == framework(report.series))
        return next((one for one in same if one.series and one.place == report.place), None)


def forces(reports: Iterable[ReportRecord]) -> tuple[Force, ...]:
    """The forces in the order of their names, each with its reports.

    A joint inspection of two forces is a report of each.
    """
    found: dict[str, tuple[str, list[ReportRecord]]] = {}
    for report in sorted(reports, key=lambda r: (r.published, r.id), reverse=True):
        for name in report.forces:
            found.setdefault(slug(name), (name, []))[1].append(report)
    named = (Force(name, tuple(those)) for name, those in found.values())
    return tuple(sorted(named, key=lambda one: one.name.casefold()))


@dataclass(frozen=True, slots=True)
class Stances:
    """How many findings on a force judge something, and how many praise and ask by category."""

    all: int
    praising: int
    asking: int


def stances(archive: Archive, force: Force) -> Stances:
    """What the findings on a force do."""
    found = archive.search(SearchRequest(filters={"force": (force.key,)}, context=False, size=1))
    counts = {value.label: value.count for value in found.facets["category"]}
    praising, asking = (
        sum(counts.get(row.name, 0) for row in CATEGORIES if row.stance is stance)
        for stance in (Stance.PRAISES, Stance.ASKS)
    )
    return Stances(found.total, praising, asking)


@dataclass(frozen=True, slots=True)
class Place:
    """A council or another place whose services were inspected, with its reports, newest first."""

    name: str
    reports: tuple[ReportRecord, ...]


def places(reports: Iterable[ReportRecord]) -> tuple[Place, ...]:
    """The places that reports are about, with or without a force, in the order of their names."""
    found: dict[str, list[ReportRecord]] = {}
    for report in sorted(reports, key=lambda r: (r.published, r.id), reverse=True):
        if report.place:
            found.setdefault(report.place, []).append(report)
    return tuple(Place(name, tuple(found[name])) for name in sorted(found, key=str.casefold))
