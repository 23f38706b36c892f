"""Each page, as different people have it before them: no fault, no sideways scroll, a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import publish
from tests.browser.conftest import _hosting
from tests.national import council, national
from tests.serving import ROOT
from webui import create_app

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


#: Pages of a place, which was inspected alone and together with the police.
PLACE_PAGES = {
    "first-places": "/",
    "places": "/places",
    "place": "/places/merrow",
    "place-alone": "/places/ashdale",
    "force-of-a-place": "/forces/northumbria-police",
    "register-place": "/register?place=merrow",
    "search-place": "/?q=custody+in+Merrow",
}

#: What other tests of this folder open and inspect.
ELSEWHERE = {
    "findings.finding", "register.page",
    "admin.new", "admin.report", "admin.upload", "admin.waiting",
}  # fmt: skip


def test_every_page_that_there_is_is_inspected(tmp_path: Path) -> None:
    """A page is an address without an ending of a room that makes pages."""
    app = create_app({"INDEX": tmp_path, "ADMIN_TOKEN": "a-token-for-tests-0123456789"})
    rooms = {
        name for name, room in app.blueprints.items()
        if room.import_name.startswith(("webui.pages.", "webui.admin."))
    }  # fmt: skip
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in rooms
        and "GET" in (rule.methods or ())
        and "ending" not in rule.arguments
    }
    addresses = app.url_map.bind("")
    opened = {**PAGES, **SAMPLE_PAGES, **PLACE_PAGES}
    del opened["missing"]
    there.remove("reports.original")  # a file, of any format
    inspected = {addresses.match(path.partition("?")[0])[0] for path in opened.values()}
    assert there - inspected == ELSEWHERE - inspected
    assert there >= ELSEWHERE


@pytest.fixture(scope="module")
def place_site(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[str]:
    """The address of a server over reports on two places, one of them twice and with the police."""
    index = tmp_path_factory.mktemp("places") / "index"
    report = next(national(1))
    joint = replace(report, id="joint", place="Merrow", series="Joint targeted area inspection")
    facts = {"place": joint.place, "series": joint.series, "report": joint.id}
    findings = tuple(
        replace(one, **facts, id=f"joint-{number:04}", addressee="The council")
        for number, one in enumerate(report.findings)
    )
    alone = (council(report, place, "Children’s services") for place in ("Merrow", "Ashdale"))
    publish([replace(joint, findings=findings, ledger=()), *alone], index)
    with _hosting(index, ROOT / "corpus") as address:
        yield address


@pytest.mark.parametrize("name", PLACE_PAGES)
def test_of_a_place(
    open_page: Any, place_site: str, name: str, inspect: Callable[..., None]
) -> None:
    inspect(open_page(PLACE_PAGES[name], base=place_site), name)


@pytest.mark.parametrize("name", PAGES)
def test_page(open_page: Any, name: str, inspect: Callable[..., None]) -> None:
    page = open_page(PAGES[name], status=STATUS.get(name, 200))
    inspect(page, name)


def test_finding(open_page: Any, inspect: Callable[..., None]) -> None:
    page = open_page("/?q=problem+solving")
    page.locator(".card-title a").first.click()
    assert page.locator("blockquote mark").count()
    inspect(page, "finding")


#: Pages that have an index by letters, or a fold, where there are many forces.
MANY = {
    "first": "/",
    "reports": "/reports",
    "forces": "/forces",
    "grades": "/grades",
    "about": "/about",
}


@pytest.mark.parametrize("name", MANY)
def test_with_many_reports(
    open_page: Any, national_site: str, name: str, inspect: Callable[..., None]
) -> None:
    page = open_page(MANY[name], base=national_site)
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
