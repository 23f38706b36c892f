"""Findings counted by area and category, and by area and force."""

from __future__ import annotations

from typing import Any

import pytest

from indexer import Archive, FacetValue, Matrix, SearchRequest
from webui.presenters import crosstab as crosstabs
from webui.presenters.crosstab import crosstab

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


def test_shades_rise_with_the_count(app: Any) -> None:
    value = FacetValue("a", "A", 0, False)
    columns = tuple(FacetValue(str(n), str(n), n, False) for n in range(5))
    matrix = Matrix((value,), columns, ((0, 1, 4, 8, 12),))
    with app.test_request_context():
        cells = crosstab(matrix, SearchRequest(), ("area", "category")).rows[0].cells
    assert [cell.shade for cell in cells] == [0, 1, 1, 2, 3]
    assert [bool(cell.url) for cell in cells] == [False, True, True, True, True]
