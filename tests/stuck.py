"""What becomes of a test that waits for ever: it fails, and says where each thread stands.

``tests/conftest.py`` registers it. Programs that tests start have a bound of their own
(``tests/programs.py``), and so has most of what is waited for; this is for what nobody thought of.
Three nets, one below the other:

* after ``MOST`` seconds the test is interrupted where it is, and the process goes on with the next;
* where that does no good, as in C, the process is ended (``faulthandler_timeout`` in
  ``pyproject.toml``): the run tells which test it was and goes on in another process;
* what a process of the run leaves behind is ended with it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

from tests.programs import RUN, WORKER

#: Seconds for a test with what it sets up: several times what the longest takes on a machine that
#: has eight times too much to do, and more than what any one thing is waited for.
MOST = 900.0
#: Seconds between further interruptions, as of its end.
AGAIN = 120.0
#: When the time of a test is up.
_DEADLINE = pytest.StashKey[float]()


class Stuck(BaseException):
    """A test waits for ever. No error, since those are caught by whoever tries again."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Begins the time of a test, and interrupts what it sets up."""
    item.stash[_DEADLINE] = time.monotonic() + MOST
    with _interrupting(item):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Interrupts the test itself."""
    with _interrupting(item):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Interrupts its end."""
    with _interrupting(item):
        return (yield)


@contextmanager
def _interrupting(item: pytest.Item) -> Iterator[None]:
    """Raises ``Stuck`` within the block when the time of the test is up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_: int, __: FrameType | None) -> None:
        raise Stuck(f"{item.nodeid} does not end. Its threads:\n{_threads()}")

    before = signal.signal(signal.SIGALRM, interrupt)
    left = item.stash[_DEADLINE] - time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, max(left, AGAIN), AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _threads() -> str:
    """Where each thread of this process stands."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        faulthandler.dump_traceback(told)
        told.seek(0)
        return told.read()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: pytest.Config, error: object) -> None:
    """Ends what a process of the run has left behind: it would keep the run's output open."""
    given = node.workerinput
    wanted = {f"{RUN}={given['testrunuid']}", f"{WORKER}={given['workerid']}"}
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted <= set((one / "environ").read_bytes().decode(errors="replace").split("\0")):
                os.kill(int(one.name), signal.SIGKILL)
