"""Dates as people read them: '2007-10' as 'October 2007'.

Citations, templates and every provenance write their dates here; the reports' own dates come in
as ``Finding.published`` has them, and a build's as ISO 8601.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from indexer import ReportFacts, printed_month


@lru_cache(maxsize=1024)
def month(published: str) -> str:
    """'2007-10' as 'October 2007'; '2007' as it is; '' as 'undated'."""
    return printed_month(published) or published.partition("-")[0] or "undated"


def published(report: ReportFacts) -> str:
    """When a report was published: '29 June 2016' where its day is known, else as ``month``."""
    known = report.facts.get("day", "")
    return day(known) if known and known[:7] == report.published else month(report.published)


def day(instant: str) -> str:
    """'2026-11-22T23:12:02+00:00' or '2026-11-22' as '22 November 2026'."""
    date = instant[:10]
    return f"{int(date[8:])} {month(date[:7])}"


def today() -> str:
    """The date in UTC, 'YYYY-MM-DD'."""
    return datetime.now(UTC).date().isoformat()
