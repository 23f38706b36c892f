"""Adding a report, in a real Chromium: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.programs import wait_until
from tests.serving import ROOT, serving

REPORT = ROOT / "corpus" / "cambridgeshire-2007" / "report.txt"
TOKEN = "a-token-for-tests-0123456789"
NEW = "/admin/reports/new"
CHANGE = "/admin/reports/cambridgeshire-2007"
UPLOADS = "**/admin/uploads/*"


@pytest.fixture(scope="module")
def admin_site(
    corpus_index: Path, tmp_path_factory: pytest.TempPathFactory, browser: Any
) -> Iterator[str]:
    """The address of a server of one's own with uploads switched on."""
    yield from _served(tmp_path_factory.mktemp("admin"), corpus_index)


@pytest.fixture(scope="module")
def looked_at(
    corpus_index: Path, tmp_path_factory: pytest.TempPathFactory, browser: Any
) -> Iterator[str]:
    """Another: what is sent there to be looked at waits, and no more than so many may wait."""
    yield from _served(tmp_path_factory.mktemp("looked-at"), corpus_index)


def _served(home: Path, index: Path) -> Iterator[str]:
    shutil.copytree(ROOT / "corpus", home / "corpus")
    shutil.copytree(index, home / "index")
    with serving(home / "index", home / "corpus", INSPECTION_ADMIN_TOKEN=TOKEN) as address:
        yield address


@pytest.fixture
def report(tmp_path: Path) -> Any:
    """Makes a file of the report as if it were of another force."""

    def made(force: str, name: str = "report.txt", times: int = 1) -> Path:
        path = tmp_path / name
        path.write_bytes(REPORT.read_bytes().replace(b"Cambridgeshire", force.encode()) * times)
        return path

    return made


def send(page: Any, file: Path, token: str = TOKEN) -> None:
    page.get_by_label("Report", exact=True).set_input_files(file)
    page.get_by_label("Admin token", exact=True).fill(token)
    page.get_by_role("button", name="Send the report").click()


def wait_for(page: Any, heading: str) -> None:
    """Waits for the page to come round to ``heading`` by itself."""
    page.get_by_role("heading", level=1, name=heading).wait_for()


def test_every_page_of_an_upload(
    open_page: Any, looked_at: str, report: Any, inspect: Callable[..., None]
) -> None:
    page = open_page(NEW, "narrow", base=looked_at)
    inspect(page, "admin-new")

    # The page stays as it is while it is looked at: the answer to its asking again is no page. It
    # has a tab of its own, since its asking again and going elsewhere would cross.
    reading = page.context.new_page()
    reading.goto(NEW)
    reading.route(UPLOADS, lambda route: route.fulfill(status=204))
    send(reading, report("Cumbershire", "slow.txt", times=4))
    wait_for(reading, "Reading the report")
    inspect(reading, "admin-reading")
    reading.close()

    page.goto(NEW)
    send(page, report("Cumbershire"))
    wait_for(page, "Check the report before it is published")
    inspect(page, "admin-understood")

    page.goto(NEW)
    send(page, report("Cambridgeshire"))
    wait_for(page, "The report is here already")
    inspect(page, "admin-known")

    page.goto(NEW)
    file = report("Cumbershire", "noise.pdf")
    file.write_bytes(bytes(range(256)))
    send(page, file)
    wait_for(page, "The report cannot be read")
    inspect(page, "admin-refused")


def test_every_page_of_a_change(
    open_page: Any, looked_at: str, inspect: Callable[..., None]
) -> None:
    page = open_page(CHANGE, "narrow", base=looked_at)
    inspect(page, "admin-change")
    page.get_by_label("Place").fill("Ely")
    page.locator("#token-set").fill(TOKEN)
    page.get_by_role("button", name="Set the facts").click()
    wait_for(page, "Check the change before it is published")
    inspect(page, "admin-change-waits")
    page.goto("/admin/waiting")
    inspect(page, "admin-waiting")
    page.get_by_label("Admin token").fill(TOKEN)
    page.get_by_role("button", name="Show what waits").click()
    page.get_by_role("link", name="Set facts of").first.wait_for()
    inspect(page, "admin-waiting-shown")


