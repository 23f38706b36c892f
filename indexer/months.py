"""The months' names, for whatever reads dates out of reports or writes them for people.

Readers, the facet of months, the understanding of queries and the pages' presenters take them.
"""

from __future__ import annotations

#: January first, as they are printed.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def printed_month(published: str) -> str:
    """'2007-10' as 'October 2007'; '' where there is no month in it."""
    year, _, part = published.partition("-")
    if part.isdigit() and 1 <= int(part) <= len(MONTHS):
        return f"{MONTHS[int(part) - 1]} {year}"
    return ""


def numbered(name: str) -> int | None:
    """'October 2007' as the number of months since the year nought; None for anything else."""
    month, _, year = name.partition(" ")
    return int(year) * len(MONTHS) + MONTHS.index(month) if month in MONTHS and year else None
