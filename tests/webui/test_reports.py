"""Reports as pages, and their ledgers."""

from __future__ import annotations

from typing import Any

import pytest

from indexer import Archive

REPORT = "/reports/cambridgeshire-2007"


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def test_every_report_is_listed(client: Any, archive: Archive) -> None:
    page = client.page("/reports")
    rows = page.select("tbody tr")
    assert len(rows) == len(archive.reports())
    (row,) = [row for row in rows if row.select(f"a[href='{REPORT}']")]
    cells = [words(cell) for cell in row.select("th, td")]
    report = archive.report("cambridgeshire-2007")
    assert cells[1:5] == [
        "Cambridgeshire Constabulary",
        "October 2007",
        str(len(report.findings)),
        "Good in 6",
    ]


def test_the_report_holds_every_finding_once_in_order(client: Any, archive: Archive) -> None:
    page = client.page(REPORT)
    report = archive.report("cambridgeshire-2007")
    items = page.select(".finding")
    assert [item["id"] for item in items] == [f"f-{finding.id}" for finding in report.findings]
    for item, finding in zip(items, report.findings, strict=True):
        link = item.select_one("a")
        assert link["href"] == f"/findings/{finding.id}"
        quote = item.select_one(".quote")
        for join in quote.select(".join"):
            join.decompose()
        assert "".join(quote.get_text().split()) == "".join(finding.text.split())


def test_the_contents_lead_to_areas_with_their_grades(client: Any) -> None:
    page = client.page(REPORT)
    entries = {words(row.select_one("a")): row for row in page.select(".contents-list li")}
    policing = entries["Neighbourhood Policing"]
    assert words(policing.select_one(".grade")) == "Grade: Good"
    assert "Strengths 39" in words(policing)
    for row in entries.values():
        target = page.find(id=row.select_one("a")["href"][1:])
        assert words(target) == words(row.select_one("a"))


def test_the_ledger_counts_every_line(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    left_out = [fate for fate in report.ledger if fate.finding is None]
    page = client.page(f"{REPORT}/ledger")
    lead = words(page.select_one(".lead"))
    assert lead.startswith(f"{len(report.ledger)} lines in the file")
    assert f"{len(left_out)} left out" in lead
    shown = [words(row.select_one("td")) for row in page.select("tbody tr")]
    assert sorted(map(int, shown)) == [fate.line for fate in left_out]


def test_the_whole_ledger_shows_what_became_of_each_line(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    rows = client.page(f"{REPORT}/ledger?show=all").select("tbody tr")
    assert len(rows) == len(report.ledger)
    for row, fate in zip(rows, report.ledger, strict=True):
        assert words(row.select("td")[0]) == str(fate.line)
        fate_shown = row.select("td")[2]
        if fate.finding:
            assert fate_shown.select_one("a")["href"] == f"/findings/{fate.finding}"
        else:
            assert words(fate_shown) == fate.reason


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e", "x" * 3000, "%00", "reports.json"])
def test_an_unknown_report_is_a_helpful_page(client: Any, name: str) -> None:
    for url in (f"/reports/{name}", f"/reports/{name}/ledger"):
        response = client.get(url)
        assert response.status_code == 404, url
        assert 'role="search"' in response.text
