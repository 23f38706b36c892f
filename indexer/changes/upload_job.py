"""A change that somebody asks for by browser: what is sent in is read, and later published.

What comes from outside may be made to keep a reader busy, to fill its memory or to end it. So it
is never read by the process that took it in. Each change has a folder to itself, and nothing else
is touched until it is published:

    file/…          the file, under a harmless name, where one was sent
    amendment.json  what is to be done: with the file, or with a report of the corpus
    step            the step begun last: 'read' or 'publish'
    lock            held by the process at work for as long as it lives; its number
    read.json       what was understood, or why nothing was
    publish.json    what was published, or why not

A step that is begun, has no outcome, and whose lock nobody holds was interrupted. That needs no
memory of the process that began it, so it holds after a restart, too.

The pages under ``/admin`` call it with a folder and look how far it is.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from indexer.changes.amendment import Amendment, AmendmentKind
from indexer.changes.preview import Preview, preview
from indexer.errors import IndexBusy, InspectionError
from indexer.index.location import workspace
from indexer.processes.interpreter import child_environment

if TYPE_CHECKING:
    from indexer.build import Built

GIGABYTE = 1024**3
#: Seconds between two tries while another process builds the index.
_PATIENCE = 1.0
_LOCK, _STEP, _AMENDMENT = "lock", "step", "amendment.json"
#: Why a file is what it is, when it says the same as a report of the corpus.
_SAME = "they say the same"


class UploadStep(StrEnum):
    """What is done with a file, in this order."""

    READ = "read"
    PUBLISH = "publish"


#: What is said of a step that was given up, and of what it leaves.
_GIVEN_UP: Mapping[UploadStep, str] = {
    UploadStep.READ: "The report was given up: {why}.",
    # The corpus is changed first, so that nobody can say how far it came.
    UploadStep.PUBLISH: (
        "Publishing was given up: {why}. The corpus may have the change already: publish it again."
    ),
}
_TELL = "Tell whoever runs this service, and send along what was sent here."


class UploadState(StrEnum):
    """How far a step has come."""

    RUNNING = "running"
    INTERRUPTED = "interrupted"
    REFUSED = "refused"
    #: The corpus has the report already.
    KNOWN = "known"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process may use: seconds in all, bytes of memory, bytes of any file it writes."""

    seconds: int
    memory: int
    written: int


#: Reading is held to what no report needs. Publishing reads only the corpus and takes as long as
#: ``indexer build`` does.
BOUNDS: Mapping[UploadStep, Bounds] = {
    UploadStep.READ: Bounds(60, GIGABYTE, 16 * 1024**2),
    UploadStep.PUBLISH: Bounds(3600, 4 * GIGABYTE, 4 * GIGABYTE),
}


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """Where a file stands."""

    step: UploadStep
    state: UploadState
    #: Since the step was begun.
    seconds: int
    #: Why it was refused, as a sentence; '' otherwise.
    reason: str = ""
    #: The slug of the report in the corpus: of the new one once published, or of the known one.
    report: str = ""
    #: What was understood, as soon as the file was read.
    preview: Preview | None = None
    #: The slug of the report of the corpus that it looks like, and why; '' for none.
    like: str = ""
    why: str = ""
    #: What is to be done, with what a person set of it.
    amendment: Amendment = field(default_factory=Amendment)


