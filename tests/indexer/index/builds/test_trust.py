"""A build that somebody else could have written is not opened, and nothing of it is unpickled."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import ForeignIndex
from indexer.index.builds.trust import close_to_others, sealed, unsealed
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest

Make = Callable[..., Report]


class Planted:
    """Unpickled, it leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.mark}",)


def test_a_seal_is_broken_by_any_change() -> None:
    manifest = {"build": "x", "files": {"a": "b"}}
    assert unsealed(sealed(manifest)) == {**manifest, "sealed": True}
    assert unsealed(manifest)["sealed"] is False
    with pytest.raises(ValueError, match="damaged"):
        unsealed({**sealed(manifest), "build": "y"})


@pytest.mark.parametrize("place", ["", "builds", "builds/*", "builds/*/segments/*.pst"])
@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_what_others_may_write_is_not_opened(
    index: Path, report: Make, place: str, mode: int
) -> None:
    publish([report("one")], index)
    path = next(index.glob(place)) if place else index
    path.chmod(mode)
    with pytest.raises(ForeignIndex, match="can be written by other users"):
        Archive(index)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_another_is_not_opened(index: Path, report: Make) -> None:
    publish([report("one")], index)
    os.chown(index, 65534, 65534)
    with pytest.raises(ForeignIndex, match=r"belongs to another user \(65534\)"):
        Archive(index)


@pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.pst"])
def test_a_planted_pickle_does_not_run(
    index: Path, report: Make, tmp_path: Path, pattern: str
) -> None:
    info = publish([report("one")], index)
    mark = tmp_path / "planted"
    pickle.loads(pickle.dumps(Planted(mark)))
    assert mark.exists(), "it would run"
    mark.unlink()
    path = next((info.path / "segments").glob(pattern))
    data = path.read_bytes()
    at = max(data.rfind(b"\x80\x04"), data.rfind(b"\x80\x02"), data.rfind(b"\x80\x05"), 0)
    path.write_bytes(data[:at] + pickle.dumps(Planted(mark), 2))
    with pytest.raises(ForeignIndex, match="is not as it was written"):
        Archive(index).search(SearchRequest(q="one"))
    assert not mark.exists()


def test_a_build_is_closed_to_others_whatever_the_umask(index: Path, report: Make) -> None:
    before = os.umask(0)
    try:
        publish([report("one")], index)
    finally:
        os.umask(before)
    assert Archive(index).health().problem == ""


def test_closing_leaves_the_rest_of_the_mode(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(0o767)
    close_to_others(tmp_path / "file")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o745
