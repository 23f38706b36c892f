"""Findings as the rows of a table to work with: the one description for every spreadsheet.

``downloads`` asks for a row for each finding, and ``csv_file`` and ``workbook`` for the headings.
The columns are the fields of a finding that have a heading (``indexer.FIELDS``), those that the
people who follow it up fill in, and the link.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer import FIELDS, Field, Finding


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field that fills it, if any, and its width in characters."""

    heading: str
    field: Field | None = None
    width: int = 16

    def cell(self, finding: Finding) -> str:
        """Its cell for a finding; '' where the report says nothing."""
        value = self.field and self.field.value(finding)
        return "" if value is None else str(value)


#: The link to a finding is not here: only the module that serves it knows where that is.
COLUMNS: tuple[Column, ...] = (
    *(Column(field.heading, field, field.width) for field in FIELDS if field.heading),
    Column("Owner"),
    Column("Due", width=12),
    Column("Status"),
)
LINK = "Link"
HEADINGS: tuple[str, ...] = (*(column.heading for column in COLUMNS), LINK)


def row(finding: Finding, link: str) -> list[str]:
    """The cells of a finding under ``HEADINGS``; ``link`` is its full address."""
    return [*(column.cell(finding) for column in COLUMNS), link]
