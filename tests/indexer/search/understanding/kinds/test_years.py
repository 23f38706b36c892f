"""Which years are read, and which belong to something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.language.parser import parse
from indexer.search.language.thesaurus.lexicon import fillers
from indexer.search.query.nodes import Or
from indexer.search.understanding.reader import QueryReader
from indexer.slugs import slug

Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]


@pytest.fixture(scope="module")
def counted(catalogue: Catalogue) -> Said:
    """As ``said``, of reports of 2007 to May 2019."""
    times = {"year": ("2019", "2018", "2007"), "month": ("May 2019", "May 2018", "October 2007")}
    facets = {
        name: FacetValues({slug(label): label for label in labels}, [1] * len(labels))
        for name, labels in times.items()
    }
    reader = QueryReader(replace(catalogue, facets={**catalogue.facets, **facets}), fillers())

    def told(q: str) -> tuple[str, dict[str, tuple[str, ...]]]:
        found = reader.read(parse(q), q)
        return found.words, {one.facet: one.values for one in found.understood}

    return told


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
        ("custody 2018 or later", "2019 2018 2024 2020"),
        ("custody 2018 or newer", "2019 2018 2024 2020"),
        ("custody from 2018 and after", "2019 2018 2024 2020"),
        ("custody 2016 or earlier", "2007 2008 2016 2013"),
        ("custody 2016 and before", "2007 2008 2016 2013"),
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


@pytest.mark.parametrize(
    ("q", "years"),
    [("custody this year", "2019"), ("custody last year", "2018"), ("last year custody", "2018")],
)
def test_this_and_last_year_are_counted_from_the_newest_report(
    counted: Said, q: str, years: str
) -> None:
    assert counted(q) == ("custody", {"year": (years,)})


@pytest.mark.parametrize(
    ("q", "months"),
    [
        ("custody in the past year", ["May 2019"]),
        ("custody over the last 12 months", ["May 2019"]),
        ("custody in the last two years", ["May 2019", "May 2018"]),
        ("custody within the last decade", ["May 2019", "May 2018"]),
    ],
)
def test_so_are_months_and_several_years(counted: Said, q: str, months: list[str]) -> None:
    assert counted(q) == ("custody", {"month": tuple(months)})


@pytest.mark.parametrize("q", ["last year of probation", "the last few years", "last month"])
def test_what_is_no_time_stays(counted: Said, q: str) -> None:
    assert counted(q)[1] == {}


def test_from_when_it_is_counted_is_told(read: Any) -> None:
    (note,) = read("custody this year").notes
    assert "‘this year’ is counted from the newest report here, of " in note


def test_what_was_published_when_no_report_was_is_nothing(read: Any) -> None:
    found = read("custody findings published in March 1999")
    assert found.words == "custody"
    assert Or(()) in found.conditions
    assert "finds nothing" in found.notes[0]


def test_a_month_that_no_report_is_of_stays_words(read: Any) -> None:
    found = read("custody March 1999")
    assert found.words == "custody March 1999"
    assert "searched for as words" in found.notes[0]


@pytest.mark.parametrize("q", ["custody published in 2007", "custody issued in the 2007"])
def test_published_goes_with_its_year(said: Said, q: str) -> None:
    assert said(q) == ("custody", {"year": ("2007",)})


def test_what_is_said_twice_is_read_once(read: Any) -> None:
    found = read("this year custody this year")
    assert len(found.understood) == len(found.notes) == 1
