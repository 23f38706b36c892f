"""Who stands worst now, and who best."""

from __future__ import annotations

from dataclasses import replace

from indexer import Area, ReportRecord, grade_scale
from tests.national import national
from webui.presenters.forces import Force, forces
from webui.presenters.grading.ends import at_end

FIRST = ReportRecord.of(next(national(1)))
CUSTODY, CALLS = "Custody", "Calls"
BEST, GOOD, *_, WORST = grade_scale(FIRST.family)


def of(name: str, published: str, custody: str, calls: str = "") -> ReportRecord:
    areas = (Area(CUSTODY, custody or None), Area(CALLS, calls or None))
    return replace(FIRST, id=f"{name} {published}", force=name, published=published, areas=areas)


def ends(*reports: ReportRecord, best: bool = False) -> list[tuple[str, str, str]]:
    found = at_end(forces(reports), {CUSTODY}, best=best)
    return [(one.force.name, one.grade, one.report.published) for one in found]


def test_the_newest_grade_of_each_force_counts() -> None:
    reports = (
        of("Kent Police", "2018-01", WORST),
        of("Kent Police", "2022-01", BEST),
        # It grades something else, so that of before still stands.
        of("Kent Police", "2024-01", "", WORST),
        of("Essex Police", "2020-01", GOOD),
    )
    assert ends(*reports) == [("Essex Police", GOOD, "2020-01")]
    assert ends(*reports, best=True) == [("Kent Police", BEST, "2022-01")]


def test_all_who_are_equal_are_named() -> None:
    reports = [of(name, "2020-01", WORST) for name in ("Kent Police", "Essex Police")]
    assert [name for name, *_ in ends(*reports)] == ["Essex Police", "Kent Police"]


def test_the_grade_of_the_other_end_is_never_so() -> None:
    assert ends(of("Kent Police", "2020-01", BEST)) == []
    assert ends(of("Kent Police", "2020-01", WORST), best=True) == []


def test_of_several_areas_of_a_report_the_worst_or_the_best_tells() -> None:
    (kent,) = forces([of("Kent Police", "2020-01", GOOD, WORST)])
    for best, grade in ((False, WORST), (True, GOOD)):
        (one,) = at_end([kent], {CUSTODY, CALLS}, best=best)
        assert one.grade == grade


def test_where_no_grade_tells_there_is_nobody() -> None:
    assert ends(of("Kent Police", "2020-01", "", WORST)) == []
    assert at_end([Force("Kent Police", ())], {CUSTODY}) == ()
