"""Findings counted by area and category, and by area and force."""

from __future__ import annotations

from typing import Any

import pytest

from indexer import Archive, FacetValue, Matrix, SearchRequest
from webui.presenters.results import crosstab as crosstabs
from webui.presenters.results.crosstab import crosstab

CATEGORIES, FORCES = "Findings by area and category", "Findings and grades by area and force"


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def table(page: Any, name: str) -> dict[str, dict[str, Any]]:
    """The cells of a table by row and column heading."""
    (found,) = [t for t in page.select("table") if words(t.select_one("caption")) == name]
    columns = [words(th) for th in found.select("thead th")][1:]
    return {
        words(row.select_one("th")): dict(zip(columns, row.select("td"), strict=True))
        for row in found.select("tbody tr")
    }


@pytest.mark.parametrize("query", ["", "q=training", "category=strengths&force=mercia-vale-police"])
def test_every_number_is_what_its_link_finds(sample: Any, query: str) -> None:
    page = sample.page(f"/shape?{query}")
    names = [words(caption) for caption in page.select("caption")]
    cells = [
        cell
        for name in names
        for row in list(table(page, name).values())[::4]
        for cell in row.values()
        if cell.select_one("a")
    ]
    assert len(cells) > 3
    for cell in cells:
        link = cell.select_one("a")
        found = words(sample.page(link["href"]).select_one("h1"))
        assert found.split()[0] == words(link)


def test_each_finding_is_counted_once(sample: Any, sample_archive: Archive) -> None:
    page = sample.page("/shape?q=training")
    total = sample_archive.search(SearchRequest(q="training", context=False)).total
    for name in (CATEGORIES, FORCES):
        assert sum(int(words(row["All"])) for row in table(page, name).values()) == total


def test_grades_stand_beside_the_counts_of_forces(sample: Any, sample_archive: Archive) -> None:
    rows = table(sample.page("/shape?context=1"), FORCES)
    for report in sample_archive.reports():
        for area in report.areas:
            if area.grade:
                assert words(rows[area.name][report.force]).endswith(f"Grade: {area.grade}")
    assert "Grade" not in words(rows["Force Overview and Context"]["Mercia Vale Police"])


def test_one_force_needs_no_table_of_forces(client: Any, sample: Any) -> None:
    for page in (client.page("/shape"), sample.page("/shape?force=mercia-vale-police")):
        assert [words(caption) for caption in page.select("caption")] == [CATEGORIES]


def test_an_area_leads_to_the_comparison_of_its_forces(sample: Any) -> None:
    page = sample.page("/shape?q=training")
    link = page.find("a", string="Performance Management", href=lambda h: h.startswith("/compare"))
    assert link["href"] == "/compare?q=training&area=performance-management"
    assert sample.get(link["href"]).status_code == 200


def test_nothing_found_is_said(sample: Any) -> None:
    page = sample.page("/shape?q=xyzzyplugh&correct=0")
    assert not page.select("table")
    assert "There is nothing to count" in words(page.select_one(".lead"))


def test_the_search_page_leads_there(sample: Any, client: Any) -> None:
    for page, count in ((sample.page("/?q=training"), 1), (client.page("/?q=training"), 0)):
        assert len(page.select("a[href='/shape?q=training']")) == 1
        assert len(page.select("main a[href='/compare?q=training']")) == count


@pytest.mark.parametrize("path", ["/shape", "/compare"])
@pytest.mark.parametrize("query", ["area=mars", "size=0", "q=" + "a" * 3000])
def test_a_search_that_cannot_be_is_refused(sample: Any, path: str, query: str) -> None:
    assert sample.get(f"{path}?{query}").status_code == 400


def test_a_long_table_keeps_the_rows_with_most_findings(
    sample: Any, sample_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crosstabs, "MOST_ROWS", 3)
    rows = table(sample.page("/shape"), CATEGORIES)
    matrix = sample_archive.cross(SearchRequest(context=False), "area", "category")
    most = sorted((row.count for row in matrix.rows), reverse=True)[:3]
    assert sorted((int(words(row["All"])) for row in rows.values()), reverse=True) == most
    assert "The 3 areas with most findings are shown" in words(sample.page("/shape").main)


def test_rows_come_by_number_and_what_is_missing_last(sample: Any) -> None:
    rows = table(sample.page("/shape"), CATEGORIES)
    numbers = [int(words(row["All"])) for name, row in rows.items() if name != "No area given"]
    assert numbers == sorted(numbers, reverse=True)
    assert "No area given" not in list(rows)[:-1]


def test_rows_with_fewer_are_folded(sample: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table(sample.page("/shape"), CATEGORIES)
    monkeypatch.setattr(crosstabs, "FIRST_ROWS", 2)
    page = sample.page("/shape?context=0")
    first, rest = table(page, CATEGORIES), table(page, f"{CATEGORIES}: those with fewer")
    assert len(first) == 2
    assert [*first, *rest] == list(whole)
    assert page.select_one("details table caption").find_parent("details").summary


def test_a_share_is_of_the_force_s_own_findings(sample: Any) -> None:
    page = sample.page("/shape?q=training")
    link = page.find("a", string="Show the share of each force’s own findings")
    assert link["href"] == "/shape?q=training&share=1"
    shared = sample.page(link["href"])
    per_force: dict[str, int] = {}
    for row in table(shared, FORCES).values():
        for force, cell in row.items():
            if hint := cell.select_one(".hint"):
                per_force[force] = per_force.get(force, 0) + int(words(hint).rstrip("%"))
    assert per_force
    assert all(95 <= share <= 105 for share in per_force.values())
    assert shared.find("a", string="Show numbers alone")["href"] == "/shape?q=training"


def test_many_columns_are_named_at_each_number_for_print(app: Any) -> None:
    columns = tuple(FacetValue(str(n), f"Force {n}", 1, False) for n in range(9))
    row = FacetValue("a", "A", 9, False)
    with app.test_request_context():
        few = crosstab(
            Matrix((row,), columns[:8], ((1,) * 8,), 8), SearchRequest(), ("area", "force")
        )
        many = crosstab(Matrix((row,), columns, ((1,) * 9,), 9), SearchRequest(), ("area", "force"))
    assert (few.is_wide, many.is_wide) == (False, True)


def test_shades_rise_with_the_count(app: Any) -> None:
    value = FacetValue("a", "A", 0, False)
    columns = tuple(FacetValue(str(n), str(n), n, False) for n in range(5))
    matrix = Matrix((value,), columns, ((0, 1, 4, 8, 12),), 25)
    with app.test_request_context():
        cells = crosstab(matrix, SearchRequest(), ("area", "category")).rows[0].cells
    assert [cell.shade for cell in cells] == [0, 1, 1, 2, 3]
    assert [bool(cell.url) for cell in cells] == [False, True, True, True, True]
