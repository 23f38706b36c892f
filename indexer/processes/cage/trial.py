"""Whether a cage holds here, by trying to get out of one: ``indexer doctor`` asks.

A process of its own shuts the cage and then does what a reader must not. What it could do comes
back.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from indexer.processes import cage
from indexer.processes.interpreter import child_environment

_START = f"from {__name__} import main; main()"
#: Nobody answers there, which is told only to who may ask.
_NOBODY = ("127.0.0.1", 9)


def trial() -> dict[str, bool]:
    """Each thing that a reader must not do, and whether it could be done from within a cage."""
    done = subprocess.run(
        [sys.executable, "-c", _START],
        capture_output=True,
        check=True,
        env=child_environment(),
    )
    found: dict[str, bool] = json.loads(done.stdout)
    return found


def main() -> None:
    """Shut the cage, try everything and print what could be done."""
    cage.shut()
    print(json.dumps({name: _could(attempt) for name, attempt in _ATTEMPTS.items()}))  # noqa: T201


def _could(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except PermissionError:
        return False
    return True


def _look() -> None:
    os.listdir("/")
    Path("/proc/self/environ").read_bytes()


def _write() -> None:
    path = Path(f"/tmp/inspection-findings-{os.getpid()}")
    path.write_bytes(b"")
    path.unlink()


def _connect() -> None:
    with socket.socket() as opened, suppress(ConnectionRefusedError):
        opened.connect(_NOBODY)


def _start() -> None:
    subprocess.run([sys.executable, "-c", ""], check=False)


_ATTEMPTS: Mapping[str, Callable[[], object]] = {
    "read other files": _look,
    "write files": _write,
    "reach the network": _connect,
    "start programs": _start,
}
