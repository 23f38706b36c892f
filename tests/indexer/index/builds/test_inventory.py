"""The files of a build: known again, and only taken over whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from indexer.index.builds.inventory import inventory, share, whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old" / "sub").mkdir(parents=True)
    (tmp_path / "new" / "sub").mkdir(parents=True)
    (tmp_path / "old" / "a").write_bytes(b"one")
    (tmp_path / "old" / "sub" / "b").write_bytes(b"two")
    return tmp_path


def test_every_file_is_listed_by_its_path(folder: Path) -> None:
    assert list(inventory(folder / "old", {})) == ["a", "sub/b"]


def test_known_files_are_not_read_again(folder: Path) -> None:
    assert inventory(folder / "old", {"a": "known"})["a"] == "known"


@pytest.mark.parametrize("damage", [b"", b"twO", b"two more", None])
def test_damage_is_seen(folder: Path, damage: bytes | None) -> None:
    files = inventory(folder / "old", {})
    assert whole(folder / "old", files)
    if damage is None:
        (folder / "old" / "sub" / "b").unlink()
    else:
        (folder / "old" / "sub" / "b").write_bytes(damage)
    assert not whole(folder / "old", files)


def test_shared_files_take_no_room(folder: Path) -> None:
    share(["a", "sub/b"], folder / "old", folder / "new")
    assert inventory(folder / "new", {}) == inventory(folder / "old", {})
    assert (folder / "new" / "sub" / "b").samefile(folder / "old" / "sub" / "b")


def test_without_hard_links_they_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    share(["a"], folder / "old", folder / "new")
    assert (folder / "new" / "a").read_bytes() == b"one"
    assert not (folder / "new" / "a").samefile(folder / "old" / "a")
