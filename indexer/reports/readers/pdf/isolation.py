"""A reader at work in a process of its own, with bounds on time and memory.

For readers that hand the file to a library in C: there a hostile file cannot be stopped from
Python (a PDF of 100 kB kept PDFium busy for 58 seconds and 1 GB), and a fault would end the
whole program. The process costs 0.2 seconds. What comes back is JSON and not a pickle, so that a
reader that was taken over by its file still can do no more than lie about the text.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
from dataclasses import asdict, fields
from importlib import import_module
from typing import Any

from indexer.processes import cage
from indexer.processes.interpreter import child_environment
from indexer.reports.lines import Cell, Line, Role
from indexer.reports.readers.result import Reading, Refused

#: Seconds of work after which the process is ended: 1,500 pages take 25. On a busy machine sound
#: files wait much longer than they are worked on, so waiting counts only where no work is done.
MAX_WORK, MAX_WAIT = 40, 600
#: Bytes that the process may take. 1,500 pages of text take 120 MB.
MAX_MEMORY = 420 * 1024 * 1024

_REFUSED = 3
#: How a process ends that has used up its time, first by the soft limit.
_WORKED_OUT = {-signal.SIGXCPU, -signal.SIGKILL} if hasattr(signal, "SIGXCPU") else set()
_FIELDS = tuple(field.name for field in fields(Line))
_START = f"import sys; from {__name__} import main; sys.exit(main())"


def read_confined(reader: str, data: bytes) -> Reading:
    """What ``reader`` ('module:function') makes of ``data``.

    Raises Refused with the reader's own reason, and where it took too long, too much memory, or
    its process ended for any other reason.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", _START, reader, str(MAX_WORK)],
            input=data,
            capture_output=True,
            timeout=MAX_WAIT,
            env=child_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"it was not read within {MAX_WAIT // 60} minutes; try again") from None
    if done.returncode == _REFUSED:
        raise Refused(done.stdout.decode("utf-8", "replace"))
    if done.returncode in _WORKED_OUT:
        raise Refused(f"it takes more than {MAX_WORK} seconds of work to read, and no report does")
    if done.returncode != 0:
        raise Refused("it is damaged, or takes more time or memory to read than any report")
    return _unpacked(json.loads(done.stdout))


def _unpacked(values: dict[str, Any]) -> Reading:
    lines = [
        Line(
            **{
                **line,
                "role": line["role"] and Role(line["role"]),
                "groups": tuple(line["groups"]),
                "cell": line["cell"] and Cell(**line["cell"]),
            }
        )
        for line in values["lines"]
    ]
    return Reading(lines, values["hints"], tuple(values["warnings"]))


def _packed(line: Line) -> dict[str, Any]:
    """The line as JSON has it; ``asdict`` takes ten times as long."""
    values = {name: getattr(line, name) for name in _FIELDS}
    return values | {"cell": line.cell and asdict(line.cell)}


def _confine(work: int) -> None:
    """Set the bounds on this process, as far as the system knows such bounds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (work, work + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))


def main() -> int:
    """Read standard input with the reader named as argument, in a cage and within the seconds of
    work named behind it; print its Reading as JSON."""
    module, _, function = sys.argv[1].partition(":")
    read = getattr(import_module(module), function)
    _confine(int(sys.argv[2]))
    cage.shut()
    try:
        reading = read(sys.stdin.buffer.read())
        lines = [_packed(line) for line in reading.lines]
    except Refused as reason:
        sys.stdout.buffer.write(str(reason).encode())
        return _REFUSED
    values = {"lines": lines, "hints": dict(reading.hints), "warnings": reading.warnings}
    sys.stdout.write(json.dumps(values))
    return 0
