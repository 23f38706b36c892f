"""A build is kept for as long as anybody reads in it, and no longer."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from indexer.index.builds.lease import lease, unread
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from tests.programs import Program, wait_until

Make = Callable[..., Report]


class Holder:
    """Whoever reads."""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.json"
    path.write_text("{}")
    return path


def is_unread(manifest: Path) -> bool:
    with unread(manifest) as free:
        return free


def test_a_lease_ends_with_its_holder(manifest: Path) -> None:
    first, second = Holder(), Holder()
    lease(first, manifest)
    lease(second, manifest)
    del first
    assert not is_unread(manifest)
    del second
    gc.collect()
    assert is_unread(manifest)


def test_a_lease_ends_with_its_process(manifest: Path) -> None:
    code = (
        "import sys, pathlib; from indexer.index.builds.lease import lease\n"
        "class Holder: pass\n"
        "one = Holder(); lease(one, pathlib.Path(sys.argv[1])); print(flush=True); input()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with Program([sys.executable, "-c", code, manifest], **pipes) as reader:
        assert reader.line() == "\n"
        assert not is_unread(manifest)
        reader.kill()
        reader.wait()
    assert is_unread(manifest)


def test_what_is_being_deleted_cannot_be_leased(manifest: Path) -> None:
    with unread(manifest) as free:
        assert free
        with pytest.raises(FileNotFoundError):
            lease(Holder(), manifest)


def test_what_was_never_finished_is_unread(tmp_path: Path) -> None:
    assert is_unread(tmp_path / "manifest.json")


def test_a_build_stays_while_a_request_reads_in_it(index: Path, report: Make) -> None:
    """Two publications and more while a thread is on its way (33 of 36 requests were refused)."""
    first = publish([report("one")], index)
    archive = Archive(index)
    under_way = archive._searcher
    for text in ("two", "three", "four"):
        publish([report(text)], index)
    assert first.path.exists()
    assert under_way.engine.report("north-2020").findings[0].text == "one"
    said = partial(archive.report, "north-2020")
    wait_until(lambda: said().findings[0].text == "four", "the newest build is taken up")
    del under_way

    def swept() -> bool:
        gc.collect()
        publish([report("five")], index)
        return not first.path.exists()

    wait_until(swept, "what nobody reads is swept")
