"""Work handed to processes that may hang or die without harm to the rest.

A process of ``concurrent.futures`` that dies takes all waiting work with it, and none can be
stopped while it hangs; here each piece of work has a process to itself while it lasts.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from indexer.errors import InspectionError

T = TypeVar("T")
R = TypeVar("R")

#: Pieces of work for each process that may be done before they are taken.
_AHEAD = 4
# Processes are forked from a server that has no threads; forking this one would be unsafe when
# it has (CPython issue 84559), and starting Python anew takes half a second each time.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["indexer.reports.reading", "indexer.index.batch"])


class Lost(InspectionError):
    """A piece of work that came to nothing; the message says why, as the end of a sentence."""


@dataclass(eq=False)
class _Piece(Generic[T, R]):
    item: T
    outcome: R | InspectionError | None = None


@dataclass(eq=False)
class _Worker(Generic[T, R]):
    process: Any
    connection: Connection
    piece: _Piece[T, R] | None = field(default=None)
    deadline: float = float("inf")


class Workers(Generic[T, R]):
    """Does ``work`` on items in several processes, as a context; outcomes come in order."""

    def __init__(
        self, work: Callable[[T], R], seconds: float = float("inf"), count: int | None = None
    ) -> None:
        """``work`` is a function of a module; ``seconds`` is how long it may take for an item.

        There are as many processes as ``count`` (as the machine has cores), begun when needed.
        """
        self._work = work
        self._seconds = seconds
        self._count = count or os.cpu_count() or 1
        self._workers: list[_Worker[T, R]] = []
        self._waiting: deque[_Piece[T, R]] = deque()
        self._pieces: deque[_Piece[T, R]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def map(self, items: Iterable[T]) -> Iterator[R | InspectionError]:
        """The outcome of each item in order; items are asked for as they are needed."""
        for item in items:
            self.start(item)
            if len(self._pieces) > _AHEAD * self._count:
                yield self.take()
        while self._pieces:
            yield self.take()

    def start(self, item: T) -> None:
        """Have an item worked on as soon as a process is free. Does not wait."""
        piece: _Piece[T, R] = _Piece(item)
        self._pieces.append(piece)
        self._waiting.append(piece)
        self.proceed()

    def take(self) -> R | InspectionError:
        """The outcome of the item started first and not taken yet, when there is one.

        An InspectionError that the work raised is an outcome. Anything else that it raised, its
        process dying and its time being over is an outcome too: ``Lost``.
        """
        piece = self._pieces[0]
        while piece.outcome is None:
            self.proceed(wait_for_more=True)
        self._pieces.popleft()
        return piece.outcome

    def proceed(self, wait_for_more: bool = False) -> None:
        """Take in what is done and hand out what is waiting."""
        busy = {worker.connection: worker for worker in self._workers if worker.piece}
        if busy:
            next_deadline = min(worker.deadline for worker in busy.values())
            left = max(0.0, min(next_deadline - time.monotonic(), threading_limit()))
            for connection in wait(list(busy), left if wait_for_more else 0):
                self._receive(busy[connection])  # type: ignore[index]
        for worker in [w for w in self._workers if w.deadline <= time.monotonic()]:
            self._lose(worker, f"it takes longer than {self._seconds:.0f} seconds")
        self._hand_out()
