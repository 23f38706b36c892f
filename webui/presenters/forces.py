"""The forces and the places that the reports are about, each with its reports.

Their pages, the home page and the API hand in what the archive knows of its reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from indexer import CATEGORIES, Archive, ReportRecord, SearchRequest, Stance, official, slug

#: The years in the name of a series, which its framework outlives.
_YEARS = re.compile(r"\s*\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\b")


#: Years after which what was asked is likely done or overtaken: forces are inspected again within
#: two to four.
_OPEN = 5


def is_recent(report: ReportRecord, today: str) -> bool:
    """Whether a report is so young on a day that what it asks for may still be open."""
    return report.time >= f"{int(today[:4]) - _OPEN}{today[4:7]}"


def framework(series: str) -> str:
    """The framework of a series, which is its name without years: 'PEEL' of 'PEEL 2018/19'."""
    return _YEARS.sub("", series)


@dataclass(frozen=True, slots=True)
class Reported:
    """Whom reports are about, a force or a place, with these reports, newest first."""

    #: The facet by which what was found there is filtered.
    facet: ClassVar[str]

    name: str
    reports: tuple[ReportRecord, ...]

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return slug(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """What its reports call it, the newest first."""
        return (self.name,)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its names in filters."""
        return tuple(map(slug, self.names))

    @property
    def newest(self) -> tuple[ReportRecord, ...]:
        """The newest report of each framework and place, newest first.

        Joint inspections of two boroughs of one force say nothing of each other.
        """
        newest = {(framework(one.series), one.place): one for one in reversed(self.reports)}
        return tuple(one for one in self.reports if one in newest.values())

    def foremost(self, today: str) -> tuple[ReportRecord, ...]:
        """Those of the newest that are so young on a day that what they ask may still be open; all
        of them where none is.
        """
        return tuple(one for one in self.newest if is_recent(one, today)) or self.newest

    def before(self, report: ReportRecord) -> ReportRecord | None:
        """The report of the same framework before one of its own; None for the first."""
        older = self.reports[self.reports.index(report) + 1 :]
        same = (one for one in older if framework(one.series) == framework(report.series))
        return next((one for one in same if one.series and one.place == report.place), None)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filter of a search for all that was found there."""
        return {self.facet: self.keys}


class Force(Reported):
    """A force. A joint inspection of which it was a part is a report of it too."""

    __slots__ = ()
    facet = "force"

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and what its older reports call it, the newest first.

        'Wiltshire Police', then 'Wiltshire Constabulary'.
        """
        printed = (name for report in self.reports for name in report.forces)
        whose = official(self.name)
        others = (name for name in printed if official(name) == whose)
        return tuple(dict.fromkeys((self.name, *others)))


class Place(Reported):
    """A council or another place whose services were inspected, with the police or without."""

    __slots__ = ()
    facet = "place"

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces that were inspected together with others there, in order of name."""
        return tuple(sorted({name for one in self.reports for name in one.forces}))


def newest_first(reports: Iterable[ReportRecord]) -> list[ReportRecord]:
    """Reports by their time, the newest first; those of which nothing tells it last."""
    return sorted(reports, key=lambda one: (one.time, one.id), reverse=True)


def forces(reports: Iterable[ReportRecord]) -> tuple[Force, ...]:
    """The forces in the order of their names, each with its reports.

    A joint inspection of two forces is a report of each. A force that reports call by several full
    names of its own is one, by the name that the newest has.
    """
    found: dict[str, tuple[str, list[ReportRecord]]] = {}
    for report in newest_first(reports):
        for name in report.forces:
            found.setdefault(slug(official(name)), (name, []))[1].append(report)
    named = (Force(name, tuple(those)) for name, those in found.values())
    return tuple(sorted(named, key=lambda one: one.name.casefold()))


@dataclass(frozen=True, slots=True)
class Stances:
    """How many findings judge something, and how many praise and ask by category."""

    all: int
    praising: int
    asking: int


def stances(archive: Archive, reported: Reported) -> Stances:
    """What the findings on a force or a place do."""
    found = archive.search(SearchRequest(filters=reported.filters, context=False, size=1))
    counts = {value.label: value.count for value in found.facets["category"]}
    praising, asking = (
        sum(counts.get(row.name, 0) for row in CATEGORIES if row.stance is stance)
        for stance in (Stance.PRAISES, Stance.ASKS)
    )
    return Stances(found.total, praising, asking)


def places(reports: Iterable[ReportRecord]) -> tuple[Place, ...]:
    """The places that reports are about, with or without a force, in the order of their names."""
    found: dict[str, tuple[str, list[ReportRecord]]] = {}
    for report in newest_first(reports):
        if report.place:
            found.setdefault(slug(report.place), (report.place, []))[1].append(report)
    named = (Place(name, tuple(those)) for name, those in found.values())
    return tuple(sorted(named, key=lambda one: one.name.casefold()))
