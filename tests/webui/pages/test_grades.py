"""All forces in all areas of a series at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive, Area, Report, publish, slug
from tests.national import council, national

#: More than the five forces of the archive that they are put into.
COUNCILS = ["Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel"]


def _graded() -> Iterator[Report]:
    return (one for one in national(25) if any(area.grade for area in one.areas))


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def series(archive: Archive) -> list[str]:
    return sorted(
        {r.series for r in archive.reports() if any(area.grade for area in r.areas) and r.series}
    )


def test_each_cell_is_the_grade_that_the_report_gives(sample: Any, sample_archive: Archive) -> None:
    for name in series(sample_archive):
        page = sample.page(f"/grades?series={slug(name)}")
        areas = [words(th) for th in page.select("thead th")][1:]
        rows = {words(row.select_one("th")): row.select("td") for row in page.select("tbody tr")}
        reports = [r for r in sample_archive.reports() if r.series == name]
        assert set(rows) == {report.force for report in reports}
        for report in reports:
            for area in report.areas:
                if area.grade:
                    cell = rows[report.force][areas.index(area.name)]
                    assert words(cell).startswith(f"Grade: {area.grade} for {report.force}")


def test_the_last_rows_count_the_forces(sample: Any) -> None:
    page = sample.page("/grades?series=hmic-inspection-report-2007")
    forces = len(page.select("tbody tr"))
    assert forces > 2
    columns = zip(
        *([words(td) for td in row.select("td")] for row in page.select("tfoot tr")), strict=True
    )
    first = [int(count) for count in next(columns) if count.isdigit()]
    assert sum(first) == forces


def test_an_area_puts_its_worst_grade_first(sample: Any) -> None:
    page = sample.page("/grades?series=hmic-inspection-report-2007&order=performance-management")
    column = [words(th) for th in page.select("thead th")].index("Performance Management") - 1
    given = [words(row.select("td")[column]) for row in page.select("tbody tr")]
    scale = ["Poor", "Fair", "Good", "Excellent"]
    places = [scale.index(one.removeprefix("Grade: ").split()[0]) for one in given]
    assert places == sorted(places)
    assert len(set(places)) > 1


def test_the_forces_with_the_worst_grades_can_be_compared(sample: Any) -> None:
    board = "/grades?series=hmic-inspection-report-2007"
    assert "/compare?" not in str(sample.page(board).select_one(".lead"))
    page = sample.page(f"{board}&order=performance-management")
    first = [words(row.th) for row in page.select("tbody tr")][:6]
    link = page.select_one(".lead a")
    assert words(link) == f"Compare these {len(first)} forces"
    compared = sample.page(link["href"])
    assert [words(side) for side in compared.select(".columns .box h2")] == first
    assert "Performance Management" in words(compared.select_one(".lead"))


def test_several_series_stand_side_by_side(sample: Any, sample_archive: Archive) -> None:
    names = series(sample_archive)
    assert len(names) > 1
    page = sample.page("/grades?" + "&".join(f"series={slug(name)}" for name in names))
    assert len(page.select("form input[checked]")) == len(names)
    graded = sum(bool(area.grade) for r in sample_archive.reports() for area in r.areas if r.series)
    assert len(page.select("tbody .grade")) == graded


def test_it_opens_on_the_series_with_most_and_leads_to_the_others(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    """Councils stand in rows of their own, though they are no forces."""
    reports = [*national(25), *(council(next(_graded()), name, "Children") for name in COUNCILS)]
    publish(reports, tmp_path / "index")
    client = client_over(tmp_path / "index")
    page = client.page("/grades")
    assert [words(th) for th in page.select("tbody th")] == sorted(COUNCILS)
    others = page.select("nav[aria-label='Series with grades'] a[href^='/grades?']")
    assert len(others) > 2
    for link in others:
        assert words(link) in words(client.page(link["href"]).select_one("h1"))
    cell = page.select_one("tbody .grade-link")
    assert "Alder" in words(client.page(cell["href"]).select_one(".card-title"))


def test_a_grade_without_findings_leads_to_its_report(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(_graded())
    overall = Area("Overall effectiveness", report.areas[0].grade)
    publish([replace(report, areas=(overall, *report.areas))], tmp_path / "index")
    client = client_over(tmp_path / "index")
    first, second = client.page("/grades").select("tbody .grade-link")[:2]
    assert first["href"] == f"/reports/{report.id}"
    assert "area=" in second["href"]


@pytest.mark.parametrize("value", ["nothing", "%00"])
def test_a_series_that_gave_no_grades_is_refused_in_a_sentence(sample: Any, value: str) -> None:
    page = sample.page(f"/grades?series={value}", 400)
    assert "No grades are known of a series" in words(page.main)
