"""Reports as pages, and their ledgers."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import CONTEXT, Archive, publish, slug
from tests.national import council, national
from webui.exports.originals import MEDIA_TYPES

REPORT = "/reports/cambridgeshire-2007"


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def test_a_report_has_one_number_of_findings_wherever_it_stands(
    sample: Any, sample_archive: Archive
) -> None:
    home = words(sample.page("/").main)
    rows = {row.a["href"]: row for row in sample.page("/reports").select("tbody tr")}
    told = 0
    for record in sample_archive.reports():
        address = f"/reports/{record.id}"
        (listed,) = rows[address].select("[data-of=Findings]")
        said = f"{words(listed)} finding"
        assert words(sample.page(f"/?report={record.id}").h1).startswith(said)
        assert f" · {said}" in words(sample.page(address).select_one(".lead"))
        if name := words(sample.page(address).select_one(".lead")).partition(f" · {said}")[0]:
            told += f"{name}, {said}" in home
            force = sample.page("/forces/" + slug(record.force))
            (row,) = [
                r for r in force.select("#reports ~ .scroll tr") if r.select(f"[href='{address}']")
            ]
            assert words(row.select_one("[data-of=Findings]")) == words(listed)
    assert told == 5


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
        str(sum(finding.category != CONTEXT for finding in report.findings)),
        "Good in 6",
    ]


def test_the_day_of_publication_is_told_where_it_is_known(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    some = [replace(report, facts={}) for report in national(3)]
    days = ("2024-09-05", "2019-01-05")  # the second is of another month than the report's
    dated = [replace(one, facts={"day": day}) for one, day in zip(some, days, strict=False)]
    publish([*dated, some[2]], tmp_path)
    client = client_over(tmp_path)
    listed = {row.a["href"]: row for row in client.page("/reports").select("tbody tr")}
    told = ["5 September 2024", "September 2024", "September 2024"]
    for report, said in zip(some, told, strict=True):
        row = listed[f"/reports/{report.id}"]
        assert words(row.select_one("[data-of=Published]")) == said
        page = client.page(f"/findings/{report.findings[0].id}")
        (published,) = [div for div in page.select(".facts div") if words(div.dt) == "Published"]
        assert words(published.dd) == said
    found = client.page("/reports?find=5+september").select("tbody tr")
    assert [row.a["href"] for row in found] == [f"/reports/{some[0].id}"]


def test_whom_a_joint_inspection_was_of_is_told_in_the_list(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    joint = next(one for one in national(400) if one.place and one.force)
    alone = council(next(national(1)), "Ashdale", "Children’s services")
    publish([joint, alone], tmp_path)
    rows = client_over(tmp_path).page("/reports").select("tbody tr")
    said = {row.a["href"]: words(row.select_one('[data-of="Force or place"]')) for row in rows}
    assert said[f"/reports/{joint.id}"] == f"{joint.place}, with {joint.force}"
    assert said[f"/reports/{alone.id}"] == "Ashdale"


def test_the_list_of_reports_is_narrowed_without_a_script(sample: Any) -> None:
    page = sample.page("/reports?find=mercia+vale&order=force")
    rows = page.select("tbody tr")
    assert rows
    assert all("Mercia Vale" in words(row) for row in rows)
    assert page.select_one("input[name=find]")["value"] == "mercia vale"
    assert page.select_one("input[name=order]")["value"] == "force"
    assert "No report with ‘atlantis’" in words(sample.page("/reports?find=atlantis").main)
    sample.page("/reports?order=sideways", 400)
    sample.page("/reports?page=9", 404)
    sample.page("/reports?page=0", 400)


def test_the_list_is_narrowed_to_years_as_a_search_is(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(25), tmp_path)
    client = client_over(tmp_path)

    def found(find: str) -> list[str]:
        page = client.page("/reports?find=" + find.replace(" ", "+"))
        return [words(cell) for cell in page.select("tbody [data-of=Published]")]

    every = found("police custody")
    later = found("police custody 2023 or later")
    assert later == [one for one in every if int(one[-4:]) >= 2023]
    assert 0 < len(later) < len(every)
    # One year alone is a word of the title too, and what cannot be searched for is words.
    assert found("2007") == found("october 2007") != []
    assert found("x" * 3000) == []


def test_that_some_have_no_date_and_stand_last_is_said(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(60), tmp_path / "index")
    client = client_over(tmp_path / "index")
    undated = sum(not one.published for one in national(60))
    said = f"{undated} without a date stand last"
    assert said in words(client.page("/reports").select_one("p.take"))
    by_force = words(client.page("/reports?order=force").select_one("p.take"))
    assert f"{said} of its force or place" in by_force
    assert "without a date" not in words(client.page("/reports?find=custody").select_one("p.take"))


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


def test_a_heading_is_not_said_twice(client: Any) -> None:
    for chapter in client.page(REPORT).select(".chapter"):
        first = chapter.select_one("h2 + h3, h2 + .card-tags + h3")
        assert first is None or words(first) != words(chapter.select_one("h2"))


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


def test_the_pages_of_a_file_hold_every_line_once(sample: Any, sample_archive: Archive) -> None:
    """One file with pages and one without."""
    for name in ("f1-pdf", "f3-word"):
        report = sample_archive.report(name)
        address: str | None = f"/reports/{name}/pages"
        seen = []
        while address:
            page = sample.page(address)
            seen += [words(line) for line in page.select(".half p")]
            following = page.select_one("a[rel=next]")
            address = following["href"] if following else None
        assert seen == [" ".join(f"{one.line} {one.text}".split()) for one in report.ledger]


def test_a_page_shows_what_was_made_of_it(sample: Any, sample_archive: Archive) -> None:
    report = sample_archive.report("f1-pdf")
    finding = report.findings[3]
    number = finding.source.first_page
    page = sample.page(f"/reports/f1-pdf/pages?page={number}")
    assert words(page.h1).endswith(f"page {number}")
    row = page.select_one(f"#line-{finding.source.first}").find_parent("tr")
    assert words(row.select_one(".quote")) == finding.text
    assert f"#page={number}" in page.select_one("main p a")["href"]
    assert any("Left out: " in words(row) for row in page.select("tr.left-out"))


def test_a_page_that_is_not_there_is_told(sample: Any) -> None:
    page = sample.page("/reports/f1-pdf/pages?page=4000", 404)
    assert "Its last page is 42" in words(page.main)
    assert sample.get("/reports/f1-pdf/pages?page=x").status_code == 400


def test_a_line_is_found_and_leads_to_its_page(sample: Any, sample_archive: Archive) -> None:
    report = sample_archive.report("f1-pdf")
    line = next(fate for fate in report.ledger if fate.finding and len(fate.text) > 40)
    page = sample.page("/reports/f1-pdf/ledger?find=" + line.text[5:30].upper().replace(" ", "++"))
    (link,) = [a for a in page.select("tbody a") if words(a) == str(line.line)]
    assert link["href"] == f"/reports/f1-pdf/pages?page={line.page}#line-{line.line}"
    assert page.select_one("#find")["value"]
    assert "No lines with" in words(sample.page("/reports/f1-pdf/ledger?find=xyzzy").main)


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e", "x" * 3000, "%00", "reports.json"])
def test_an_unknown_report_is_a_helpful_page(client: Any, name: str) -> None:
    for url in (f"/reports/{name}{part}" for part in ("", "/ledger", "/pages", "/original")):
        response = client.get(url)
        assert response.status_code == 404, url
        assert 'role="search"' in response.text


def test_each_chapter_shows_how_all_forces_were_graded(client: Any, archive: Archive) -> None:
    page = client.page(REPORT)
    graded = {area.name for area in archive.report("cambridgeshire-2007").areas if area.spread}
    shown = {
        words(chapter.select_one("h2")): words(chapter.select_one(".card-tags"))
        for chapter in page.select(".chapter")
        if chapter.select_one(".card-tags")
    }
    assert set(shown) >= graded
    policing = shown["Neighbourhood Policing"]
    assert "14 of 43 forces" in policing
    assert "Excellent 6, Good 14, Fair 21, Poor 2" in policing


def test_the_original_is_the_file_that_was_read(sample: Any, sample_archive: Archive) -> None:
    """One of each format: text, HTML, PDF and Word."""
    formats = set()
    for report in sample_archive.reports():
        link = sample.page(f"/reports/{report.id}").select_one("a[href$='/original']")
        response = sample.get(link["href"])
        assert response.status_code == 200
        assert response.mimetype == MEDIA_TYPES[report.format]
        assert hashlib.sha256(response.data).hexdigest() == report.sha256
        disposition = response.headers["Content-Disposition"]
        kind = "inline" if report.format == "pdf" else "attachment"
        assert disposition.startswith(f"{kind}; filename={report.id}.")
        formats.add(report.format)
    assert formats == {"text", "html", "pdf", "word"}


def test_a_finding_leads_to_its_page_in_the_file_and_to_its_lines(
    sample: Any, sample_archive: Archive
) -> None:
    for report in sample_archive.reports():
        finding = sample_archive.report(report.id).findings[3]
        links = [a["href"] for a in sample.page(f"/findings/{finding.id}").select("aside a")]
        page = f"/reports/{report.id}/original#page={finding.source.first_page}"
        assert (page in links) is (report.format == "pdf")
        (lines,) = [link for link in links if "/pages?" in link]
        address, anchor = lines.split("#")
        row = sample.page(address).select_one(f"#{anchor}").find_parent("tr")
        assert f"/findings/{finding.id}" in str(row)


def test_an_original_that_changed_or_went_is_not_given(
    client_of: Any, sample_corpus: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(sample_corpus / "f1-text", corpus / "f1-text")
    client = client_of(corpus)
    assert client.get("/reports/f1-text/original").status_code == 200
    with (corpus / "f1-text" / "report.txt").open("a") as file:
        file.write("more")
    for report in ("f1-text", "f1-html"):
        response = client.get(f"/reports/{report}/original")
        assert response.status_code == 404
        assert "can still be read here" in response.text


def test_a_loose_file_of_the_corpus_is_found_but_no_link_out_of_it(
    client_of: Any, sample_corpus: Path, tmp_path: Path
) -> None:
    client = client_of(tmp_path)
    (tmp_path / "report.txt").symlink_to(sample_corpus / "f1-text" / "report.txt")
    assert client.get("/reports/f1-text/original").status_code == 404
    (tmp_path / "report.txt").unlink()
    shutil.copy(sample_corpus / "f1-text" / "report.txt", tmp_path)
    assert client.get("/reports/f1-text/original").status_code == 200


def test_what_the_mark_of_a_page_break_means_is_said_where_it_stands(
    sample: Any, sample_archive: Archive
) -> None:
    """A title tells it to whoever points at it, and to nobody with a finger or the keys."""
    told = set()
    for record in sample_archive.reports():
        page = sample.page(f"/reports/{record.id}")
        said = [hint for hint in page.select("p.hint") if "over a page there" in hint.get_text()]
        assert len(said) == bool(page.select(".quote .join"))
        told.add(len(said))
    assert told == {0, 1}
