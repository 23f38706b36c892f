"""``python -m tests.bench.proxied INDEX``: whether ``/healthz`` answers behind the proxy, whatever.

nginx with the file of the guide stands before a server of an index. A thousand clients open a
connection and send it a byte now and then, eight ask for exports, one sends files in, and one asks
for ``/healthz`` all the while. Prints how long that took, and ends with an error when any answer
was missing, or took a second.
"""

from __future__ import annotations

import argparse
import resource
import ssl
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing, suppress
from http.client import HTTPException, HTTPSConnection
from itertools import count
from pathlib import Path
from socket import create_connection, socket
from threading import Event
from types import MappingProxyType

from tests.bench.load import BYTE, EXPORTS, PATIENCE, PROMISED, TOKEN, Answers, at_work, form
from tests.programs import wait_until
from tests.webui.operations.test_nginx import NAME, Proxy, proxy
from tests.webui.serving.test_server import started

SLOW = 1000
#: So many slow ones come from one address.
_OF_ONE = 10


class Client:
    """Somebody who asks through the proxy, from an address of his own."""

    def __init__(self, one: Proxy, address: str) -> None:
        self._connection = HTTPSConnection(
            "127.0.0.1",
            one.tls,
            timeout=PATIENCE,
            source_address=(address, 0),
            context=ssl._create_unverified_context(),
        )

    def go_on(
        self,
        path: str,
        to: Answers,
        ended: Event,
        pause: float,
        body: bytes = b"",
        head: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Ask again and again, until it is ended; who is told to wait is counted apart."""
        with closing(self._connection):
            while not ended.wait(pause):
                self._ask(path, to, body, {"Host": NAME, **head})

    def _ask(self, path: str, to: Answers, body: bytes, head: dict[str, str]) -> None:
        began = time.perf_counter()
        try:
            self._connection.request("POST" if body else "GET", path, body, head)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, HTTPException) as error:
            to.errors.append(repr(error))
            self._connection.close()
            return
        to.times.append(time.perf_counter() - began)
        if answer.status == 429:
            to.busy += 1
        elif answer.status >= 400:
            to.errors.append(str(answer.status))


def main() -> None:
    """Do what the command line says; the exit status is 1 when the promise was broken."""
    options = _options()
    _may_open_many()
    with tempfile.TemporaryDirectory(prefix="proxied-") as folder, ExitStack() as stack:
        index, place = str(options.index), Path(folder)
        (place / "token").write_text(TOKEN)
        command = ["-m", "webui", "--port", "0", "--index", index, "--proxies", "1"]
        command += ["--trusted-host", NAME, "--token-file", str(place / "token")]
        command += ["--uploads", str(place / "uploads")]
        _, (_, port) = stack.enter_context(started(*command))
        one = stack.enter_context(proxy(place, port))
        health = _measured(one, options.slow, options.seconds)
    _judged(health)


def _may_open_many() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 8192)), hard))


def _measured(one: Proxy, slow: int, seconds: float) -> Answers:
    """What was answered to ``/healthz`` while all the others were at work."""
    told = {name: Answers() for name in ("exports", "files", "/healthz")}
    ended, held, place = Event(), dict[int, socket](), count(1)
    body, kind = form()

    def client() -> Client:
        return Client(one, f"127.0.2.{next(place)}")

    works = (
        (lambda: _slowly(one, slow, ended, held), 1),
        (lambda: client().go_on("/export.csv", told["exports"], ended, 0.5), EXPORTS),
        (lambda: client().go_on("/admin/reports/new", told["files"], ended, 10, body, kind), 1),
        (lambda: client().go_on("/healthz", told["/healthz"], ended, 0.2), 1),
    )
    with ExitStack() as stack:
        for work, number in works:
            stack.enter_context(at_work(work, number))
        stack.callback(ended.set)
        wait_until(lambda: len(held) == slow, f"{slow} slow clients are connected")
        print(f"{slow} slow clients are connected")
        time.sleep(seconds)
    for name, answers in told.items():
        waited = f"{answers.busy} told to wait"
        print(f"{name}: {answers.line(seconds)} {answers.errors[:3]}, {waited}")
    return told["/healthz"]


def _slowly(one: Proxy, number: int, ended: Event, held: dict[int, socket]) -> None:
    """So many send a byte of a greeting now and then, and begin anew when they are closed."""
    greeting = _greeting()
    for step in count():
        for slow in range(number):
            try:
                held[slow].send(greeting[step % len(greeting) :][:1])
            except (OSError, KeyError):
                _begin_anew(one, slow, held)
        if ended.wait(BYTE):
            break
    for each in held.values():
        each.close()


def _begin_anew(one: Proxy, number: int, held: dict[int, socket]) -> None:
    if (closed := held.pop(number, None)) is not None:
        closed.close()
    address = f"127.0.1.{number // _OF_ONE % 250 + 1}"
    with suppress(OSError):
        held[number] = create_connection(("127.0.0.1", one.tls), PATIENCE, (address, 0))
        held[number].send(_greeting()[:1])


def _greeting() -> bytes:
    """What a browser says first."""
    said = ssl.MemoryBIO()
    wrapped = ssl._create_unverified_context().wrap_bio(ssl.MemoryBIO(), said)
    with suppress(ssl.SSLWantReadError):
        wrapped.do_handshake()
    return said.read()


def _judged(health: Answers) -> None:
    longest = max(health.times, default=float("inf"))
    kept = longest < PROMISED and not health.errors
    print(
        f"{'KEPT' if kept else 'BROKEN'}: /healthz took {longest:.3f} s at most, "
        f"{len(health.errors)} errors"
    )
    sys.exit(not kept)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.proxied", description=__doc__)
    parser.add_argument("index", type=Path, help="an index that the bench made")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--slow", type=int, default=SLOW, help="clients that send a byte at times")
    return parser.parse_args()


if __name__ == "__main__":
    main()
