"""Findings as the rows of a table to work with: the one description for every spreadsheet.

``downloads``, the pack and the register ask for a row for each finding, ``csv_file`` and
``workbook`` for the headings. The columns are the fields of a finding that have a heading
(``indexer.FIELDS``), what is known of its report, those that the people who follow it up fill in,
and the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer import FIELDS, Finding, ReportRecord


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    heading: str
    width: int = 16


_FILLED = tuple(field for field in FIELDS if field.heading)
#: The columns of a finding: as printed, and what its report says of itself.
OF_FINDING: tuple[Column, ...] = (
    *(Column(field.heading, field.width) for field in _FILLED),
    Column("ISBN"),
    Column("Source", 30),
    Column("Licence", 24),
    Column("Days of inspection", 24),
    Column("Outcome of inspection", 40),
)
ANSWERS = Column("Answers", 10)
TO_FILL_IN = (Column("Owner"), Column("Due", 12), Column("Status"))
#: The address of a finding: only the module that serves it knows where that is.
LINK = Column("Link", 40)
#: The columns of a search.
COLUMNS: tuple[Column, ...] = (*OF_FINDING, ANSWERS, *TO_FILL_IN, LINK)
HEADINGS: tuple[str, ...] = tuple(column.heading for column in COLUMNS)
_VALUES = tuple(field.value for field in _FILLED)
_EMPTY = ("",) * len(TO_FILL_IN)

#: The facts of a report as cells, by its id.
Facts = Mapping[str, tuple[str, ...]]


def facts(reports: tuple[ReportRecord, ...]) -> Facts:
    """The cells of each report that all of its findings have. Worked out once for each build."""
    names = ("isbn", "source", "licence", "inspected", "outcome")
    return {one.id: tuple(one.facts.get(name, "") for name in names) for one in reports}


def of_finding(finding: Finding, known: Facts) -> list[str]:
    """The cells of a finding under ``OF_FINDING``; '' where the report says nothing."""
    cells = ["" if (one := value(finding)) is None else f"{one}" for value in _VALUES]
    return [*cells, *known[finding.report]]


def row(finding: Finding, known: Facts, answers: str, link: str) -> list[str]:
    """The cells of a finding under ``HEADINGS``.

    ``answers`` says whether it has all that was asked for, '' where nothing was; ``link`` is its
    full address.
    """
    return [*of_finding(finding, known), answers, *_EMPTY, link]
