"""Real servers for tests and bench, each on a port of its own.

``serving`` starts the ``webui`` command itself. ``hosting`` serves an application from a thread of
this process, with the same server, where a process start would tell nothing more.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import waitress  # type: ignore[import-untyped]
from flask import Flask

#: Seconds for whatever happens in another process, on a machine that does other things too.
PATIENCE = 300

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
        server.wait(timeout=PATIENCE)
        server.stdout.close()


def _address(lines: Iterable[str]) -> str:
    for line in lines:
        if found := re.search(r"http://\S+", line):
            return found[0].rstrip("/")
    raise AssertionError("The server ended without printing its address.")


@contextmanager
def hosting(app: Flask) -> Iterator[str]:
    """The address of a server of ``app`` in a thread of this process, stopped in the end."""
    channels: dict[int, Any] = {}
    server = waitress.create_server(app, map=channels, host="127.0.0.1", port=0, ident=None)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # In its own thread, which ends when there is nothing left to listen to.
        server.trigger.pull_trigger(lambda: [one.close() for one in list(channels.values())])
        thread.join(PATIENCE)
        server.task_dispatcher.shutdown()


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Returns as soon as ``happened()`` is true, which another process sees to.

    Fails with ``what`` should have happened when it has not after ``PATIENCE``.
    """
    given_up = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < given_up, f"{what}: not within {PATIENCE} seconds"
        time.sleep(0.05)
