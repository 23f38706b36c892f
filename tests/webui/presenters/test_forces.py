from __future__ import annotations

from dataclasses import replace

from indexer import ReportRecord
from tests.national import national
from webui.presenters.forces import Force, forces, framework, newest_first, places


def northumbria() -> Force:
    found = forces(ReportRecord.of(report) for report in national(50))
    return next(force for force in found if force.name == "Northumbria Police")


def test_a_framework_is_a_series_without_its_years() -> None:
    assert framework("PEEL 2018/19") == framework("PEEL 2023–2025") == "PEEL"
    assert framework("Police custody inspection") == "Police custody inspection"


def test_the_newest_report_of_each_framework_counts() -> None:
    newest = [report.series for report in northumbria().newest]
    assert newest.count("PEEL 2023–2025") == 1
    assert not {"PEEL 2021/22", "PEEL 2018/19", "PEEL 2016"} & set(newest)


def test_joint_inspections_of_two_places_do_not_hide_each_other() -> None:
    force = northumbria()
    first = replace(force.reports[0], id="a", place="Merrow", series="Joint", published="2024-02")
    second = replace(first, id="b", place="Sutterby", published="2023-09")
    third = replace(first, id="c", published="2021-01")
    newest = Force(force.name, (first, second, third)).newest
    assert [report.id for report in newest] == ["a", "b"]


def test_the_report_before_is_of_the_same_framework() -> None:
    force = northumbria()
    custody = next(one for one in force.newest if one.series == "Police custody inspection")
    before = force.before(custody)
    assert before is not None
    assert (custody.published, before.published) == ("2024-09", "2021-06")
    assert force.before(before) is None


def test_a_joint_inspection_is_a_report_of_each_force() -> None:
    own = northumbria().reports[0]
    joint = replace(own, id="joint", force="Northumbria Police; Durham Constabulary")
    durham, force = forces([own, joint])
    assert (durham.name, durham.reports) == ("Durham Constabulary", (joint,))
    assert force.name == "Northumbria Police"
    assert {report.id for report in force.reports} == {"joint", own.id}


def test_a_place_has_its_reports_whoever_was_inspected_and_names_the_forces() -> None:
    own = northumbria().reports[0]
    alone = replace(own, id="alone", force="", place="Merrow", published="2030-01")
    joint = replace(
        own, id="joint", place="Merrow", force="Northumbria Police; Durham Constabulary"
    )
    other = replace(own, id="other", place="Ashdale")
    ashdale, merrow = places([alone, joint, other])
    assert (ashdale.name, ashdale.key, ashdale.filters) == (
        "Ashdale",
        "ashdale",
        {"place": ("ashdale",)},
    )
    assert [report.id for report in merrow.reports] == ["alone", "joint"]
    assert merrow.forces == ("Durham Constabulary", "Northumbria Police")


def test_a_force_that_reports_call_by_two_names_is_one() -> None:
    own = northumbria().reports[0]
    old = replace(own, id="old", force="Durham Constabulary", published="2018-01")
    new = replace(own, id="new", force="Durham Police", published="2020-01")
    (durham,) = forces([old, new])
    assert durham.names == ("Durham Police", "Durham Constabulary")
    assert durham.filters == {"force": ("durham-police", "durham-constabulary")}
    assert [report.id for report in durham.reports] == ["new", "old"]


def test_reports_stand_by_their_day_and_those_without_by_the_days_of_the_inspection() -> None:
    own = northumbria().reports[0]
    early = replace(own, id="z-early", published="2024-03", facts={"day": "2024-03-02"})
    late = replace(own, id="a-late", published="2024-03", facts={"day": "2024-03-30"})
    visited = replace(own, id="b", published="", facts={"inspected": "5 to 9 April 2024"})
    unknown = replace(own, id="c", published="", facts={})
    assert newest_first([unknown, early, visited, late]) == [visited, late, early, unknown]
    moved = replace(own, published="2023-01", facts={"day": "2024-03-30"})
    assert moved.time == "2023-01"
