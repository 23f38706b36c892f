"""A campaign: the inputs of a target from one number to another, tried in a process of its own.

``run`` is called by the command (``python -m tests.fuzz``) and by the suite. It starts this module
as a program, which tells of each fault in a line. A process that dies is a find like any other: how
far it was stands in a file that both see.
"""

from __future__ import annotations

import json
import mmap
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from tests.fuzz.targets import FAULTY, PATIENCE, TARGETS, Target
from tests.programs import Program

ROOT = Path(__file__).parents[2]
#: Seconds without a step after which a process is ended: its work is limited, not its waiting.
_STUCK = 300
#: Bytes that a process may take for itself.
_MEMORY = 2 << 30
#: The number of the next input, and the longest work of one in seconds.
_STATE = struct.Struct("qd")
#: Characters of a traceback that are kept.
_TOLD = 3000


@dataclass(frozen=True, slots=True)
class Find:
    """An input for which a target did what it must not."""

    target: str
    number: int
    #: The traceback, or how the process ended.
    what: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of some inputs."""

    inputs: int
    finds: tuple[Find, ...]
    #: Seconds of work of the input that took longest.
    longest: float


class Hangs(Exception):
    """An input takes longer than any may."""


def run(target: str, first: int, last: int) -> Tried:
    """Try the inputs from ``first`` up to ``last``, which is not tried."""
    finds: list[Find] = []
    longest, number = 0.0, first
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        state = Path(folder) / "state"
        while number < last:
            state.write_bytes(_STATE.pack(number, 0.0))
            ended, told = _started(target, number, last, state)
            number, took = _STATE.unpack(state.read_bytes())
            finds += told
            longest = max(longest, took)
            if ended or number < last:
                finds.append(Find(target, number, f"the process ended with {ended}"))
                number += 1
    return Tried(last - first, tuple(finds), longest)


def _started(target: str, first: int, last: int, state: Path) -> tuple[int, list[Find]]:
    """How a process ended that tried these inputs, and what it told."""
    command = [sys.executable, "-m", __name__, target, str(first), str(last), str(state)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        with Program(command, cwd=ROOT, stdout=told) as process:
            before, since = b"", time.monotonic()
            while process.poll() is None:
                if (now := state.read_bytes()) != before:
                    before, since = now, time.monotonic()
                elif time.monotonic() - since > _STUCK:
                    process.kill()
                time.sleep(0.05)
        told.seek(0)
        return process.returncode, [Find(**json.loads(line)) for line in told]


def main(target: str, first: str, last: str, state: str) -> None:
    """Try the inputs, and tell of what is found on standard output."""
    signal.signal(signal.SIGVTALRM, _hangs)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, hard))
    asked = {**TARGETS, FAULTY.name: FAULTY}[target]
    inputs = asked.inputs()
    with open(state, "r+b") as file, mmap.mmap(file.fileno(), _STATE.size) as shown:
        longest = 0.0
        for number in range(int(first), int(last)):
            shown[:] = _STATE.pack(number, longest)
            began = time.process_time()
            if fault := _fault(asked, inputs.made(number)):
                print(json.dumps(asdict(Find(target, number, fault[-_TOLD:]))), flush=True)
            longest = max(longest, time.process_time() - began)
        shown[:] = _STATE.pack(int(last), longest)


def _fault(target: Target, data: bytes) -> str:
    """The traceback, '' when there is none."""
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        target.ask(data)
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def _hangs(_: int, __: FrameType | None) -> None:
    raise Hangs(f"more than {PATIENCE} seconds of work")


if __name__ == "__main__":
    main(*sys.argv[1:])
