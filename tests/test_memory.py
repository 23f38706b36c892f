"""A whole run keeps its folders in memory where there is plenty of it, and gives it back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import memory, programs

_ROOT = "PYTEST_DEBUG_TEMPROOT"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands in for memory, with no other place named."""
    monkeypatch.setattr(memory, "_MEMORY", tmp_path)
    monkeypatch.delenv(_ROOT, raising=False)
    return tmp_path


def test_a_folder_is_taken_and_given_back(place: Path) -> None:
    folder = memory.begin(plenty=1)
    assert folder is not None
    assert folder.parent == place
    assert os.environ[_ROOT] == str(folder)
    (folder / "file").touch()
    memory.end(folder)
    assert not list(place.iterdir())
    assert _ROOT not in os.environ


def test_nothing_is_taken_where_there_is_little(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert memory.begin(plenty=1 << 60) is None
    monkeypatch.setattr(memory, "_MEMORY", place / "nowhere")
    assert memory.begin(plenty=1) is None
    assert not list(place.iterdir())


def test_nothing_is_taken_where_another_place_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_ROOT, str(place))
    assert memory.begin(plenty=1) is None
    assert not list(place.iterdir())


def test_what_a_killed_run_took_is_given_back(place: Path) -> None:
    ended = programs.done([sys.executable, "-c", "import os; print(os.getpid())"]).stdout.strip()
    (place / f"findings-run-{ended}-old").mkdir()
    (place / f"findings-run-{os.getpid()}-own").mkdir()
    folder = memory.begin(plenty=1)
    assert folder is not None
    assert {one.name for one in place.iterdir()} == {
        f"findings-run-{os.getpid()}-own",
        folder.name,
    }
    memory.end(folder)
