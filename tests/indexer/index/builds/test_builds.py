"""Builds on disk: never half a build, never somebody else's folder."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from indexer.errors import CorpusError, ForeignIndex, IndexBusy, NoIndex
from indexer.index import builds
from indexer.index.builds.lock import exclusive
from indexer.index.builds.trust import sealed, unsealed
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from tests.programs import Program, wait_until

Make = Callable[..., Report]


def folders(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "builds").iterdir())


def total(index: Path, q: str = "") -> int:
    return Archive(index).search(SearchRequest(q=q)).total


def test_a_published_build_is_current_and_says_what_it_holds(index: Path, report: Make) -> None:
    told = []
    info = publish([report("one", "two")], index, lambda name, count: told.append((name, count)))
    assert (info.reports, info.findings) == (1, 2)
    assert builds.pointer(index) == info.id
    assert told == [("north-2020", 2)]
    manifest = builds.candidates(index)[0].manifest
    assert manifest["findings"] == 2
    assert list(manifest["sources"]) == ["north-2020"]


def test_the_previous_build_is_kept_and_older_ones_go(index: Path, report: Make) -> None:
    ids = [publish([report(f"text {n}")], index).id for n in range(4)]
    assert folders(index) == ids[-2:]
    assert ids == sorted(ids)


def test_a_build_without_manifest_is_swept_away(index: Path, report: Make) -> None:
    publish([report("one")], index)
    litter = index / "builds" / "20010101T000000000000-abcdef"
    litter.mkdir()
    publish([report("two")], index)
    assert not litter.exists()


def test_a_folder_that_is_no_build_is_left_alone(index: Path, report: Make) -> None:
    publish([report("one")], index)
    (index / "builds" / "notes").mkdir()
    publish([report("two")], index)
    assert (index / "builds" / "notes").is_dir()


def test_a_folder_with_other_files_is_refused_and_untouched(tmp_path: Path, report: Make) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignIndex, match=r"thesis\.txt"):
        publish([report("one")], tmp_path)
    with pytest.raises(ForeignIndex, match=r"thesis\.txt"):
        Archive(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, report: Make) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(ForeignIndex, match="is a file"):
        publish([report("one")], tmp_path / "index")


def test_no_index_names_the_command(index: Path) -> None:
    with pytest.raises(NoIndex, match="indexer build"):
        Archive(index)


@pytest.mark.parametrize("name", ["schema", "analyser", "format", "finding"])
def test_a_build_of_another_version_is_refused(index: Path, report: Make, name: str) -> None:
    info = publish([report("one")], index)
    path = info.path / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(sealed({**unsealed(manifest), name: "other"})))
    with pytest.raises(ForeignIndex, match="another version of this tool"):
        Archive(index)


@pytest.mark.parametrize("text", ["../../etc", "", "\x00\xff", None])
def test_without_a_pointer_the_newest_build_answers_and_that_is_said(
    index: Path, report: Make, text: str | None
) -> None:
    publish([report("one")], index)
    info = publish([report("two")], index)
    if text is None:
        (index / "CURRENT").unlink()
    else:
        (index / "CURRENT").write_text(text)
    archive = Archive(index)
    assert archive.build == info.id
    assert str(index / "CURRENT") in archive.health().problem
    publish([report("three")], index)
    found = partial(archive.search, SearchRequest(q="three"))
    wait_until(lambda: found().total == 1, "the newer build is taken up")
    assert archive.health().problem == ""


# Whoosh leaves the files open that it fails to read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["*.trm", "*.pst", "_MAIN_*.toc", "*.findings"])
def test_a_damaged_build_falls_back_to_the_one_before(
    index: Path, report: Make, pattern: str
) -> None:
    before = publish([report("old words")], index)
    now = publish([report("new words")], index)
    for path in (now.path / "segments").glob(pattern):
        path.write_bytes(b"")
    archive = Archive(index)
    assert archive.build == before.id
    assert now.id in archive.health().problem
    assert archive.search(SearchRequest(q="old")).total == 1


def test_when_nothing_opens_the_command_is_named(index: Path, report: Make) -> None:
    info = publish([report("one")], index)
    (info.path / "reports.json").write_text("{")
    with pytest.raises(ForeignIndex, match="indexer build"):
        Archive(index)


def test_two_reports_of_one_name_are_refused_and_nothing_changes(index: Path, report: Make) -> None:
    before = publish([report("one")], index).id
    with pytest.raises(CorpusError, match="north-2020"):
        publish([report("one"), report("two")], index)
    assert builds.pointer(index) == before
    assert folders(index) == [before]


def test_an_error_while_reading_reports_leaves_the_old_build(index: Path, report: Make) -> None:
    before = publish([report("one")], index).id

    def reports():
        yield report("two")
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="disk is full"):
        publish(reports(), index)
    assert folders(index) == [before]
    assert total(index, "one") == 1


def test_an_empty_build_can_be_searched(index: Path) -> None:
    assert publish([], index).findings == 0
    assert total(index) == 0
    assert total(index, '"a phrase" OR word*') == 0


def test_a_second_writer_is_told_who_holds_the_lock(index: Path, report: Make) -> None:
    index.mkdir()
    with exclusive(index / "LOCK"), pytest.raises(IndexBusy, match=f"process {os.getpid()}"):
        publish([report("one")], index)
    publish([report("one")], index)


def test_searching_needs_no_right_to_write(index: Path, report: Make) -> None:
    publish([report("one")], index)
    paths = [index, *index.rglob("*")]
    before = {path: path.stat().st_mtime_ns for path in paths}
    assert total(index, "one") == 1
    assert {path: path.stat().st_mtime_ns for path in [index, *index.rglob("*")]} == before


#: For each line it is told, a process of its own that publishes until it is killed: it prints its
#: number, and a line for each build.
_WRITERS = """
import os
import sys
sys.path[:0] = {path!r}
from pathlib import Path
import importlib.util
spec = importlib.util.spec_from_file_location("shared", {conftest!r})
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
from indexer.index.publication import Publication
def write():
    print(os.getpid(), flush=True)
    while True:
        with Publication(Path({index!r})) as one:
            for name in {kept!r}:
                one.keep(name)
            for name in {written!r}:
                texts = [f"round words number {{n}}" for n in range(75)]
                one.add(shared.make_report(*texts, id=name))
            one.commit()
        print("published", flush=True)
