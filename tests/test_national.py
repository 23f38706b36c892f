"""The invented reports are what their module says."""

from __future__ import annotations

from tests.national import national


def test_so_many_reports_are_the_same_each_time() -> None:
    assert list(national(3)) == list(national(3))
    assert len(list(national(400))) == 400


def test_each_finding_has_an_id_of_its_own() -> None:
    ids = [finding.id for report in national(60) for finding in report.findings]
    assert len(set(ids)) == len(ids)


def test_with_25_come_five_forces_in_five_editions() -> None:
    some = list(national(25))
    assert some[0].force == "Northumbria Police"
    assert len({report.force for report in some}) == 5
    assert len({report.series for report in some}) == 4


def test_what_is_asked_for_has_a_deadline_that_its_text_prints() -> None:
    asked = [f for report in national(5) for f in report.findings if f.deadline]
    assert asked
    assert all(f.deadline in f.text for f in asked)
    assert all((f.due is None) == (f.deadline == "immediately") for f in asked)
