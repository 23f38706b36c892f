"""The list of forces, and how each one stands."""

from __future__ import annotations

from typing import Any

from indexer import CATEGORIES, Archive, SearchRequest, Stance

ASKING = [row.name for row in CATEGORIES if row.stance is Stance.ASKS]


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def test_the_list_has_every_force_with_its_reports(sample: Any, sample_archive: Archive) -> None:
    rows = sample.page("/forces").select("tbody tr")
    forces = sorted({report.force for report in sample_archive.reports()})
    assert [words(row.select_one("th")) for row in rows] == forces
    for row, force in zip(rows, forces, strict=True):
        own = [report for report in sample_archive.reports() if report.force == force]
        assert words(row.select("td")[0]) == str(len(own))
        assert words(sample.page(row.select_one("th a")["href"]).select_one("h1")) == force


def test_every_grade_of_the_force_is_in_its_table(sample: Any, sample_archive: Archive) -> None:
    for report in sample_archive.reports():
        graded = [area for area in report.areas if area.grade]
        page = sample.page(f"/forces/{report.force.casefold().replace(' ', '-')}")
        cells = page.select(".crosstab tbody .grade-link")
        said = sorted(words(cell) for cell in cells)
        assert len(said) == len(graded)
        for area in graded:
            assert any(f"Grade: {area.grade} in {area.name}," in one for one in said)


def test_a_grade_leads_to_the_findings_behind_it(sample: Any) -> None:
    page = sample.page("/forces/mercia-vale-police")
    link = page.select_one(".crosstab tbody .grade-link")
    cards = sample.page(link["href"]).select(".card")
    assert cards
    grade = words(link).removeprefix("Grade: ").split(" in ")[0]
    assert all(grade in words(card) for card in cards)


def test_what_is_asked_is_all_that_asks_in_the_newest_report(
    sample: Any, sample_archive: Archive
) -> None:
    page = sample.page("/forces/mercia-vale-police")
    names = [words(summary) for summary in page.select(".box summary")]
    assert names
    (report,) = [r for r in sample_archive.reports() if r.force == "Mercia Vale Police"]
    expected = {}
    for name in set(ASKING) & set(report.labels["category"]):
        found = sample_archive.search(
            SearchRequest(filters={"force": ("mercia-vale-police",), "category": (name,)})
        )
        if found.total:
            expected[name] = found.total
    assert sorted(names) == sorted(f"{name} ({total})" for name, total in expected.items())


def test_a_force_without_a_report_is_not_there(sample: Any) -> None:
    assert "no report on a force" in words(sample.page("/forces/atlantis-police", 404).main)


def test_a_printed_name_leads_to_the_page(sample: Any) -> None:
    response = sample.get("/forces/Mercia Vale Police")
    assert response.status_code == 301
    assert response.headers["Location"].endswith("/forces/mercia-vale-police")
