"""The server itself: who is answered, and how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from tests.programs import PATIENCE, Program
from tests.serving import ROOT
from webui.serving.arrival import LARGE
from webui.serving.server import THREADS

Where = tuple[str, int]
Started = tuple[Program, Where]

#: A server one of whose pages waits until a file is there, and tells that it waits.
SLOW = """
import sys, time
from pathlib import Path
from webui import create_app
from webui.cli import serve
from webui.serving.server import answer
app = create_app()
def slow():
    print("asked", flush=True)
    while not Path(sys.argv[1]).exists():
        time.sleep(0.01)
    return "all of it"
app.add_url_rule("/slow", "slow", slow)
serve("127.0.0.1", 0, lambda at: answer(app, at))
"""


@contextmanager
def started(*command: str, stderr: IO[str] | None = None) -> Iterator[Started]:
    """A server, with the address it listens at."""
    options = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": stderr}
    with Program([sys.executable, *command], **options) as server:
        where = urlsplit(server.until(r"http://\S+")[0])
        assert where.hostname
        assert where.port
        yield server, (where.hostname, where.port)


def answer(to: Where, request: bytes) -> bytes:
    """All that comes back."""
    with socket.create_connection(to, PATIENCE) as asked:
        asked.sendall(request)
        return read(asked)


def read(asked: socket.socket) -> bytes:
    found = b""
    while more := asked.recv(1 << 16):
        found += more
    return found


def head(path: str, length: int) -> bytes:
    """The head of a request whose body never comes."""
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode()


ASK = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def open_to(where: Where, number: int, begun: bytes, stack: ExitStack) -> list[socket.socket]:
    """So many connections, each with the beginning of a request."""
    found = [stack.enter_context(socket.create_connection(where, PATIENCE)) for _ in range(number)]
    for one in found:
        one.sendall(begun)
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_being_answered_is_finished(number: int, tmp_path: Path) -> None:
    let_go = tmp_path / "go"
    with started("-c", SLOW, str(let_go)) as (server, where):
        with socket.create_connection(where, PATIENCE) as asked:
            asked.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            server.until("^asked$")
            server.send_signal(number)
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.5)
            let_go.touch()
            assert read(asked).endswith(b"all of it")
        assert server.wait() == 0


def test_no_answer_names_the_server(with_uploads: Where) -> None:
    for asked in (ASK, head("/", LARGE), b"nonsense\r\n\r\n"):
        told = answer(with_uploads, asked).partition(b"\r\n\r\n")[0].lower()
        assert b"http/1." in told
        assert b"server:" not in told
        assert b"waitress" not in told


def test_whoever_watches_waits_for_nobody(tmp_path: Path) -> None:
    let_go = tmp_path / "go"
    with started("-c", SLOW, str(let_go)) as (_, where), ExitStack() as stack:
        open_to(where, 2 * THREADS, b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n", stack)
        assert answer(where, ASK).startswith(b"HTTP/1.1 503")  # it has no index
        let_go.touch()
