"""Months as they are printed, and as numbers."""

from __future__ import annotations

import pytest

from indexer.months import MONTHS, numbered, printed_month


def test_a_date_of_a_month_is_printed_with_its_name() -> None:
    assert printed_month("2007-10") == "October 2007"
    assert printed_month("2016-03-31") == ""
    assert [printed_month(f"2007-{n:02}").split()[0] for n in range(1, 13)] == list(MONTHS)


@pytest.mark.parametrize("published", ["", "2007", "2007-13", "2007-00", "2007-x"])
def test_what_has_no_month_is_nothing(published: str) -> None:
    assert printed_month(published) == ""


def test_months_follow_each_other_by_number() -> None:
    january, december = numbered("January 2008"), numbered("December 2007")
    assert january is not None
    assert december is not None
    assert january - december == 1


@pytest.mark.parametrize("name", ["", "2007", "October", "No month given", "Brumaire 2007"])
def test_what_is_no_month_has_no_number(name: str) -> None:
    assert numbered(name) is None
