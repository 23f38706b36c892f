"""The forces that the reports are about, each with its reports.

The pages of forces, the home page and the API hand in what the archive knows of its reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer import ReportRecord, slug


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
        """The newest report of each series, newest first."""
        return tuple({report.series: report for report in reversed(self.reports)}.values())[::-1]


def forces(reports: Iterable[ReportRecord]) -> tuple[Force, ...]:
    """The forces in the order of their names, each with its reports."""
    found: dict[str, list[ReportRecord]] = {}
    for report in sorted(reports, key=lambda r: (r.published, r.id), reverse=True):
        if report.force:
            found.setdefault(slug(report.force), []).append(report)
    named = (Force(those[0].force, tuple(those)) for those in found.values())
    return tuple(sorted(named, key=lambda one: one.name.casefold()))
