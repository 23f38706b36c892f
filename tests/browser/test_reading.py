"""Reading on: findings, reports, glossary and help, by mouse, by keyboard, without a script."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.browser.keyboard import heading, tab_to

BOTH = pytest.mark.parametrize("view", ["wide", "plain"])
REPORT = "/reports/cambridgeshire-2007"
#: A finding whose text goes over a page of the report.
JOINED = "/findings/cambridgeshire-2007-a6592a3e"
#: A finding of an area for improvement, in the report of one force of several.
WANTING = "/?q=dip-sampling&category=areas-for-improvement"
GOOD = ("Strengths", "Developing practice", "Good practice", "Innovative practice")


def follow(page: Any, name: str, key: str = "Tab") -> None:
    """Follows the first link called ``name`` with the keyboard alone."""
    tab_to(page, name, key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def quoted(page: Any) -> str:
    return " ".join(page.locator("blockquote").first.inner_text().split())


# A finding


@BOTH
def test_the_findings_around_one_are_read(open_page: Any, view: str) -> None:
    page = open_page("/?q=marac", view)
    page.locator(".card-title a").first.click()
    first, text = page.url, quoted(page)
    page.get_by_role("link", name="Next finding").click()
    assert page.url != first
    assert "q=marac" in page.url
    page.get_by_role("link", name="Previous finding").click()
    assert quoted(page) == text
    page.go_back()
    page.go_back()
    assert page.url == first


def test_the_findings_around_one_are_read_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.locator(".card-title a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/findings/"))
    text = quoted(page)
    follow(page, "Next finding")
    assert quoted(page) != text
    follow(page, "Previous finding")
    assert quoted(page) == text


@BOTH
def test_where_halves_of_a_text_are_joined_is_shown(open_page: Any, view: str) -> None:
    page = open_page(JOINED, view)
    mark = page.locator("blockquote").first.get_by_role("img", name="page break in the report")
    assert mark.first.is_visible()
    assert page.get_by_text("The report breaks this text over a page here").is_visible()


@BOTH
def test_who_does_this_well_is_a_click_away(open_page: Any, sample_site: str, view: str) -> None:
    page = open_page(WANTING, view, base=sample_site)
    page.locator(".card-title a").first.click()
    asking = page.locator(".facts dd").first.inner_text()
    well = page.get_by_role("region", name="Who does this well?")
    name = well.get_by_role("listitem").first.locator(".near-name").inner_text()
    assert not name.startswith(asking)
    well.get_by_role("link").first.click()
    assert page.locator("article .tag").first.inner_text() in GOOD
    assert page.locator(".facts dd").first.inner_text() == name.partition(" · ")[0]


def test_who_does_this_well_is_reached_with_the_keyboard_alone(
    open_page: Any, sample_site: str
) -> None:
    page = open_page(WANTING, base=sample_site)
    page.locator(".card-title a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Who does this well?").wait_for()
    first = page.locator("section[aria-labelledby=well] a").first
    follow(page, " ".join(first.text_content().split()))
    assert page.locator("article .tag").first.inner_text() in GOOD


@BOTH
def test_similar_findings_are_a_click_away(open_page: Any, view: str) -> None:
    page = open_page("/?q=marac", view)
    page.locator(".card-title a").first.click()
    text = quoted(page)
    page.get_by_role("region", name="Similar findings").get_by_role("link").first.click()
    page.wait_for_url(re.compile("/findings/"))
    assert quoted(page) != text


def test_acronyms_of_a_finding_are_explained_beside_it(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.locator(".card-title a").first.click()
    assert "MARAC" in quoted(page)
    row = page.locator("article .acronym").filter(has_text="MARAC")
    assert row.inner_text() == "MARAC Multi-agency Risk Assessment Conference"


@pytest.mark.parametrize("path", [JOINED, REPORT])
def test_print_leaves_the_frame_out(open_page: Any, path: str) -> None:
    page = open_page(path)
    page.emulate_media(media="print")
    for part in (".nav", ".crumbs", ".footer-links"):
        assert not page.locator(part).first.is_visible(), part
    for part in (".quote", ".provenance", "h1"):
        assert page.locator(part).first.is_visible(), part


def test_a_finding_of_an_earlier_build_leads_to_its_report(open_page: Any) -> None:
    page = open_page("/findings/cambridgeshire-2007-00000000?q=custody", status=404)
    assert heading(page) == "This finding is not here any more"
    page.get_by_role("link", name="Look for it in Cambridgeshire").click()
    assert page.url.endswith(REPORT)


# A report


@BOTH
def test_a_report_is_read_from_its_contents(open_page: Any, view: str) -> None:
    page = open_page("/reports", view)
    page.get_by_role("link", name="Cambridgeshire Constabulary").click()
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="Performance Management").click()
    chapter = page.get_by_role("heading", name="Performance Management", exact=True).first
    assert page.url.endswith("#" + chapter.get_attribute("id"))
    assert -1 <= chapter.bounding_box()["y"] < page.viewport_size["height"]
    section = page.get_by_role("region", name="Performance Management")
    assert section.get_by_text("29 of 43 forces").is_visible()
    section.get_by_role("link", name="Open").first.click()
    page.wait_for_url(re.compile("/findings/"))


def test_a_report_is_read_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/")
    follow(page, "Reports")
    follow(page, "Cambridgeshire Constabulary")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to contents"
    page.keyboard.press("Enter")
    tab_to(page, "Neighbourhood Policing")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#area-"))
    tab_to(page, "Open")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/findings/"))
    assert "Neighbourhood Policing" in heading(page)


@BOTH
def test_what_was_left_out_is_accounted_for(open_page: Any, view: str) -> None:
    page = open_page(REPORT, view)
    page.get_by_role("link", name="What was left out and why").click()
    reason = page.locator("details").filter(has=page.get_by_role("heading", name="Running head"))
    rows = reason.get_by_role("row")
    assert rows.count() == 0
    reason.locator("summary").click()
    assert rows.count() == 1 + int(reason.locator(".count").inner_text().split()[0])
    page.get_by_role("link", name="Every line in its place").click()
    page.get_by_role("link", name="in a finding").first.click()
    page.wait_for_url(re.compile("/findings/"))


def test_what_was_left_out_is_read_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page(REPORT)
    follow(page, "What was left out and why")
    tab_to(page, "Heading")
    page.keyboard.press("Enter")
    assert page.locator("details[open]").get_by_role("row").count() > 1


# Glossary, help and data


@BOTH
def test_an_acronym_is_looked_up_and_searched_for(open_page: Any, view: str) -> None:
    page = open_page("/", view)
    page.get_by_role("link", name="Glossary").first.click()
    row = page.get_by_role("row", name=re.compile("^NPT "))
    assert "Neighbourhood Policing Team" in row.inner_text()
    count = row.get_by_role("link").last.inner_text().split()[0]
    row.get_by_role("link").last.click()
    assert heading(page) == f"{count} findings about NPT"


def test_an_acronym_is_looked_up_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/")
    follow(page, "Glossary")
    tab_to(page, "CAMNET")
    page.keyboard.press("Enter")
    assert page.locator(":target").inner_text().startswith("CAMNET")
    follow(page, "3 findings about CAMNET")
    assert heading(page) == "3 findings about CAMNET"


@BOTH
def test_an_example_of_the_help_runs(open_page: Any, view: str) -> None:
    page = open_page("/", view)
    page.get_by_role("link", name="More ways to search").click()
    page.get_by_role("link", name="training OR briefing").click()
    assert heading(page).endswith("about training OR briefing")


def test_an_example_of_the_help_runs_by_keyboard(open_page: Any) -> None:
    page = open_page("/help")
    follow(page, "neighbour*")
    assert heading(page).endswith("about neighbour*")


def test_a_program_finds_what_it_may_ask(open_page: Any) -> None:
    page = open_page("/")
    page.get_by_role("link", name="For programs").click()
    page.get_by_role("link", name="/api/v1/search?q=domestic+violence&size=2").click()
    answer = json.loads(page.locator("pre").inner_text())
    assert len(answer["findings"]) == 2


def test_a_search_is_followed_by_its_feed(open_page: Any) -> None:
    page = open_page("/?q=training&category=strengths")
    total = int(heading(page).split()[0])
    link = page.get_by_role("link", name="Follow this search")
    declared = page.locator("link[rel=alternate]").get_attribute("href")
    assert link.get_attribute("href") == declared
    feed = ElementTree.fromstring(page.request.get(declared).body())
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == min(total, 50)


def test_the_browser_can_search_from_its_address_bar(open_page: Any) -> None:
    page = open_page("/reports")
    declared = page.locator("link[rel=search]").get_attribute("href")
    description = ElementTree.fromstring(page.request.get(declared).body())
    (template,) = (
        url.attrib["template"]
        for url in description.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
        if url.attrib["type"] == "text/html"
    )
    page.goto(template.replace("{searchTerms}", "sex+offenders"))
    assert "‘sex offenders’" in heading(page)
    icon = page.locator("link[rel=icon]").get_attribute("href")
    assert page.request.get(icon).headers["content-type"].startswith("image/svg+xml")


def test_the_colours_are_those_of_the_system(open_page: Any) -> None:
    lightness = (
        "Math.max(...getComputedStyle(document.documentElement).backgroundColor.match(/[0-9]+/g))"
    )
    assert open_page("/").evaluate(lightness) > 200
    assert open_page("/", "dark").evaluate(lightness) < 60


def test_an_address_taken_from_the_stamp_gives_the_same_page(open_page: Any) -> None:
    page = open_page("/?q=training&category=strengths&sort=newest&size=5&page=2")
    address = (
        page.locator(".provenance div").filter(has_text="Address").locator("dd").text_content()
    )
    again = open_page(urlsplit(address).path + "?" + urlsplit(address).query)
    assert again.locator(".card-title").all_inner_texts() == (
        page.locator(".card-title").all_inner_texts()
    )
