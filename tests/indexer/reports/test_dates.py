"""The one parser of dates."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.reports.dates import add_months, begins, dates, is_date, month


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("3 July 2009", "2009-07-03"),
        ("03 July, 2009", "2009-07-03"),
        ("3rd July 2009", "2009-07-03"),
        ("Friday 3 July 2009", "2009-07-03"),
        ("July 3, 2009", "2009-07-03"),
        ("14 Sept 2018", "2018-09-14"),
        ("14 Sep. 2018", "2018-09-14"),
        ("03/07/2009", "2009-07-03"),
        ("03.07.2009", "2009-07-03"),
        ("3-7-2009", "2009-07-03"),
        ("2009-07-03", "2009-07-03"),
        ("2009/07/03", "2009-07-03"),
        ("3 July 09", "2009-07-03"),
        ("by 3 July ’09. It is", "2009-07-03"),
        ("03/07/09", "2009-07-03"),
        ("2009-07-03T10:00:00Z", "2009-07-03"),
        ("D:20090703085539-01'00'", "2009-07-03"),
        ("3 Gorffennaf 2009", "2009-07-03"),
    ],
)
def test_a_day(printed: str, found: str) -> None:
    assert [stamp.iso for stamp in dates(printed)] == [found]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("July 2009", "2009-07"),
        ("JULY, 2009", "2009-07"),
        ("2009-07", "2009-07"),
        ("2009-13", None),
        ("30/30/2009", None),
        ("2018/19", None),
        ("on 3 July 10 officers came", None),
        ("in July 09", None),
        ("24/7/365", None),
        ("1/2/10 of them", None),
        ("May 3009", None),
        ("no date", None),
    ],
)
def test_a_month(printed: str, found: str | None) -> None:
    assert month(printed) == found


@pytest.mark.parametrize(
    "printed",
    ["3–13 September 2018", "8 – 12 July 2013", "23 to 27 May 2022",
     "31 October to 11 November 2022",
     "16 and 20 October 2017", "from 27 June 2022 to 1 July 2022"],
)  # fmt: skip
def test_the_first_and_the_last_of_some_days_are_known_as_that(printed: str) -> None:
    assert all(stamp.in_range for stamp in dates(printed))


def test_days_begin_with_the_first_of_them() -> None:
    text = "Cheshire 3–14 December 2018"
    assert begins(text, dates(text)[-1]) == len("Cheshire ")
    assert begins("In May 2018", dates("In May 2018")[0]) == len("In ")


def test_a_day_by_itself_is_of_no_range() -> None:
    assert not dates("Published 3 July 2009")[0].in_range


@pytest.mark.parametrize("printed", ["October 2007", "18 July 2022", "8 – 12 July 2013", "2007"])
def test_nothing_but_a_date(printed: str) -> None:
    assert is_date(printed)


@pytest.mark.parametrize("printed", ["Report of October 2007", "PEEL 2018", "words", ""])
def test_more_than_a_date(printed: str) -> None:
    assert not is_date(printed)


def test_months_later() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 7, 15), 6) == date(2024, 1, 15)
