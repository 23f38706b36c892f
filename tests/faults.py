"""Faults at will: the N-th thing that a process does to the disk fails, for every N.

``Faults.run`` does some work and lets one operation fail: opening a file to write, making a
folder, renaming, linking, deleting, syncing. 'kill' ends the work there, and nothing that it does
on its way out reaches the disk any more, as when the process is killed. 'full' lets whatever takes
room fail from there on, 'broken' lets one operation fail once.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

HOWS = ("kill", "full", "broken")
#: With FAULTS=1/1 in the environment every operation of long work fails once in each way, with
#: FAULTS=2/6 every sixth from the second on (six such runs are all), else each so manieth.
FIRST, EVERY = map(int, os.environ.get("FAULTS", "1/83").split("/"))
_RENAMES = frozenset({"os.rename", "os.link", "os.mkdir", "os.truncate"})
_DELETIONS = frozenset({"os.remove", "os.rmdir"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


T = TypeVar("T")


def some(of: Sequence[T], share: int = 1) -> Sequence[T]:
    """Those of many cases that are tried in this run; ``share`` times as many where it can be."""
    return of[FIRST - 1 :: max(1, EVERY // share)]


class Killed(BaseException):
    """The process is no more."""


@dataclass
class _Run:
    """One piece of work that is watched."""

    root: str
    at: int
    how: str
    seen: list[str] = field(default_factory=list)

    def happens(self, what: str, where: str) -> None:
        """Called before each operation under ``root``; raises where it is to fail."""
        if not where.startswith(self.root):
            return
        self.seen.append(f"{what} {where}")
        place = len(self.seen)
        if self.at and self._fails(what, place):
            raise Killed if self.how == "kill" else _error(self.how, where)

    def _fails(self, what: str, place: int) -> bool:
        if self.how == "full":
            return place >= self.at and what not in _DELETIONS and what != "os.rename"
        return place >= self.at if self.how == "kill" else place == self.at


def _error(how: str, where: str) -> OSError:
    number = errno.ENOSPC if how == "full" else errno.EIO
    return OSError(number, os.strerror(number), where)


_watched: list[_Run] = []
_installed: list[bool] = []


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if not _watched:
        return
    if event == "open":
        path, _, flags = args
        if isinstance(path, str | bytes) and (flags or 0) & _WRITING:
            _watched[0].happens(event, os.fsdecode(path))
    elif event in _RENAMES | _DELETIONS:
        paths = [os.fsdecode(arg) for arg in args if isinstance(arg, str | bytes)]
        # What is named within an open folder, as rmtree does, is taken to be ours.
        own = [path if path.startswith("/") else _watched[0].root for path in paths]
        _watched[0].happens(event, own[-1] if own else "")


@contextmanager
def _watching(run: _Run) -> Iterator[None]:
    if not _installed:
        sys.addaudithook(_audit)
        _installed.append(True)
    real = os.fsync

    def fsync(descriptor: int) -> None:
        run.happens("fsync", os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    os.fsync = fsync
    _watched.append(run)
    try:
        yield
    finally:
        _watched.clear()
        os.fsync = real


class Faults:
    """A folder whose contents are as they were before each piece of work."""

    def __init__(self, made: Path, home: Path) -> None:
        """``made`` is what there is before; it is copied to ``home``, where the work is done."""
        self._made = made
        self.home = home.resolve()

    def run(self, work: Callable[[], object], at: int = 0, how: str = "") -> list[str]:
        """Do ``work``, the ``at``-th operation failing; the operations, in order.

        An InspectionError or OSError of the work goes through to the caller, Killed does not.
        """
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self._made, self.home, symlinks=True)
        run = _Run(str(self.home), at, how)
        with _watching(run), suppress(Killed):
            work()
        return run.seen

    def points(self, work: Callable[[], object]) -> list[tuple[int, str]]:
        """Each operation of the work with each way to fail."""
        number = len(self.run(work))
        assert number, "the work writes nothing: no fault can come to it"
        return [(at, how) for at in range(1, number + 1) for how in HOWS]
