"""The files of segments are read in memory; small ones keep no descriptor."""

from __future__ import annotations

import os
import weakref
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage

from indexer.index import builds
from indexer.index.publication import publish
from indexer.index.segments.files import _SMALL, SegmentFiles, in_memory, shared
from indexer.search.engine.local.columns.snapshot import Snapshot
from tests.indexer.conftest import make_report

_SIZES = [1, 4096, _SMALL - 1, _SMALL, 2 * _SMALL + 1]


def _written(folder: Path, size: int) -> Path:
    path = folder / "file"
    path.write_bytes((b"postings" * (size // 8 + 1))[:size])
    return path


def _whooshs(folder: Path) -> FileStorage:
    return FileStorage(str(folder))


def _open_in(folder: Path) -> list[str]:
    """The files of a folder that this process holds open."""
    links = (Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd"))
    paths = (os.readlink(link) for link in links if link.is_symlink())
    return [path for path in paths if path.startswith(f"{folder}{os.sep}")]


@pytest.mark.parametrize("size", _SIZES)
def test_a_file_is_in_memory_as_it_was_written(tmp_path: Path, size: int) -> None:
    path = _written(tmp_path, size)
    assert in_memory(path)[:] == path.read_bytes()


@pytest.mark.parametrize(("size", "descriptors"), [(_SMALL - 1, 0), (_SMALL, 1)])
def test_only_a_large_file_keeps_a_descriptor(tmp_path: Path, size: int, descriptors: int) -> None:
    held = in_memory(_written(tmp_path, size))
    assert len(_open_in(tmp_path)) == descriptors
    held.close()
    assert not _open_in(tmp_path)


@pytest.mark.parametrize("size", [_SMALL - 1, _SMALL])
def test_a_file_by_another_name_is_held_once(tmp_path: Path, size: int) -> None:
    path, link = _written(tmp_path, size), tmp_path / "link"
    link.hardlink_to(path)
    held = shared(path)
    assert shared(link) is held
    gone = weakref.ref(held)
    del held
    assert gone() is None


def test_a_file_that_was_changed_or_took_the_place_of_another_is_read_anew(tmp_path: Path) -> None:
    path = _written(tmp_path, 400)
    held = shared(path)
    path.write_bytes(b"other")
    assert shared(path)[:] == b"other"
    path.unlink()
    assert shared(_written(tmp_path, 400))[:] == held[:]


def test_an_empty_file_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match="empty"):
        in_memory(tmp_path / "empty")
    with pytest.raises(FileNotFoundError):
        in_memory(tmp_path / "gone")


@given(places=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), max_size=8))
def test_whoosh_reads_from_it_what_it_reads_from_its_own(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    _written(folder, 400)
    ours, theirs = (kind.open_file("file") for kind in (SegmentFiles(folder), _whooshs(folder)))
    with ours, theirs:
        for start, length in places:
            assert ours.get(start, length) == theirs.get(start, length)
            assert ours.tell() == theirs.tell()
            assert ours.read(4) == theirs.read(4)


def test_an_empty_file_is_read_as_empty(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with SegmentFiles(tmp_path).open_file("file") as empty:
        assert empty.read() == b""


def test_a_build_of_small_segments_keeps_none_of_their_files_open(tmp_path: Path) -> None:
    publish([make_report("Custody is safe.")], tmp_path)
    snapshot = Snapshot(builds.candidates(tmp_path)[0])
    assert snapshot.count
    assert not _open_in(snapshot.build.segments)
