"""Several processes that answer at one address, watched by the one that began them.

``cli`` calls it with ``--workers``. Each process opens the index by itself, since what the model of
meaning runs on does not survive a fork; the files of the index are mapped, so that all share one
copy in memory. Whichever is free takes the next connection. One that ends is begun anew, and all
end with the one that began them, however that ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

#: Seconds before a process that ended is begun anew, so that one which cannot work takes no core.
_PAUSE = 1.0
#: The name of a thread that a process waits for before it ends.
LASTING = "lasting"
_ENDING = (signal.SIGTERM, signal.SIGINT)
#: What the first process waits for: to be told to end, or that another has ended.
_AWAITED = (*_ENDING, signal.SIGCHLD)
#: The signals to end that came before this process answered. What they raise may be lost in a
#: callback of the garbage collector or of an import, so whoever begins to answer looks here.
told: list[int] = []


class Processes:
    """The processes of one server. To be made before any thread is started."""

    def __init__(self) -> None:
        for number in _ENDING:
            signal.signal(number, stop)
        #: Held by this process alone: what reads from it is told when this process ends.
        self._watched, self._held = os.pipe()
        self._all: set[int] = set()

    def first(self, work: Callable[[], None]) -> None:
        """Do ``work`` in a process, and return when it is done; its threads go on there.

        Ends this process where ``work`` ends that one, with the same status.
        """
        done, tell = os.pipe()

        def work_and_tell() -> None:
            work()
            os.write(tell, b"1")
            for thread in threading.enumerate():
                if thread.name == LASTING:
                    thread.join()

        process = self._begin(work_and_tell)
        os.close(tell)
        if not os.read(done, 1):
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        os.close(done)

    def run(self, number: int, work: Callable[[], None]) -> None:
        """Have so many processes do ``work`` until this one is told to stop, by SIGTERM or Ctrl+C.

        Returns when all of them have ended.
        """
        with suppress(KeyboardInterrupt):
            self._watch(number, work)
        self._end()

    def _watch(self, number: int, work: Callable[[], None]) -> None:
        """Returns when this process is told to stop, or raises KeyboardInterrupt.

        What it waits for is held back until it is asked for. A signal that came between a look at
        ``told`` and a wait for the others would be seen when one of them ends, which may be never.
        """
        signal.signal(signal.SIGCHLD, lambda *_: None)  # what nobody takes would not be held
        signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
        answering = {self._begin(work) for _ in range(number)}
        # Looked at before it is waited for: one may have ended before its end was held back.
        while not told:
            for _ in answering & set(self._ended()):
                time.sleep(_PAUSE)
                if signal.sigpending() & set(_ENDING):
                    break
                answering.add(self._begin(work))
            if signal.sigwait(_AWAITED) in _ENDING:
                return

    def _ended(self) -> Iterator[int]:
        """The processes that have ended since."""
        with suppress(ChildProcessError):
            while process := os.waitpid(-1, os.WNOHANG)[0]:
                self._all.discard(process)
                yield process

    def _begin(self, work: Callable[[], None]) -> int:
        """The id of a new process that does ``work``, and ends when this one does.

        A signal to end waits meanwhile: between the two it would find a process that this one does
        not know yet, or have the new one act as this one.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        if process := os.fork():
            self._all.add(process)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return process
        status = 1
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _AWAITED)
            os.close(self._held)
            threading.Thread(target=self._end_with_the_first, daemon=True).start()
            work()
            status = 0
        except KeyboardInterrupt:
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        finally:
            sys.stdout.flush()
            os._exit(status)

    def _end_with_the_first(self) -> None:
        os.read(self._watched, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _end(self) -> None:
        for number in _ENDING:
            signal.signal(number, signal.SIG_IGN)
        for process in self._all:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
        for process in self._all:
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


def stop(number: int, _: object = None) -> None:
    """Ends what runs as Ctrl+C does; a handler of signals."""
    told.append(number)
    raise KeyboardInterrupt
