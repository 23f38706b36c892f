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
        ("custody before 2016", "2007 2013"),
        ("custody until 2016", "2007 2016 2013"),
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
    "q", ["April 2007", "Children Act 2007", "2007 officers", "page 2007", "section 2018", "20071"]
)
def test_a_year_of_something_else_stays_a_word(said: Said, q: str) -> None:
    assert said(q) == (q, {})


@pytest.mark.parametrize("q", ["custody 2011", "custody since 2030", "custody 1990-95"])
def test_a_year_that_no_report_is_of_is_told(read: Callable[..., Any], q: str) -> None:
    found = read(q)
    assert (found.words, found.understood) == (q, ())
    assert "No report here is from then" in found.notes[0]


def test_last_year_is_not_read(said: Said) -> None:
    assert said("custody last year") == ("custody last year", {})