class UploadJob:
    """The folder of one change. Threads of one process may share it."""

    _guard = Lock()

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(
        self,
        step: UploadStep,
        corpus: Path,
        index: Path,
        amendment: Amendment | None = None,
    ) -> bool:
        """Start ``step`` in a process of its own and return at once.

        ``amendment`` says what is to be done when it is published; None leaves it as it was.
        The process outlives this one, and does not get the signals of its terminal. False, and
        nothing is done, while another step runs. Raises OSError when no process can be started.
        """
        with self._guard, self._locked() as lock:
            if lock is None:
                return False
            self._outcome(step).unlink(missing_ok=True)
            (self.folder / _STEP).write_text(step, encoding="utf-8")
            if amendment:
                self._write(_AMENDMENT, amendment.to_json())
            process = subprocess.Popen(
                [sys.executable, "-m", __name__, step, self.folder, corpus, index],
                stdin=subprocess.DEVNULL,
                # The lock belongs to the open file, which the process shares: it is free when
                # both have closed it, and a process closes its files however it ends.
                pass_fds=(lock,),
                env=child_environment(),
                start_new_session=True,
            )
            os.ftruncate(lock, 0)
            os.write(lock, str(process.pid).encode())
        Thread(target=self._wait, args=(step, process), daemon=True).start()
        return True

    def wait(self, amendment: Amendment) -> None:
        """Have a change wait of which no file is to be read. Raises OSError when it is not kept."""
        (self.folder / _STEP).write_text(UploadStep.READ, encoding="utf-8")
        self._write(_AMENDMENT, amendment.to_json())
        self.conclude(UploadStep.READ, UploadState.DONE)

    def progress(self) -> UploadProgress:
        """Where the change stands now."""
        # In this order: a process that has ended has left its outcome.
        running = self._is_running()
        step = self._step()
        outcome = _read(self._outcome(step))
        read = outcome if step is UploadStep.READ else _read(self._outcome(UploadStep.READ))
        return UploadProgress(
            step=step,
            state=_state(outcome, running),
            seconds=self._age(),
            reason=outcome.get("reason", ""),
            report=outcome.get("report", ""),
            preview=Preview.from_json(read["preview"]) if "preview" in read else None,
            like=read.get("like", ""),
            why=read.get("why", ""),
            amendment=self.amendment,
        )

    @property
    def amendment(self) -> Amendment:
        """What is to be done: a file that nobody said more of is added."""
        kept = _read(self.folder / _AMENDMENT)
        return Amendment.from_json(kept) if kept else Amendment()

    @property
    def file(self) -> Path:
        """The file itself. Raises FileNotFoundError when it is gone."""
        with contextlib.suppress(StopIteration):
            return next((self.folder / "file").iterdir())
        raise FileNotFoundError(f"There is no file in {self.folder}")

    def conclude(self, step: UploadStep, state: UploadState, **said: Any) -> None:
        """Write the outcome of a step, whole or not at all; nothing when the folder is gone."""
        self._write(self._outcome(step).name, {"state": state, **said})

    def _write(self, name: str, data: Mapping[str, Any]) -> None:
        scratch = self.folder / f"{name}.{os.getpid()}"
        with contextlib.suppress(FileNotFoundError):
            scratch.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            os.replace(scratch, self.folder / name)

    def _wait(self, step: UploadStep, process: subprocess.Popen[bytes]) -> None:
        """Say what the process cannot say itself: that its time was up."""
        # What is published stays so, even if there was no time for what its findings mean.
        if process.wait() == -signal.SIGALRM and not _read(self._outcome(step)):
            limit = f"it takes longer than {BOUNDS[step].seconds} seconds to {step}"
            self.conclude(step, UploadState.REFUSED, reason=_given_up(step, limit))

    def _is_running(self) -> bool:
        with self._guard, self._locked() as lock:
            return lock is None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int | None]:
        """The descriptor of the locked file, or None while a process holds the lock."""
        lock = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield lock if _take(lock) else None
        finally:
            os.close(lock)

    def _step(self) -> UploadStep:
        try:
            return UploadStep((self.folder / _STEP).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return UploadStep.READ

    def _age(self) -> int:
        """Seconds since a step was begun; 0 before the first."""
        try:
            return max(0, round(time.time() - (self.folder / _STEP).stat().st_mtime))
        except FileNotFoundError:
            return 0

    def _outcome(self, step: UploadStep) -> Path:
        return self.folder / f"{step}.json"


def _take(lock: int) -> bool:
    """Whether the lock was free and is now held."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    """The outcome in a file, {} when there is none."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return data


def _state(outcome: Mapping[str, Any], running: bool) -> UploadState:
    """A process that has left its outcome and not ended yet still holds the lock: it is running."""
    return (
        UploadState.RUNNING
        if running
        else UploadState(outcome.get("state", UploadState.INTERRUPTED))
    )


def _given_up(step: UploadStep, why: str) -> str:
    return _GIVEN_UP[step].format(why=why)


def _understand(job: UploadJob, corpus: Path, index: Path) -> None:
    from indexer.build import recogniser
    from indexer.processes.workers import end_server
    from indexer.reports.pipeline import read_report
    from indexer.reports.readers.caged import shut_around

    recognised = recogniser(corpus, index)
    end_server()
    shut_around(job.file, [corpus, workspace(index)], job.folder)
    report = read_report(job.file)
    known, like, why = recognised(report)
    if known and job.amendment.kind is AmendmentKind.REPLACE:
        # It is to be told of which report it is; it takes the place of one all the same.
        known, like, why = "", known, _SAME
    state = UploadState.KNOWN if known else UploadState.DONE
    said = {"report": known, "like": like, "why": why}
    job.conclude(UploadStep.READ, state, **said, preview=preview(report).to_json())


def _publish(job: UploadJob, corpus: Path, index: Path) -> None:
    """Change the corpus, which an interrupted try may have done already, and publish it."""
    from indexer.build import build_index

    file = job.file if job.amendment.kind.takes_a_file else None
    made = job.amendment.make(corpus, index, file)

    def conclude(_: Built | None = None) -> None:
        done = {"report": made.report, "reason": made.unpublished}
        job.conclude(UploadStep.PUBLISH, UploadState.DONE, **done)

    if made.unpublished:
        conclude()
        return
    while True:
        with contextlib.suppress(IndexBusy):
            build_index(corpus, index, on_published=conclude)
            break
        time.sleep(_PATIENCE)


_WORK: Mapping[UploadStep, Callable[[UploadJob, Path, Path], None]] = {
    UploadStep.READ: _understand,
    UploadStep.PUBLISH: _publish,
}


def _confine(bounds: Bounds) -> None:
    """Set the bounds on this process. The alarm ends it wherever it is, in a library in C, too."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (bounds.written, bounds.written))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(bounds.seconds)


def main() -> None:
    """Do one step: ``python -m indexer.changes.upload_job STEP FOLDER CORPUS INDEX``."""
    step, (folder, corpus, index) = UploadStep(sys.argv[1]), map(Path, sys.argv[2:5])
    job = UploadJob(folder)
    refuse = partial(job.conclude, step, UploadState.REFUSED)
    # What reads reports is imported here: what only shows pages starts without, and the bounds are
    # for what is read.
    import_module("indexer.build")
    _confine(BOUNDS[step])
    try:
        _WORK[step](job, corpus, index)
    except InspectionError as error:
        refuse(reason=str(error))
    except MemoryError:
        refuse(reason=_given_up(step, f"it takes more memory to {step} than it may have"))
    except OSError as error:
        refuse(reason=_given_up(step, f"it could not be stored ({error.strerror or error})"))
    except Exception:
        # Begun again it would fail again: the fault is told to whoever runs this.
        traceback.print_exc()
        refuse(reason=f"{_given_up(step, 'it met a fault of this program')} {_TELL}")


if __name__ == "__main__":
    main()
