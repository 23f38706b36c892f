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


def test_the_drawings_fit_on_a_phone(open_page: Any, sample_site: str) -> None:
    page = open_page("/timeline?q=training", "narrow", base=sample_site)
    for drawing in page.get_by_role("img", name="the table below").all():
        box = drawing.bounding_box()
        assert 0 <= box["x"] <= 320 - box["width"]
        assert box["height"] > 40
        letters = drawing.locator("text").first.bounding_box()
        assert letters["height"] >= 11
