"""What is written lasts, and what cannot be written leaves nothing behind."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.disk import discard, put, storing, write_whole
from indexer.errors import CannotStore
from tests.faults import Faults


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "file").write_bytes(b"before")
    return Faults(tmp_path / "made", tmp_path / "home")


def test_a_file_is_written_whole_or_not_at_all(faults: Faults) -> None:
    file = faults.home / "file"

    def write() -> None:
        write_whole(file, b"after")

    for at, how in faults.points(write):
        with suppress(OSError):
            faults.run(write, at, how)
        assert file.read_bytes() in (b"before", b"after")
        if how != "kill":
            assert [path.name for path in faults.home.iterdir()] == ["file"]


def test_a_folder_is_synced_before_it_has_its_name(faults: Faults) -> None:
    scratch = faults.home / ".scratch"

    def work() -> None:
        scratch.mkdir()
        (scratch / "inside").write_bytes(b"x")
        put(scratch, faults.home / "place")

    seen = faults.run(work)
    renamed = seen.index(f"os.rename {faults.home / 'place'}")
    assert {f"fsync {scratch / 'inside'}", f"fsync {scratch}"} <= set(seen[:renamed])
    assert seen[renamed + 1 :] == [f"fsync {faults.home}"]


def test_a_folder_that_holds_something_is_not_overwritten(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    with pytest.raises(OSError, match="not empty"):
        put(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "old").exists()


def test_what_a_link_leads_to_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    discard(tmp_path / "link")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_what_the_disk_refuses_is_a_sentence() -> None:
    with (
        pytest.raises(CannotStore, match=r"^The report could not be stored \(No space left"),
        storing("The report"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
