"""Real servers for tests and bench, each on a port of its own.

``serving`` starts the ``webui`` command itself. ``hosting`` serves an application from a thread of
this process, with the same server, where a process start would tell nothing more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import waitress  # type: ignore[import-untyped]
from flask import Flask

from tests.programs import PATIENCE, Program

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(index: Path, corpus: Path = ROOT / "corpus", **environment: str) -> Iterator[str]:
    """The address of a server over ``index``, which it builds from the corpus if need be.

    In the end it is killed, which a server must bear at any moment.
    """
    command = [sys.executable, "-m", "webui", "--port", "0"]
    command += ["--corpus", str(corpus), "--index", str(index)]
    options = {"cwd": ROOT, "stdout": subprocess.PIPE, "env": {**os.environ, **environment}}
    with Program(command, **options) as server:
        yield server.until(r"http://\S+")[0].rstrip("/")


@contextmanager
def hosting(app: Flask) -> Iterator[str]:
    """The address of a server of ``app`` in a thread of this process, stopped in the end."""
    channels: dict[int, Any] = {}
    server = waitress.create_server(
        app,
        map=channels,
        host="127.0.0.1",
        port=0,
        ident=None,
        # A connection may be closed by a thread that answers: what selects would end with an error.
        asyncore_use_poll=True,
    )
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # In its own thread, which ends when there is nothing left to listen to.
        server.trigger.pull_trigger(lambda: [one.close() for one in list(channels.values())])
        thread.join(PATIENCE)
        server.task_dispatcher.shutdown()
