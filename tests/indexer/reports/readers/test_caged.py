"""A process that reads one report sees that file, its corrections, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.processes import cage
from indexer.processes.workers import Workers
from indexer.reports.readers.caged import shut_around

pytestmark = pytest.mark.skipif(
    not cage.holding().landlock, reason="the kernel has no Landlock: 'indexer doctor' says so"
)


def seen(file: Path) -> list[str]:
    """Which files of the folder can be read."""
    found = []
    for name in ("report.txt", "corrections.toml", "other.txt"):
        try:
            file.with_name(name).read_bytes()
            found.append(name)
        except PermissionError:
            pass
    return found


def test_the_file_and_its_corrections_are_seen(tmp_path: Path) -> None:
    for name in ("report.txt", "corrections.toml", "other.txt"):
        (tmp_path / name).write_text(name)
    file = tmp_path / "report.txt"
    assert seen(file) == ["report.txt", "corrections.toml", "other.txt"]
    with Workers(seen, shut=shut_around) as workers:
        assert list(workers.map([file])) == [["report.txt", "corrections.toml"]]
