"""A report that somebody sent in: read, and later published, by a process of its own.

What comes from outside may be made to keep a reader busy, to fill its memory or to end it. So it
is never read by the process that took it in. Each such file has a folder to itself:

    file/…         the file, under a harmless name
    step           the step begun last: 'read' or 'publish'
    lock           held by the process at work for as long as it lives; its number
    read.json      what was understood, or why nothing was
    facts.json     what a person set of it, to be kept when it is published
    publish.json   what was published, or why not

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
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType
from typing import Any

from indexer.build import Built, add_files, build_index, recogniser
from indexer.errors import IndexBusy, InspectionError, ReportError
from indexer.index.location import workspace
from indexer.interpreter import child_environment
from indexer.preview import Preview, preview
from indexer.reports.corpus import ASK, Choice, Corpus
from indexer.reports.pipeline import read_report
from indexer.reports.readers.caged import shut_around

GIGABYTE = 1024**3
#: Seconds between two tries while another process builds the index.
_PATIENCE = 1.0
_LOCK, _STEP, _FACTS = "lock", "step", "facts.json"
_NO_FACTS: Mapping[str, str] = MappingProxyType({})
_FAULT = (
    "A fault of this program kept it from reading the report. Nothing was added. Tell whoever runs "
    "this service, and send the file along."
)


class UploadStep(StrEnum):
    """What is done with a file, in this order."""

    READ = "read"
    PUBLISH = "publish"


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
    #: What a person set when it was to be published: fact → as it is kept.
    facts: Mapping[str, str] = field(default_factory=dict)


class UploadJob:
    """The folder of one file that was sent in. Threads of one process may share it."""

    _guard = Lock()

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(
        self,
        step: UploadStep,
        corpus: Path,
        index: Path,
        choice: Choice = ASK,
        facts: Mapping[str, str] = _NO_FACTS,
    ) -> bool:
        """Start ``step`` in a process of its own and return at once.

        ``choice`` says what becomes of a report that looks like one of the corpus, ``facts`` what
        a person set of it (``Preview.set_by_hand``); they are kept when it is published.
        The process outlives this one, and does not get the signals of its terminal. False, and
        nothing is done, while another step runs. Raises OSError when no process can be started.
        """
        with self._guard, self._locked() as lock:
            if lock is None:
                return False
            self._outcome(step).unlink(missing_ok=True)
            (self.folder / _STEP).write_text(step, encoding="utf-8")
            text = json.dumps(dict(facts), ensure_ascii=False)
            (self.folder / _FACTS).write_text(text, encoding="utf-8")
            process = subprocess.Popen(
                [sys.executable, "-m", __name__, step, self.folder, corpus, index, *_words(choice)],
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

    def progress(self) -> UploadProgress:
        """Where the file stands now."""
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
            facts=self.facts,
        )

    @property
    def facts(self) -> Mapping[str, str]:
        """What a person set of the report."""
        return _read(self.folder / _FACTS)

    @property
    def file(self) -> Path:
        """The file itself. Raises FileNotFoundError when it is gone."""
        with contextlib.suppress(StopIteration):
            return next((self.folder / "file").iterdir())
        raise FileNotFoundError(f"There is no file in {self.folder}")

    def conclude(self, step: UploadStep, state: UploadState, **said: Any) -> None:
        """Write the outcome of a step, whole or not at all; nothing when the folder is gone."""
        path = self._outcome(step)
        scratch = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(FileNotFoundError):
            text = json.dumps({"state": state, **said}, ensure_ascii=False)
            scratch.write_text(text, encoding="utf-8")
            os.replace(scratch, path)

    def _wait(self, step: UploadStep, process: subprocess.Popen[bytes]) -> None:
        """Say what the process cannot say itself: that its time was up."""
        # What is published stays so, even if there was no time for what its findings mean.
        if process.wait() == -signal.SIGALRM and not _read(self._outcome(step)):
            limit = f"it takes longer than {BOUNDS[step].seconds} seconds to {step}"
            self.conclude(step, UploadState.REFUSED, reason=f"The report was given up: {limit}.")

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


def _words(choice: Choice) -> list[str]:
    """The choice as arguments of a process: the report to replace, and 'keep' to keep both."""
    return [choice.replace, "keep" if choice.keep_both else ""]


def _understand(job: UploadJob, corpus: Path, index: Path, choice: Choice) -> None:
    recognised = recogniser(corpus, index)
    shut_around(job.file, [corpus, workspace(index)], job.folder)
    report = read_report(job.file)
    known, like, why = recognised(report)
    state = UploadState.KNOWN if known else UploadState.DONE
    said = {"report": known, "like": like, "why": why}
    job.conclude(UploadStep.READ, state, **said, preview=preview(report).to_json())


def _publish(job: UploadJob, corpus: Path, index: Path, choice: Choice) -> None:
    """Copy the report into the corpus, where it may be since an interrupted try, and publish."""
    (addition,) = add_files([job.file], corpus, index, choice)
    if addition.refused:
        raise ReportError(addition.refused)
    if addition.like:
        raise ReportError(
            f"It looks like the report {addition.like} of the corpus ({addition.why}). Say whether "
            "it takes the place of that one, or both are kept."
        )
    name = addition.added.id if addition.added else addition.already
    if job.facts:
        Corpus(corpus).set(name, job.facts)

    def conclude(_: Built) -> None:
        job.conclude(UploadStep.PUBLISH, UploadState.DONE, report=name)

    while True:
        with contextlib.suppress(IndexBusy):
            build_index(corpus, index, on_published=conclude)
            break
        time.sleep(_PATIENCE)


_WORK: Mapping[UploadStep, Callable[[UploadJob, Path, Path, Choice], None]] = {
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
    """Do one step: ``python -m indexer.upload_job STEP FOLDER CORPUS INDEX [REPLACE KEEP]``."""
    step, (folder, corpus, index) = UploadStep(sys.argv[1]), map(Path, sys.argv[2:5])
    replaced, kept = (*sys.argv[5:], "", "")[:2]
    choice = Choice(replaced, keep_both=bool(kept))
    job = UploadJob(folder)
    refuse = partial(job.conclude, step, UploadState.REFUSED)
    _confine(BOUNDS[step])
    try:
        _WORK[step](job, corpus, index, choice)
    except InspectionError as error:
        refuse(reason=str(error))
    except MemoryError:
        refuse(reason="The report was given up: it takes more memory to read than any report does.")
    except OSError as error:
        refuse(reason=f"The report could not be stored: {error.strerror or error}.")
    except Exception:
        # Read again it would fail again: said so, and the fault told to whoever runs this.
        traceback.print_exc()
        refuse(reason=_FAULT)


if __name__ == "__main__":
    main()
