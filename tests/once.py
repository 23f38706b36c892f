"""What several workers of one run share, made by the first of them that needs it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder ``name`` of this run, which ``make(folder)`` filled once for all workers.

    Nobody may change what stands in it. A worker that comes while another one makes it waits.
    """
    base = temporary.getbasetemp()
    # pytest-xdist gives each worker a folder of its own in the folder of the run.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, unfinished = shared / name, shared / f"{name}.unfinished"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make(unfinished)
            unfinished.rename(folder)
    return folder