for line in sys.stdin:
    number = os.fork()
    if not number:
        write()
    os.waitpid(number, 0)
    print("killed", flush=True)
"""


@pytest.mark.parametrize(
    ("kept", "written"), [((), ("a", "b")), (("a",), ("b",))], ids=["anew", "taken over"]
)
def test_kill_at_any_moment_leaves_a_whole_build(
    index: Path, report: Make, kept: tuple[str, ...], written: tuple[str, ...]
) -> None:
    texts = [f"round words number {n}" for n in range(75)]
    publish([report(*texts, id="a"), report(*texts, id="b")], index)
    script = _WRITERS.format(
        path=sys.path,
        conftest=str(Path(__file__).parents[2] / "conftest.py"),
        index=str(index),
        kept=kept,
        written=written,
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with Program([sys.executable, "-c", script], **pipes) as writers:
        assert writers.stdin is not None
        for delay in (0.0, 0.02, 0.05, 0.09, 0.14, 0.2):
            print("write", file=writers.stdin, flush=True)
            number = int(writers.line())
            assert writers.line() == "published\n"
            time.sleep(delay)
            os.kill(number, signal.SIGKILL)
            writers.until("^killed$")
            archive = Archive(index)
            assert archive.health().problem == ""
            assert archive.search(SearchRequest(q="words")).total == 150
        writers.stdin.close()
        assert writers.wait() == 0
    # Builds stay as long as somebody reads them.
    del archive
    gc.collect()
    publish([report("after")], index)
    assert total(index, "after") == 1
    assert len(folders(index)) == 2
