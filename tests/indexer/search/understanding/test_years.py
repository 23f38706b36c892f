"""Which years are read, and which belong to something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]


@pytest.mark.parametrize(
    ("q", "years"),
    [
        ("custody 2007", "2007"),
        ("2007 custody", "2007"),
        ("custody in 2007", "2007"),
        ("reports from 2007 on custody", "2007"),
        ("custody since 2018", "2019 2018 2024 2020"),
        ("custody after 2018", "2019 2024 2020"),
        ("custody post-2018", "2019 2024 2020"),
        ("custody 2018 onwards", "2019 2018 2024 2020"),
        ("custody before 2016", "2007 2008 2013"),
        ("custody until 2016", "2007 2008 2016 2013"),
        ("custody 2016 to 2018", "2016 2018"),
        ("custody from 2016 to 2018", "2016 2018"),
        ("custody between 2016 and 2018", "2016 2018"),
        ("custody 2016-18", "2016 2018"),
        ("custody 2016/2018", "2016 2018"),
        ("custody 2007 and 2018", "2007 2018"),
        ("custody 2007 or 2018", "2007 2018"),
    ],
)
def test_years_and_ranges(said: Said, q: str, years: str) -> None:
    words, values = said(q)
    assert words == "custody"
    assert set(values["year"]) == set(years.split())


@pytest.mark.parametrize(
    "q", ["spring 2007", "Children Act 2007", "2007 officers", "page 2007", "section 2018", "20071"]
)
def test_a_year_of_something_else_stays_a_word(said: Said, q: str) -> None:
    assert said(q) == (q, {})


@pytest.mark.parametrize(
    "q", ["custody 2011", "custody since 2030", "custody 1990-95", "custody April 2007"]
)
def test_a_year_that_no_report_is_of_is_told(read: Callable[..., Any], q: str) -> None:
    found = read(q)
    assert (found.words, found.understood) == (q, ())
    assert "No report here is from then" in found.notes[0]


def test_last_year_is_not_read(said: Said) -> None:
    assert said("custody last year") == ("custody last year", {})


@pytest.mark.parametrize(
    ("q", "months"),
    [
        ("custody October 2007", "October 2007"),
        ("custody in Oct 2007", "October 2007"),
        ("custody 31 October 2007", "October 2007"),
        ("custody 1st October 2007", "October 2007"),
        ("2007-10 custody", "October 2007"),
        ("custody 10/2007", "October 2007"),
        ("custody since October 2007", "October 2007, September 2008, March 2016"),
        ("custody after October 2007", "September 2008, March 2016"),
        ("custody before March 2016", "October 2007, September 2008"),
        ("custody until March 2016", "October 2007, September 2008, March 2016"),
        ("custody from October 2007 to September 2008", "October 2007, September 2008"),
        ("custody between May 2008 and 2016", "September 2008, March 2016"),
        ("custody October 2007 and March 2016", "October 2007, March 2016"),
    ],
)
def test_months_and_ranges(said: Said, q: str, months: str) -> None:
    words, values = said(q)
    assert words == "custody"
    assert set(values["month"]) == set(months.split(", "))
    assert "year" not in values


def test_two_figures_are_a_month_where_a_report_is_of_it_and_else_a_year(said: Said) -> None:
    assert said("custody 2008-09")[1] == {"month": ("September 2008",)}
    assert set(said("custody 2008/09")[1]["year"]) == {"2008"}
    assert set(said("custody 2007-08")[1]["year"]) == {"2007", "2008"}


def test_a_month_without_a_year_stays_a_word(said: Said) -> None:
    assert said("custody in March") == ("custody in March", {})
    assert said("officers may march") == ("officers may march", {})
