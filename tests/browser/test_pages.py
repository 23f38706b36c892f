"""Each page, as different people have it before them: no fault, no sideways scroll, a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

PAGES = {
    "first": "/",
    "search": "/?q=NPT",
    "filtered": "/?q=training&category=areas-for-improvement&category=strengths&size=50",
    "folded": "/?q=runaway+children+at+risk",
    "named": "/?q=child+abuse",
    "nothing": "/?q=xyzzyplugh&category=strengths&correct=0",
    "refused": "/?q=training&area=mars",
    "reports": "/reports",
    "report": "/reports/cambridgeshire-2007",
    "ledger": "/reports/cambridgeshire-2007/ledger",
    "ledger-whole": "/reports/cambridgeshire-2007/ledger?show=all",
    "ledger-found": "/reports/cambridgeshire-2007/ledger?find=training",
    "source": "/reports/cambridgeshire-2007/pages?page=4",
    "glossary": "/glossary",
    "about": "/about",
    "help": "/help",
    "accessibility": "/accessibility",
    "api": "/api",
    "data": "/data",
    "empty-pack": "/pack",
    "missing": "/nowhere",
    "gone": "/findings/cambridgeshire-2007-00000000?q=custody",
}
STATUS = {"refused": 400, "missing": 404, "gone": 404}


#: Pages that need more than one force.
SAMPLE_PAGES = {
    "shape": "/shape?q=training",
    "compare-choose": "/compare",
    "compare-areas": "/compare?force=mercia-vale-police&force=north-wessex-constabulary",
    "compare": "/compare?force=mercia-vale-police&force=cambridgeshire-constabulary"
    "&force=south-mercia-constabulary&area=performance-management&q=training",
    "search-sample": "/?q=training&force=mercia-vale-police&force=calderdene-police",
    "reports-sample": "/reports",
    "reports-found": "/reports?find=2007&order=force",
    "reports-not-found": "/reports?find=atlantis",
    "forces": "/forces",
    "force": "/forces/mercia-vale-police",
    "timeline": "/timeline?q=training",
    "source-pdf": "/reports/f1-pdf/pages?page=5",
    "shape-share": "/shape?q=training&share=1",
    "grades": "/grades?series=hmic-inspection-report-2007",
    "grades-several": "/grades?series=hmic-inspection-report-2007&series=peel-2021-22",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(open_page: Any, name: str, inspect: Callable[..., None]) -> None:
    page = open_page(PAGES[name], status=STATUS.get(name, 200))
    inspect(page, name)


def test_finding(open_page: Any, inspect: Callable[..., None]) -> None:
    page = open_page("/?q=problem+solving")
    page.locator(".card-title a").first.click()
    assert page.locator("blockquote mark").count()
    inspect(page, "finding")


@pytest.mark.parametrize("name", ["first", "reports"])
def test_with_many_reports(
    open_page: Any, national_site: str, name: str, inspect: Callable[..., None]
) -> None:
    page = open_page(PAGES[name], base=national_site)
    inspect(page, f"{name}-national")


@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_with_several_forces(
    open_page: Any, sample_site: str, name: str, inspect: Callable[..., None]
) -> None:
    page = open_page(SAMPLE_PAGES[name], base=sample_site)
    inspect(page, name)


def test_pack(open_page: Any, inspect: Callable[..., None]) -> None:
    page = open_page("/?q=training&size=10", "narrow")
    for place in (0, 3, 4):
        page.locator(".pick input").nth(place).check()
    inspect(page, "ticked")
    page.get_by_role("button", name="Make an evidence pack").click()
    page.wait_for_url("**/pack?*")
    assert page.locator(".card").count() == 3
    inspect(page, "pack")
    page.goto(page.url + "&finding=gone-1")
    inspect(page, "pack-with-a-gap")


def test_a_result_among_others(open_page: Any, inspect: Callable[..., None]) -> None:
    page = open_page("/?q=training&category=strengths")
    page.locator(".card-title a").nth(2).click()
    page.get_by_role("link", name="Next result").wait_for()
    inspect(page, "finding-in-results")
