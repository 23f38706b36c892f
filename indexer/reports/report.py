"""A report as read: its facts, its findings and the ledger of every line.

``pipeline`` makes it from the lines of a file; the index, the commands and the pages take it from
here. A new fact of a report is a field of ``ReportFacts`` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from indexer.reports.dates import dates
from indexer.reports.finding import AND, Finding

#: Where a fact was read when a person set it.
BY_HAND = "set by hand"


@dataclass(frozen=True, slots=True)
class GradeSpread:
    """How an area was graded over all forces inspected: counts in the family's grade order."""

    grade: str
    counts: tuple[tuple[str, int], ...]

    @property
    def forces(self) -> int:
        """The number of forces graded."""
        return sum(count for _, count in self.counts)

    @property
    def same(self) -> int:
        """The number of forces with this grade."""
        return dict(self.counts).get(self.grade, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """A subject inspected, with its grade and how all forces were graded in it."""

    name: str
    grade: str | None = None
    #: National counts by grade, in the family's grade order; empty where none are printed.
    spread: tuple[tuple[str, int], ...] = ()
    #: How its grade has changed since the last inspection, as printed ('Improved'); '' where
    #: nothing is said.
    direction: str = ""

    @property
    def grade_spread(self) -> GradeSpread | None:
        """Its grade among those of all forces; None where the report does not print both."""
        return GradeSpread(self.grade, self.spread) if self.grade and self.spread else None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Area:
        """The area that ``asdict`` made plain."""
        spread = tuple((grade, int(count)) for grade, count in data["spread"])
        return cls(data["name"], data["grade"], spread, data.get("direction", ""))


@dataclass(frozen=True, slots=True)
class Definition:
    """What a report says that an acronym stands for."""

    short: str
    long: str
    #: 'glossary' or 'text'.
    where: str
    line: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A sentence in which the inspectors say what became of what they had found before."""

    #: The id of the finding that it stands in.
    finding: str
    sentence: str
    #: The area of that finding; '' for the whole.
    area: str = ""


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

    def to_json(self) -> dict[str, Any]:
        """Plain types. ``asdict`` copies each value, and a report has a thousand lines."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report says of itself, without its findings and lines."""

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
    warnings: tuple[str, ...] = ()
    #: The series of inspections ('PEEL 2018/19'), and the place inspected where that is not the
    #: force's; '' where the report names none.
    series: str = ""
    place: str = ""
    #: Who inspected, in the order in which the report names them.
    inspectorates: tuple[str, ...] = ()
    #: Further facts as printed or as the corpus says: 'isbn', 'licence', 'source',
    #: 'inspected' (the days of the inspection), 'outcome' (what it judged overall).
    facts: Mapping[str, str] = field(default_factory=dict)
    #: Fact ('title', 'force', 'published', 'isbn', …) → where it was read, or who set it by hand,
    #: in words.
    read_at: Mapping[str, str] = field(default_factory=dict)
    #: What the inspectors say of how it has moved since an inspection before, on the whole first.
    progress: tuple[Movement, ...] = ()

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces that it is about, each by its name; several in a joint inspection."""
        return tuple(name for name in self.force.split(AND) if name)

    @property
    def time(self) -> str:
        """When it is from, by which reports are put in order: its day of publication, or as much as
        is known of that; else the last day of the inspection, before which it was not published.
        """
        if self.published:
            day = self.facts.get("day", "")
            return day if day.startswith(self.published) else self.published
        inspected = dates(self.facts.get("inspected", ""))
        return max((one.iso or one.text for one in inspected), default="")

    @property
    def set_by_hand(self) -> tuple[str, ...]:
        """The names of the facts that a person set."""
        return tuple(name for name, where in self.read_at.items() if where == BY_HAND)

    def area(self, name: str | None) -> Area | None:
        """The area of that printed name, or None."""
        return next((area for area in self.areas if area.name == name), None)

    def facts_to_json(self) -> dict[str, Any]:
        """These facts, and nothing that a subclass adds, in plain types."""
        plain = {name: getattr(self, name) for name in _FACTS}
        return {
            **plain,
            "areas": [asdict(area) for area in self.areas],
            "definitions": [asdict(definition) for definition in self.definitions],
            "progress": [asdict(one) for one in self.progress],
        }

    @staticmethod
    def facts_from_json(data: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments that ``facts_to_json`` made plain. Raises KeyError where one is missing."""
        plain = {name: data[name] for name in _FACTS}
        rows = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
        return {
            **plain,
            **rows,
            "areas": tuple(map(Area.from_json, data["areas"])),
            "definitions": tuple(Definition(**one) for one in data["definitions"]),
            "progress": tuple(Movement(**one) for one in data["progress"]),
        }


#: The names of all facts; to ask the dataclass for them takes as long as to read a record.
_FACTS = tuple(one.name for one in fields(ReportFacts))


@dataclass(frozen=True, slots=True)
class Report(ReportFacts):
    """One published inspection, as understood."""

    findings: tuple[Finding, ...] = ()
    ledger: tuple[Fate, ...] = ()

    @property
    def unaccounted(self) -> tuple[Fate, ...]:
        """Lines that are in no finding and left out for no reason: there must be none."""
        return tuple(fate for fate in self.ledger if not fate.finding and not fate.reason)

    def to_json(self) -> dict[str, Any]:
        """Plain types only, as stored beside a build."""
        return {
            **self.facts_to_json(),
            "findings": [finding.to_json() for finding in self.findings],
            "ledger": [fate.to_json() for fate in self.ledger],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """The report that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        return cls(
            **cls.facts_from_json(data),
            findings=tuple(Finding.from_json(finding) for finding in data["findings"]),
            ledger=tuple(Fate(**fate) for fate in data["ledger"]),
        )
