"""How soon a page is painted on a slow machine: a real Chromium with its processor held back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.invented.asked import asked
from tests.chromium import Missing, chromium, load
from tests.serving import serving

#: How often each page is opened, with nothing kept from before; the median counts.
LOADS = 5
_VIEWPORT = {"width": 390, "height": 844}


def paints(index: Path) -> dict[str, float]:
    """Milliseconds to the largest paint of the kinds of pages most looked at; none without a
    browser.
    """
    try:
        with serving(index) as address, chromium() as browser:
            return {
                kind: median(load(_phone(browser), url)[0] for _ in range(LOADS))
                for kind, url in _kinds(browser, address)
            }
    except Missing:
        return {}


def _kinds(browser: Any, address: str) -> Iterator[tuple[str, str]]:
    search = f"{address}/?q={next(one.text for one in asked() if one.kind == 'common')}"
    yield "first page", f"{address}/"
    yield "search", search
    page = browser.new_page()
    page.goto(search)
    page.locator(".card-title a").first.click()
    yield "finding", page.url
    page.close()


def _phone(browser: Any) -> Any:
    return browser.new_context(viewport=_VIEWPORT)
