"""The inspection of a page finds what is wrong in one view alone, and leaves the page as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Inspect = Callable[[Any, str], None]

#: Faults by the view in which they show: rules of a style sheet that is put on a sound page.
WRONG = {
    "wide": ".card:nth-of-type(4) .quote { color: #eee }",
    "narrow": "@media (max-width: 400px) { h1 { color: #eee } }",
    "narrow, unfolded": "@media (max-width: 400px) { .panel legend { color: #eee } }",
    "dark, unfolded": "@media (prefers-color-scheme: dark) { .card .quote { color: #333 } }",
    "forced, unfolded": "@media (forced-colors: active) { .quote { forced-color-adjust: none; "
    "color: #eee; background-color: #fff } }",
}


def put_on(page: Any, rules: str) -> None:
    """Adds to what the style sheet of a page says."""
    page.evaluate(
        """(text) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(text);
            document.adoptedStyleSheets = [sheet];
        }""",
        rules,
    )


@pytest.mark.parametrize("view", WRONG)
def test_a_fault_of_one_view_is_found(open_page: Any, inspect: Inspect, view: str) -> None:
    page = open_page("/?q=training&size=10")
    put_on(page, WRONG[view])
    with pytest.raises(AssertionError, match=rf"^{view}: color-contrast"):
        inspect(page, "wrong")


def test_a_page_that_is_too_wide_is_found(open_page: Any, inspect: Inspect) -> None:
    page = open_page("/about")
    put_on(page, "main { min-width: 30rem }")
    with pytest.raises(AssertionError, match=r"^narrow.*: \d+ pixels wide$"):
        inspect(page, "wrong")


def test_a_page_is_left_as_it_was(open_page: Any, inspect: Inspect) -> None:
    page = open_page("/?q=training&size=10", "narrow")
    inspect(page, "right")
    assert page.viewport_size == {"width": 320, "height": 640}
    assert not page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert not page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.locator("[data-asked]").count() == 0
    assert not page.locator(".panel-body").first.is_visible()
