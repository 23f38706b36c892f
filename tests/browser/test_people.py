"""The seven people whom this is for, each with three things that they come to do.

The archive is that of 25 invented reports of five forces (``tests/national.py``); where a file is
needed, that of the samples.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer import publish
from tests.browser.conftest import _hosting
from tests.browser.inspection import Inspection
from tests.browser.keyboard import heading
from tests.national import national
from tests.serving import ROOT

BOTH = pytest.mark.parametrize("view", ["wide", "plain"])


@pytest.fixture(scope="session")
def archive_site(made_once: Callable[..., Path], browser: Any) -> Iterator[str]:
    """The address of a server over the invented archive."""
    index = made_once("archive-index", lambda folder: publish(national(25), folder))
    with _hosting(index, ROOT / "corpus") as address:
        yield address


def search(page: Any, words: str) -> None:
    page.get_by_label("Search the findings").fill(words)
    page.get_by_role("button", name="Search", exact=True).click()


def tick(page: Any, group: str, label: str) -> None:
    boxes = page.get_by_role("group", name=group)
    boxes.get_by_role("checkbox", name=re.compile(rf"^{re.escape(label)} \(")).check()
    page.get_by_role("button", name="Apply filters").click()


# A chief constable, who has twenty seconds


@BOTH
def test_a_stranger_is_told_how_a_force_stands_in_custody(
    open_page: Any, archive_site: str, view: str
) -> None:
    """One click from home, within two screens: how it stands, whether better, what by when."""
    page = open_page("/", view, base=archive_site)
    page.get_by_role("link", name="Northumbria Police", exact=True).click()
    row = page.get_by_role("row", name=re.compile("^Police custody inspection, September 2024"))
    said = row.inner_text()
    assert re.search(r"(Fewer|More|As many) causes of concern (than|as) in June 2021", said)
    assert re.search(r"Date passed: \d+\. By \d+ \w+ 20\d\d: \d+", said)
    custody = page.get_by_role("region", name="Police custody inspection, September 2024").first
    days = custody.get_by_role("table")
    first = days.get_by_role("listitem").filter(has_text="risk assessment of detainees").first
    times = days.get_by_role("rowheader").all_inner_texts()
    assert times[0] == "Immediately"
    undated = times.index("No day given: causes of concern")
    assert undated > 1
    assert all(re.match(r"\d+ \w+ 20\d\d", time) for time in times[1:undated])
    assert all(time.startswith("No day given: ") for time in times[undated:])
    at = first.bounding_box()
    assert at["y"] + at["height"] < 2 * page.viewport_size["height"]


def test_a_question_about_custody_leads_to_all_of_the_answer_on_one_screen(
    open_page: Any, archive_site: str
) -> None:
    """How it stands, whether better, what must be done by when, and each cause of concern."""
    page = open_page("/", "wide", base=archive_site)
    search(page, "how does Northumbria stand in custody, what must it do and by when")
    page.get_by_role("link", name="How Northumbria Police stands").click()
    assert page.locator(":target").inner_text() == "Police custody inspection, September 2024"
    custody = page.get_by_role("region", name="Police custody inspection, September 2024").first
    assert "Fewer causes of concern than in June 2021" in custody.inner_text()
    heading, days = custody.get_by_role("heading").first, custody.get_by_role("table")
    assert heading.bounding_box()["y"] >= 0
    assert days.get_by_role("row").last.get_by_role("listitem").count() == 6
    at = days.bounding_box()
    assert at["y"] + at["height"] < page.viewport_size["height"]


@BOTH
def test_a_question_about_custody_is_answered_above_the_findings(
    open_page: Any, archive_site: str, view: str
) -> None:
    """How it stands, whether better, what must be done by when: on the page that it leads to."""
    page = open_page("/", view, base=archive_site)
    search(
        page,
        "how does Northumbria stand in custody, is it better than three years ago, "
        "what must it do and by when",
    )
    assert "about custody, in reports on Northumbria" in heading(page)
    box = page.locator("details.box")
    line = box.locator("> summary")
    said = line.inner_text()
    assert said.startswith(
        "Northumbria Police, Police custody inspection, September 2024: no grade"
    )
    assert re.search(
        r"(fewer|more|as many) causes of concern \(\d+, (were|as) \d+ in June 2021\)", said
    )
    assert re.search(r"date passed: \d+", said)
    at = line.bounding_box()
    assert at["y"] + at["height"] < page.viewport_size["height"] / 2
    days = box.get_by_role("listitem")
    assert days.count() > 4
    assert days.first.bounding_box()["y"] < page.viewport_size["height"]
    assert days.get_by_role("link").count() == days.count()
    box.get_by_role("link", name="All that it asks, in full").click()
    assert page.locator(":target").inner_text() == "Police custody inspection, September 2024"


def test_the_answer_above_the_findings_is_as_every_page_must_be(
    open_page: Any, archive_site: str, inspect: Inspection
) -> None:
    q = "how+does+Northumbria+stand+in+custody"
    for more in ("", "+and+what+must+it+do"):
        inspect(open_page(f"/?size=10&q={q}{more}", base=archive_site), f"answer{len(more)}")


@BOTH
def test_a_chief_constable_is_told_what_was_said_twice(
    open_page: Any, archive_site: str, view: str
) -> None:
    """Two clicks from a question as he would ask it; each leads to both findings."""
    page = open_page("/", view, base=archive_site)
    search(page, "how does Northumbria stand in custody")
    page.get_by_role("link", name="How Northumbria Police stands").click()
    page.get_by_role("link", name="What it was told more than once").click()
    assert page.locator(":target").inner_text() == "What it was told more than once"
    first = page.locator(":target ~ ol .finding").first
    months = first.locator(".hint").inner_text()
    assert re.match(r"\w+ 20\d\d and \w+ 20\d\d", months)
    first.locator(".hint a").first.click()
    assert "Northumbria Police" in heading(page)


@BOTH
def test_a_chief_constable_sees_the_grades_over_the_years(
    open_page: Any, archive_site: str, view: str
) -> None:
    page = open_page("/", view, base=archive_site)
    page.get_by_role("link", name="Northumbria Police", exact=True).click()
    table = page.get_by_role("region", name="Grades over the years")
    assert table.get_by_role("columnheader").count() > 2
    table.get_by_role("link", name=re.compile("^Grade: ")).first.click()
    assert "Northumbria Police" in page.locator(".card-title").first.inner_text()


def test_a_chief_constable_sees_the_others_beside_his_own(
    open_page: Any, archive_site: str
) -> None:
    page = open_page("/", base=archive_site)
    page.get_by_role("link", name="All grades at a glance").click()
    row = page.get_by_role("row", name=re.compile("^Northumbria Police"))
    assert row.get_by_role("link", name=re.compile("^Grade: ")).count() >= 5


# An improvement analyst


@BOTH
def test_an_analyst_finds_who_does_it_well(open_page: Any, archive_site: str, view: str) -> None:
    page = open_page("/", view, base=archive_site)
    search(page, "return interviews")
    tick(page, "Category", "Strengths")
    cards = page.locator(".card")
    assert cards.count() > 0
    titles = cards.locator(".card-title").all_inner_texts()
    assert all(re.search(r"(Police|Constabulary) · \w+ \d{4}", title) for title in titles)


def test_an_analyst_takes_it_away_as_a_table(
    open_page: Any, archive_site: str, tmp_path: Path
) -> None:
    page = open_page("/?q=return+interviews", base=archive_site)
    total = int(heading(page).split()[0])
    with page.expect_download() as download:
        page.get_by_role("link", name="table (CSV)").click()
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == total + 1


@BOTH
def test_an_analyst_sees_what_is_asked_in_the_register(
    open_page: Any, archive_site: str, view: str
) -> None:
    page = open_page("/", view, base=archive_site)
    page.get_by_role("link", name="Register", exact=True).click()
    assert "ask" in heading(page)
    assert "had passed by" in page.locator(".lead").inner_text()


# An inspector


@BOTH
def test_an_inspector_reads_what_needs_to_improve_beside_the_grade(
    open_page: Any, archive_site: str, view: str
) -> None:
    page = open_page("/", view, base=archive_site)
    search(page, "areas for improvement in domestic violence")
    first = page.locator(".card").first
    assert first.locator(".tag").inner_text() == "Areas for improvement"
    assert first.locator(".grade").inner_text().startswith("Area graded ")


@BOTH
def test_an_inspector_holds_the_cut_against_the_file(
    open_page: Any, sample_site: str, view: str
) -> None:
    page = open_page("/?q=training&report=f1-pdf", view, base=sample_site)
    page.locator(".card-title a").first.click()
    text = page.locator("blockquote").first.inner_text()
    page.get_by_role("link", name="See how its lines were read").click()
    target = page.locator(":target")
    row = page.get_by_role("row").filter(has=target)
    assert row.locator(".quote").inner_text()[:60] == text[:60]
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(re.compile(r"/pages\?page="))


def test_a_file_opens_at_its_page(open_page: Any, sample_site: str) -> None:
    """The link keeps the page, and the file is sent to be read in the browser."""
    page = open_page("/reports/f1-pdf/pages?page=5", base=sample_site)
    link = page.get_by_role("link", name="Open report.pdf at this page")
    address = link.get_attribute("href")
    assert address.endswith("/original#page=5")
    answer = page.request.get(address.partition("#")[0])
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")


# A journalist


@BOTH
def test_a_journalist_quotes_a_finding(open_page: Any, archive_site: str, view: str) -> None:
    page = open_page("/?q=pre-release+risk+assessment", view, base=archive_site)
    page.locator(".card-title a").first.click()
    citation = page.locator("#citation").inner_text()
    assert page.url.split("?")[0] in citation
    assert page.locator("blockquote").first.inner_text().strip()


def test_a_link_that_is_shared_says_whose_finding_it_is(open_page: Any, archive_site: str) -> None:
    page = open_page("/?q=custody", base=archive_site)
    card = page.locator(".card-title a").first.inner_text().split(" · ")
    page.locator(".card-title a").first.click()
    title = page.locator("meta[property='og:title']").get_attribute("content")
    assert title.startswith(f"{card[0]}, {card[1]}")


@BOTH
def test_a_journalist_reads_it_in_its_place(open_page: Any, archive_site: str, view: str) -> None:
    page = open_page("/?q=custody", view, base=archive_site)
    page.locator(".card-title a").first.click()
    page.locator(".crumbs a").last.click()
    assert "/reports/" in page.url
    page.locator(":target").wait_for()


# An academic


def test_an_academic_takes_the_whole_set(open_page: Any, archive_site: str) -> None:
    page = open_page("/", base=archive_site)
    page.get_by_role("link", name="Data", exact=True).click()
    assert page.get_by_role("link", name="Everything in one file").is_visible()
    assert page.get_by_role("heading", name="What the columns mean").is_visible()


def test_an_academic_asks_as_a_program(open_page: Any, archive_site: str) -> None:
    page = open_page("/?q=custody", base=archive_site)
    total = int(heading(page).split()[0].replace(",", ""))
    answer = json.loads(page.request.get("/api/v1/search?q=custody&context=0").text())
    assert answer["total"] == total


@BOTH
def test_an_academic_is_told_which_search_of_which_build_it_was(
    open_page: Any, archive_site: str, view: str
) -> None:
    page = open_page("/?q=custody&category=strengths", view, base=archive_site)
    stamp = page.locator("footer .provenance")
    assert not stamp.is_visible()
    page.get_by_text("About this page").click()
    assert stamp.is_visible()
    assert "custody" in stamp.inner_text()


# A member of the public


@BOTH
def test_plain_words_find_what_is_meant(open_page: Any, archive_site: str, view: str) -> None:
    page = open_page("/", view, base=archive_site)
    search(page, "kids who go missing")
    assert page.locator(".card").count() > 0


@BOTH
def test_how_it_was_understood_is_one_line_with_the_details_behind(
    open_page: Any, archive_site: str, view: str
) -> None:
    page = open_page("/?q=Northumbria+custody", view, base=archive_site)
    line = page.locator(".note summary")
    assert line.count() == 1
    assert "Northumbria Police" in line.inner_text()
    line.click()
    page.get_by_role("link", name=re.compile("^Take .*as words")).click()
    page.wait_for_url(re.compile("literal="))


def test_the_first_result_is_on_the_first_screen(open_page: Any, archive_site: str) -> None:
    """420 of 900 pixels on a wide screen, 560 of 844 on a phone, 384 of 256 at 400 % of 1280."""
    for view, most in (("wide", 420), ("touch", 560), ("zoomed", 384)):
        for query in (
            "custody",
            "Northumbria custody 2024",
            "how are missing children found",
            "how does Northumbria stand in custody",
        ):
            page = open_page("/?q=" + query.replace(" ", "+"), view, base=archive_site)
            assert page.locator(".card").first.bounding_box()["y"] <= most, (view, query)


# A maintainer


@BOTH
def test_a_maintainer_sees_what_was_left_out(open_page: Any, sample_site: str, view: str) -> None:
    page = open_page("/reports/f1-pdf", view, base=sample_site)
    page.get_by_role("link", name="What was left out and why").click()
    assert heading(page).endswith(" was read")
    assert page.locator("details.reason").count() > 3


@BOTH
def test_a_maintainer_finds_a_line(open_page: Any, sample_site: str, view: str) -> None:
    page = open_page("/reports/f1-pdf/ledger", view, base=sample_site)
    page.get_by_label("Find a line of the file").fill("domestic violence")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile("find=domestic"))
    number = page.locator("tbody a").first
    line = number.inner_text()
    number.click()
    assert page.url.endswith(f"#line-{line}")
    assert "domestic violence" in page.locator(":target").inner_text().casefold()


@BOTH
def test_a_maintainer_sees_which_reports_need_a_look(
    open_page: Any, sample_site: str, view: str
) -> None:
    page = open_page("/", view, base=sample_site)
    page.get_by_role("link", name="Reports").first.click()
    page.get_by_role("columnheader", name="Warnings").wait_for()
