"""A person at the browser before the maintainer's pages, and reports to send."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

from indexer import Archive
from tests.programs import PATIENCE, wait_for_lock, wait_until

CORPUS = Path(__file__).parents[3] / "corpus"
REPORT = CORPUS / "cambridgeshire-2007" / "report.txt"
TOKEN = "a-token-for-tests-0123456789"
NEW = "/admin/reports/new"
#: Findings of ``small_report``.
SMALL = 2


@dataclass
class Answer:
    """What the server said, its page parsed."""

    status: int
    headers: Any
    text: str

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @property
    def heading(self) -> str:
        return words(self.page.h1)

    @property
    def said(self) -> str:
        return words(self.page.select_one(".alert, .note"))

    @property
    def buttons(self) -> list[str]:
        return [str(button.get("value")) for button in self.page.select("main button")]


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


class Site:
    """A person at the browser, and the folders behind the server."""

    def __init__(self, address: str, folder: Path, sound: Callable[[str], None]) -> None:
        self.host = urlsplit(address).netloc
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.spool = folder / ".uploads"
        self.sound = sound

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8")
        finally:
            connection.close()
        if response.status != 303 and response.headers.get_content_type() == "text/html":
            self.sound(text)
        assert TOKEN not in text
        return Answer(response.status, response.headers, text)

    def send(
        self,
        name: str,
        data: bytes,
        token: str = TOKEN,
        to: str = NEW,
        action: str = "",
        **headers: str,
    ) -> Answer:
        mark = secrets.token_hex(16)
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="action"\r\n\r\n{action}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + data
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        body += f"\r\n--{mark}--\r\n".encode()
        return self.ask(to, "POST", body, **kind, **headers)

    def sent(self, name: str, data: bytes) -> str:
        """The address of the page of a file that was taken."""
        answer = self.send(name, data)
        assert answer.status == 303, answer.text
        return str(answer.headers["Location"])

    def do(self, path: str, action: str, token: str = TOKEN, **headers: str) -> Answer:
        return self.fill(path, action, {}, token, **headers)

    def fill(
        self, path: str, action: str, facts: dict[str, str], token: str = TOKEN, **headers: str
    ) -> Answer:
        """Send the form of an upload with facts that were typed."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"token": token, "action": action, **facts}).encode()
        return self.ask(path, "POST", body, **kind, **headers)

    def settled(self, path: str) -> Answer:
        """The page once nothing is at work any more. Until then it asks to be asked again."""
        given_up = time.monotonic() + PATIENCE
        while (answer := self.ask(path)).headers["Refresh"]:
            assert time.monotonic() < given_up, answer.said
            assert "so" in answer.said or "again every two" in answer.said
            self.wait_for_worker(path)
        assert answer.status == 200
        return answer

    def wait_for_worker(self, path: str) -> None:
        """Returns when the process at work on an upload has ended: its lock is free."""
        with self.lock(path).open() as lock:
            wait_for_lock(lock.fileno())

    def lock(self, path: str) -> Path:
        return self.spool / path.rpartition("/")[2] / "lock"

    def read(self, name: str, data: bytes) -> tuple[str, Answer]:
        """The address and the page of a file that was sent and read."""
        path = self.sent(name, data)
        return path, self.settled(path)

    def published(self, path: str) -> Answer:
        assert self.do(path, "publish").status == 303
        return self.settled(path)

    def taken_up(self) -> None:
        """Returns once the server answers from the newest build there is."""
        newest = Archive(self.index).build
        wait_until(lambda: self.health["build"] == newest, "the server answers from the build")

    def uploads(self) -> list[Path]:
        return sorted(self.spool.iterdir()) if self.spool.exists() else []

    def worker(self, path: str) -> int:
        """The number of the process at work on a change; 0 where there was none."""
        return int(self.lock(path).read_text() or 0)

    @property
    def reports(self) -> list[str]:
        return sorted(path.name for path in self.corpus.iterdir())

    @property
    def health(self) -> Any:
        return json.loads(self.ask("/healthz").text)


def folders(folder: Path, index: Path) -> Path:
    """A corpus and an index of one's own, with the one report."""
    shutil.copytree(CORPUS, folder / "corpus")
    shutil.copytree(index, folder / "index")
    return folder


def report_of(force: str) -> bytes:
    """The report as if it were of another force."""
    return REPORT.read_bytes().replace(b"Cambridgeshire", force.encode())


def small_report(force: str, *findings: str) -> bytes:
    """A web page of a report with ``SMALL`` findings."""
    items = "".join(f"<li>{text}</li>" for text in findings or ("It is held.", "It is told."))
    return (
        f"<html><body><h1>HMIC Inspection Report</h1><p>{force} Constabulary</p>"
        "<p>October 2007</p><h2>Findings</h2><h3>Missing Persons</h3><p>GRADE GOOD</p>"
        f"<h4>Strengths</h4><ul>{items}</ul></body></html>"
    ).encode()


# Off, unless there is a token


def typed(answer: Answer) -> dict[str, str]:
    """What stands in the fields of the facts."""
    found = answer.page.select("fieldset input")
    return {str(field["name"]): str(field["value"]) for field in found}


def held(number: int) -> int:
    """Has a process stand still, so that it is not done before it is looked at."""
    os.kill(number, signal.SIGSTOP)
    return number


def killed(number: int) -> None:
    os.kill(number, signal.SIGKILL)
    wait_until(lambda: has_ended(number), "the worker is dead")


def has_ended(number: int) -> bool:
    """Whether there is no process of that number, or only what its parent has not yet fetched."""
    try:
        status = Path(f"/proc/{number}/stat").read_text("utf-8")
    except OSError:
        return True
    return status.rpartition(")")[2].split()[0] == "Z"
