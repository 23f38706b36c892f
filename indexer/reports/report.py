"""A report as read: its facts, its findings and the ledger of every line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from indexer.reports.finding import Finding


@dataclass(frozen=True, slots=True)
class Area:
    """A subject inspected, with its grade and how all forces were graded in it."""

    name: str
    grade: str | None = None
    #: National counts by grade, in the family's grade order; empty where none are printed.
    spread: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What a report says that an acronym stands for."""

    short: str
    long: str
    #: 'glossary' or 'text'.
    where: str
    line: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one line of the source: it is in a finding, or left out for a reason."""

    line: int
    text: str
    page: int | None = None
    #: The id of the finding that holds it, or None.
    finding: str | None = None
    #: Why it, or the part of it that is a heading, is in no finding; '' when all of it is in one.
    reason: str = ""
    #: What a person said of it, as the ledger shows it; '' where nobody had to.
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One published inspection, as understood."""

    id: str
    title: str
    force: str
    published: str
    family: str
    #: The file it was read from: its name, format and hex SHA-256.
    file: str
    format: str
    sha256: str
    areas: tuple[Area, ...] = ()
    definitions: tuple[Definition, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: tuple[Fate, ...] = ()
    warnings: tuple[str, ...] = ()
    #: The series of inspections ('PEEL 2018/19'), and the place inspected where that is not the
    #: force's; '' where the report names none.
    series: str = ""
    place: str = ""
    #: Who inspected, in the order in which the report names them.
    inspectorates: tuple[str, ...] = ()
    #: Further facts as printed or as the corpus says: 'isbn', 'licence', 'source'.
    facts: Mapping[str, str] = field(default_factory=dict)
    #: Fact ('title', 'force', 'published', 'isbn', …) → where it was read, or who set it by hand,
    #: in words.
    read_at: Mapping[str, str] = field(default_factory=dict)

    def area(self, name: str | None) -> Area | None:
        """The area of that printed name, or None."""
        return next((area for area in self.areas if area.name == name), None)

    @property
    def unaccounted(self) -> tuple[Fate, ...]:
        """Lines that are in no finding and left out for no reason: there must be none."""
        return tuple(fate for fate in self.ledger if not fate.finding and not fate.reason)

    def to_json(self) -> dict[str, Any]:
        """Plain types only, as stored beside a build."""
        return {**asdict(self), "findings": [finding.to_json() for finding in self.findings]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        """The report that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        return cls(
            **{
                **data,
                "areas": tuple(
                    Area(a["name"], a["grade"], tuple((g, n) for g, n in a["spread"]))
                    for a in data["areas"]
                ),
                "definitions": tuple(Definition(**d) for d in data["definitions"]),
                "findings": tuple(Finding.from_json(f) for f in data["findings"]),
                "ledger": tuple(Fate(**f) for f in data["ledger"]),
                "warnings": tuple(data["warnings"]),
                "inspectorates": tuple(data["inspectorates"]),
            }
        )
