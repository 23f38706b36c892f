"""Dates as people read them."""

from __future__ import annotations

import re

import pytest

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


def test_today_is_a_day() -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", dates.today())
    assert dates.day(dates.today()).endswith(dates.today()[:4])
