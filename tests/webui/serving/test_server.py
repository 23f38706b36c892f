"""The server itself: how much it takes in, and how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from tests.serving import PATIENCE, ROOT, _address, wait_until
from webui.serving.arrival import BEGINNING, FILES, LARGE, SMALL
from webui.serving.server import THREADS

TOKEN = "a-token-for-tests-0123456789"
Where = tuple[str, int]
Started = tuple[subprocess.Popen[str], Where]

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
    server = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True
    )
    assert server.stdout is not None
    try:
        where = urlsplit(_address(server.stdout))
        assert where.hostname
        assert where.port
        yield server, (where.hostname, where.port)
    finally:
        server.kill()
        server.wait(PATIENCE)
        server.stdout.close()


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


@pytest.fixture(scope="module")
def taking_files(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    file = tmp_path_factory.mktemp("secret") / "token"
    file.write_text(TOKEN)
    places = ["--index", str(index), "--uploads", str(file.parent / "uploads")]
    with started("-m", "webui", "--port", "0", *places, "--token-file", str(file)) as server:
        yield server


@pytest.fixture(scope="module")
def with_uploads(taking_files: Started) -> Where:
    return taking_files[1]


@pytest.mark.parametrize("path", ["/nothing-here", "/", "/export.csv", "/administration"])
def test_a_large_body_is_refused_before_it_is_sent(with_uploads: Where, path: str) -> None:
    assert answer(with_uploads, head(path, SMALL)).startswith(b"HTTP/1.1 413")
    assert b"413" in answer(with_uploads, head("/admin/reports/new", LARGE)).split(b"\r\n")[0]


def test_a_body_in_chunks_is_refused_when_it_has_grown_too_large(
    with_uploads: Where,
) -> None:
    chunk = b"%x\r\n" % SMALL + b"x" * SMALL + b"\r\n"
    head = b"POST /nothing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert answer(with_uploads, head + chunk).startswith(b"HTTP/1.1 413")


def test_the_token_of_a_file_lets_a_form_in(with_uploads: Where) -> None:
    for token, said in ((TOKEN, b"Choose the file"), ("wrong", b"not the admin token")):
        body = f"token={token}".encode()
        kind = b"Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
        begun = head("/admin/reports/new", len(body)).removesuffix(b"\r\n")
        assert said in answer(with_uploads, begun + kind + body)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_being_answered_is_finished(number: int, tmp_path: Path) -> None:
    let_go = tmp_path / "go"
    with started("-c", SLOW, str(let_go)) as (server, where):
        with socket.create_connection(where, PATIENCE) as asked:
            asked.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            assert server.stdout is not None
            while server.stdout.readline() != "asked\n":
                pass
            server.send_signal(number)
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.5)
            let_go.touch()
            assert read(asked).endswith(b"all of it")
        assert server.wait(PATIENCE) == 0


#: A server that waits for no request longer than a moment.
IMPATIENT = """
import sys
from pathlib import Path
from webui import create_app
from webui.cli import serve
from webui.serving import arrival, server
arrival.ARRIVAL = 0.5
app = create_app({"ADMIN_TOKEN": "a-token-for-tests-0123456789", "UPLOADS": sys.argv[1]})
serve("127.0.0.1", 0, lambda at: server.answer(app, at))
"""
ASK = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def open_to(where: Where, number: int, begun: bytes, stack: ExitStack) -> list[socket.socket]:
    """So many connections, each with the beginning of a request."""
    found = [stack.enter_context(socket.create_connection(where, PATIENCE)) for _ in range(number)]
    for one in found:
        one.sendall(begun)
    return found


def test_many_that_never_say_what_they_want_keep_nobody_out(with_uploads: Where) -> None:
    with ExitStack() as stack:
        slow = open_to(with_uploads, 300, b"GET / HTTP/1.1\r\nX-Slow: ", stack)
        for one in slow:
            one.sendall(b"y")
            if one is slow[len(slow) // 2]:
                assert answer(with_uploads, ASK).startswith(b"HTTP/1.1 200")
        assert answer(with_uploads, ASK).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HTTP/1.1\r\nX-Slow: y", head("/", 1000), ASK.replace(b"close", b"keep-alive")],
    ids=["nothing", "half a head", "no body", "an answered request"],
)
def test_what_does_not_arrive_in_time_is_closed(begun: bytes, tmp_path: Path) -> None:
    with started("-c", IMPATIENT, str(tmp_path)) as (_, where), ExitStack() as stack:
        (one,) = open_to(where, 1, begun, stack)
        read(one)  # returns when it is closed


def form(token: str, file: bytes) -> tuple[bytes, bytes]:
    """The head and the body of a form with a file, as browsers send it."""
    fields = (("token", b"", token.encode()), ("file", b'; filename="report.txt"', file))
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), more, value)
        for name, more, value in fields
    )
    body += b"--b--\r\n"
    kind = b"Content-Type: multipart/form-data; boundary=b\r\nConnection: close\r\n\r\n"
    return head("/admin/reports/new", len(body)).removesuffix(b"\r\n") + kind, body


def test_a_file_behind_the_token_may_take_longer(tmp_path: Path) -> None:
    begun, body = form(TOKEN, b"no report" * SMALL)
    with started("-c", IMPATIENT, str(tmp_path)) as (_, where), ExitStack() as stack:
        of_file, other = (
            open_to(where, 1, begun + some, stack)[0] for some in (body[:BEGINNING], body[:20])
        )
        assert read(other) == b""
        of_file.sendall(body[BEGINNING:])
        assert read(of_file).startswith(b"HTTP/1.1 303")


def spooled(server: subprocess.Popen[str]) -> int:
    """Bytes of the files without a name that a server has open."""
    found = (path for path in Path(f"/proc/{server.pid}/fd").iterdir())
    return sum(one.stat().st_size for one in found if str(one.readlink()).endswith("(deleted)"))


@pytest.mark.parametrize("token", [TOKEN, "wrong", ""])
def test_a_file_is_kept_behind_the_token_alone(taking_files: Started, token: str) -> None:
    """A form without it is answered as ever, and its file is thrown away as it comes."""
    server, where = taking_files
    begun, body = form(token, b"x" * (40 * SMALL))
    with socket.create_connection(where, PATIENCE) as asked:
        asked.sendall(begun + body[:-SMALL])
        if token == TOKEN:
            wait_until(lambda: spooled(server) > 30 * SMALL, "the file is taken in")
        else:
            assert answer(where, ASK).startswith(b"HTTP/1.1 200")
            assert spooled(server) == 0
        asked.sendall(body[-SMALL:])
        told = read(asked)
    if token == TOKEN:
        assert told.startswith(b"HTTP/1.1 303")
    else:
        assert told.startswith(b"HTTP/1.1 403")
        assert (b"not the admin token" if token else b"Enter the admin token") in told


@pytest.mark.parametrize("token", [TOKEN, "wrong"])
def test_programs_say_the_token_in_the_head(with_uploads: Where, token: str) -> None:
    """And are refused before they send anything, also if they ask whether to go on."""
    begun, body = form("", b"x" * (20 * SMALL))
    said = f"Authorization: Bearer {token}\r\nExpect: 100-continue\r\n\r\n".encode()
    with socket.create_connection(with_uploads, PATIENCE) as asked:
        asked.sendall(begun.removesuffix(b"\r\n") + said)
        first = asked.recv(1 << 16)
        if token == TOKEN:
            assert first.startswith(b"HTTP/1.1 100 Continue")
            asked.sendall(body)
            assert b"HTTP/1.1 303" in read(asked)
        else:
            assert first.startswith(b"HTTP/1.1 403")


def test_nobody_is_told_to_go_on_with_what_is_refused(with_uploads: Where) -> None:
    """Waitress by itself says 'continue' first, and takes in what it refuses then."""
    large = head("/nothing-here", LARGE).removesuffix(b"\r\n") + b"Expect: 100-continue\r\n\r\n"
    assert answer(with_uploads, large).startswith(b"HTTP/1.1 413")


def test_no_answer_names_the_server(with_uploads: Where) -> None:
    for asked in (ASK, head("/", LARGE), b"nonsense\r\n\r\n"):
        told = answer(with_uploads, asked).partition(b"\r\n\r\n")[0].lower()
        assert b"http/1." in told
        assert b"server:" not in told
        assert b"waitress" not in told


def test_so_many_files_are_taken_in_at_once_and_no_more(with_uploads: Where) -> None:
    begun = b"".join(form(TOKEN, b"x" * (2 * SMALL)))[: BEGINNING + SMALL]
    unknown = b"".join(form("wrong", b"x" * (2 * SMALL)))[: BEGINNING + SMALL]
    with ExitStack() as stack:
        open_to(with_uploads, 2 * FILES, unknown, stack)
        files = open_to(with_uploads, FILES, begun, stack)
        wait_until(lambda: b"503" in _beginning(with_uploads, begun), "one more is refused")
        assert answer(with_uploads, ASK).startswith(b"HTTP/1.1 200")
        files[0].close()
        wait_until(lambda: b"503" not in _beginning(with_uploads, begun), "another is taken in")


def test_whoever_watches_waits_for_nobody(tmp_path: Path) -> None:
    let_go = tmp_path / "go"
    with started("-c", SLOW, str(let_go)) as (_, where), ExitStack() as stack:
        open_to(where, 2 * THREADS, b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n", stack)
        assert answer(where, ASK).startswith(b"HTTP/1.1 503")  # it has no index
        let_go.touch()


def _beginning(where: Where, begun: bytes) -> bytes:
    """The first line of what is answered at once, none where more is waited for."""
    with socket.create_connection(where, PATIENCE) as asked:
        asked.sendall(begun)
        asked.settimeout(1)
        with suppress(TimeoutError):
            return asked.recv(1 << 16).partition(b"\r\n")[0]
    return b""
