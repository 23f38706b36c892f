"""A real Chromium for the browser tests and the bench: the one of this machine, by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Missing(Exception):
    """There is no browser here; its text says what is missing."""


@contextmanager
def chromium() -> Iterator[Any]:
    """A Playwright browser, closed in the end. Raises Missing."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise Missing("There is no Chromium on this machine")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Missing(
            "Playwright is not installed (pip install 'inspection-findings[browser]')"
        ) from None
    # One process for all pages: to start one for each took half of the time of a page.
    flags = ["--disable-background-networking", "--renderer-process-limit=1", "--in-process-gpu"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()


#: How many times slower than this machine, as Chromium's own 'mid-tier mobile' has it.
SLOWER = 4
#: Milliseconds to the largest paint, and how much moved without anybody having touched the page
#: (cumulative layout shift). What moved is told before what was painted, and then all is told.
_LOADED = """() => new Promise(done => {
    let moved = 0;
    const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
        .observe({type, buffered: true});
    watch("layout-shift", entry => { moved += entry.value; });
    watch("largest-contentful-paint", entry =>
        requestIdleCallback(() => done([entry.startTime, moved])));
})"""


def load(context: Any, address: str) -> tuple[float, float]:
    """Opens an address on a slow machine, with nothing kept from before.

    Takes a Playwright context of its own, which it closes. Returns milliseconds to the largest
    paint, and how much moved.
    """
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    paint, moved = page.evaluate(_LOADED)
    context.close()
    return paint, moved
