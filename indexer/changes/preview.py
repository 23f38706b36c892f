"""A report in short: what a person looks at before they let it be published.

``upload_job`` makes it from the report that was read and keeps it as JSON; the pages show it.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from indexer.reports.finding import CONTEXT, Finding
from indexer.reports.report import Report

#: Findings of each area that are shown, and characters of each.
FIRST, CHARACTERS = 3, 400
#: Areas, reasons and warnings that are kept, so that no file makes a preview of more than about
#: 200 kB. A report has 30 areas at the very most, and some twenty reasons.
ROWS = 100


@dataclass(frozen=True, slots=True)
class AreaPreview:
    """An area of a report in short; ``name`` is '' for findings outside any area."""

    name: str
    grade: str | None
    #: Category ('' where there is none) and number of findings, in the order of the report.
    counts: tuple[tuple[str, int], ...]
    #: Category and the beginning of the text of its first findings; context only where there are
    #: too few that judge.
    first: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A report in short, small whatever the report. Its words are the report's own."""

    title: str
    force: str
    published: str
    family: str
    format: str
    findings: int
    #: Lines in the file, and how many of them are not accounted for.
    lines: int
    lost: int
    areas: tuple[AreaPreview, ...]
    #: Reason and number of lines that are in no finding, most lines first.
    left_out: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    #: Fact that a person can set → as it was read, '' where it was not.
    facts: Mapping[str, str] = field(default_factory=dict)
    #: How many of the findings are sections of context.
    context: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain types only."""
        return {**asdict(self), "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Preview:
        """The preview that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        areas = tuple(
            AreaPreview(a["name"], a["grade"], _pairs(a["counts"]), _pairs(a["first"]))
            for a in data["areas"]
        )
        left_out, warnings = _pairs(data["left_out"]), tuple(data["warnings"])
        return cls(**{**data, "areas": areas, "left_out": left_out, "warnings": warnings})


def preview(report: Report) -> Preview:
    """The report in short: areas in its own order, each with its first findings."""
    from indexer.reports.corpus import (
        by_hand,
    )  # which reads dates and names; to show a preview needs none

    by_area: dict[str, list[Finding]] = {area.name: [] for area in report.areas}
    for finding in report.findings:
        by_area.setdefault(finding.area or "", []).append(finding)
    left_out = Counter(fate.reason for fate in report.ledger if not fate.finding and fate.reason)
    return Preview(
        title=_short(report.title),
        force=_short(report.force),
        published=report.published,
        family=report.family,
        format=report.format,
        findings=len(report.findings),
        lines=len(report.ledger),
        lost=len(report.unaccounted),
        areas=tuple(_area(report, *area) for area in list(by_area.items())[:ROWS]),
        left_out=tuple((_short(reason), n) for reason, n in left_out.most_common(ROWS)),
        warnings=tuple(_short(warning) for warning in report.warnings[:ROWS]),
        facts={name: _fact(report, name) for name in by_hand.NAMES},
        context=sum(map(_is_context, report.findings)),
    )


def _fact(report: Report, name: str) -> str:
    return _short(str(report.facts.get(name) or getattr(report, name, "")))


def _area(report: Report, name: str, findings: list[Finding]) -> AreaPreview:
    known = report.area(name)
    first = sorted(findings, key=_is_context)[:FIRST]
    counts = Counter(_short(finding.category or "") for finding in findings)
    return AreaPreview(
        name=_short(name),
        grade=known.grade if known else None,
        counts=tuple(counts.items()),
        first=tuple((_short(f.category or ""), _short(f.text)) for f in first),
    )


def _is_context(finding: Finding) -> bool:
    return finding.category == CONTEXT


def _short(text: str) -> str:
    """The text, cut at a space with '…' where it is long."""
    return textwrap.shorten(text[: 2 * CHARACTERS], CHARACTERS, placeholder=" …")


def _pairs(values: Iterable[Any]) -> tuple[tuple[Any, Any], ...]:
    return tuple((first, second) for first, second in values)
