"""The register in a browser: no fault in any view, by keyboard, without a script."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive, JoinedTable
from tests.serving import hosting
from webui import create_app

PAGES = {
    "register": "/register",
    "register-overdue": "/register?due=overdue&on=2026-06-30&own.status=Open",
    "register-more": "/register?addressee=chief&order=due&size=5&page=2",
    "register-nothing": "/register?q=xyzzyplugh&correct=0",
}


@pytest.fixture(scope="module")
def register_site(
    asking_index: Path, tmp_path_factory: pytest.TempPathFactory, browser: Any
) -> Iterator[str]:
    """The address of a server over a register with a joined table, some rows of which are odd."""
    corpus = tmp_path_factory.mktemp("corpus")
    join(asking_index, corpus)
    with hosting(create_app({"INDEX": asking_index, "CORPUS": corpus})) as address:
        yield address


def join(index: Path, corpus: Path) -> None:
    """Join a table to the register of an index, some rows of which are odd."""
    register = Archive(index).register()
    table = [(entry.id, "Open", "Amy", "soon" if entry.due else "") for entry in register[::3]]
    with (corpus / "mine.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [("Reference", "Status", "Owner", "Closed on"), *table, ("nobody", "", "", "")]
        csv.writer(file).writerows(rows)
    JoinedTable(corpus).put(corpus / "mine.csv", register)


@pytest.mark.parametrize("name", PAGES)
def test_page(open_page: Any, register_site: str, name: str, inspect: Callable[..., None]) -> None:
    inspect(open_page(PAGES[name], base=register_site), name)


def test_what_is_overdue_is_found_by_keyboard(open_page: Any, register_site: str) -> None:
    page = open_page("/register", base=register_site)
    page.get_by_label("Date passed as of").fill("2026-06-30")
    last_day = page.locator("select[name=due]")
    last_day.focus()
    page.keyboard.type("Date passed")
    page.get_by_label("Words").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**due=overdue**")
    assert page.locator(".card").count()
    assert (
        page.locator(".card").count()
        == page.locator(".tag.concern", has_text="Date passed").count()
    )
    assert page.get_by_label("Date passed as of").input_value() == "2026-06-30"


def test_it_can_be_skipped_to(open_page: Any, register_site: str) -> None:
    page = open_page("/register", base=register_site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"


def test_without_a_script_a_joined_column_filters_and_is_taken_away(
    open_page: Any, register_site: str
) -> None:
    page = open_page("/register", "plain", base=register_site)
    page.locator("select[name='own.status']").select_option("Open")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**own.status=Open**")
    shown = page.locator(".card").count()
    assert shown
    assert page.locator(".card dd", has_text="Amy").count() == shown
    with page.expect_download() as download:
        page.get_by_role("link", name="table (CSV)").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Owner"] for row in rows} == {"Amy"}


def test_what_found_no_place_is_named(open_page: Any, register_site: str) -> None:
    page = open_page("/register", base=register_site)
    page.get_by_text("of the joined table need a look").click()
    assert page.get_by_text("‘nobody’ is the reference of nothing").is_visible()
    assert page.get_by_text("‘soon’ under ‘Closed on’ is no date").first.is_visible()
