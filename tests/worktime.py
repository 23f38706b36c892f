"""What the tests of a run took, told at its end: by what they need, and by folder.

The cluster and the fuzzing have bounds of their own; everything else is to take no more than six
minutes of two processes. ``tests/conftest.py`` has it told.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pytest

CLUSTER, FUZZING, REST = "a cluster", "fuzzing", "everything else"
_PART = "part"
#: What takes long, by the beginning of an address or by the part of the run, each with its seconds
#: of work. Tests of one stand together: they share a cluster, a server or a browser.
_LONG = {
    CLUSTER: 360,
    FUZZING: 260,
    "tests/webui/admin/": 260,
    "tests/cluster/test_faults.py": 250,
    "tests/browser/test_pages.py": 220,
}


def take_note(item: pytest.Item) -> None:
    """Has the reports of a test say which part of the run it belongs to."""
    item.user_properties.append((_PART, part_of(item)))


def part_of(item: pytest.Item) -> str:
    """The part of the run that a test belongs to."""
    if item.nodeid.startswith("tests/cluster/") or item.get_closest_marker("cluster"):
        return CLUSTER
    return FUZZING if item.nodeid.startswith("tests/fuzz/") else REST


def in_order(items: list[pytest.Item], processes: int = 1) -> None:
    """Has each process of the run begin with other long tests, and end with short ones.

    pytest-xdist gives each an equal number of tests in the order in which they stand here; who has
    done his takes of the end of another's. The longest go where least is to be done yet.
    """
    groups: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[_group(item)].append(item)
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    seconds = [0] * processes
    for name in sorted(_LONG, key=_LONG.__getitem__, reverse=True):
        least = seconds.index(min(seconds))
        shares[least] += groups.pop(name, [])
        seconds[least] += _LONG[name]
    others, left = chain.from_iterable(groups.values()), len(items)
    for place, share in enumerate(shares):
        share += islice(others, max(0, left // (processes - place) - len(share)))
        left -= len(share)
    items[:] = chain.from_iterable(shares)


def _group(item: pytest.Item) -> str:
    """The long tests that a test is one of, else its part of the run."""
    return next((path for path in _LONG if item.nodeid.startswith(path)), part_of(item))


class WorkTime:
    """Adds up the seconds of set-ups, tests and tear-downs, in whatever process they were."""

    def __init__(self) -> None:
        self._began = time.time()
        self._parts: defaultdict[str, float] = defaultdict(float)
        self._ended: dict[str, float] = {}
        self._folders: defaultdict[str, float] = defaultdict(float)
        self._machine = Machine()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        part = str(dict(report.user_properties).get(_PART, REST))
        self._parts[part] += report.duration
        self._ended[part] = time.time() - self._began
        if part == REST:
            self._folders["/".join(report.nodeid.partition("::")[0].split("/")[:3])] += (
                report.duration
            )

    def lines(self) -> Iterator[str]:
        """What each part took and when it was over, the folders of the rest that took most, and
        what the machine did meanwhile.
        """
        for part, seconds in self._parts.items():
            yield f"{part}: {seconds:.0f} s of work, over after {self._ended[part]:.0f} s"
        for folder in sorted(self._folders, key=self._folders.__getitem__, reverse=True)[:12]:
            yield f"  {folder}: {self._folders[folder]:.0f} s"
        yield from self._machine.lines()


class Machine:
    """What the cores of this machine do from now on, and how fast they are.

    Two runs of the same tests took 556 and 812 seconds, and nothing told whether the tests, what
    else ran, or the machine was to blame.
    """

    def __init__(self) -> None:
        self._speed = _speed()
        self._before = _ticks()

    def lines(self) -> Iterator[str]:
        """How busy the cores were, and how long they take for something that never changes."""
        busy, idle = (now - then for now, then in zip(_ticks(), self._before, strict=True))
        if busy + idle:
            seconds = busy / os.sysconf("SC_CLK_TCK")
            yield f"the cores: {seconds:.0f} s of work, {busy / (busy + idle):.0%} of the time"
        yield f"a loop of a million steps: {self._speed:.3f} s of work before, {_speed():.3f} after"


def _speed() -> float:
    """The seconds of work for a loop of a million steps."""
    began = time.process_time()
    for _ in range(1_000_000):
        pass
    return time.process_time() - began


def _ticks() -> tuple[int, int]:
    """How long the cores have been busy and idle, with whatever runs; 0 where nothing tells."""
    try:
        told = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]))
    except (OSError, ValueError):
        return 0, 0
    # user, nice, system, idle, waiting for a disk, interrupts, and what other machines took.
    return sum(told[:3]) + sum(told[5:8]), sum(told[3:5])
