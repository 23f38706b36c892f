"""A reader in a process of its own: bounds on its work and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.pdf import isolation
from indexer.reports.readers.pdf.isolation import read_confined
from indexer.reports.readers.result import Refused

READERS = """
from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.result import Reading

def endless(data):
    while True:
        pass

def waiting(data):
    import time
    time.sleep(60)

def honest(data):
    line = Line(1, data.decode(), role=Role.ROW, cell=Cell(1, 2, 3), groups=(4, 5))
    return Reading([line], {"title": "T"}, ("A warning.",))
"""


@pytest.fixture(autouse=True)
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that only the process knows."""
    (tmp_path / "odd_readers.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_what_was_read_comes_back_whole() -> None:
    reading = read_confined("odd_readers:honest", b"text")
    (line,) = reading.lines
    assert line == Line(1, "text", role=Role.ROW, cell=Cell(1, 2, 3), groups=(4, 5))
    assert (reading.hints, reading.warnings) == ({"title": "T"}, ("A warning.",))


def test_work_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_WORK", 2)
    with pytest.raises(Refused, match="more than 2 seconds of work"):
        read_confined("odd_readers:endless", b"")


def test_waiting_is_ended_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_WAIT", 1)
    with pytest.raises(Refused, match="it was not read within"):
        read_confined("odd_readers:waiting", b"")
