"""Servers by the processor's time that they take for an answer, each a process of its own.

``webui`` serves an index, ``hello`` a Flask application that says one word, on the same server
(waitress) with as many threads: what Flask, the server and the socket take is in both. Read from
``/proc``, where each thread of a process has its time.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from webui.serving.server import THREADS

ROOT = Path(__file__).parents[3]
_HELLO = f"""
import socket, flask, waitress
app = flask.Flask("hello")
app.get("/")(lambda: "hello")
listener = socket.create_server(("127.0.0.1", 0))
print(f"http://127.0.0.1:{{listener.getsockname()[1]}}/", flush=True)
waitress.serve(app, sockets=[listener], threads={THREADS})
"""
#: With it Python compiles its modules anew at each start, which it does for nobody else.
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"


class Server:
    """A server that runs, and one connection to it that is kept open and takes packed pages."""

    def __init__(self, process: subprocess.Popen[str], connection: HTTPConnection) -> None:
        #: Host and port.
        self.place = f"{connection.host}:{connection.port}"
        self._process = process
        self._connection = connection

    def worked(self) -> float:
        """Milliseconds of CPU that all threads of all its processes have taken so far."""
        tasks = (task for one in self._processes for task in Path(f"/proc/{one}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    @cached_property
    def _processes(self) -> list[int]:
        """The process that was started, and those that it has started since."""
        first = self._process.pid
        each = ((path, path.read_text()) for path in Path("/proc").glob("[0-9]*/stat"))
        own = (path for path, stat in each if stat.rpartition(")")[2].split()[1] == str(first))
        return [first, *(int(path.parent.name) for path in own)]

    def started(self) -> float:
        """As ``worked``, with what threads took that have ended, and to a hundredth of a second."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def process(self) -> int:
        """The number of the process that was started."""
        return self._process.pid

    def json(self, path: str) -> Any:
        """As ``get``, of JSON."""
        return json.loads(gzip.decompress(self.get(path)))

    def get(self, path: str) -> bytes:
        """What is answered there. Raises AssertionError for anything but a page."""
        try:
            answer = self._asked(path)
        except ConnectionError:  # the server closes a connection that nothing came over for long
            self._connection.close()
            answer = self._asked(path)
        body = answer.read()
        assert answer.status == 200, f"{path} was answered with {answer.status}"
        return body

    def _asked(self, path: str) -> HTTPResponse:
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        return self._connection.getresponse()

    def spent(self, path: str, times: int = 1) -> float:
        """Milliseconds of CPU for an answer, the mean of some."""
        before = self.worked()
        for _ in range(times):
            self.get(path)
        return (self.worked() - before) / times


@contextmanager
def webui(index: Path, workers: int = 1) -> Iterator[Server]:
    """The pages of an index, as the command serves them from so many processes."""
    served = ("--port", "0", "--index", str(index), "--workers", str(workers))
    with _running("-m", "webui", *served) as server:
        yield server


@contextmanager
def hello() -> Iterator[Server]:
    """An application that says hello at '/'."""
    with _running("-c", _HELLO) as server:
        yield server


@contextmanager
def _running(*arguments: str) -> Iterator[Server]:
    kept = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=kept)
    assert process.stdout is not None
    try:
        found = next(filter(None, (re.search(r"http://\S+", line) for line in process.stdout)))
        with closing(HTTPConnection(urlsplit(found[0]).netloc, timeout=120)) as connection:
            yield Server(process, connection)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
