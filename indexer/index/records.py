"""What ``reports.json`` of a build keeps of each report: its facts and what lists are made from.

``batch`` makes a record when it writes the report; the build, the commands, the search and the
pages take it from the build. A new fact of a report is a field of ``ReportFacts``, which is here
as well then; only what is worked out from the findings is a field of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from indexer.index.facets import FACETS
from indexer.reports.corpus.likeness import NO_LIKENESS, Likeness
from indexer.reports.finding import CONTEXT
from indexer.reports.report import Report, ReportFacts


@dataclass(frozen=True, slots=True)
class ReportRecord(ReportFacts):
    """A report of a build, without its findings and lines."""

    #: The number of its findings, sections of context among them, and of those sections.
    findings: int = 0
    context: int = 0
    #: By facet the printed values of its findings, each once, in order of appearance.
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: A digest of what it says, by which the same report is known in another format.
    said: str = ""
    #: What it is compared by, to know another edition of it.
    likeness: Likeness = NO_LIKENESS
    #: The day or the instant at which it entered the corpus, as RFC 3339 has it.
    added: str = ""

    @property
    def judging(self) -> int:
        """The number of its findings but for sections of context, which no page counts as such."""
        return self.findings - self.context

    @classmethod
    def of(cls, report: Report) -> ReportRecord:
        """The record of ``report``."""
        # Imported here: only what indexes reports makes records, and a search starts without what
        # reads reports in half the time.
        from indexer.reports.corpus.sameness import likeness, said

        labels = {
            facet.name: tuple(
                dict.fromkeys(label for one in report.findings for label in facet.labels(one))
            )
            for facet in FACETS
        }
        facts = {one.name: getattr(report, one.name) for one in fields(ReportFacts)}
        return cls(
            **facts,
            findings=len(report.findings),
            context=sum(one.category == CONTEXT for one in report.findings),
            labels=labels,
            said=said(report),
            likeness=likeness(report),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain types, as ``reports.json`` holds them."""
        return {
            **self.facts_to_json(),
            "findings": self.findings,
            "context": self.context,
            "labels": dict(self.labels),
            "said": self.said,
            "likeness": self.likeness.to_json(),
            "added": self.added,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ReportRecord:
        """The record that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        return cls(
            **cls.facts_from_json(data),
            findings=data["findings"],
            context=data["context"],
            labels={name: tuple(values) for name, values in data["labels"].items()},
            said=data["said"],
            likeness=Likeness.from_json(data["likeness"]),
            added=data.get("added", ""),
        )
