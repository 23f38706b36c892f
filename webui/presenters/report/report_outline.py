"""A report as chapters and sections, the way it is read from top to bottom.

The report page asks for the chapters of a report, and the ledger for the lines that were left out
by the reason why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from indexer import Area, Fate, Finding, GradeSpread, Report

#: The chapter of what stands above all headings.
BEFORE = "How the report begins"


@dataclass(frozen=True, slots=True)
class Section:
    """Findings in a row under one heading."""

    heading: str
    category: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An area of a report with its sections in order."""

    name: str
    area: Area | None
    sections: tuple[Section, ...]

    @property
    def anchor(self) -> str:
        """Its place on the report page: the first finding is unlike any other's."""
        return f"area-{self.sections[0].findings[0].id}"

    @property
    def spread(self) -> GradeSpread | None:
        """The grades of all forces in this area, where the report prints them."""
        return self.area.grade_spread if self.area else None

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Findings by category, in the order in which the chapter has them."""
        counts: Counter[str] = Counter()
        for section in self.sections:
            counts[section.category or section.heading] += len(section.findings)
        return tuple(counts.items())


def chapters(report: Report) -> tuple[Chapter, ...]:
    """The findings of a report, in order, by area and then by heading."""
    return tuple(
        Chapter(name, report.area(name), tuple(_sections(findings)))
        for name, findings in groupby(report.findings, key=_chapter_name)
    )


def _chapter_name(finding: Finding) -> str:
    return finding.area or next(filter(None, (*finding.path, finding.section)), BEFORE)


def _sections(findings: Iterable[Finding]) -> Iterable[Section]:
    for (heading, category), group in groupby(findings, key=lambda f: (f.section, f.category)):
        yield Section(heading, category, tuple(group))


def reasons(ledger: Iterable[Fate]) -> tuple[tuple[str, tuple[Fate, ...]], ...]:
    """The lines that are in no finding, by the reason why: most lines first."""
    by_reason: dict[str, list[Fate]] = {}
    for fate in ledger:
        if fate.finding is None:
            by_reason.setdefault(fate.reason, []).append(fate)
    ordered = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    return tuple((reason, tuple(fates)) for reason, fates in ordered)
