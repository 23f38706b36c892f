"""What is promised of every page, in each view: no sideways scroll, nothing that axe-core finds.

A page is opened once and put into one view after the other, since no script asks how it is looked
at (``test_other_colours`` says so of ours): to open it and axe in each took half of the time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.serving import ROOT

#: The same page as different people have it before them.
VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1100, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1100, "height": 900}, "color_scheme": "dark"},
    "forced": {"viewport": {"width": 1100, "height": 900}, "forced_colors": "active"},
    "plain": {"viewport": {"width": 1100, "height": 900}, "java_script_enabled": False},
    "zoomed": {"viewport": {"width": 320, "height": 256}},
    "touch": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
#: Those in which every page is looked at.
LOOKED_AT = ("wide", "narrow", "dark", "forced")
#: In other colours a page has the same elements in the same places and of the same size, which
#: ``test_other_colours`` reads in the style sheet: so there axe is asked about colours alone, and
#: once, with everything unfolded. All its rules take it two seconds a page.
COLOURS = {"dark", "forced"}
_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

#: How many folds of a page are closed; what opens all of them, and closes them again.
_FOLDS = "document.querySelectorAll('details:not([open])').length"
_UNFOLD = """() => {
  window.opened = [...document.querySelectorAll("details:not([open])")];
  for (const one of window.opened) one.open = true;
}"""
_FOLD = "() => { for (const one of window.opened) one.open = false; }"
_WIDTH = "document.documentElement.scrollWidth"

#: Runs axe with some options. With ``each`` it weighs the contrast of all that is written;
#: without, of three texts of a kind: those in elements of the same names and classes, as
#: large and as bold, in the same colour on the same grounds. Of a page with 500 findings the
#: contrast of all takes four seconds of five.
_ASK = """({ options, each }) => {
  const paths = new Map(), grounds = new Map(), kinds = new Map();
  const kept = (map, one, make) => {
    if (!one) return "";
    if (!map.has(one)) map.set(one, make(one));
    return map.get(one);
  };
  const path = (one) => kept(paths, one,
    () => `${path(one.parentElement)} ${one.localName}.${one.getAttribute("class") ?? ""}`);
  const ground = (one) => kept(grounds, one, () => {
    const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(one);
    const own = `/${backgroundColor} ${backgroundImage} ${opacity} ${filter}`;
    const below = ground(one.parentElement);
    return own === "/rgba(0, 0, 0, 0) none 1 none" ? below : below + own;
  });
  const writes = (one) => one.matches("input, select, textarea")
    || [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  const asked = [...document.body.querySelectorAll("*")].filter(
    (one) => writes(one) && one.checkVisibility({ visibilityProperty: true }));
  for (const one of each ? [] : asked) {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(one);
    const looks = [color, fontSize, fontWeight, textShadow, one.disabled];
    const kind = `${[path(one), ground(one), looks]}`;
    kept(kinds, kind, () => []).push(one);
  }
  const some = [...kinds.values()].flatMap((of) => [of[0], of[of.length >> 1], of.at(-1)]);
  for (const one of some) one.dataset.asked = "";
  axe.configure({ rules: [{ id: "color-contrast", selector: each ? "*" : "[data-asked]" }] });
  return axe.run({ ...options, resultTypes: ["violations"] }).then(({ violations }) => {
    for (const one of some) delete one.dataset.asked;
    return violations;
  });
}"""

#: Pixels from which only the first screen is pictured: a whole report of 60,000 takes 10 s.
TALL = 12_000
#: Where ``--pictures`` leaves a picture of each page, to be looked at by eye; git ignores it.
SCREENSHOTS = ROOT / ".screenshots"


class Inspection:
    """``inspect(page, name)`` holds a page against what is promised of every page.

    It goes through all views and leaves the page in the one that it was opened in. With
    ``pictures`` each view of it leaves one under its name.
    """

    def __init__(self, pictures: bool = False) -> None:
        from axe_playwright_python.sync_playwright import Axe

        self._axe = Axe().axe_script
        self._pictures = pictures

    def __call__(self, page: Any, name: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self._axe)
        size = page.viewport_size
        for view in LOOKED_AT:
            _put_into(page, **VIEWS[view])
            if self._pictures:
                _picture(page, f"{name}-{view}")
            _look(page, view)
        _put_into(page, size)


def _put_into(
    page: Any, viewport: dict[str, int], color_scheme: str = "light", forced_colors: str = "none"
) -> None:
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=color_scheme, forced_colors=forced_colors)


def _look(page: Any, view: str) -> None:
    """Every rule as the page comes up and with everything unfolded; of other colours, theirs."""
    options = {"runOnly": _OF_COLOURS} if view in COLOURS else {}
    if view not in COLOURS and page.evaluate(_FOLDS):
        _hold(page, view, view, options)
    page.evaluate(_UNFOLD)
    _hold(page, view, f"{view}, unfolded", options, each=view == "wide")
    page.evaluate(_FOLD)


def _hold(page: Any, view: str, name: str, options: dict[str, Any], *, each: bool = False) -> None:
    """Fails with what is wrong with the page as it stands, a line for each kind of fault."""
    width = page.evaluate(_WIDTH)
    assert width <= VIEWS[view]["viewport"]["width"], f"{name}: {width} pixels wide"
    found = [
        f"{name}: {fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in page.evaluate(_ASK, {"options": options, "each": each})
    ]
    assert not found, "\n".join(found)


def _picture(page: Any, name: str) -> None:
    """Leaves a picture of the page. Lossless ones take four times as long to pack."""
    SCREENSHOTS.mkdir(exist_ok=True)
    height = page.evaluate("document.documentElement.scrollHeight")
    path: Path = SCREENSHOTS / f"{name}.jpg"
    page.screenshot(path=path, type="jpeg", quality=70, full_page=height < TALL)
