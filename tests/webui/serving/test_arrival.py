"""What of a request is taken in, in what time, and its file behind the token alone."""

from __future__ import annotations

import socket
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
import waitress  # type: ignore[import-untyped]
from flask import Flask
from werkzeug.sansio.multipart import MultipartDecoder

from tests.programs import PATIENCE, Program, wait_until
from tests.webui.serving.conftest import TOKEN
from tests.webui.serving.test_server import (
    ASK,
    Started,
    Where,
    answer,
    head,
    open_to,
    read,
    started,
)
from webui.serving.arrival import BEGINNING, FILES, LARGE, SMALL, Channel


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


#: A server for which all at once a minute has gone by: when there is the file ``later``.
WAITING = """
import sys, time
from pathlib import Path
from webui import create_app
from webui.cli import serve
from webui.serving import arrival, server
home = Path(sys.argv[1])
class Clock:
    def monotonic():
        return time.monotonic() + (60 if (home / "later").exists() else 0)
arrival.time = Clock
app = create_app({"ADMIN_TOKEN": "a-token-for-tests-0123456789", "UPLOADS": str(home / "uploads")})
serve("127.0.0.1", 0, lambda at: server.answer(app, at))
"""


def looked_at(where: Where) -> None:
    """Returns when the server has looked at all that was sent to it before.

    It goes round all connections, reads 8 kB of each, and does so once at least for each question
    that it answers here: a beginning is there after three rounds.
    """
    for _ in range(4):
        assert answer(where, ASK).startswith(b"HTTP/1.1")


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
    with started("-c", WAITING, str(tmp_path)) as (_, where), ExitStack() as stack:
        (one,) = open_to(where, 1, begun, stack)
        looked_at(where)
        (tmp_path / "later").touch()
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


def test_a_field_without_a_name_is_passed_over(with_uploads: Where) -> None:
    begun, body = form("", b"x" * (2 * SMALL))
    nameless = body.replace(b'; name="token"', b"")
    begun = begun.replace(b"%d" % len(body), b"%d" % len(nameless))
    told = answer(with_uploads, begun + nameless)
    assert told.startswith(b"HTTP/1.1 403")
    assert b"Enter the admin token" in told


def test_a_beginning_is_read_once_however_few_bytes_come_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One thread takes in what all send."""
    read: list[int] = []
    receive = MultipartDecoder.receive_data

    def counted(decoder: MultipartDecoder, data: bytes | None) -> None:
        read.append(len(data or b""))
        receive(decoder, data)

    monkeypatch.setattr(MultipartDecoder, "receive_data", counted)
    begun, body = form("wrong", b"x" * (2 * SMALL))
    before = body.replace(b'"token"', b'"other"')[:100]
    server = waitress.create_server(Flask(__name__), map={}, port=0)
    ours, theirs = socket.socketpair()
    with closing(server), ours, theirs:
        channel = Channel(None, server, theirs, ("", 0), server.adj, map={})
        channel.received(begun)
        for byte in before:
            channel.received(bytes([byte]))
    assert sum(read) == len(before)


def test_a_file_behind_the_token_may_take_longer(tmp_path: Path) -> None:
    begun, body = form(TOKEN, b"no report" * SMALL)
    with started("-c", WAITING, str(tmp_path)) as (_, where), ExitStack() as stack:
        of_file, other = (
            open_to(where, 1, begun + some, stack)[0] for some in (body[:BEGINNING], body[:20])
        )
        looked_at(where)
        (tmp_path / "later").touch()
        assert read(other) == b""
        of_file.sendall(body[BEGINNING:])
        assert read(of_file).startswith(b"HTTP/1.1 303")


def test_so_many_that_mistyped_the_token_may_take_longer_and_no_more(tmp_path: Path) -> None:
    """They are told so: a browser shows no answer before it has sent all."""
    begun, body = form("wrong", b"no report" * SMALL)
    with started("-c", WAITING, str(tmp_path)) as (_, where), ExitStack() as stack:
        slow = open_to(where, FILES, begun + body[:BEGINNING], stack)
        looked_at(where)
        (one_more,) = open_to(where, 1, begun + body[:BEGINNING], stack)
        looked_at(where)
        (tmp_path / "later").touch()
        assert read(one_more) == b""
        for one in slow:
            one.sendall(body[BEGINNING:])
            assert b"not the admin token" in read(one)


def spooled(server: Program) -> int:
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


def _beginning(where: Where, begun: bytes) -> bytes:
    """The first line of what is answered at once, none where more is waited for."""
    with socket.create_connection(where, PATIENCE) as asked:
        asked.sendall(begun)
        asked.settimeout(1)
        with suppress(TimeoutError):
            return asked.recv(1 << 16).partition(b"\r\n")[0]
    return b""
