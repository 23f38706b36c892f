"""How a page comes up on a slow machine: without moving. How soon it does, the bench tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import VIEWS

#: How many times slower than this machine, as Chromium's own 'mid-tier mobile' has it.
SLOWER = 4
#: The largest paint so far, and everything that moved without anybody having touched the page.
MEASURE = """() => new Promise(done => {
    let paint = 0, moved = 0;
    const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
        .observe({type, buffered: true});
    watch("largest-contentful-paint", entry => { paint = entry.startTime; });
    watch("layout-shift", entry => { moved += entry.value; });
    setTimeout(() => done([paint, moved]), 300);
})"""


@pytest.fixture
def load(browser: Any, site: str) -> Callable[[str, str], tuple[float, float]]:
    """``load(path, view)`` opens a page with nothing kept from before, on a slow machine.

    Returns milliseconds to the largest paint, and how much moved (cumulative layout shift).
    """

    def loaded(path: str, view: str) -> tuple[float, float]:
        context = browser.new_context(base_url=site, **VIEWS[view])
        page = context.new_page()
        chromium = context.new_cdp_session(page)
        chromium.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(path, wait_until="load")
        paint, moved = page.evaluate(MEASURE)
        context.close()
        return paint, moved

    return loaded


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
def test_a_page_is_painted_and_does_not_move(
    load: Callable[[str, str], tuple[float, float]],
    finding: str,
    name: str,
    view: str,
) -> None:
    path = {"first": "/", "search": "/?q=training", "finding": finding}[name]
    paint, moved = load(path, view)
    assert paint > 0
    assert moved == 0
