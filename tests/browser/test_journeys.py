"""What people come to do, with a mouse, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

AFI = "Areas for improvement"


def heading(page: Any) -> str:
    return " ".join(page.locator("h1").inner_text().split())


def box(page: Any, label: str) -> Any:
    return page.get_by_role("checkbox", name=re.compile(rf"^{label} \("))


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_search_filter_open_and_go_back(open_page: Any, view: str) -> None:
    page = open_page("/", view)
    page.get_by_role("searchbox", name="Search the findings").fill("training")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "findings about training" in heading(page)
    everything = int(heading(page).split()[0])

    box(page, AFI).check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).endswith(f"about training, under {AFI}")
    assert 0 < int(heading(page).split()[0]) < everything
    filtered = page.url

    text = page.locator(".card .quote").first.inner_text()
    page.locator(".card-title a").first.click()
    assert page.locator("blockquote mark").count()
    assert text.strip("… ")[:40] in " ".join(page.locator("blockquote").first.inner_text().split())

    page.go_back()
    assert page.url == filtered
    assert page.get_by_role("searchbox", name="Search the findings").input_value() == "training"
    assert box(page, AFI).is_checked()

    page.get_by_role("link", name=f"Remove filter: {AFI}").click()
    assert int(heading(page).split()[0]) == everything
    assert not box(page, AFI).is_checked()


def test_an_address_says_no_more_than_it_must(open_page: Any) -> None:
    page = open_page("/")
    page.get_by_role("searchbox").fill("NPT")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?q=NPT$"))


def tab_to(page: Any, name: str, key: str = "Tab") -> None:
    """Presses ``key`` until the element called ``name`` has the focus, which must show."""
    for _ in range(80):
        page.keyboard.press(key)
        focused = page.locator(":focus")
        outline = focused.evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline != "none", focused.evaluate("element => element.outerHTML")
        label = focused.evaluate(
            "element => (element.labels && element.labels[0] || element).textContent"
        )
        if " ".join(label.split()).startswith(name):
            return
    raise AssertionError(f"‘{name}’ cannot be reached with {key}.")


@pytest.mark.parametrize("view", ["wide", "narrow"])
def test_the_keyboard_is_enough(open_page: Any, view: str) -> None:
    page = open_page("/", view)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to results"
    assert page.locator(":focus").is_visible()

    tab_to(page, "Search the findings")
    page.keyboard.type("training")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=training"))

    if view == "narrow":
        tab_to(page, "Filter these findings")
        page.keyboard.press("Enter")
    tab_to(page, AFI)
    page.keyboard.press("Space")
    tab_to(page, "Apply filters", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("category=areas-for-improvement"))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    tab_to(page, page.locator(".card-title a").first.text_content())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/findings/"))
    page.go_back()
    assert "category=areas-for-improvement" in page.url
    assert page.get_by_role("searchbox").input_value() == "training"


def test_filters_are_open_on_a_wide_screen_and_fold_on_a_small_one(open_page: Any) -> None:
    for view in ("wide", "plain"):
        assert box(open_page("/", view), "Strengths").is_visible()
    page = open_page("/", "narrow")
    assert not box(page, "Strengths").is_visible()
    page.get_by_text("Filter these findings").click()
    assert box(page, "Strengths").is_visible()


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_nothing_found_offers_a_way_on(open_page: Any, view: str) -> None:
    page = open_page("/?q=xyzzyplugh&category=strengths&correct=0", view)
    assert heading(page).startswith("No findings about xyzzyplugh")
    assert box(page, "Strengths").is_checked()
    page.get_by_role("link", name="glossary", exact=True).click()
    assert heading(page) == "Glossary"


def test_a_citation_is_copied_by_its_button(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".card-title a").first.click()
    page.get_by_role("button", name="Copy the citation").click()
    page.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    assert copied.endswith(page.url.split("?")[0])


def test_a_citation_can_be_selected_without_a_script(open_page: Any) -> None:
    page = open_page("/?q=marac", "plain")
    page.locator(".card-title a").first.click()
    assert page.locator("#citation").is_visible()
    assert not page.get_by_role("button", name="Copy the citation").is_visible()


def test_a_finding_leads_to_its_place_in_the_report_and_back(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.locator(".card-title a").first.click()
    finding = page.url
    text = page.locator("blockquote").first.inner_text()[:60]
    page.locator(".crumbs a").last.click()
    assert "/reports/" in page.url
    target = page.locator(":target")
    assert text in target.inner_text()
    target.get_by_role("link", name="Open").click()
    assert page.url == finding.split("?")[0]


def test_print_leaves_the_controls_out(open_page: Any) -> None:
    page = open_page("/?q=NPT")
    page.emulate_media(media="print")
    for part in ("form", ".filters", ".toolbar", ".nav"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".card").first.is_visible()
    assert page.locator(".stamp").is_visible()


def test_nothing_moves_while_a_page_loads(open_page: Any) -> None:
    page = open_page("/?q=training")
    shift = page.evaluate(
        """() => new Promise(done => {
            let total = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) total += entry.value;
            }).observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(total), 300);
        })"""
    )
    assert shift == 0


def test_one_of_many_forces_is_found_by_typing(open_page: Any, national_site: str) -> None:
    page = open_page("/?q=policing", base=national_site)
    force = page.get_by_role("group", name="Force")
    assert force.get_by_role("checkbox").count() == 8
    force.get_by_text("35 more").click()
    assert force.get_by_role("checkbox").count() == 43
    find = force.get_by_role("searchbox", name="Find in force")
    find.fill("county 41")
    assert force.get_by_role("checkbox").count() == 9
    find.press("Enter")
    assert page.url.endswith("/?q=policing")
    box(page, "County 41 Police").check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).endswith("about policing, for County 41 Police")
    assert box(page, "County 41 Police").is_checked()


def test_many_forces_need_no_script(open_page: Any, national_site: str) -> None:
    page = open_page("/", "plain", base=national_site)
    force = page.get_by_role("group", name="Force")
    assert force.get_by_role("searchbox").count() == 0
    force.get_by_text("35 more").click()
    box(page, "County 41 Police").check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).endswith("for County 41 Police")
