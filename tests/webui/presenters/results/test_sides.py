"""What stands side by side of each force: its findings, and what is asked under no area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Archive, FacetValue, SearchRequest, Stance, publish, slug
from tests.national import national
from webui.presenters.results.sides import NO_AREA, foremost, sides

FORCE = FacetValue("northumbria-police", "Northumbria Police", 1, True)
ASKING = {"Recommendations", "Causes of concern", "Areas for improvement"}


@pytest.fixture(scope="module")
def archive(made_once: Callable[..., Path]) -> Archive:
    return Archive(made_once("archive-index", lambda folder: publish(national(25), folder)))


def area(name: str) -> FacetValue:
    return FacetValue(slug(name), name, 1, True)


def asked(value: FacetValue, **filters: tuple[str, ...]) -> SearchRequest:
    return SearchRequest(group=True, filters={"area": (value.value,), **filters})


def test_a_side_has_the_reports_with_its_area_and_all_that_they_say_of_it(archive: Archive) -> None:
    named = area("Responding to the public")
    (side,) = sides(archive, asked(named), [FORCE], [named])
    known = {report.id: report for report in archive.reports()}
    assert {one.id for one in side.reports} == {
        name
        for name, report in known.items()
        if report.force == FORCE.label and named.label in report.labels["area"]
    }
    assert sum(count for _, count in side.found.counts) == side.found.total
    assert side.found.shown == side.found.listed
    assert side.found.repeats == side.found.total - side.found.listed
    urgent = list(side.found.hits)
    assert urgent == sorted(urgent, key=lambda name: (name not in ASKING, urgent.index(name)))


def test_where_what_names_no_area_is_compared_nothing_stands_beside_it(
    archive: Archive, tmp_path: Path
) -> None:
    reports = []
    for report in national(2):
        bare = tuple(replace(one, area=None, grade=None) for one in report.findings[:9])
        reports.append(replace(report, findings=(*bare, *report.findings[9:]), ledger=()))
    publish(reports, tmp_path)
    bare_archive = Archive(tmp_path)
    none, named = area("No area given"), area(reports[0].areas[-1].name)
    assert none.value == NO_AREA
    (side,) = sides(bare_archive, asked(none), [FORCE], [none])
    assert side.unnamed is None
    (side,) = sides(bare_archive, asked(named), [FORCE], [named])
    expected = {one.id for one in reports[0].findings[:9] if one.category in ASKING}
    assert side.unnamed is not None
    assert side.unnamed.total == len(expected)
    # What is chosen otherwise chooses here too.
    for filters in ({"category": ("good-practice",)}, {"report": (reports[1].id,)}):
        (side,) = sides(bare_archive, asked(named, **filters), [FORCE], [named])
        assert side.unnamed is None
    # A series without what names no area has none.
    response = area("Responding to the public")
    (side,) = sides(archive, asked(response), [FORCE], [response])
    assert side.unnamed is None


def test_foremost_are_those_of_whom_most_is_asked(archive: Archive) -> None:
    numbers: Counter[str] = Counter()
    for report in national(25):
        numbers[slug(report.force)] += sum(one.category in ASKING for one in report.findings)
    found = foremost(archive, SearchRequest(), Stance.ASKS, 3)
    assert [numbers[name] for name in found] == sorted(numbers.values(), reverse=True)[:3]
    assert foremost(archive, SearchRequest(q="xyzzyplugh", correct=False), Stance.ASKS, 3) == ()
