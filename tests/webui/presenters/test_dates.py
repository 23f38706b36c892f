"""Dates as people read them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.national import national
from webui.presenters import dates


@pytest.mark.parametrize(
    ("published", "words"),
    [("2007-10", "October 2007"), ("2007", "2007"), ("", "undated"), ("2007-13", "2007")],
)
def test_a_month_is_written_out(published: str, words: str) -> None:
    assert dates.month(published) == words


@pytest.mark.parametrize("instant", ["2026-11-02T23:12:02+00:00", "2026-11-02"])
def test_a_day_is_written_out(instant: str) -> None:
    assert dates.day(instant) == "2 November 2026"


@pytest.mark.parametrize(
    ("deadline", "due", "day", "assumed"),
    [
        ("within three months", "2024-12-31", "", True),
        ("within three months", "2024-12-05", "2024-09-05", False),
        ("by 31 March 2025", "2025-03-31", "", False),
        ("immediately", None, "", False),
        (None, None, "", False),
    ],
)
def test_that_a_day_was_counted_from_the_end_of_a_month_is_known(
    deadline: str | None, due: str | None, day: str, assumed: bool
) -> None:
    report = next(national(1))
    finding = replace(report.findings[0], deadline=deadline, due=due)
    facts = {"day": day} if day else {}
    assert dates.is_of_the_month(finding, replace(report, facts=facts)) == assumed


def test_today_is_a_day() -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", dates.today())
    assert dates.day(dates.today()).endswith(dates.today()[:4])


def test_a_report_without_a_date_is_told_by_the_days_of_its_inspection() -> None:
    report = replace(next(national(1)), published="", facts={"inspected": "5 to 9 May 2024"})
    assert dates.when(report) == dates.published(report) == "inspected 5 to 9 May 2024"
    assert dates.when(replace(report, facts={})) == "undated"
    assert dates.when(replace(report, published="2024-06")) == "June 2024"
