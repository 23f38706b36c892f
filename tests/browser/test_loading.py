"""How a page comes up on a slow machine: without moving. How soon it does, the bench measures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.inspection import VIEWS
from tests.chromium import load

#: What moves may depend on what is there first.
LOADS = 3


@pytest.fixture(scope="module")
def finding(site: str, browser: Any) -> str:
    """The path of a finding among results."""
    page = browser.new_page(base_url=site)
    page.goto("/?q=training")
    path: str = page.locator(".card-title a").first.get_attribute("href")
    page.close()
    return path


@pytest.mark.parametrize("view", ["wide", "narrow"])
@pytest.mark.parametrize("name", ["first", "search", "finding"])
def test_a_page_does_not_move_while_it_comes_up(
    browser: Any, site: str, finding: str, name: str, view: str
) -> None:
    path = {"first": "/", "search": "/?q=training", "finding": finding}[name]
    loads = [load(browser.new_context(**VIEWS[view]), site + path) for _ in range(LOADS)]
    assert all(paint > 0 for paint, _ in loads)
    assert [moved for _, moved in loads] == [0] * LOADS
