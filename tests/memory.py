"""The folders of a whole run lie in memory, where there is plenty of it.

A build that is published is written to the disk for good, file by file, and so is a corpus: the run
asks for that some hundred thousand times, and waits for each. What it tries is the order in which
that is done, which needs no disk. ``tests/conftest.py`` has it done.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

#: Where systems keep files in memory.
_MEMORY = Path("/dev/shm")
#: Free bytes from which files are kept there: a whole run leaves a quarter of that.
PLENTY = 8 << 30
#: Where pytest looks for a folder to begin its own in, and so do the processes of the run.
_ROOT = "PYTEST_DEBUG_TEMPROOT"
#: What a folder of a run is called, before the number of its process.
_NAME = "findings-run-"


def begin(plenty: int = PLENTY) -> Path | None:
    """A folder in memory in which the run makes its own; None where there is too little of it, or
    another place is named.
    """
    _tidy()
    if _ROOT in os.environ or not _has(plenty):
        return None
    os.environ[_ROOT] = tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=_MEMORY)
    return Path(os.environ[_ROOT])


def end(folder: Path) -> None:
    """Give back what ``begin`` took."""
    os.environ.pop(_ROOT, None)
    shutil.rmtree(folder, ignore_errors=True)


def _tidy() -> None:
    """Give back what runs took that were killed."""
    for folder in _MEMORY.glob(f"{_NAME}*-*"):
        number = folder.name.removeprefix(_NAME).partition("-")[0]
        if not Path("/proc", number).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _has(plenty: int) -> bool:
    """Whether so much memory is free, and may be filled with files."""
    with suppress(OSError, StopIteration, ValueError):
        lines = Path("/proc/meminfo").read_text().splitlines()
        kilobytes = next(line.split()[1] for line in lines if line.startswith("MemAvailable"))
        return min(1024 * int(kilobytes), shutil.disk_usage(_MEMORY).free) >= plenty
    return False
