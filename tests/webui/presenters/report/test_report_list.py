"""The list of reports: what is looked for, its order and its pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import NotFound, ReportRecord
from tests.national import national
from webui.presenters.report.report_list import EACH, Order, ReportList, report_list


@pytest.fixture(scope="module")
def records() -> list[ReportRecord]:
    return [ReportRecord.of(report) for report in national(60)]


def listed(
    records: list[ReportRecord], find: str = "", order: Order = Order.NEWEST, number: int = 1
) -> ReportList:
    return report_list(records, find, order, number)


def test_every_report_is_on_one_page(records: list[ReportRecord]) -> None:
    first, second = listed(records), listed(records, number=2)
    assert (first.before, first.after, second.before, second.after) == (None, 2, 1, None)
    assert len(first.reports) == EACH
    assert second.first == EACH + 1
    shown = [one.id for one in (*first.reports, *second.reports)]
    assert sorted(shown) == sorted(one.id for one in records)


def test_the_newest_come_first_and_those_without_a_date_last(records: list[ReportRecord]) -> None:
    dates = [one.published for n in (1, 2) for one in listed(records, number=n).reports]
    assert dates == sorted(dates, reverse=True)
    assert dates[-1] == ""
    assert listed(records).undated == dates.count("")
    assert listed(records, "custody").undated == 0


def test_within_a_month_the_day_tells_and_without_a_date_the_days_of_the_inspection(
    records: list[ReportRecord],
) -> None:
    known = (
        ("a", "2024-03", {"day": "2024-03-02"}),
        ("b", "2024-03", {"day": "2024-03-20"}),
        ("c", "", {"inspected": "5 to 9 April 2024"}),
    )
    some = [
        replace(records[0], id=name, published=published, facts=facts)
        for name, published, facts in known
    ]
    found = listed(some)
    assert [one.id for one in found.reports] == ["c", "b", "a"]
    assert found.undated == 0


def test_those_of_a_force_stand_together(records: list[ReportRecord]) -> None:
    reports = listed(records, order=Order.FORCE).reports
    assert [one.force for one in reports] == sorted(one.force for one in reports)


@pytest.mark.parametrize(
    "find", ["Northumbria custody", "CUSTODY northumb", "custody 2024 northumbria"]
)
def test_every_word_is_looked_for_in_name_kind_and_date(
    records: list[ReportRecord], find: str
) -> None:
    found = listed(records, find)
    assert found.total == len(found.reports) > 0
    assert all(one.force == "Northumbria Police" for one in found.reports)
    assert all("custody" in one.title.casefold() for one in found.reports)


def test_what_no_report_is_called_finds_none(records: list[ReportRecord]) -> None:
    found = listed(records, "xyzzyplugh")
    assert (found.reports, found.total, found.before, found.after) == ((), 0, None, None)


def test_a_page_that_is_not_there_is_told(records: list[ReportRecord]) -> None:
    with pytest.raises(NotFound, match="The last is 2"):
        listed(records, number=3)
