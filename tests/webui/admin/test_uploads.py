"""Adding a report from the browser, against the real command with real files."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from indexer import InspectionError, UploadState, UploadStep
from indexer.reports.corpus.by_hand import NAMES
from indexer.reports.corpus.folder import MANIFEST, Corpus
from tests.programs import wait_until
from tests.serving import serving
from tests.webui.admin.site import (
    NEW,
    REPORT,
    SMALL,
    TOKEN,
    Site,
    folders,
    has_ended,
    held,
    killed,
    report_of,
    small_report,
    typed,
    words,
)
from webui import create_app
from webui.admin import access
from webui.admin.access import TRIES, WINDOW, Gate, Refused
from webui.admin.desk import LARGEST
from webui.admin.facts import LABELS
from webui.admin.spool import KEPT, MOST, SUFFIXES
from webui.admin.statuses import STATUSES


class Seen:
    """What lies in the folders of a site at one time."""

    def __init__(self, site: Site) -> None:
        self.reports = site.reports
        self.builds = set(site.index.iterdir())
        self.files = len(list(site.index.rglob("*")))


# Off, unless there is a token


def test_without_a_token_there_are_no_such_pages(client: Any, app: Flask) -> None:
    for path in (NEW, "/admin/uploads/" + "0" * 32):
        assert client.get(path).status_code == 404
        assert client.post(path, data={"token": ""}).status_code == 404
    assert "/admin" not in client.get("/reports").text
    assert not any(rule.rule.startswith("/admin") for rule in app.url_map.iter_rules())


def test_with_a_token_the_list_of_reports_leads_there(site: Site) -> None:
    page = site.ask("/reports").page
    assert [words(link) for link in page.select(f'a[href="{NEW}"]')] == ["Add a report"]
    form = site.ask(NEW)
    assert form.status == 200
    field = form.page.select_one("#token")
    assert field is not None
    assert (field["type"], field.get("value")) == ("password", None)
    assert form.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in form.headers


@pytest.mark.parametrize("token", ["short", " " * 40, "fifteen-letters", "abcdefg" * 9])
def test_a_token_that_can_be_guessed_is_refused_at_the_start(token: str) -> None:
    with pytest.raises(InspectionError, match=r"16.*INSPECTION_ADMIN_TOKEN.*\.$"):
        create_app({"ADMIN_TOKEN": token})


def test_the_command_says_so_too(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    from click.testing import CliRunner

    from webui.cli import main

    monkeypatch.setenv("INSPECTION_ADMIN_TOKEN", "short")
    result = CliRunner().invoke(main, ["--index", str(index)])
    assert result.exit_code == 2
    assert result.stderr.startswith("webui: The admin token has 5 characters")
    assert result.stderr.count("\n") == 1


# From a file to a published report


def test_a_good_report_is_shown_and_then_published(site: Site) -> None:
    before, data = site.health, report_of("Cumbershire")
    path, page = site.read("My “best” report (2007).txt", data)
    assert page.heading == "Check the report before it is published"
    assert "My “best” report (2007).txt" in page.text
    assert page.buttons == ["publish", "cancel"]
    facts = {words(row.dt): words(row.dd) for row in page.page.select(".facts div")}
    assert facts["Force"] == "Cumbershire Constabulary"
    assert facts["Published"] == "October 2007"
    # Nothing is published by looking.
    assert (site.health, site.reports) == (before, ["cambridgeshire-2007"])

    page = site.published(path)
    assert page.heading == "The report is published"
    (link,) = page.page.select("main [role=status] a")
    assert link["href"] == "/reports/cumbershire-2007-10"
    site.taken_up()
    assert "Cumbershire" in site.ask(str(link["href"])).heading
    assert site.health["findings"] == 2 * before["findings"]
    assert (site.corpus / "cumbershire-2007-10" / "report.txt").read_bytes() == data
    assert (site.corpus / "cambridgeshire-2007" / "report.txt").read_bytes() == REPORT.read_bytes()

    # It is told apart from no other report any more, and cannot be published twice.
    assert site.do(path, "publish").status == 409
    _, again = site.read("under another name.txt", data)
    assert "cumbershire-2007-10" in again.said


def test_the_numbers_shown_are_those_of_the_report(site: Site, archive: Any) -> None:
    _, page = site.read("report.txt", REPORT.read_bytes())
    report = archive.report("cambridgeshire-2007")
    areas, reasons = page.page.select("table")
    head = [words(cell) for cell in areas.select("thead th")]
    for row in areas.select("tbody tr"):
        name, grade, *counts = (words(cell) for cell in row.select("th, td"))
        found = [f for f in report.findings if (f.area or "No area given") == name]
        expected = Counter(f.category for f in found)
        assert [int(n) for n in counts] == [*(expected[c] for c in head[2:-1]), len(found)]
        known = report.area(name)
        shown = f"Grade: {known.grade}" if known and known.grade else "Not graded"
        assert grade == shown
    totals = [int(words(row.select("td")[-1])) for row in areas.select("tbody tr")]
    assert sum(totals) == len(report.findings)

    left_out = Counter(f.reason for f in report.ledger if not f.finding)
    shown_reasons = {
        words(row.th).casefold(): int(words(row.td)) for row in reasons.select("tbody tr")
    }
    assert shown_reasons == {reason.casefold(): n for reason, n in left_out.items()}
    texts = {" ".join(f.text.split()) for f in report.findings}
    for quote in page.page.select(".quote"):
        assert any(text.startswith(words(quote).removesuffix(" …")) for text in texts)


def test_a_duplicate_is_named_and_not_published(site: Site) -> None:
    before = site.reports
    path, page = site.read("the same.txt", REPORT.read_bytes())
    assert page.heading == "The report is here already"
    assert "It is here as cambridgeshire-2007" in page.said
    assert page.buttons == ["cancel"]
    assert site.do(path, "publish").status == 409
    assert site.reports == before


def test_a_corrected_edition_is_published_only_by_choice(site: Site) -> None:
    first = small_report("Mendbury", "One cell was cold.", "Two were warm.")
    site.published(site.read("first.html", first)[0])
    path, page = site.read("second.html", first.replace(b"was cold", b"is warm now"))
    assert page.heading == "It looks like a report that is here"
    assert "same force, series and month" in page.said
    assert page.buttons == ["replace", "keep", "cancel"]
    assert site.do(path, "publish").status == 409
    before = site.reports
    assert site.do(path, "replace").status == 303
    assert site.settled(path).heading == "The report is published"
    assert site.reports == before


def test_what_was_set_by_hand_stays_of_a_report_that_is_replaced_by_choice(site: Site) -> None:
    first = small_report("Handbury", "One cell was cold.", "Two were warm.")
    path, page = site.read("first.html", first)
    assert site.fill(path, "publish", {**typed(page), "licence": "OGL"}).status == 303
    assert site.settled(path).heading == "The report is published"
    path, page = site.read("second.html", first.replace(b"was cold", b"is warm now"))
    assert typed(page)["licence"] == ""
    assert "leave empty, stays as it was read" in words(page.page.select_one("fieldset .hint"))
    assert site.fill(path, "replace", {**typed(page), "source": "by post"}).status == 303
    assert site.settled(path).heading == "The report is published"
    kept = json.loads((site.corpus / "handbury-2007-10" / MANIFEST).read_text())
    assert (kept.get("licence"), kept.get("source")) == ("OGL", "by post")


def test_facts_are_mended_before_a_report_is_published(site: Site) -> None:
    path, page = site.read("facts.html", small_report("Fairbury", "A cell was cold.", "It is not."))
    read = typed(page)
    assert set(read) == set(NAMES) == set(LABELS)
    assert read["force"] == "Fairbury Constabulary"
    assert (read["source"], read["licence"]) == ("", "")
    told = {**read, "place": "  Nether  Fairbury ", "published": "13 May 2019", "source": "by post"}
    assert site.fill(path, "publish", told).status == 303
    page = site.settled(path)
    assert page.heading == "The report is published"
    (link,) = page.page.select("main [role=status] a")
    manifest = json.loads((site.corpus / str(link["href"]).split("/")[-1] / MANIFEST).read_text())
    assert {name: manifest[name] for name in NAMES if name in manifest} == {
        "place": "Nether Fairbury", "published": "2019-05-13", "source": "by post",
    }  # fmt: skip
    site.taken_up()
    shown = words(site.ask(str(link["href"])).page.main)
    assert "Nether Fairbury" in shown
    told_by_hand = shown.partition("Set by hand, not read from the report: ")[2].partition(".")[0]
    assert set(re.split(", | and ", told_by_hand)) == {"place", "published", "source"}


@pytest.mark.parametrize(
    ("facts", "token", "status", "field"),
    [
        ({"published": "next week"}, TOKEN, 400, "published"),
        ({"title": "13 May 2019"}, TOKEN, 400, "title"),
        ({"licence": "x" * 301}, TOKEN, 400, "licence"),
        ({"place": "Nether Fairbury"}, "a-wrong-token-of-some-length", 403, "token"),
    ],
)
def test_what_was_typed_stays_where_the_form_is_refused(
    site: Site, facts: dict[str, str], token: str, status: int, field: str
) -> None:
    path, page = site.read(
        f"kept-{field}.html", small_report("Keptbury", "A cell was cold.", "It is not.")
    )
    told = {**typed(page), "source": '<by> "post"', **facts}
    answer = site.fill(path, "publish", told, token)
    assert answer.status == status
    assert typed(answer) == told
    (wrong,) = answer.page.select("[aria-invalid=true]")
    assert wrong["name"] == field
    assert site.ask(path).heading == "Check the report before it is published"
    assert site.do(path, "cancel").status == 200


def test_what_a_finding_says_is_text_and_never_markup(site: Site) -> None:
    html = small_report(
        "Somerton",
        "Interviews are &lt;script&gt;alert(1)&lt;/script&gt; held<script>alert(2)</script>.",
        "<img src=x onerror=alert(3)>Parents are told.",
    )
    path, page = site.read("<script>alert(4)</script>.html", html)
    assert "<script>alert(1)</script> held" in page.page.get_text()
    assert len(page.page.select("script")) == 1
    assert page.page.select("[onerror], main img") == []
    published = site.published(path)
    (link,) = published.page.select("main [role=status] a")
    site.taken_up()
    report = site.ask(str(link["href"]))
    assert "<script>alert(1)</script> held" in report.page.get_text()
    assert len(report.page.select("script")) == 1
    assert report.page.select("[onerror]") == []


# Files that are refused


def zip_bomb() -> bytes:
    """A Word file of 300 kB that unpacks to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * (300 * 1024**2))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("noise.bin", lambda: bytes(range(256)) * 400),
        ("noise.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400),
        ("empty.txt", lambda: b""),
        ("blank.txt", lambda: b" \n" * 1000),
        ("bomb.docx", zip_bomb),
        ("old.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 512),
        ("long.txt", lambda: b"word " * (12 * 1024 * 1024 // 5)),
    ],
)
def test_a_file_that_is_no_report_is_refused_in_a_sentence(
    site: Site, name: str, make: Callable[[], bytes]
) -> None:
    before = (site.health, site.reports)
    path, page = site.read(name, make())
    assert page.heading == "The report cannot be read"
    sentence = words(page.page.select(".alert p")[0])
    assert sentence.startswith(f"The file '{name.removesuffix('.bin').removesuffix('.doc')}")
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")
    assert "Traceback" not in page.text
    assert page.buttons == ["cancel"]
    assert site.do(path, "publish").status == 409
    assert (site.health, site.reports) == before


def test_a_file_that_is_too_large_is_answered_by_a_page(site: Site) -> None:
    answer = site.send("large.txt", b"x" * LARGEST)
    assert answer.status == 413
    assert answer.heading == "Add a report"
    assert "50 MB" in answer.said
    assert site.uploads() == []


def test_a_form_without_a_file(site: Site) -> None:
    answer = site.send("", b"")
    assert answer.status == 400
    assert answer.said == "Nothing was done Choose the file of a report."
    assert site.uploads() == []


@pytest.mark.parametrize(
    "name",
    [
        "../../outside.txt",
        "/etc/cron.d/outside",
        "..\\..\\outside.txt",
        "corrections.toml",
        "manifest.json",
        ".bashrc",
        "-rf.txt",
        "$(touch outside).txt",
        "a'b;c d.txt",
        "é" * 300 + ".txt",
        "..",
    ],
)
def test_a_name_is_shown_and_never_a_path(site: Site, home: Path, name: str) -> None:
    everything = {path for path in home.rglob("*") if site.spool not in path.parents}
    path, page = site.read(name.replace("\\", "\\\\"), small_report("Cumbershire West"))
    assert page.heading == "Check the report before it is published", page.said
    assert words(page.page.select_one(".lead")).startswith(name[:200])
    (folder,) = site.uploads()
    (file,) = (folder / "file").iterdir()
    stem, _, suffix = file.name.partition(".")
    assert stem.replace("-", "").isalnum()
    assert stem.isascii()
    assert f".{suffix}" in (*SUFFIXES, ".")
    assert {path for path in home.rglob("*") if site.spool not in path.parents} == (
        everything | {site.spool}
    )
    site.do(path, "cancel")
    assert site.uploads() == []


# Who may change anything


@pytest.mark.parametrize("token", ["", "wrong-token-of-some-length", TOKEN[:-1], TOKEN + "x"])
def test_only_the_token_lets_a_file_in(index: Path, tmp_path: Path, token: str) -> None:
    app = create_app({"INDEX": index, "ADMIN_TOKEN": TOKEN, "UPLOADS": tmp_path / "spool"})
    sent = {"token": token, "file": (io.BytesIO(REPORT.read_bytes()), "report.txt")}
    answer = app.test_client().post(NEW, data=sent)
    assert answer.status_code == 403
    assert 'href="#token"' in answer.text
    assert not (tmp_path / "spool").exists()


def test_a_form_without_the_token_publishes_and_deletes_nothing(site: Site) -> None:
    path, _ = site.read("report.html", small_report("Cumbershire East"))
    before = site.reports
    for action in ("publish", "cancel"):
        answer = site.do(path, action, token="")
        assert answer.status == 403
        assert "Enter the admin token" in answer.said
        # What was understood is still there to be looked at.
        assert "Cumbershire East" in answer.text
    assert site.settled(path).buttons == ["publish", "cancel"]
    assert site.reports == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused_even_with_the_token(
    site: Site, headers: dict[str, str]
) -> None:
    answer = site.send("report.txt", REPORT.read_bytes(), **headers)
    assert answer.status == 403
    assert "another site" in answer.said
    assert site.uploads() == []


def test_a_form_of_this_site_is_taken(site: Site) -> None:
    own = {"Sec-Fetch-Site": "same-origin", "Origin": f"http://{site.host}"}
    assert site.send("report.html", small_report("Cumbershire"), **own).status == 303


def guess(token: str, address: str = "192.0.2.1") -> Any:
    from werkzeug.test import EnvironBuilder

    builder = EnvironBuilder(
        method="POST", data={"token": token}, environ_base={"REMOTE_ADDR": address}
    )
    return builder.get_request()


def refused_with(gate: Gate, request: Any) -> int:
    with pytest.raises(Refused) as refused:
        gate.admit(request)
    return refused.value.status


def test_wrong_tokens_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(access.time, "monotonic", lambda: now)
    gate = Gate(TOKEN)
    for _ in range(TRIES):
        assert refused_with(gate, guess("wrong")) == 403
        now += 1
    assert refused_with(gate, guess("wrong")) == 429
    assert refused_with(gate, guess("wrong", "192.0.2.2")) == 403
    # Behind a proxy whoever has the token may have the address of who has it not.
    gate.admit(guess(TOKEN))
    now += WINDOW
    assert refused_with(gate, guess("wrong")) == 403


def test_too_many_wrong_tokens_are_a_page(index: Path, tmp_path: Path) -> None:
    app = create_app({"INDEX": index, "ADMIN_TOKEN": TOKEN, "UPLOADS": tmp_path})
    client = app.test_client()
    answers = [client.post(NEW, data={"token": "wrong"}) for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [403] * TRIES + [429]
    assert int(answers[-1].headers["Retry-After"]) == WINDOW


# Uploads come and go


def test_cancelling_deletes_the_upload(site: Site) -> None:
    path, _ = site.read("report.html", small_report("Cumbershire"))
    answer = site.do(path, "cancel")
    assert answer.status == 200
    assert answer.said == "The upload was deleted."
    assert site.uploads() == []
    gone = site.ask(path)
    assert gone.status == 404
    assert "no such upload" in gone.text
    assert site.do(path, "publish").status == 404


def test_cancelling_while_it_is_read(site: Site) -> None:
    path = site.sent("slow.txt", REPORT.read_bytes() * 3)
    worker = site.worker(path)
    looking = site.ask(path)
    if looking.headers["Refresh"]:
        # What asks again by itself has no form, in which something could be typed and lost.
        assert looking.buttons == []
        stopping = site.ask(looking.page.find("a", string="Stop and delete it")["href"])
        assert not stopping.headers["Refresh"]
        assert stopping.buttons == ["cancel"]
    assert site.do(path, "cancel").status == 200
    wait_until(lambda: has_ended(worker), "the worker gives up")
    assert site.uploads() == []


def test_what_publishes_and_what_deletes_are_forms_of_their_own(site: Site) -> None:
    path, page = site.read("own.html", small_report("Ownbury"))
    publish, delete = page.page.select("main form.box")
    assert [b["value"] for b in publish.select("button")] == ["publish"]
    assert [b["value"] for b in delete.select("button")] == ["cancel"]
    refused = site.do(path, "cancel", token="wrong-token-of-some-length")
    assert refused.page.select_one('.alert a[href="#token-delete"]')
    assert refused.page.select_one("#token-delete")["aria-invalid"] == "true"
    assert "open" in refused.page.select_one("#token-delete").find_parent("details").attrs
    site.do(path, "cancel")


def test_an_upload_goes_after_a_day(site: Site) -> None:
    path, _ = site.read("report.html", small_report("Cumbershire"))
    (folder,) = site.uploads()
    os.utime(folder, (0, time.time() - KEPT + 60))
    assert site.ask(path).status == 200
    os.utime(folder, (0, time.time() - KEPT - 60))
    assert site.ask(path).status == 404
    assert not folder.exists()


def test_other_files_in_the_spool_are_left_alone(site: Site) -> None:
    stray = site.spool / "holiday.jpg"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"sun")
    os.utime(stray, (0, 0))
    site.ask("/admin/uploads/" + "0" * 32)
    assert stray.read_bytes() == b"sun"
    stray.unlink()


def test_no_more_uploads_are_kept_than_fit(index: Path, tmp_path: Path) -> None:
    for number in range(MOST):
        (tmp_path / f"{number:032x}").mkdir()
    app = create_app({"INDEX": index, "ADMIN_TOKEN": TOKEN, "UPLOADS": tmp_path})
    sent = {"token": TOKEN, "file": (io.BytesIO(b"text"), "report.txt")}
    answer = app.test_client().post(NEW, data=sent)
    assert answer.status_code == 503
    assert f"{MOST} changes are waiting" in answer.text
    assert len(list(tmp_path.iterdir())) == MOST


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e", "0" * 31, "0" * 33, "%00", "A" * 32])
def test_an_unknown_upload_is_a_helpful_page(site: Site, name: str) -> None:
    assert site.ask(f"/admin/uploads/{name}").status == 404
    assert site.do(f"/admin/uploads/{name}", "publish").status == 404


# Whatever is killed


def test_a_worker_that_is_killed_while_it_reads(site: Site) -> None:
    before = (site.health, site.reports)
    path = site.sent("slow.txt", report_of("Cumbershire South") * 3)
    worker = held(site.worker(path))
    assert site.ask(path).heading == "Reading the report"
    killed(worker)
    page = site.settled(path)
    assert page.heading == "Reading was interrupted"
    assert page.buttons == ["read", "cancel"]
    assert (site.health, site.reports) == before
    assert site.do(path, "read").status == 303
    assert site.settled(path).buttons == ["publish", "cancel"]


#: What a worker has done when it is killed, and how that is seen from outside.
MOMENTS: dict[str, Callable[[Site, Seen], bool]] = {
    "Ambridge": lambda site, before: True,
    "Barchester": lambda site, before: site.reports != before.reports,
    "Casterbridge": lambda site, before: set(site.index.iterdir()) != before.builds,
    "Dunwich": lambda site, before: len(list(site.index.rglob("*"))) > before.files + 4,
}


@pytest.mark.parametrize("force", MOMENTS)
def test_a_worker_that_is_killed_while_it_publishes(site: Site, force: str) -> None:
    before = site.health
    path, page = site.read("report.html", small_report(force))
    seen = Seen(site)
    assert site.do(path, "publish").status == 303, page.said
    wait_until(
        lambda: MOMENTS[force](site, seen) or not site.ask(path).headers["Refresh"],
        "the worker is so far",
    )
    page = site.ask(path)
    if page.headers["Refresh"]:
        killed(site.worker(path))
        page = site.settled(path)
    # It may have come to its end by itself, between the look and the kill as well.
    if page.heading == "Publishing was interrupted":
        site.taken_up()
        assert site.health["status"] == "ok"
        # Either all of it is there or nothing.
        assert site.health["findings"] - before["findings"] in (0, SMALL)
        assert site.ask("/api/v1/search?q=training").status == 200
        page = site.published(path)
    assert page.heading == "The report is published"
    site.taken_up()
    assert site.health["findings"] == before["findings"] + SMALL
    assert all(entry.read().findings for entry in Corpus(site.corpus).entries())


def test_two_that_are_published_at_once_are_both_there(site: Site) -> None:
    before = site.health
    paths = [site.read("a.html", small_report(force))[0] for force in ("Northwold", "Southwold")]
    assert [site.do(path, "publish").status for path in paths] == [303, 303]
    for path in paths:
        assert site.settled(path).heading == "The report is published"
    site.taken_up()
    assert site.health["findings"] == before["findings"] + 2 * SMALL


def test_the_same_file_twice_at_once_is_one_report(site: Site) -> None:
    """Both were read before either was published, and neither knew of the other."""
    before = site.health
    paths = [site.sent("a.html", small_report("Eastwold")) for _ in range(2)]
    for path in paths:
        assert site.settled(path).heading == "Check the report before it is published"
    assert [site.do(path, "publish").status for path in paths] == [303, 303]
    for path in paths:
        site.settled(path)
    site.taken_up()
    assert site.health["findings"] == before["findings"] + SMALL
    assert site.health["reports"] == before["reports"] + 1


def test_a_server_that_is_killed_finds_its_uploads_again(
    home: Path,
    tmp_path: Path,
    sound: Callable[[str], None],
) -> None:
    folders(tmp_path, home / "index")
    places = (tmp_path / "index", tmp_path / "corpus")
    with serving(*places, INSPECTION_ADMIN_TOKEN=TOKEN) as address:
        site = Site(address, tmp_path, sound)
        alive = site.sent("slow.txt", report_of("Cumbershire") * 3)
        dead = site.sent("slow.txt", report_of("Cumbershire") * 3)
        worker = held(site.worker(dead))
    killed(worker)
    with serving(*places, INSPECTION_ADMIN_TOKEN=TOKEN) as address:
        site = Site(address, tmp_path, sound)
        assert site.settled(dead).heading == "Reading was interrupted"
        assert site.settled(alive).heading == "Check the report before it is published"


def test_no_process_that_is_started_has_the_token(site: Site) -> None:
    path = site.sent("slow.txt", REPORT.read_bytes() * 3)
    environment = Path(f"/proc/{held(site.worker(path))}/environ").read_bytes()
    assert b"PYTHONPATH" in environment
    assert TOKEN.encode() not in environment


def test_every_way_an_upload_can_stand_is_known() -> None:
    waits = {UploadState.RUNNING, UploadState.INTERRUPTED, UploadState.REFUSED, UploadState.DONE}
    expected = {(step, state) for step in UploadStep for state in waits} | {
        (UploadStep.READ, UploadState.KNOWN)
    }
    assert set(STATUSES) == expected
