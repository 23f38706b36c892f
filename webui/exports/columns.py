"""Findings as the rows of a table to work with: the one description for every spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer import Finding


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what a finding puts in it, and its width in characters."""

    heading: str
    cell: Callable[[Finding], str]
    width: int = 16


def _empty(finding: Finding) -> str:
    """For the people who follow the finding up."""
    return ""


#: The link to a finding is not here: only whoever serves it knows where that is.
COLUMNS: tuple[Column, ...] = (
    Column("Reference", lambda f: f.id, 28),
    Column("Force", lambda f: f.force, 26),
    Column("Report", lambda f: f.title, 34),
    Column("Published", lambda f: f.published, 10),
    Column("Area", lambda f: f.area or "", 30),
    Column("Category", lambda f: f.category or "", 20),
    Column("Grade", lambda f: f.grade or ""),
    Column("Section", lambda f: f.section, 24),
    Column("Label", lambda f: f.label or ""),
    Column("Text", lambda f: f.text, 90),
    Column("Owner", _empty),
    Column("Due", _empty, 12),
    Column("Status", _empty),
)
LINK = "Link"
HEADINGS: tuple[str, ...] = (*(column.heading for column in COLUMNS), LINK)


def row(finding: Finding, link: str) -> list[str]:
    """The cells of a finding under ``HEADINGS``; ``link`` is its full address."""
    return [*(column.cell(finding) for column in COLUMNS), link]
