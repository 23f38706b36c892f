"""How soon a page is painted on a slow machine: a real Chromium with its processor held back."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from tests.chromium import Missing, chromium, load

#: How often each page is opened, with nothing kept from before; the median counts.
LOADS = 5
_VIEWPORT = {"width": 390, "height": 844}


def paints(address: str, paths: Mapping[str, str]) -> dict[str, float]:
    """Milliseconds to the largest paint of each page, by its name; none without a browser."""
    try:
        with chromium() as browser:
            return {
                name: median(
                    load(browser.new_context(viewport=_VIEWPORT), address + path)[0]
                    for _ in range(LOADS)
                )
                for name, path in paths.items()
            }
    except Missing:
        return {}
