"""Programs that tests and the bench start: whatever happens each is ended, and none is waited for
without a bound.

A run of the suite stood still for an hour and a half: one test waited for what never came, and
nothing told which. ``Program`` is started for the length of a block, ``done`` waits for one that
ends by itself. Each leads a session of its own, so that what it has begun ends with it.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any

#: Seconds for whatever happens in another process, on a machine that does other things too.
PATIENCE = 300
#: How the processes of a run are known, as pytest-xdist tells those that they begin.
RUN, WORKER = "PYTEST_XDIST_TESTRUNUID", "PYTEST_XDIST_WORKER"


class Program(subprocess.Popen[str]):
    """A process that is killed at the end of a block, with all that it began in its session.

    What of it is waited for comes within ``PATIENCE`` seconds, or the test fails.
    """

    def __init__(self, command: Sequence[object], **options: Any) -> None:
        self._read = b""
        super().__init__(list(map(str, command)), text=True, start_new_session=True, **options)

    def __exit__(self, *error: Any) -> None:
        self.end()
        super().__exit__(*error)

    def end(self) -> None:
        """Kill it and what it began, as every program must bear at any moment."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Its status. Raises TimeoutExpired."""
        return super().wait(PATIENCE if timeout is None else timeout)

    def line(self) -> str:
        """The next line that it prints, with its end; '' when it prints no more."""
        assert self.stdout is not None
        given_up = time.monotonic() + PATIENCE
        while b"\n" not in self._read:
            assert _readable(self.stdout.fileno(), given_up), f"{self.args} prints nothing"
            if not (more := os.read(self.stdout.fileno(), 1 << 16)):
                break
            self._read += more
        line, end, self._read = self._read.partition(b"\n")
        return (line + end).decode()

    def until(self, pattern: str) -> re.Match[str]:
        """What was found in the first line that has the pattern."""
        while line := self.line():
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{self.args} ended without printing {pattern}")


def _readable(descriptor: int, given_up: float) -> bool:
    """Whether there is something to read, or the end of it, before the time is up."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(1000 * max(0.0, given_up - time.monotonic())))


def done(
    command: Sequence[object], check: bool = False, **options: Any
) -> subprocess.CompletedProcess[str]:
    """What came of a program that ends by itself, and what it printed.

    Raises CalledProcessError if it fails and ``check`` is set, TimeoutExpired.
    """
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with Program(command, **{**pipes, **options}) as program:
        said, complained = program.communicate(timeout=PATIENCE)
        status = program.wait()
    result = subprocess.CompletedProcess(program.args, status, said, complained)
    if check:
        assert status == 0, f"{program.args} ended with {status}: {said}{complained}"
    return result


def joined(threads: Iterable[Thread]) -> None:
    """Returns when all the threads have ended."""
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), f"{thread} does not end"


def wait_until(happened: Callable[[], object], what: str, pause: float = 0.05) -> None:
    """Returns as soon as ``happened()`` is true, which another process sees to.

    Fails with ``what`` should have happened when it has not after ``PATIENCE``.
    """
    given_up = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < given_up, f"{what}: not within {PATIENCE} seconds"
        time.sleep(pause)


def wait_for_lock(lock: int) -> None:
    """Returns with the lock of an open file, when no process holds it any more."""
    wait_until(lambda: _free(lock), "the lock is free", pause=0.01)


def _free(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def outliving() -> dict[str, str]:
    """The environment of a program that is to outlive the process of the run that begins it."""
    return {name: value for name, value in os.environ.items() if name not in (RUN, WORKER)}
