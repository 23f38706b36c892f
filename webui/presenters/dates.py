"""Dates as people read them: '2007-10' as 'October 2007'.

Citations, templates and every provenance write their dates here; the reports' own dates come in
as ``Finding.published`` has them, and a build's as ISO 8601.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from indexer import MONTHS, Finding, ReportFacts, printed_month

#: A time that is counted from a day.
_SPAN = re.compile(r"\b(?:day|week|month|year)s?\b")


@lru_cache(maxsize=1024)
def month(published: str) -> str:
    """'2007-10' as 'October 2007'; '2007' as it is; '' as 'undated'."""
    return printed_month(published) or published.partition("-")[0] or "undated"


def published(report: ReportFacts) -> str:
    """When a report was published: '29 June 2016' where its day is known, else as ``month``."""
    known = report.facts.get("day", "")
    return day(known) if known and known[:7] == report.published else when(report)


def when(report: ReportFacts) -> str:
    """The month of publication of a report; where it says none the days of the inspection."""
    inspected = "" if report.published else report.facts.get("inspected", "")
    return f"inspected {inspected}" if inspected else month(report.published)


def is_of_the_month(finding: Finding, report: ReportFacts) -> bool:
    """Whether the last day of a finding was counted from the end of a month: that in which a report
    was published that prints no day.
    """
    printed = (finding.deadline or "").casefold()
    return bool(
        finding.due
        and not report.facts.get("day")
        and _SPAN.search(printed)
        and not any(name.casefold() in printed for name in MONTHS)
    )


def day(instant: str) -> str:
    """'2026-11-22T23:12:02+00:00' or '2026-11-22' as '22 November 2026'."""
    date = instant[:10]
    return f"{int(date[8:])} {month(date[:7])}"


def today() -> str:
    """The date in UTC, 'YYYY-MM-DD'."""
    return datetime.now(UTC).date().isoformat()
