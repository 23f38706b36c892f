"""A file that was sent in: bounds on the process that reads it, and what is left when it ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.build import build_index
from indexer.index import builds
from indexer.index.lock import exclusive
from indexer.intake import BOUNDS, Bounds, Intake, Progress, State, Step
from indexer.reports.corpus import Corpus

REPORT = Path(__file__).parents[2] / "corpus" / "cambridgeshire-2007" / "report.txt"
SAMPLE = Path(__file__).parents[1] / "data" / "reports" / "f2-text" / "report.txt"
PATIENCE = 60


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    """The report, sent in and not begun."""
    return sent(tmp_path, REPORT.read_bytes())


def sent(home: Path, data: bytes) -> Intake:
    file = home / "sent" / "file" / "report.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return Intake(file.parent.parent)


def begin(intake: Intake, step: Step) -> bool:
    home = intake.folder.parent
    return intake.begin(step, home / "corpus", home / "index")


def settled(intake: Intake) -> Progress:
    end = time.monotonic() + PATIENCE
    while (progress := intake.progress()).state is State.RUNNING:
        assert time.monotonic() < end
        time.sleep(0.05)
    return progress


def bounded(intake: Intake, bounds: Bounds) -> subprocess.Popen[bytes]:
    """The process that reads, under other bounds than usual."""
    home = intake.folder.parent
    code = (
        "import sys; from indexer import intake; "
        f"intake.BOUNDS = {{intake.Step.READ: intake.{bounds!r}}}; intake.main()"
    )
    places = [str(intake.folder), str(home / "corpus"), str(home / "index")]
    return subprocess.Popen([sys.executable, "-c", code, Step.READ, *places])


def test_a_report_that_was_sent_in_is_ranked_by_meaning_as_the_others_are(intake: Intake) -> None:
    home = intake.folder.parent
    shutil.copytree(SAMPLE.parent, home / "corpus" / "sample")
    build_index(home / "corpus", home / "index", meaning=True)
    assert begin(intake, Step.PUBLISH)
    assert settled(intake).state is State.DONE
    build = builds.candidates(home / "index")[0]
    assert {path.stem for path in build.path.glob("vectors/*")} == build.reports.keys()
    assert len(build.reports) == 2


def test_nothing_begun_is_interrupted(intake: Intake) -> None:
    assert intake.progress() == Progress(Step.READ, State.INTERRUPTED, 0)


def test_read_and_published(intake: Intake) -> None:
    home = intake.folder.parent
    assert begin(intake, Step.READ)
    assert not begin(intake, Step.PUBLISH), "one step at a time"
    read = settled(intake)
    assert (read.step, read.state) == (Step.READ, State.DONE)
    assert read.digest is not None
    assert read.digest.force == "Cambridgeshire Constabulary"
    assert not (home / "corpus").exists()
    assert not (home / "index").exists()

    assert begin(intake, Step.PUBLISH)
    published = settled(intake)
    assert (published.step, published.state) == (Step.PUBLISH, State.DONE)
    assert published.digest == read.digest
    assert [path.name for path in (home / "corpus").iterdir()] == [published.report]
    assert (home / "index" / "CURRENT").exists()


def test_published_again_after_it_was_only_copied(intake: Intake) -> None:
    home = intake.folder.parent
    there = Corpus(home / "corpus").add(intake.file).report.id
    begin(intake, Step.PUBLISH)
    assert settled(intake).report == there
    assert (home / "index" / "CURRENT").exists()
    assert [path.name for path in (home / "corpus").iterdir()] == [there]


def test_publishing_waits_for_another_build(intake: Intake) -> None:
    index = intake.folder.parent / "index"
    index.mkdir()
    with exclusive(index / "LOCK"):
        begin(intake, Step.PUBLISH)
        time.sleep(3)
        assert intake.progress().state is State.RUNNING
    assert settled(intake).state is State.DONE


def test_what_is_known_is_named(intake: Intake) -> None:
    home = intake.folder.parent
    there = Corpus(home / "corpus").add(REPORT).report.id
    begin(intake, Step.READ)
    read = settled(intake)
    assert (read.state, read.report) == (State.KNOWN, there)


def test_an_index_of_something_else_is_a_reason(intake: Intake) -> None:
    index = intake.folder.parent / "index"
    index.mkdir()
    (index / "holiday.jpg").write_bytes(b"sun")
    begin(intake, Step.PUBLISH)
    failed = settled(intake)
    assert failed.state is State.REFUSED
    assert "holiday.jpg" in failed.reason
    assert [path.name for path in index.iterdir()] == ["holiday.jpg"]


def test_its_time_is_bounded_wherever_it_is(tmp_path: Path) -> None:
    intake = sent(tmp_path, REPORT.read_bytes() * 40)
    process = bounded(intake, Bounds(2, BOUNDS[Step.READ].memory, 10**6))
    started = time.monotonic()
    intake._wait(Step.READ, process)
    assert 1.5 < time.monotonic() - started < 10
    given_up = intake.progress()
    assert given_up.state is State.REFUSED
    assert given_up.reason.endswith("it takes longer than 60 seconds to read.")


def test_its_memory_is_bounded(tmp_path: Path) -> None:
    intake = sent(tmp_path, REPORT.read_bytes() * 40)
    process = bounded(intake, Bounds(60, 80 * 1024**2, 10**6))
    assert process.wait(PATIENCE) == 0
    given_up = intake.progress()
    assert given_up.state is State.REFUSED
    assert "more memory" in given_up.reason


def test_what_it_writes_is_bounded(intake: Intake) -> None:
    process = bounded(intake, Bounds(60, BOUNDS[Step.READ].memory, 1000))
    assert process.wait(PATIENCE) == 0
    refused = intake.progress()
    assert refused.state is State.REFUSED
    assert refused.reason.startswith("The report could not be stored")


def test_a_process_whose_folder_is_gone_writes_nothing(intake: Intake) -> None:
    begin(intake, Step.READ)
    shutil.rmtree(intake.folder)
    time.sleep(3)
    assert list(intake.folder.parent.iterdir()) == []
