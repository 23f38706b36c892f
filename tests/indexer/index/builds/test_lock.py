"""One writer at a time, and whoever comes second is told who is first."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from indexer.errors import IndexBusy
from indexer.index.builds.lock import exclusive


def test_a_second_holder_is_told_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "LOCK"
    with exclusive(path), pytest.raises(IndexBusy) as told, exclusive(path):
        pass
    assert f"process {os.getpid()} on {socket.gethostname()} since " in str(told.value)
    assert str(tmp_path) in str(told.value)


def test_it_is_free_when_the_block_ends_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "LOCK"
    with pytest.raises(ZeroDivisionError), exclusive(path):
        raise ZeroDivisionError
    with exclusive(path):
        assert str(os.getpid()) in path.read_text(encoding="utf-8")


def test_a_holder_that_left_no_name_is_another_process(tmp_path: Path) -> None:
    path = tmp_path / "LOCK"
    with exclusive(path):
        path.write_text("{", encoding="utf-8")
        with pytest.raises(IndexBusy, match="by another process"), exclusive(path):
            pass
