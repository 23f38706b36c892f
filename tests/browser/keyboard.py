"""Going through a page with the keyboard alone."""

from __future__ import annotations

from typing import Any


def heading(page: Any) -> str:
    """The words of the page's heading."""
    return " ".join(page.locator("h1").inner_text().split())


#: Of what has the focus: how its outline is drawn, and what it is called.
_FOCUSED = """() => {
  const one = document.activeElement;
  const { outlineStyle } = getComputedStyle(one);
  return [outlineStyle, (one.labels && one.labels[0] || one).textContent, one.outerHTML];
}"""


def tab_to(page: Any, name: str, key: str = "Tab") -> None:
    """Presses ``key`` until the element called ``name`` has the focus, which must show."""
    for _ in range(80):
        page.keyboard.press(key)
        outline, label, element = page.evaluate(_FOCUSED)
        assert outline != "none", element
        if " ".join(label.split()).startswith(name):
            return
    raise AssertionError(f"‘{name}’ cannot be reached with {key}.")
