"""A time is a stretch of months, however it is said."""

from __future__ import annotations

import pytest

from indexer.search.language.parser import Word
from indexer.search.understanding.kinds.times import TWELVE, Period, Times
from indexer.search.understanding.line import Line

#: November 2026, the month from which 'last year' is counted here.
NOW = 2026 * TWELVE + 10


def month(year: int, number: int) -> int:
    """A month of the calendar as times are numbered."""
    return year * TWELVE + number - 1


def line(text: str) -> Line:
    return Line([Word(word) for word in text.split()], frozenset({"the", "in"}))


def found(text: str, place: int = 0) -> Period | None:
    return Times(months={month(2007, 10)}, now=NOW).at(line(text), place)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2007", month(2007, 1), month(2007, 12)),
        ("September 2022", month(2022, 9), month(2022, 9)),
        ("30 September 2022", month(2022, 9), month(2022, 9)),
        ("2007-10", month(2007, 10), month(2007, 10)),
        ("2018-19", month(2018, 1), month(2019, 12)),
        ("10/2007", month(2007, 10), month(2007, 10)),
        ("2016 to 2018", month(2016, 1), month(2018, 12)),
    ],
)
def test_a_time_is_a_stretch_of_months(text: str, first: int, last: int) -> None:
    period = found(text)
    assert period is not None
    assert (period.first, period.last, period.counted) == (first, last, False)
    assert (period.start, period.end) == (0, len(line(text)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last year", month(2025, 1), month(2025, 12)),
        ("this year", month(2026, 1), month(2026, 12)),
        ("last two years", month(2024, 12), NOW),
        ("last 18 months", month(2025, 6), NOW),
    ],
)
def test_what_is_said_from_today_is_counted_from_the_month_given(
    text: str, first: int, last: int
) -> None:
    period = found(text)
    assert period is not None
    assert (period.first, period.last, period.counted) == (first, last, True)


def test_without_a_month_nothing_is_counted_from_today() -> None:
    assert Times().at(line("last year"), 0) is None


def test_the_words_around_a_time_belong_to_it_unless_it_is_asked_for_alone() -> None:
    since, alone = found("since 2018", 1), Times().alone(line("since 2018"), 1)
    assert since is not None
    assert alone is not None
    assert (since.start, since.first) == (0, month(2018, 1))
    assert since.last > month(9000, 1)
    assert (alone.start, alone.last) == (1, month(2018, 12))


@pytest.mark.parametrize("text", ["custody", "1.5", "section 2007", "12"])
def test_what_is_no_time(text: str) -> None:
    assert all(found(text, place) is None for place in range(len(line(text))))


def test_only_a_time_of_whole_years_is_one_of_years() -> None:
    year, one = found("2007"), found("October 2007")
    assert year is not None
    assert one is not None
    assert year.years
    assert not one.years
