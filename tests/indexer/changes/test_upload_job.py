"""A file that was sent in: bounds on the process that reads it, and what is left when it ends."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from indexer.build import build_index
from indexer.changes.upload_job import (
    BOUNDS,
    Bounds,
    UploadJob,
    UploadProgress,
    UploadState,
    UploadStep,
)
from indexer.index import builds
from indexer.index.builds.lock import exclusive
from indexer.index.meaning import encoder, vectors
from indexer.reports.corpus.folder import Corpus
from tests import programs
from tests.programs import PATIENCE, Program

REPORT = Path(__file__).parents[3] / "corpus" / "cambridgeshire-2007" / "report.txt"
SAMPLES = Path(__file__).parents[2] / "data" / "reports"
SAMPLE = SAMPLES / "f2-text" / "report.txt"
SHORT = SAMPLES / "minutes-text" / "report.txt"


@pytest.fixture
def job(tmp_path: Path) -> UploadJob:
    """The report, sent in and not begun."""
    return sent(tmp_path, REPORT.read_bytes())


def sent(home: Path, data: bytes) -> UploadJob:
    file = home / "sent" / "file" / "report.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return UploadJob(file.parent.parent)


def begin(job: UploadJob, step: UploadStep) -> bool:
    home = job.folder.parent
    return job.begin(step, home / "corpus", home / "index")


def settled(job: UploadJob) -> UploadProgress:
    end = time.monotonic() + PATIENCE
    while (progress := job.progress()).state is UploadState.RUNNING:
        assert time.monotonic() < end
        time.sleep(0.05)
    return progress


def bounded(
    job: UploadJob, bounds: Bounds, step: UploadStep = UploadStep.READ, before: str = "pass"
) -> Program:
    """The process of a step, under other bounds than usual; ``before`` is run first."""
    home = job.folder.parent
    code = (
        "from indexer.changes import upload_job as job; "
        f"job.BOUNDS = {{job.UploadStep({step.value!r}): job.{bounds!r}}}; {before}; job.main()"
    )
    places = [str(job.folder), str(home / "corpus"), str(home / "index")]
    (job.folder / "step").write_text(step)
    return Program([sys.executable, "-c", code, step, *places])


def test_a_report_that_was_sent_in_is_ranked_as_the_others_are(tmp_path: Path) -> None:
    job, home = sent(tmp_path, SHORT.read_bytes()), tmp_path
    shutil.copytree(SAMPLE.parent, home / "corpus" / "sample")
    build_index(home / "corpus", home / "index", meaning=True)
    assert begin(job, UploadStep.PUBLISH)
    assert settled(job).state is UploadState.DONE
    build = builds.candidates(home / "index")[0]
    assert build.model == encoder.name()
    assert len(build.records) == 2
    assert len(vectors.read(build)) == build.manifest["findings"]


def test_nothing_begun_is_interrupted(job: UploadJob) -> None:
    assert job.progress() == UploadProgress(UploadStep.READ, UploadState.INTERRUPTED, 0)


def test_read_and_published(job: UploadJob) -> None:
    home = job.folder.parent
    assert begin(job, UploadStep.READ)
    assert not begin(job, UploadStep.PUBLISH), "one step at a time"
    read = settled(job)
    assert (read.step, read.state) == (UploadStep.READ, UploadState.DONE)
    assert read.preview is not None
    assert read.preview.force == "Cambridgeshire Constabulary"
    assert not (home / "corpus").exists()
    assert not (home / "index").exists()

    assert begin(job, UploadStep.PUBLISH)
    published = settled(job)
    assert (published.step, published.state) == (UploadStep.PUBLISH, UploadState.DONE)
    assert published.preview == read.preview
    assert [path.name for path in (home / "corpus").iterdir()] == [published.report]
    assert (home / "index" / "CURRENT").exists()


def test_published_again_after_it_was_only_copied(job: UploadJob) -> None:
    home = job.folder.parent
    there = Corpus(home / "corpus").add(job.file).report.id
    begin(job, UploadStep.PUBLISH)
    assert settled(job).report == there
    assert (home / "index" / "CURRENT").exists()
    assert [path.name for path in (home / "corpus").iterdir()] == [there]


def test_publishing_waits_for_another_build(job: UploadJob) -> None:
    index = job.folder.parent / "index"
    index.mkdir()
    with exclusive(index / "LOCK"):
        begin(job, UploadStep.PUBLISH)
        time.sleep(3)
        assert job.progress().state is UploadState.RUNNING
    assert settled(job).state is UploadState.DONE


def test_what_is_known_is_named(job: UploadJob) -> None:
    home = job.folder.parent
    there = Corpus(home / "corpus").add(REPORT).report.id
    begin(job, UploadStep.READ)
    read = settled(job)
    assert (read.state, read.report) == (UploadState.KNOWN, there)


def test_an_index_of_something_else_is_a_reason(job: UploadJob) -> None:
    index = job.folder.parent / "index"
    index.mkdir()
    (index / "holiday.jpg").write_bytes(b"sun")
    begin(job, UploadStep.PUBLISH)
    failed = settled(job)
    assert failed.state is UploadState.REFUSED
    assert "holiday.jpg" in failed.reason
    assert [path.name for path in index.iterdir()] == ["holiday.jpg"]


def test_its_time_is_bounded_wherever_it_is(tmp_path: Path) -> None:
    job = sent(tmp_path, REPORT.read_bytes() * 40)
    process = bounded(job, Bounds(2, BOUNDS[UploadStep.READ].memory, 10**6))
    job._wait(UploadStep.READ, process)
    assert process.returncode == -signal.SIGALRM
    given_up = job.progress()
    assert given_up.state is UploadState.REFUSED
    assert given_up.reason == ("The report was given up: it takes longer than 60 seconds to read.")


def test_its_memory_is_bounded(tmp_path: Path) -> None:
    job = sent(tmp_path, REPORT.read_bytes() * 40)
    process = bounded(job, Bounds(60, 80 * 1024**2, 10**6))
    assert process.wait(PATIENCE) == 0
    given_up = job.progress()
    assert given_up.state is UploadState.REFUSED
    assert "more memory" in given_up.reason


def test_what_it_writes_is_bounded(job: UploadJob) -> None:
    process = bounded(job, Bounds(60, BOUNDS[UploadStep.READ].memory, 1000))
    assert process.wait(PATIENCE) == 0
    refused = job.progress()
    assert refused.state is UploadState.REFUSED
    assert refused.reason.startswith("The report was given up: it could not be stored (")


#: What a person is told of a publication that was given up, whatever it was of.
AGAIN = "The corpus may have the change already: publish it again."


def test_a_publication_without_memory_says_what_it_may_have_done(job: UploadJob) -> None:
    # With a bound that any process meets it was luck whether this one met it or its reader's.
    hungry = "from indexer import build; build.build_index = lambda *_, **__: bytearray(1 << 30)"
    process = bounded(job, Bounds(60, 1 << 29, 10**6), UploadStep.PUBLISH, hungry)
    assert process.wait(PATIENCE) == 0
    assert job.progress().reason == (
        f"Publishing was given up: it takes more memory to publish than it may have. {AGAIN}"
    )


def test_a_publication_whose_time_is_up_says_what_it_may_have_done(job: UploadJob) -> None:
    index = job.folder.parent / "index"
    index.mkdir()
    with exclusive(index / "LOCK"):  # it waits for the other build until its time is up
        process = bounded(
            job, Bounds(2, BOUNDS[UploadStep.PUBLISH].memory, 10**9), UploadStep.PUBLISH
        )
        job._wait(UploadStep.PUBLISH, process)
    assert job.progress().reason == (
        f"Publishing was given up: it takes longer than 3600 seconds to publish. {AGAIN}"
    )


def test_a_fault_of_publishing_is_not_one_of_reading(job: UploadJob) -> None:
    what = job.folder / "amendment.json"
    what.write_text('{"kind": "burn"}')
    process = bounded(job, BOUNDS[UploadStep.PUBLISH], UploadStep.PUBLISH)
    assert process.wait(PATIENCE) == 0
    what.unlink()
    assert job.progress().reason == (
        f"Publishing was given up: it met a fault of this program. {AGAIN} Tell "
        "whoever runs this service, and send along what was sent here."
    )


def test_a_process_whose_folder_is_gone_writes_nothing(job: UploadJob) -> None:
    begin(job, UploadStep.READ)
    with (job.folder / "lock").open() as lock:
        shutil.rmtree(job.folder)
        programs.wait_for_lock(lock.fileno())  # until the process has ended
    assert list(job.folder.parent.iterdir()) == []


def test_it_leaves_nothing_behind_of_what_read_the_corpus(job: UploadJob) -> None:
    """Its cage keeps it from clearing that at its end."""
    home = job.folder.parent
    shutil.copytree(SAMPLE.parent, home / "corpus" / "sample")
    places = [str(job.folder), str(home / "corpus"), str(home / "index")]
    command = [sys.executable, "-m", "indexer.changes.upload_job", UploadStep.READ, *places]
    # The name of a socket is short: it does not stand below the folder of a test.
    with TemporaryDirectory() as scratch:
        where = {**os.environ, "TMPDIR": scratch}
        process = programs.done(command, env=where, check=True)
        assert os.listdir(scratch) == []
    assert process.stderr == ""
    assert job.progress().state is UploadState.DONE
