"""A folder into which reports are dropped."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer import Archive
from indexer.changes.inbox import ADDED, REASON, REFUSED, Inbox
from indexer.cli import main
from indexer.errors import CorpusError
from indexer.reports.corpus.folder import Corpus
from tests.conftest import ROOT

REPORT = ROOT / "tests" / "data" / "reports" / "f1-text" / "report.txt"
#: In the future, as a file may be that comes from a machine with another clock.
LATER = 2_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    return inbox


def dropped(folder: Path, name: str, data: bytes = b"words") -> Path:
    file = folder / name
    file.write_bytes(data)
    os.utime(file, (LATER, LATER))
    return file


def box(folder: Path) -> Inbox:
    """An inbox that is looked into every three seconds."""
    looks = count(step=3)
    return Inbox(folder, settle=5, clock=lambda: float(next(looks)))


def test_a_file_is_ready_when_it_has_been_the_same_for_a_while(folder: Path) -> None:
    inbox = box(folder)
    file = dropped(folder, "a.txt")
    assert [inbox.settled() for _ in range(3)] == [[], [], [file]]


def test_a_file_that_grows_is_left_alone(folder: Path) -> None:
    inbox = box(folder)
    for size in range(1, 6):
        file = dropped(folder, "a.txt", b"x" * size)
        assert inbox.settled() == []
    assert [inbox.settled() for _ in range(2)] == [[], [file]]


def test_a_file_that_somebody_still_writes_is_left_alone(folder: Path) -> None:
    inbox = box(folder)
    file = dropped(folder, "a.txt")
    with file.open("ab"):
        assert [inbox.settled() for _ in range(4)] == [[]] * 4
    assert inbox.settled() == [file]


def test_what_is_no_dropped_file_is_left_alone(folder: Path) -> None:
    inbox = box(folder)
    for name in (".a.txt", "~$a.docx", "a.pdf.part", "a.pdf.crdownload", "a.TMP"):
        dropped(folder, name)
    (folder / "sub").mkdir()
    (folder / "link.txt").symlink_to(REPORT)
    assert [inbox.settled() for _ in range(4)] == [[]] * 4


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no folder"):
        Inbox(tmp_path / "none")


def watched(folder: Path, tmp_path: Path) -> str:
    """What the command says of one look into the folder."""
    places = ["--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index")]
    run = CliRunner().invoke(
        main, ["watch", str(folder), "--once", "--every", "0.01", "--settle", "0", *places]
    )
    assert run.exit_code == 0, run.output
    return run.output


def test_what_is_dropped_is_published_and_what_is_refused_laid_aside(
    folder: Path, tmp_path: Path
) -> None:
    dropped(folder, "good.txt", REPORT.read_bytes())
    dropped(folder, "bad.pdf", b"not a report")
    dropped(folder, "empty.txt", b"")
    said = watched(folder, tmp_path)
    assert "Added good.txt" in said
    assert "Published build" in said
    assert len(Archive(tmp_path / "index").reports()) == 1
    assert sorted(one.name for one in folder.iterdir()) == [ADDED, REFUSED]
    assert [one.name for one in (folder / ADDED).iterdir()] == ["good.txt"]
    refused = sorted(one.name for one in (folder / REFUSED).iterdir())
    assert refused == ["bad.pdf", f"bad.pdf{REASON}", "empty.txt", f"empty.txt{REASON}"]
    assert "empty" in (folder / REFUSED / f"empty.txt{REASON}").read_text(encoding="utf-8")
    assert (folder / REFUSED / "bad.pdf").read_bytes() == b"not a report"

    dropped(folder, "good.txt", REPORT.read_bytes())
    dropped(folder, "bad.pdf", b"not a report, again")
    said = watched(folder, tmp_path)
    assert "already in the corpus" in said
    assert "Published" not in said
    assert {one.name for one in (folder / ADDED).iterdir()} == {"good.txt", "good-2.txt"}
    assert (folder / REFUSED / "bad-2.pdf").read_bytes() == b"not a report, again"
    assert (folder / REFUSED / f"bad-2.pdf{REASON}").is_file()
    assert len(list(Corpus(tmp_path / "corpus").found())) == 1


def test_a_report_that_looks_like_another_waits_for_a_choice(folder: Path, tmp_path: Path) -> None:
    dropped(folder, "first.txt", REPORT.read_bytes())
    watched(folder, tmp_path)
    dropped(folder, "second.txt", REPORT.read_bytes().replace(b"training", b"instruction"))
    assert "looks like the report" in watched(folder, tmp_path)
    reason = (folder / REFUSED / f"second.txt{REASON}").read_text(encoding="utf-8")
    assert "--keep-both" in reason
