"""``python -m tests.bench.attacks INDEX``: five attacks that once stopped the server, again.

Eight slow readers of exports, two hundred clients that never end their heads, six files of 190 MB
to an address that is not there, the fullest pack, and many requests at once after two publications
in a row under an idle server. Prints for each whether the server held. The index is copied first.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.costliest import BEGINNINGS, PAGE
from tests.bench.load import PROMISED, Answers, publish_one_more
from tests.bench.measured import servers

#: Seconds that each of the slow ones goes on, and that an answer is waited for.
_LONG, _PATIENCE = 15, 30
_READERS, _SLOW, _FILES, _AT_ONCE = 8, 200, 6, 12
_MEGABYTE = 1 << 20
_LARGE = 190 * _MEGABYTE
#: Bytes that the server may lay down for files that nobody may send.
_LAID_DOWN = 4 * _MEGABYTE


def main() -> bool:
    """Do what the command line says, and tell whether the server held against all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.attacks", description=__doc__)
    parser.add_argument("index", type=Path, help="an index that the bench made")
    given = parser.parse_args().index
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        index = Path(folder) / "index"
        shutil.copytree(given, index)
        with servers.webui(index) as server:
            server.get("/?q=police")
            attacks: dict[str, Callable[[], tuple[bool, str]]] = {
                "A1 exports": lambda: _slow_readers(server),
                "A2 slow heads": lambda: _slow_heads(server),
                "A3 large bodies": lambda: _large_bodies(server),
                "A4 the fullest pack": lambda: _fullest_pack(server),
                "A5 two publications": lambda: _publications(server, index),
            }
            held = []
            for name, attack in attacks.items():
                good, told = attack()
                held.append(good)
                print(f"{name}: {'HELD' if good else 'BROKEN'}: {told}", flush=True)
    return all(held)


def _slow_readers(server: servers.Server) -> tuple[bool, str]:
    return _healthy_beside(server, _READERS, b"GET /export.csv HTTP/1.1\r\nHost: x\r\n\r\n", b"")


def _slow_heads(server: servers.Server) -> tuple[bool, str]:
    return _healthy_beside(server, _SLOW, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"y")


def _healthy_beside(
    server: servers.Server, number: int, begun: bytes, byte: bytes
) -> tuple[bool, str]:
    """Whether ``/healthz`` answers beside so many, who begin thus and send a byte at times."""
    health = Answers()
    with ExitStack() as stack:
        held = [stack.enter_context(_begun(server, begun)) for _ in range(number)]
        ends = time.monotonic() + _LONG
        while time.monotonic() < ends:
            _look(server, health)
            for one in held if byte else ():
                with suppress(OSError):
                    one.sendall(byte)
            time.sleep(0.5)
    longest = max(health.times, default=float("inf"))
    return (
        longest < PROMISED and not health.errors,
        f"/healthz took {longest:.2f} s at most, {len(health.errors)} errors",
    )


def _begun(server: servers.Server, request: bytes) -> socket.socket:
    host, _, port = server.place.partition(":")
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.settimeout(_PATIENCE)
    opened.connect((host, int(port)))
    opened.sendall(request)
    return opened


def _look(server: servers.Server, to: Answers) -> None:
    began = time.perf_counter()
    try:
        assert _status(server, "/healthz") == 200
        to.times.append(time.perf_counter() - began)
    except (OSError, AssertionError) as error:
        to.errors.append(repr(error))


def _status(server: servers.Server, path: str) -> int:
    connection = HTTPConnection(server.place, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _large_bodies(server: servers.Server) -> tuple[bool, str]:
    head = f"POST /nothing-here HTTP/1.1\r\nHost: x\r\nContent-Length: {_LARGE}\r\n\r\n".encode()
    most = 0
    with ExitStack() as stack:
        sending = [stack.enter_context(_begun(server, head)) for _ in range(_FILES)]
        for _ in range(20):
            for one in sending:
                with suppress(OSError):
                    one.sendall(bytes(_MEGABYTE))
            most = max(most, _laid_down(server.process))
    return most <= _LAID_DOWN, f"{most / _MEGABYTE:.0f} MB were laid down"


def _laid_down(process: int) -> int:
    """Bytes of files that are open in a process and have no name."""
    found = 0
    for opened in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            if "(deleted)" in str(opened.readlink()):
                found += opened.stat().st_size
    return found


def _fullest_pack(server: servers.Server) -> tuple[bool, str]:
    found = server.json("/api/v1/search?size=100&q=police")["findings"]
    words = " ".join(f"{one}*" for one in BEGINNINGS)
    asked = urlencode([("q", words), *(("finding", one["id"]) for one in found)])
    before = server.worked()
    status = _status(server, f"/pack?{asked}")
    work = (server.worked() - before) / 1000
    return work <= PAGE, f"{work:.2f} s of work, answered {status}"


def _publications(server: servers.Server, index: Path) -> tuple[bool, str]:
    report = server.json("/api/v1/search?q=police")["findings"][0]
    paths = (f"/reports/{report['report']}", f"/findings/{report['id']}", "/?q=police") * 4
    answered: list[int] = []
    for number in range(3):
        publish_one_more(index, 2 * number)
        publish_one_more(index, 2 * number + 1)
        with ThreadPoolExecutor(_AT_ONCE) as several:
            answered += several.map(lambda path: _status(server, path), paths)
    wrong = sum(status != 200 for status in answered)
    return not wrong, f"{wrong} of {len(answered)} failed"


if __name__ == "__main__":
    sys.exit(not main())
