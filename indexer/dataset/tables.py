"""The tables of the data set: what each holds, what each column means, and the rows.

``files`` writes them in whatever format is wanted, and the page of the data shows what they mean.
A value that a report does not say is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.reports.report import ReportFacts
from indexer.search.archive import Archive
from indexer.search.fields import FIELDS
from indexer.search.query.plan import Sort
from indexer.search.request import SearchRequest

Value = str | int | None
#: Further facts of a report that stand in its row and in those of its findings.
_SAID = ("isbn", "source", "licence", "inspected", "outcome")


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column: its name, what it means, and whether whole numbers stand in it."""

    name: str
    meaning: str
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its name, what a row of it is, its columns, and how its rows are had."""

    name: str
    meaning: str
    columns: tuple[DataColumn, ...]
    rows: Callable[[Archive], Iterator[tuple[Value, ...]]]
    #: The column that names a row, '' where none does.
    key: str = ""

    def records(self, archive: Archive) -> Iterator[dict[str, Value]]:
        """The rows by the names of their columns."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows(archive))


def _findings(archive: Archive) -> Iterator[tuple[Value, ...]]:
    facts = {report.id: _facts(report) for report in archive.reports()}
    for finding in archive.scan(SearchRequest(sort=Sort.REPORT)).findings:
        yield (*(field.value(finding) for field in FIELDS), *facts[finding.report])


def _facts(report: ReportFacts) -> tuple[Value, ...]:
    isbn, source, licence, inspected, outcome = (report.facts.get(name) or None for name in _SAID)
    return (isbn, source, licence, report.sha256, inspected, outcome)


def _reports(archive: Archive) -> Iterator[tuple[Value, ...]]:
    for one in archive.reports():
        printed = (one.force, one.place, one.series, one.published, "; ".join(one.inspectorates))
        said = (value or None for value in printed)
        counted = (one.findings, len(one.warnings))
        moved = " ".join(movement.sentence for movement in one.progress) or None
        yield (one.id, one.title, *said, *_facts(one), one.file, *counted, one.added or None, moved)


def _grades(archive: Archive) -> Iterator[tuple[Value, ...]]:
    for one in archive.reports():
        for area in one.areas:
            if area.grade:
                spread = "; ".join(f"{grade} {count}" for grade, count in area.spread)
                said = (area.name, area.grade, area.direction or None, spread or None)
                yield (one.id, one.force or None, *said)


def _acronyms(archive: Archive) -> Iterator[tuple[Value, ...]]:
    for one in archive.reports():
        for definition in one.definitions:
            yield (one.id, definition.short, definition.long, definition.where, definition.line)


def _columns(**meanings: str) -> tuple[DataColumn, ...]:
    return tuple(DataColumn(name, meaning) for name, meaning in meanings.items())


_FACTS = _columns(
    isbn="The ISBN that the report prints",
    source="Where the report was published",
    licence="The licence that its publisher states",
    sha256="The SHA-256 of the file that was read",
    inspected="The days of the inspection, as printed",
    outcome="What the inspection judged on the whole, where it gives no grades, as printed",
)
_OF_FINDING = tuple(
    DataColumn(
        one.name,
        one.description or "The printed number or label in front of it",
        numbers="integer" in one.schema["type"],
    )
    for one in FIELDS
)

TABLES: tuple[DataTable, ...] = (
    DataTable(
        "findings",
        "A finding, word for word, with its tags, its place and where it is from",
        (*_OF_FINDING, *_FACTS),
        _findings,
        key="id",
    ),
    DataTable(
        "reports",
        "A report with what it says of itself",
        (
            *_columns(
                id="The id of the report, which stays the same",
                title="Its title, as printed",
                force="The force inspected, as printed",
                place="The place inspected, where that is not the force’s",
                series="The series of inspections it belongs to",
                published="Year and month of publication",
                inspectorates="Who inspected, parted by semicolons",
            ),
            *_FACTS,
            DataColumn("file", "The name of the file that was read"),
            DataColumn("findings", "How many findings it has", numbers=True),
            DataColumn("warnings", "How many things a maintainer should look at", numbers=True),
            DataColumn("added", "When it entered the corpus"),
            DataColumn(
                "progress", "What the inspectors say has moved since they were there before"
            ),
        ),
        _reports,
        key="id",
    ),
    DataTable(
        "grades",
        "The grade that a report gives an area",
        _columns(
            report="The id of the report",
            force="The force inspected, as printed",
            area="The area, as printed",
            grade="Its grade, as printed",
            direction="How the grade has changed since the last inspection, as printed",
            spread="How many forces were given each grade, where the report prints it",
        ),
        _grades,
    ),
    DataTable(
        "acronyms",
        "What a report says that an acronym stands for",
        (
            *_columns(
                report="The id of the report",
                short="The acronym",
                long="What it stands for there",
                where="In a glossary or in the text",
            ),
            DataColumn("line", "The line of the report", numbers=True),
        ),
        _acronyms,
    ),
)


def _dictionary(_: Archive) -> Iterator[tuple[Value, ...]]:
    for table in (*TABLES, DICTIONARY):
        yield (table.name, None, table.meaning)
        for column in table.columns:
            yield (table.name, column.name, column.meaning)


#: It describes all of them, and itself.
DICTIONARY = DataTable(
    "dictionary",
    "What a table or a column means",
    _columns(
        table="The name of the table",
        column="The name of the column; none for the table itself",
        meaning="What it means",
    ),
    _dictionary,
)
