"""What the tests of a run took, told at its end: by what they need, and by folder.

The cluster and the fuzzing have bounds of their own; everything else is to take no more than six
minutes of two processes. ``tests/conftest.py`` has it told.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator

import pytest

CLUSTER, FUZZING, REST = "a cluster", "fuzzing", "everything else"
_PART = "part"


def take_note(item: pytest.Item) -> None:
    """Has the reports of a test say which part of the run it belongs to."""
    item.user_properties.append((_PART, part_of(item)))


def part_of(item: pytest.Item) -> str:
    """The part of the run that a test belongs to."""
    if item.nodeid.startswith("tests/cluster/") or item.get_closest_marker("cluster"):
        return CLUSTER
    return FUZZING if item.nodeid.startswith("tests/fuzz/") else REST


def in_order(items: list[pytest.Item]) -> None:
    """Puts the parts one after the other, those with the longest tests first.

    So one process has the cluster, and sends it each index once, while another does the rest; and
    none waits in the end for a test of a minute that another has begun.
    """
    items.sort(key=lambda item: (CLUSTER, FUZZING, REST).index(part_of(item)))


class WorkTime:
    """Adds up the seconds of set-ups, tests and tear-downs, in whatever process they were."""

    def __init__(self) -> None:
        self._began = time.time()
        self._parts: defaultdict[str, float] = defaultdict(float)
        self._ended: dict[str, float] = {}
        self._folders: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        part = str(dict(report.user_properties).get(_PART, REST))
        self._parts[part] += report.duration
        self._ended[part] = time.time() - self._began
        if part == REST:
            self._folders["/".join(report.nodeid.partition("::")[0].split("/")[:3])] += (
                report.duration
            )

    def lines(self) -> Iterator[str]:
        """What each part took and when it was over, then the folders of the rest that took most."""
        for part, seconds in self._parts.items():
            yield f"{part}: {seconds:.0f} s of work, over after {self._ended[part]:.0f} s"
        for folder in sorted(self._folders, key=self._folders.__getitem__, reverse=True)[:12]:
            yield f"  {folder}: {self._folders[folder]:.0f} s"
