"""Work in processes that may hang or die without harm to the rest.

A process of ``concurrent.futures`` that dies takes all waiting work with it, and none can be
stopped while it hangs. Here each piece of work has a process to itself; it is forked from a
server that has the modules loaded and read a report with them, which takes 10 ms.

``build`` reads reports with it, the index writes segments and vectors: items go in, outcomes or
errors come out, in order.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import forkserver, util
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any, Generic, Self, TypeVar

from indexer.errors import InspectionError, Lost
from indexer.processes.harmless import harmless
from indexer.processes.interpreter import safe_path

T = TypeVar("T")
R = TypeVar("R")

#: Pieces of work for each process that may be done before they are taken.
_AHEAD = 4
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", "indexer.reports.corpus.rehearsal"])
#: What a process may take for itself, in bytes.
_MEMORY = 1 << 30


@dataclass(eq=False)
class _Piece(Generic[T]):
    item: T
    process: ForkServerProcess | None = None
    connection: Connection | None = None
    deadline: float = float("inf")
    #: What came of it, in a tuple so that it can be anything.
    outcome: tuple[Any] | None = None


class Workers(Generic[T, R]):
    """Does ``work`` on items in several processes, as a context; outcomes come in order."""

    def __init__(
        self,
        work: Callable[[T], R],
        seconds: float = float("inf"),
        count: int | None = None,
        busy: int | None = None,
        shut: Callable[[T], object] | None = None,
    ) -> None:
        """``work`` is a function of a module, and may take ``seconds`` for an item.

        Of these it may be at work for ``busy``: on a busy machine sound items wait much longer than
        they are worked on. There are ``count`` processes at a time, or as many as the machine has
        cores. ``shut`` puts a process into a cage before it works on an item that may be hostile;
        what comes back of it is taken for data alone.
        """
        self._work = work
        self._seconds = seconds
        self._busy = busy
        self._shut = shut
        self._count = count or os.cpu_count() or 1
        self._waiting: deque[_Piece[T]] = deque()
        self._running: list[_Piece[T]] = []
        self._started: deque[_Piece[T]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for piece in self._running:
            self._end(piece)

    def map(self, items: Iterable[T]) -> Iterator[R | InspectionError]:
        """The outcome of each item in order, as ``take``; items are asked for when needed."""
        for item in items:
            self.start(item)
            if len(self._started) > _AHEAD * self._count:
                yield self.take()
        while self._started:
            yield self.take()

    def start(self, item: T) -> None:
        """Have an item worked on as soon as a process is free. Does not wait."""
        piece = _Piece(item)
        self._started.append(piece)
        self._waiting.append(piece)
        self.proceed(0)

    def take(self) -> R | InspectionError:
        """What came of the item that was started first and not taken yet, when it is done.

        An InspectionError that the work raised is an outcome. So is ``Lost``, when it raised
        anything else, took too long, or its process died.
        """
        piece = self._started[0]
        while piece.outcome is None:
            deadline = min((p.deadline for p in self._running), default=0.0)
            self.proceed(deadline - time.monotonic())
        self._started.popleft()
        outcome: R | InspectionError = piece.outcome[0]
        return outcome

    def proceed(self, seconds: float) -> None:
        """Take in what is done, waiting for it up to ``seconds``, and hand out what waits."""
        connections = [piece.connection for piece in self._running if piece.connection]
        ready = wait(connections, None if seconds == float("inf") else max(0.0, seconds))
        for piece in list(self._running):
            if piece.connection in ready:
                piece.outcome = (self._received(piece),)
            elif piece.deadline <= time.monotonic():
                piece.outcome = (Lost(f"it takes longer than {self._seconds:.0f} seconds"),)
            if piece.outcome is not None:
                self._end(piece)
                self._running.remove(piece)
        while self._waiting and len(self._running) < self._count:
            self._begin(self._waiting.popleft())

    def _begin(self, piece: _Piece[T]) -> None:
        piece.connection, theirs = _CONTEXT.Pipe()
        piece.process = _CONTEXT.Process(
            target=_do,
            args=(self._work, piece.item, theirs, self._busy, self._shut),
            daemon=True,
        )
        with safe_path():
            piece.process.start()
        theirs.close()
        piece.deadline = time.monotonic() + self._seconds
        self._running.append(piece)

    def _received(self, piece: _Piece[T]) -> Any:
        assert piece.process
        assert piece.connection
        try:
            if self._shut is None:
                return piece.connection.recv()
            return harmless(piece.connection.recv_bytes())
        except EOFError:
            piece.process.join()
        except pickle.UnpicklingError as error:
            return Lost(f"what came back of it is no report: {error}")
        if piece.process.exitcode == -signal.SIGXCPU:
            return Lost(f"it takes more than {self._busy} seconds of work")
        return Lost("the process that did it ended without a word, perhaps for want of memory")

    def _end(self, piece: _Piece[T]) -> None:
        assert piece.process
        assert piece.connection
        piece.process.kill()
        piece.process.join()
        piece.process.close()
        piece.connection.close()


def end_server() -> None:
    """End the server that processes are forked from, and clear the folder of its socket.

    For a process that shuts a cage around itself: from within it could clear nothing at its end.
    Nothing is at work then. Work that is begun later outside of a cage has a new one.
    """
    # Python does both at its end and by no public name.
    forkserver._forkserver._stop()  # type: ignore[attr-defined]
    util._run_finalizers()  # type: ignore[attr-defined]


def _do(
    work: Callable[[T], R],
    item: T,
    connection: Connection,
    busy: int | None,
    shut: Callable[[T], object] | None,
) -> None:
    """The life of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    _limit(resource.RLIMIT_DATA, _MEMORY)
    if busy is not None:
        _limit(resource.RLIMIT_CPU, busy)
    outcome: R | InspectionError
    try:
        if shut is not None:
            shut(item)
        outcome = work(item)
    except InspectionError as error:
        outcome = error
    except MemoryError:
        outcome = Lost("it takes more memory than there is")
    except Exception as error:
        outcome = Lost(f"of an unexpected {type(error).__name__} ({error})")
    connection.send(outcome)


def _limit(what: int, most: int) -> None:
    """Set a bound on this process; a stricter one stays."""
    _, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(what, (most, hard))
