"""Each page, as different people have it before them: no fault, no sideways scroll, a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PAGES = {
    "first": "/",
    "search": "/?q=NPT",
    "filtered": "/?q=training&category=areas-for-improvement&category=strengths&size=50",
    "nothing": "/?q=xyzzyplugh&category=strengths&correct=0",
    "refused": "/?q=training&area=mars",
    "reports": "/reports",
    "report": "/reports/cambridgeshire-2007",
    "ledger": "/reports/cambridgeshire-2007/ledger",
    "glossary": "/glossary",
    "about": "/about",
    "help": "/help",
    "accessibility": "/accessibility",
    "api": "/api",
    "empty-pack": "/pack",
    "missing": "/nowhere",
}
#: Pixels from which only the first screen is pictured: a whole report of 60,000 takes 10 s.
TALL = 12_000
STATUS = {"refused": 400, "missing": 404}


def faults(page: Any) -> list[str]:
    """What axe-core finds wrong, a line for each kind of fault."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in found
    ]


def inspect(page: Any, picture: Path) -> None:
    """Takes a picture, then holds the page against what is promised of every page."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.screenshot(path=picture, full_page=height < TALL)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


#: Pages that need more than one force.
SAMPLE_PAGES = {
    "shape": "/shape?q=training",
    "compare-choose": "/compare",
    "compare-areas": "/compare?force=mercia-vale-police&force=north-wessex-constabulary",
    "compare": "/compare?force=mercia-vale-police&force=cambridgeshire-constabulary"
    "&force=south-mercia-constabulary&area=performance-management&q=training",
    "search-sample": "/?q=training&force=mercia-vale-police&force=calderdene-police",
    "reports-sample": "/reports",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(open_page: Any, name: str, view: str, pictures: Path) -> None:
    page = open_page(PAGES[name], view, STATUS.get(name, 200))
    inspect(page, pictures / f"{name}-{view}.png")


def test_finding(open_page: Any, view: str, pictures: Path) -> None:
    page = open_page("/?q=problem+solving", view)
    page.locator(".card-title a").first.click()
    assert page.locator("blockquote mark").count()
    inspect(page, pictures / f"finding-{view}.png")


@pytest.mark.parametrize("name", ["first", "reports"])
def test_with_many_reports(
    open_page: Any, national_site: str, name: str, view: str, pictures: Path
) -> None:
    page = open_page(PAGES[name], view, base=national_site)
    inspect(page, pictures / f"{name}-national-{view}.png")


@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_with_several_forces(
    open_page: Any, sample_site: str, name: str, view: str, pictures: Path
) -> None:
    page = open_page(SAMPLE_PAGES[name], view, base=sample_site)
    inspect(page, pictures / f"{name}-{view}.png")


def test_pack(open_page: Any, view: str, pictures: Path) -> None:
    page = open_page("/?q=training&size=10", view)
    for place in (0, 3, 4):
        page.locator(".pick input").nth(place).check()
    inspect(page, pictures / f"ticked-{view}.png")
    page.get_by_role("button", name="Make an evidence pack").click()
    page.wait_for_url("**/pack?*")
    assert page.locator(".card").count() == 3
    inspect(page, pictures / f"pack-{view}.png")
    page.goto(page.url + "&finding=gone-1")
    inspect(page, pictures / f"pack-with-a-gap-{view}.png")


def test_a_result_among_others(open_page: Any, view: str, pictures: Path) -> None:
    page = open_page("/?q=training&category=strengths", view)
    page.locator(".card-title a").nth(2).click()
    page.get_by_role("link", name="Next result").wait_for()
    inspect(page, pictures / f"finding-in-results-{view}.png")