def test_a_report_is_set_right_replaced_and_taken_out_without_a_script(
    open_page: Any, admin_site: str, report: Any
) -> None:
    # A page of its own: the browser notes each 404 from before a new build is taken up.
    page = open_page(NEW, "plain", base=admin_site).context.new_page()
    page.goto(NEW)
    send(page, report("Westshire"))
    wait_for(page, "Check the report before it is published")
    publish(page, "Publish this report", "The report is published")

    follow(page, "Westshire")
    page.get_by_label("Title").fill("Westshire as it was")
    page.get_by_label("Date of publication").fill("13 July 2008")
    page.locator("#token-set").fill(TOKEN)
    page.get_by_role("button", name="Set the facts").click()
    assert page.get_by_role("row", name=re.compile("Title .* Westshire as it was")).count()
    undo(page)
    page.get_by_text("It was undone: nothing is changed.").wait_for()
    assert page.get_by_label("Title").input_value() != "Westshire as it was"

    page.get_by_label("Title").fill("Westshire as it was")
    page.locator("#token-set").fill(TOKEN)
    page.get_by_role("button", name="Set the facts").click()
    publish(page, "Publish the change", "The change is published")
    follow(page, "Westshire as it was")

    page.locator("#file").set_input_files(report("Westshire County", "new.txt"))
    page.locator("#token-replace").fill(TOKEN)
    page.get_by_role("button", name="Send the file").click()
    wait_for(page, "Check the report before it is published")
    assert "It takes the place of" in page.locator("main [role=status]").inner_text()
    # What was set by hand stays.
    assert page.get_by_label("Title").input_value() == "Westshire as it was"
    publish(page, "Publish this report", "The report is published")
    follow(page, "Westshire as it was")
    assert page.get_by_label("Force or service").input_value() == "Westshire County Constabulary"

    page.locator("#token-remove").fill(TOKEN)
    page.get_by_role("button", name="Take it out").click()
    wait_for(page, "Check the change before it is published")
    publish(page, "Publish the change", "The change is published")
    page.goto("/reports")
    until(page, lambda: not page.get_by_role("link", name="Westshire as it was").count())


def publish(page: Any, button: str, done: str) -> None:
    page.get_by_label("Admin token", exact=True).fill(TOKEN)
    page.get_by_role("button", name=button).click()
    wait_for(page, done)


def undo(page: Any) -> None:
    page.get_by_text("Undo it instead").click()
    page.locator("#token-delete").fill(TOKEN)
    page.get_by_role("button", name="Undo the change").click()


def follow(page: Any, title: str) -> None:
    """From a change that was published to the page on which its report is changed again."""
    page.locator("main [role=status] a").last.click()
    until(page, lambda: title in page.locator("h1").inner_text())
    page.get_by_role("link", name="Change this report").click()


def until(page: Any, so: Callable[[], object]) -> None:
    """Asks for the page again until it is so: a new build is taken up after a moment."""
    wait_until(lambda: so() or (page.reload() and False), "the page is as it should be")


def test_a_wrong_token_leads_back_to_its_field(
    open_page: Any, admin_site: str, report: Any, inspect: Callable[..., None]
) -> None:
    # A page of its own: the browser notes an answer of 403 as an error.
    plain = open_page(NEW, "narrow", base=admin_site).context.new_page()
    plain.goto(admin_site + NEW)
    send(plain, report("Cumbershire"), "wrong-token-of-some-length")
    plain.get_by_role("link", name="That is not the admin token").click()
    assert plain.evaluate("document.activeElement.id") == "token"
    inspect(plain, "admin-wrong-token")


def test_sent_checked_and_published_without_a_script(
    open_page: Any, admin_site: str, report: Any
) -> None:
    page = open_page("/reports", "plain", base=admin_site)
    page.get_by_role("link", name="Add a report").click()
    send(page, report("Northshire"))
    wait_for(page, "Check the report before it is published")
    assert page.get_by_role("row", name=re.compile("^Neighbourhood Policing .*Good 2 39")).count()
    page.get_by_label("Admin token", exact=True).fill(TOKEN)
    page.get_by_role("button", name="Publish this report").click()
    wait_for(page, "The report is published")
    page.get_by_role("link", name="northshire-2007-10").click()
    assert "Northshire" in page.locator("h1").inner_text()


def test_by_keyboard_alone(open_page: Any, admin_site: str, report: Any) -> None:
    page = open_page(NEW, base=admin_site)
    tab_to(page, "file")
    # What a file dialogue does is the system's; the field takes its file in its place.
    page.locator("#file").set_input_files(report("Southshire"))
    tab_to(page, "token")
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    wait_for(page, "Check the report before it is published")
    page.get_by_text("Take it back instead").focus()
    page.keyboard.press("Enter")
    tab_to(page, "token-delete")
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    page.get_by_text("The upload was deleted.").wait_for()


def tab_to(page: Any, field: str) -> None:
    """Presses Tab until the field has the focus, which must show."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"Tab never reaches {field}")
