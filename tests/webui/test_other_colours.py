"""Other colours change colours alone.

The browser tests rely on it: what axe says of a page in light holds of it in dark and in forced
colours, but for its rules of colours, which are run there too.
"""

from __future__ import annotations

import re
from pathlib import Path

SHEET = (Path(__file__).parents[2] / "webui" / "static" / "app.css").read_text(encoding="utf-8")
#: What changes neither place nor size: an outline is drawn round a box, and a border inside one
#: whose size is set (every box here is a border box).
COLOURS = {"background", "color", "border-color", "fill", "stroke", "forced-color-adjust"}


def block(condition: str) -> str:
    """What the sheet says under a condition."""
    start = SHEET.index("{", SHEET.index(f"@media ({condition})")) + 1
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(SHEET[end], 0)
        end += 1
    return SHEET[start : end - 1]


def declared(text: str) -> list[tuple[str, str, str]]:
    """Selector, property and value of each declaration."""
    return [
        (selector.strip(), name.strip(), value.strip())
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text)
        for name, _, value in (one.partition(":") for one in body.split(";") if ":" in one)
    ]


def test_dark_sets_nothing_but_colours() -> None:
    found = declared(block("prefers-color-scheme: dark"))
    assert len(found) > 10
    for selector, name, value in found:
        assert selector == ":root"
        assert name.startswith("--")
        assert re.fullmatch(r"#[0-9a-f]{3,8}", value), name


def test_forced_colours_set_nothing_but_colours() -> None:
    found = declared(block("forced-colors: active"))
    assert len(found) > 5
    others = [(selector, name) for selector, name, _ in found if name not in COLOURS]
    # The bar has a size of its own, within which its border is drawn.
    assert others == [(".bar", "border")]
    assert "*, ::before, ::after { box-sizing: border-box }" in SHEET
    assert {"width", "height"} <= {name for chosen, name, _ in declared(SHEET) if chosen == ".bar"}


def test_no_script_asks_how_a_page_is_looked_at() -> None:
    """So a page may be opened in one view and put into another: it is as if opened there."""
    script = (Path(__file__).parents[2] / "webui" / "static" / "app.js").read_text("utf-8")
    asking = ("matchMedia", "innerWidth", "clientWidth", "offsetWidth", "resize", "Observer")
    assert [word for word in asking if word in script] == []
