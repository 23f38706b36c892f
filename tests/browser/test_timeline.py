"""The years in a browser: from a search by keyboard, without a script, on a phone."""

from __future__ import annotations

from typing import Any

from tests.browser.keyboard import tab_to


def test_a_search_leads_to_its_years_and_a_number_back_by_keyboard(
    open_page: Any, sample_site: str
) -> None:
    page = open_page("/timeline?q=training", "plain", base=sample_site)
    number = page.locator("tbody a").first
    said = number.inner_text()
    tab_to(page, said)
    while page.locator(":focus").evaluate("one => one.tagName") != "A":  # the drawing has it too
        tab_to(page, said)
    page.keyboard.press("Enter")
    page.wait_for_url("**year=**")
    assert page.locator("h1").inner_text().startswith(f"{said} finding")


def test_the_drawing_scrolls_by_itself_on_a_phone(open_page: Any, sample_site: str) -> None:
    page = open_page("/timeline?q=training", "narrow", base=sample_site)
    drawing = page.get_by_role("region", name="Drawing of the findings a year")
    assert drawing.evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.get_by_role("img").first.is_visible()
