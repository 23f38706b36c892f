"""Changing a report that is here: each change waits and can be undone.

The pages that change nothing are those of the real command. Where a test needs a server of its own
its process serves it: a start takes as long as the two jobs that most of these tests are about.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from flask import Flask

from indexer import UploadState, UploadStep
from indexer.cli import main
from indexer.reports.corpus.folder import MANIFEST
from tests.programs import wait_until
from tests.serving import hosting
from tests.webui.admin.site import TOKEN, Answer, Site, folders, small_report, typed, words
from webui import create_app
from webui.admin.statuses import STATUSES_OF_CHANGES

HERE = "cambridgeshire-2007"
CHANGE = f"/admin/reports/{HERE}"
WRONG = "wrong-token-of-some-length"
OFF = "It is off the list; whatever it did to the corpus stays."
WAITS = "Check the change before it is published"


@pytest.fixture
def own_site(index: Path, tmp_path: Path, sound: Callable[[str], None]) -> Iterator[Site]:
    """A server of the one report, for one test: what it does stays done."""
    home = folders(tmp_path, index)
    places = {"INDEX": home / "index", "CORPUS": home / "corpus"}
    with hosting(create_app({**places, "ADMIN_TOKEN": TOKEN})) as address:
        yield Site(address, home, sound)


def asked(site: Site, action: str, token: str = TOKEN, **facts: str) -> Answer:
    """Send one of the forms of the page on which a report is changed."""
    return site.fill(CHANGE, action, facts, token)


def waiting(site: Site, action: str, **facts: str) -> tuple[str, Answer]:
    """The address and the page of a change that was asked for."""
    answer = asked(site, action, **facts)
    assert answer.status == 303, answer.said
    path = str(answer.headers["Location"])
    return path, site.ask(path)


def manifest(site: Site) -> Any:
    return json.loads((site.corpus / HERE / MANIFEST).read_text())


def heading(site: Site) -> str:
    return site.ask(f"/reports/{HERE}").heading


def as_it_lies(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_report_leads_to_where_it_is_changed(site: Site, client: Any, app: Flask) -> None:
    page = site.ask(f"/reports/{HERE}").page
    assert [words(link) for link in page.select(f'a[href="{CHANGE}"]')] == ["Change this report"]
    form = site.ask(CHANGE)
    assert [one["value"] for one in form.page.select('[name="action"]')] == [
        "set", "replace", "remove",
    ]  # fmt: skip

    assert form.page.select_one("#published")["value"] == "2007-10"
    assert site.ask("/admin/reports/nowhere-2007").status == 404
    # Without a token nothing of it is there.
    assert client.get(CHANGE).status_code == client.post(CHANGE).status_code == 404
    assert "/admin" not in client.get(f"/reports/{HERE}").text


def test_facts_wait_are_undone_and_published(own_site: Site) -> None:
    before, title = manifest(own_site), heading(own_site)
    path, page = waiting(own_site, "set", title="A  better title", published="13 October 2007")
    assert page.heading == WAITS
    assert page.buttons == ["publish", "cancel"]
    rows = [[words(cell) for cell in row.select("th, td")] for row in page.page.select("tbody tr")]
    assert rows == [
        ["Title", title, "A better title"],
        ["Date of publication", "2007-10", "2007-10-13"],
    ]
    assert (manifest(own_site), heading(own_site)) == (before, title)
    undone = own_site.do(path, "cancel")
    assert (undone.status, undone.said) == (200, "It was undone: nothing is changed.")
    assert (manifest(own_site), heading(own_site), own_site.uploads()) == (before, title, [])

    path, _ = waiting(own_site, "set", title="A better title")
    assert own_site.published(path).heading == "The change is published"
    assert own_site.do(path, "cancel").status == 409
    own_site.taken_up()
    assert heading(own_site) == "A better title"
    assert manifest(own_site) == {**before, "title": "A better title"}

    # What is emptied is as it was read.
    form = own_site.ask(CHANGE)
    assert "Set by hand before: title, source and licence." in words(form.page.main)
    path, page = waiting(own_site, "set", title="")
    assert "As it was read" in page.text
    own_site.published(path)
    own_site.taken_up()
    assert (manifest(own_site), heading(own_site)) == (before, title)


def test_the_command_does_the_same(own_site: Site, tmp_path: Path, index: Path) -> None:
    other = folders(tmp_path / "other", index)
    places = ["--corpus", str(other / "corpus"), "--index", str(other / "index")]
    done = CliRunner().invoke(main, ["set", HERE, "--place", "Ely", "--licence", "OGL", *places])
    assert done.exit_code == 0, done.output
    own_site.published(waiting(own_site, "set", place="Ely", licence="OGL")[0])
    assert as_it_lies(own_site.corpus) == as_it_lies(other / "corpus")


def test_a_report_is_replaced(own_site: Site) -> None:
    asked_for = {"published": "2008-05"}
    own_site.published(waiting(own_site, "set", **asked_for)[0])
    own_site.taken_up()
    new = small_report("Cambridgeshire", "One cell was cold.", "Two were warm.")
    before = as_it_lies(own_site.corpus)
    answer = own_site.send("new.html", new, to=CHANGE, action="replace")
    assert answer.status == 303, answer.said
    path = str(answer.headers["Location"])
    page = own_site.settled(path)
    assert page.heading == "Check the report before it is published"
    assert "It takes the place of " in page.said
    # What was set by hand before stands in the form, and stays.
    assert typed(page)["published"] == "2008-05"
    assert "takes that back" in words(page.page.select_one("fieldset > .hint"))
    assert own_site.do(path, "cancel").status == 200
    assert as_it_lies(own_site.corpus) == before

    path = str(own_site.send("new.html", new, to=CHANGE, action="replace").headers["Location"])
    told = {**typed(own_site.settled(path)), "place": "Ely"}
    assert own_site.fill(path, "publish", told).status == 303
    assert own_site.settled(path).heading == "The report is published"
    own_site.taken_up()
    assert own_site.reports == [HERE]
    assert (own_site.corpus / HERE / "report.html").read_bytes() == new
    assert {k: manifest(own_site)[k] for k in ("published", "place")} == {
        "published": "2008-05", "place": "Ely",
    }  # fmt: skip
    assert "Two were warm" in own_site.ask(f"/reports/{HERE}").text


@pytest.mark.parametrize("action", ["set", "remove"])
def test_a_change_whose_publication_failed_is_not_said_to_be_undone(
    own_site: Site, action: str
) -> None:
    """The corpus is changed first: that stays, whatever became of the index."""
    own_site.published(own_site.read("other.html", small_report("Mendbury"))[0])
    path, _ = waiting(own_site, action, place="Ely")
    (own_site.index / "holiday.jpg").write_bytes(b"sun")
    page = own_site.published(path)
    assert page.heading == "The change could not be published"
    assert "Undo" not in page.text
    assert [words(b) for b in page.page.select("main button")][-1] == "Take it off the list"
    done = own_site.do(path, "cancel")
    assert (done.status, done.said) == (200, OFF)
    assert (HERE in own_site.reports) == (action == "set")
    if action == "set":
        assert manifest(own_site)["place"] == "Ely"


def test_a_published_replacement_is_not_said_to_be_undone(own_site: Site) -> None:
    new = small_report("Cambridgeshire", "One cell was cold.", "Two were warm.")
    path = str(own_site.send("new.html", new, to=CHANGE, action="replace").headers["Location"])
    own_site.settled(path)
    own_site.published(path)
    done = own_site.do(path, "cancel")
    assert (done.status, done.said) == (200, OFF)
    assert (own_site.corpus / HERE / "report.html").read_bytes() == new


def test_a_file_of_another_report_is_said_so(own_site: Site) -> None:
    own_site.published(own_site.read("other.html", small_report("Mendbury"))[0])
    own_site.taken_up()
    data = small_report("Mendbury", "It is held.", "It is told now.")
    path = str(own_site.send("other.html", data, to=CHANGE, action="replace").headers["Location"])
    assert "It looks more like mendbury-2007-10" in own_site.settled(path).said
    data = small_report("Nowhere")
    path = str(own_site.send("third.html", data, to=CHANGE, action="replace").headers["Location"])
    assert "It does not look like that report" in own_site.settled(path).said


def test_a_report_is_taken_out(own_site: Site) -> None:
    own_site.published(own_site.read("other.html", small_report("Mendbury"))[0])
    own_site.taken_up()
    before = as_it_lies(own_site.corpus)
    path, page = waiting(own_site, "remove")
    assert page.heading == WAITS
    assert "come" in page.said
    assert own_site.do(path, "cancel").said == "It was undone: nothing is changed."
    assert as_it_lies(own_site.corpus) == before
    assert own_site.ask(f"/reports/{HERE}").status == 200

    undone, _ = waiting(own_site, "set", place="Ely")
    path, _ = waiting(own_site, "remove")
    assert own_site.published(path).heading == "The change is published"
    own_site.taken_up()
    assert own_site.reports == ["mendbury-2007-10"]
    assert own_site.ask(f"/reports/{HERE}").status == 404
    assert own_site.ask(CHANGE).status == 404
    # The pages of the changes are still there, without the report.
    gone = own_site.do(undone, "cancel")
    assert (gone.status, gone.said) == (200, "It was undone: nothing is changed.")
    assert own_site.ask(path).status == 200


def test_the_last_report_stays_published(own_site: Site) -> None:
    page = own_site.published(waiting(own_site, "remove")[0])
    assert "It was the last report" in page.said
    assert own_site.reports == []
    assert own_site.ask(f"/reports/{HERE}").status == 200


@pytest.mark.parametrize(
    ("facts", "token", "status", "field"),
    [
        ({"published": "next week"}, TOKEN, 400, "published"),
        ({"place": "Ely"}, WRONG, 403, "token"),
        ({}, TOKEN, 400, "title"),
    ],
)
def test_what_was_typed_stays(
    site: Site, facts: dict[str, str], token: str, status: int, field: str
) -> None:
    answer = asked(site, "set", token, **facts)
    assert answer.status == status
    for name, value in facts.items():
        assert answer.page.select_one(f"#{name}")["value"] == value
    (wrong,) = answer.page.select("[aria-invalid=true]")
    assert wrong["name"] == field
    assert answer.page.select_one(f'.alert a[href="#{wrong["id"]}"]')
    assert site.uploads() == []


@pytest.mark.parametrize("token", ["", WRONG, TOKEN])
@pytest.mark.parametrize("action", ["set", "replace", "remove"])
def test_an_unknown_report_is_a_helpful_page(site: Site, action: str, token: str) -> None:
    assert site.do("/admin/reports/nowhere-2007", action, token).status == 404
    assert site.uploads() == []


@pytest.mark.parametrize("action", ["remove", "replace"])
def test_a_wrong_token_leads_to_the_field_of_its_form(site: Site, action: str) -> None:
    answer = asked(site, action, WRONG)
    assert answer.status == 403
    assert answer.page.select_one(f'.alert a[href="#token-{action}"]')
    assert site.uploads() == []


def test_a_form_without_a_file_or_of_no_kind(site: Site) -> None:
    assert asked(site, "replace").said == (
        "Nothing was done Choose the file that takes the place of this one."
    )
    assert asked(site, "burn").status == 400
    assert site.uploads() == []


def test_what_waits_is_shown_to_the_token_alone(site: Site) -> None:
    changed, _ = waiting(site, "set", place="Ely")
    sent = site.sent("<b>new</b>.html", small_report("Mendbury"))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"", urlencode({"token": WRONG}).encode()):
        answer = site.ask("/admin/waiting", "POST", body, **kind)
        assert answer.status == 403
        assert changed not in answer.text
    assert changed not in site.ask("/admin/waiting").text
    page = site.ask("/admin/waiting", "POST", urlencode({"token": TOKEN}).encode(), **kind).page
    links = {
        link["href"]: words(link) for link in page.select("main li a") if "uploads" in link["href"]
    }
    assert set(links) == {changed, sent}
    assert links[sent] == "Add <b>new</b>.html"
    assert links[changed].startswith("Set facts of ")
    assert links[changed].endswith(", October 2007")


def test_a_removal_that_was_cut_off_is_finished(own_site: Site) -> None:
    """Out of the corpus and not out of the index: publishing it again does the rest."""
    own_site.published(own_site.read("other.html", small_report("Mendbury"))[0])
    path, _ = waiting(own_site, "remove")
    other = own_site.index.with_name("elsewhere")
    places = ["--corpus", str(own_site.corpus), "--index", str(other)]
    assert CliRunner().invoke(main, ["remove", HERE, *places]).exit_code == 0
    assert own_site.published(path).heading == "The change is published"
    wait_until(lambda: own_site.ask(f"/reports/{HERE}").status == 404, "it is out")


def test_every_way_a_change_can_stand_is_known() -> None:
    waits = {UploadState.RUNNING, UploadState.INTERRUPTED, UploadState.REFUSED, UploadState.DONE}
    assert {(UploadStep.PUBLISH, state) for state in waits} <= set(STATUSES_OF_CHANGES)
    assert (UploadStep.READ, UploadState.DONE) in STATUSES_OF_CHANGES


def test_on_paper_no_heading_stands_over_a_form_that_is_not_printed(site: Site) -> None:
    """Forms are left out in print, and what heads each goes with it."""
    page = site.ask(CHANGE).page
    assert len(page.select("form.box > h2")) == len(page.select("form.box")) == 3
    assert not page.select("h2 + form")
