"""Going through a page with the keyboard alone."""

from __future__ import annotations

from typing import Any


def heading(page: Any) -> str:
    """The words of the page's heading."""
    return " ".join(page.locator("h1").inner_text().split())


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
