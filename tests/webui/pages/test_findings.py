"""The page of a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import CATEGORIES, Archive, Finding, SearchRequest, Stance, publish


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def find(archive: Archive, q: str) -> Finding:
    return archive.search(SearchRequest(q=q)).hits[0].finding


def text_of(page: Any) -> str:
    """The quoted finding without our marks for joins."""
    quote = page.select_one("blockquote")
    for join in quote.select(".join"):
        join.decompose()
    return "".join(quote.get_text().split())


def test_every_finding_is_shown_word_for_word(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    chosen = [f for f in report.findings if f.nested or f.joins] + list(report.findings[::20])
    for finding in chosen:
        page = client.page(f"/findings/{finding.id}")
        assert text_of(page) == "".join(finding.text.split()), finding.id


def test_nested_bullets_are_a_list(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    finding = next(f for f in report.findings if len(f.nested) > 2)
    page = client.page(f"/findings/{finding.id}")
    rows = [words(row) for row in page.select("blockquote .nested li")]
    assert [row.split() for row in rows] == [row.split() for row in finding.nested]


def test_joins_are_shown_and_explained(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    finding = next(f for f in report.findings if f.joins)
    page = client.page(f"/findings/{finding.id}")
    assert len(page.select("blockquote:first-of-type .join[role=img]")) >= 1
    assert "the halves are joined" in page.get_text()


def test_marks_are_carried_over_from_the_search(client: Any, archive: Archive) -> None:
    finding = find(archive, '"problem solving"')
    assert not client.page(f"/findings/{finding.id}").select("mark")
    page = client.page(f"/findings/{finding.id}?q=%22problem+solving%22")
    marks = {words(mark).lower() for mark in page.select("blockquote mark")}
    assert marks
    assert all("problem" in mark or "solving" in mark for mark in marks)
    back = page.select_one(".crumbs a")
    assert back["href"] == "/?q=%22problem+solving%22"
    assert text_of(page) == "".join(finding.text.split())


def test_neighbours_lead_through_the_whole_report(client: Any, archive: Archive) -> None:
    findings = archive.report("cambridgeshire-2007").findings
    for before, here, after in list(zip(findings, findings[1:], findings[2:], strict=False))[::40]:
        page = client.page(f"/findings/{here.id}?q=police")
        assert page.select_one("a[rel=prev]")["href"] == f"/findings/{before.id}?q=police"
        assert page.select_one("a[rel=next]")["href"] == f"/findings/{after.id}?q=police"
    assert client.page(f"/findings/{findings[0].id}").select_one("a[rel=prev]") is None
    assert client.page(f"/findings/{findings[-1].id}").select_one("a[rel=next]") is None


def test_a_finding_above_all_headings_says_so(
    sample_archive: Archive, client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = sample_archive.report("f1-text")
    first, *rest = report.findings
    publish([replace(report, findings=(replace(first, section="", path=()), *rest))], tmp_path)
    client = client_over(tmp_path)
    page = client.page(f"/findings/{first.id}")
    assert "How the report begins" in words(page.select_one("#around").parent)
    assert not [dt for dt in page.select(".facts dt") if words(dt) == "Heading"]
    assert "under" not in words(client.page(f"/findings/{rest[0].id}").select_one("a[rel=prev]"))


def test_the_place_of_a_finding(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    strengths = [
        f
        for f in report.findings
        if f.area == "Neighbourhood Policing" and f.category == "Strengths"
    ]
    page = client.page(f"/findings/{strengths[6].id}")
    assert "number 7 of the 39 under this heading" in words(page.select_one("main"))
    facts = {words(dt): words(dt.find_next("dd")) for dt in page.select(".facts dt")}
    assert facts["Force"] == "Cambridgeshire Constabulary"
    assert facts["Area"] == "Neighbourhood Policing"
    assert facts["Published"] == "October 2007"
    assert facts["ISBN"] == "978-1-84726-446-6"
    assert f"line {strengths[6].source.first}" in facts["In the file"]


def test_the_grades_of_all_forces_are_numbers_in_a_table(client: Any, archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    finding = next(f for f in report.findings if f.area == "Performance Management" and f.grade)
    page = client.page(f"/findings/{finding.id}")
    rows = {
        words(row.select_one("th")): words(row.select_one("td"))
        for row in page.select(".grades tbody tr")
    }
    assert rows == {"Excellent": "6", "Good (this force)": "29", "Fair": "8", "Poor": "0"}


def test_the_citation_is_complete(client: Any, archive: Archive) -> None:
    finding = find(archive, "marac")
    cited = words(client.page(f"/findings/{finding.id}").select_one("#citation"))
    for part in ("October 2007", "ISBN 978-1-84726-446-6", finding.title, finding.area or "-"):
        assert part in cited
    assert cited.endswith(f". http://localhost/findings/{finding.id}")


@pytest.mark.parametrize("name", ["nothing", "x" * 3000, "%00", "..%2f..%2fetc", "é"])
def test_an_unknown_finding_is_a_helpful_page(client: Any, name: str) -> None:
    page = client.page(f"/findings/{name}", 404)
    assert page.select_one("form[role=search]")


def test_a_finding_of_an_earlier_build_is_explained(client: Any, archive: Archive) -> None:
    page = client.page("/findings/cambridgeshire-2007-00000000?q=custody", 404)
    assert page.select_one("h1").get_text() == "This finding is not here any more"
    assert page.select_one("input[name=q]")["value"] == "custody"
    links = [a["href"] for a in page.select(".ways a")]
    assert links == ["/reports/cambridgeshire-2007", "/?q=custody"]
    page = client.page("/findings/cambridgeshire-2007-00000000", 404)
    assert [a["href"] for a in page.select(".ways a")][1] == "/?report=cambridgeshire-2007"


def test_a_bad_search_on_a_finding_is_refused(client: Any, archive: Archive) -> None:
    finding = find(archive, "marac")
    assert client.get(f"/findings/{finding.id}?page=0").status_code == 400
    assert client.get(f"/findings/{finding.id}?utm_source=mail").status_code == 200


def test_the_results_are_read_one_after_the_other(client: Any) -> None:
    search = "/?q=training&category=strengths&sort=newest"
    cards = [str(a["href"]) for a in client.page(search).select(".card-title a")]
    here, seen = cards[0], []
    while len(seen) < 5:
        seen.append(here)
        page = client.page(here)
        nav = page.select_one(".results-nav")
        assert f"Result {len(seen)}" in words(nav)
        back = nav.select_one("a[rel=prev]")
        assert (back["href"] if back else None) == (seen[-2] if len(seen) > 1 else None)
        here = str(nav.select_one("a[rel=next]")["href"])
    assert seen == cards[:5]
    assert page.select_one(".crumbs a")["href"] == search


def test_the_last_result_leads_nowhere_further(client: Any) -> None:
    found = client.get("/api/v1/search?q=marac&context=0").json
    last = found["findings"][found["total"] - 1]
    url = f"/findings/{last['id']}?q=marac&group=0&n={found['total']}"
    nav = client.page(url).select_one(".results-nav")
    assert nav.select_one("a[rel=next]") is None
    assert nav.select_one("a[rel=prev]")


@pytest.mark.parametrize(("n", "status"), [("0", 400), ("x", 400), ("-1", 400), ("999999", 200)])
def test_a_place_among_the_results_that_cannot_be(
    client: Any, archive: Archive, n: str, status: int
) -> None:
    finding = find(archive, "marac")
    response = client.get(f"/findings/{finding.id}?q=marac&n={n}")
    assert response.status_code == status


def test_who_does_it_well_may_be_nobody_and_only_what_is_wanting_is_asked_for(
    client: Any, archive: Archive
) -> None:
    findings = archive.report("cambridgeshire-2007").findings
    wanting = [one for one in findings if one.category == "Areas for improvement"]
    lonely = next(one for one in wanting if not archive.who_does_this_well(one.id))
    section = client.page(f"/findings/{lonely.id}").select_one("section[aria-labelledby=well]")
    assert words(section) == (
        "Who does this well? No praise was found that is near enough to it to be shown. "
        "Look among what is praised"
    )
    listed = client.page(section.a["href"])
    praising = {row.name for row in CATEGORIES if row.stance is Stance.PRAISES}
    assert {words(tag) for tag in listed.select(".card .tag")} <= praising
    assert listed.select(".card")
    praised = next(one for one in findings if one.category == "Strengths")
    assert not client.page(f"/findings/{praised.id}").select("section[aria-labelledby=well]")
