from __future__ import annotations

from dataclasses import replace

from indexer import ReportRecord
from tests.national import national
from webui.presenters.forces import Force, forces, framework, places


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
