"""A real server for tests and bench: the ``webui`` command itself, on a port of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(index: Path, corpus: Path = ROOT / "corpus", **environment: str) -> Iterator[str]:
    """The address of a server over ``index``, which it builds from the corpus if need be.

    In the end it is killed, which a server must bear at any moment.
    """
    command = [sys.executable, "-m", "webui", "--port", "0"]
    command += ["--corpus", str(corpus), "--index", str(index)]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    assert server.stdout is not None
    try:
        yield _address(server.stdout)
    finally:
        server.kill()
        server.wait(timeout=20)
        server.stdout.close()


def _address(lines: Iterable[str]) -> str:
    for line in lines:
        if found := re.search(r"http://\S+", line):
            return found[0].rstrip("/")
    raise AssertionError("The server ended without printing its address.")
