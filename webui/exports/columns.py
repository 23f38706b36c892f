"""Findings as the rows of a table to work with: the one description for every spreadsheet.

``downloads`` asks for a row for each finding, and ``csv_file`` and ``workbook`` for the headings.
The columns are the fields of a finding that have a heading (``indexer.FIELDS``), those that the
people who follow it up fill in, and the link.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer import FIELDS, Finding


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    heading: str
    width: int = 16


_FILLED = tuple(field for field in FIELDS if field.heading)
_TO_FILL_IN = (Column("Owner"), Column("Due", width=12), Column("Status"))
#: The link to a finding is not here: only the module that serves it knows where that is.
COLUMNS: tuple[Column, ...] = (
    *(Column(field.heading, field.width) for field in _FILLED),
    *_TO_FILL_IN,
)
LINK = "Link"
HEADINGS: tuple[str, ...] = (*(column.heading for column in COLUMNS), LINK)
_VALUES = tuple(field.value for field in _FILLED)
_EMPTY = ("",) * len(_TO_FILL_IN)


def row(finding: Finding, link: str) -> list[str]:
    """The cells of a finding under ``HEADINGS``; ``link`` is its full address.

    A cell is '' where the report says nothing.
    """
    values = [value(finding) for value in _VALUES]
    return [*("" if value is None else str(value) for value in values), *_EMPTY, link]
