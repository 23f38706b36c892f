"""A server that people search all the while that a report is added in another process."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests import programs
from tests.programs import PATIENCE, wait_until
from tests.serving import serving

CORPUS = Path(__file__).parents[3] / "corpus"
REPORT = CORPUS / "cambridgeshire-2007" / "report.txt"
#: Pages that each reader has before and after the report is added: each kind twice.
SOME = 12
ADDRESSES = ("/", "/?q=training", "/reports", "/api/v1/search?q=NPT", "/healthz", "/glossary")


class Reader(threading.Thread):
    """Somebody who asks for one page after another until told to stop."""

    def __init__(self, root: str, stop: threading.Event) -> None:
        super().__init__()
        self.root, self.stop = root, stop
        self.answers: list[int] = []
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            path = ADDRESSES[len(self.answers) % len(ADDRESSES)]
            try:
                with urlopen(self.root + path, timeout=PATIENCE) as answer:
                    body = answer.read()
                    self.answers.append(answer.status)
                    if not body.rstrip().endswith((b"</html>", b"}")):
                        self.faults.append(f"{path} is cut short")
            except OSError as error:
                self.faults.append(f"{path}: {error}")
            # People pause; without one, the readers alone would keep the machine busy.
            self.stop.wait(0.02)


def all_have_read(readers: list[Reader], number: int) -> bool:
    """Whether each reader has had so many pages, or has found a fault, which ends the waiting."""
    return all(len(reader.answers) >= number or reader.faults for reader in readers)


def health(root: str) -> Any:
    with urlopen(f"{root}/healthz", timeout=PATIENCE) as answer:
        return json.load(answer)


@pytest.fixture
def home(index: Path, tmp_path: Path) -> Path:
    shutil.copytree(CORPUS, tmp_path / "corpus")
    shutil.copytree(index, tmp_path / "index")
    other = REPORT.read_text(encoding="utf-8").replace("Cambridgeshire", "Cumbershire")
    (tmp_path / "new.txt").write_text(other, encoding="utf-8")
    return tmp_path


def test_every_request_is_answered_while_a_report_is_added(home: Path) -> None:
    places = ["--corpus", str(home / "corpus"), "--index", str(home / "index")]
    with serving(home / "index", home / "corpus") as root:
        before = health(root)
        stop = threading.Event()
        readers = [Reader(root, stop) for _ in range(4)]
        for reader in readers:
            reader.start()
        wait_until(lambda: all_have_read(readers, SOME), "the readers are at work")
        command = [sys.executable, "-m", "indexer", "add", str(home / "new.txt"), *places]
        added = programs.done(command)
        wait_until(lambda: health(root)["build"] != before["build"], "the build is taken up")
        during = min(len(reader.answers) for reader in readers)
        wait_until(lambda: all_have_read(readers, during + SOME), "the readers read on")
        stop.set()
        programs.joined(readers)
        after = health(root)
    assert added.returncode == 0, added.stderr
    assert after["findings"] == 2 * before["findings"]
    assert [fault for reader in readers for fault in reader.faults] == []
    answers = [status for reader in readers for status in reader.answers]
    assert set(answers) == {200}
