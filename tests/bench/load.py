"""``python -m tests.bench.load INDEX``: how a server bears many at once, for long.

Asks the searches of the bench over 1, 8, 32 and 128 connections that are kept open, each for some
seconds; then, with eight of them, publishes a build every so often while eight clients ask for
exports, fifty send a byte now and then, and one sends a file in. Prints throughput, percentiles,
errors, memory and descriptors, and in the end whether what is promised was kept: no errors,
``/healthz`` within a second, no more than a fifth more memory in the end than after the first
minute. The index is copied first: what is published stays out of it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote_plus, urlsplit

from indexer.index.publication import Publication
from tests.bench.invented.asked import asked
from tests.bench.invented.reports import report
from tests.serving import ROOT, serving

CONNECTIONS = (1, 8, 32, 128)
SLOW, EXPORTS = 50, 8
#: Seconds that an answer to ``/healthz`` may take.
PROMISED = 1.0
#: Seconds after which a server has warmed up, and how many times that memory it may take later.
_FIRST, _MORE = 60, 1.2
#: Seconds between two bytes of a slow client: it is closed when its request takes too long.
BYTE = 2.0
#: Seconds that an answer is waited for.
PATIENCE = 30
TOKEN = "the-token-of-the-bench"
_FILE = ROOT / "corpus" / "cambridgeshire-2007" / "report.txt"


@dataclass
class Answers:
    """What was answered to some clients, in seconds, and what was not."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    #: Those who were told to come back, as all but two exports at once are.
    busy: int = 0

    def line(self, seconds: float) -> str:
        """Throughput, percentiles in milliseconds, errors."""
        times = sorted(self.times) or [0.0]
        at = [1000 * times[min(len(times) - 1, int(len(times) * p))] for p in (0.5, 0.95, 0.99, 1)]
        rate = len(self.times) / seconds
        parts = " | ".join(f"{one:.0f}" for one in at)
        return f"{rate:.0f} | {parts} | {len(self.errors)}"


@dataclass(frozen=True, slots=True)
class State:
    """How a server is after so many seconds, as it tells itself."""

    seconds: float
    megabytes: float
    descriptors: int

    def __str__(self) -> str:
        return f"{self.megabytes:.0f} | {self.descriptors}"


def main() -> bool:
    """Do what the command line says, and tell whether what is promised was kept."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        index = Path(folder) / "index"
        shutil.copytree(options.index, index)
        with serving(index, **_taking_files(Path(folder))) as address:
            _warm(address)
            broken = _many(address, options)
            if options.minutes:
                broken += _long(address, index, options)
    print("BROKEN: " + "; ".join(broken) if broken else "KEPT: what is promised")
    return not broken


def _many(address: str, options: argparse.Namespace) -> list[str]:
    """Searches over more and more connections; what was broken of what is promised."""
    broken = []
    print("| connections | a second | median ms | 95 % | 99 % | longest | errors | MB | fd |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for number in CONNECTIONS if options.seconds else ():
        answers = Answers()
        _ask_for(options.seconds, number, address, answers)
        print(f"| {number} | {answers.line(options.seconds)} | {_state(address)} |", flush=True)
        if answers.errors:
            broken.append(f"{len(answers.errors)} errors with {number} connections")
    return broken


def _long(address: str, index: Path, options: argparse.Namespace) -> list[str]:
    """Searches, exports, slow clients and publications at once; what was broken."""
    told = {name: Answers() for name in ("searches", "/healthz", "exports")}
    works = (
        (lambda: _slowly(address, ended), SLOW),
        (lambda: _ask(address, ["/export.csv"], ended, told["exports"], 0.5), EXPORTS),
        (lambda: _send(address, ended), 1),
        (lambda: _ask(address, ["/healthz"], ended, told["/healthz"], 0.2), 1),
        (lambda: _ask(address, _paths(), ended, told["searches"]), 8),
    )
    ended = Event()
    states = []
    with ExitStack() as stack:
        for work, number in works:
            stack.enter_context(at_work(work, number))
        stack.callback(ended.set)
        for number, state in _published(address, index, options):
            states.append(state)
            found = json.loads(_asked(address, "/healthz"))["findings"]
            print(f"After {number} publications: {state}, {found} searched", flush=True)
    for name, one in told.items():
        print(f"{name}: {one.line(options.minutes * 60)} {one.errors[:3]}, {one.busy} told to wait")
    return _broken(told, states)


def _broken(told: dict[str, Answers], states: Sequence[State]) -> list[str]:
    """What was broken of what is promised."""
    broken = [f"{len(one.errors)} errors of {name}" for name, one in told.items() if one.errors]
    if (longest := max(told["/healthz"].times, default=0.0)) >= PROMISED:
        broken.append(f"/healthz took {longest:.1f} s")
    early = next((state for state in states if state.seconds >= _FIRST), states[-1])
    if states[-1].megabytes > _MORE * early.megabytes:
        broken.append(f"{early.megabytes:.0f} MB after the first minute grew")
    if states[-1].descriptors > _MORE * early.descriptors + SLOW:
        broken.append(f"{early.descriptors} descriptors after the first minute grew")
    return broken


def _published(
    address: str, index: Path, options: argparse.Namespace
) -> Iterator[tuple[int, State]]:
    """How a server is before the first publication and after each, of which there is one at least:
    a busy one may take long to say how it is.
    """
    began = time.monotonic()
    ends = began + options.minutes * 60
    for number in count():
        yield number, _state(address, began)
        if number and time.monotonic() + options.every > ends:
            break
        time.sleep(options.every)
        publish_one_more(index, number)


def publish_one_more(index: Path, number: int) -> None:
    """One report more, all others kept."""
    with Publication(index, meaning=False) as one:
        for name in one.sources:
            one.keep(name)
        one.add(report(10_000 + number, 50))
        one.commit()


def _ask_for(seconds: float, number: int, address: str, answers: Answers) -> None:
    ended = Event()
    with at_work(lambda: _ask(address, _paths(), ended, answers), number):
        time.sleep(seconds)
        ended.set()


@contextmanager
def at_work(work: Callable[[], None], number: int) -> Iterator[None]:
    threads = [Thread(target=work, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(PATIENCE)


def _ask(address: str, paths: Sequence[str], ended: Event, to: Answers, pause: float = 0.0) -> None:
    """Ask for one path after the other over one connection, until it is ended."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)) as connection:
        _ask_over(connection, paths, ended, to, pause)


def _ask_over(
    connection: HTTPConnection, paths: Sequence[str], ended: Event, to: Answers, pause: float
) -> None:
    for number in count(id(connection) % len(paths)):
        if ended.wait(pause) if pause else ended.is_set():
            break
        began = time.perf_counter()
        try:
            connection.request("GET", paths[number % len(paths)])
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException) as error:
            to.errors.append(repr(error))
            connection.close()
            continue
        if answer.status == 429:
            to.busy += 1
            continue
        to.times.append(time.perf_counter() - began)
        if answer.status != 200:
            to.errors.append(str(answer.status))


def _slowly(address: str, ended: Event) -> None:
    """Send a byte now and then; begin anew when it is closed."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    while not ended.is_set():
        with suppress(OSError), socket.create_connection((host, port), PATIENCE) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
            while not ended.wait(BYTE):
                slow.sendall(b"y")


def _taking_files(folder: Path) -> dict[str, str]:
    """The environment of a server to which files may be sent."""
    return {"INSPECTION_ADMIN_TOKEN": TOKEN, "INSPECTION_UPLOADS": str(folder / "uploads")}


def form() -> tuple[bytes, dict[str, str]]:
    """What a file is sent in with: the body, and what the head says of it."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="report.txt"\r\n\r\n'
    kind = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Authorization": f"Bearer {TOKEN}",
    }
    return head + _FILE.read_bytes() + b"\r\n--b--\r\n", kind


def _send(address: str, ended: Event) -> None:
    """Send a file in, again and again; what becomes of it is not looked at."""
    body, kind = form()
    while not ended.wait(5 * BYTE):
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        with closing(connection), suppress(OSError, HTTPException):
            connection.request("POST", "/admin/reports/new", body, kind)
            connection.getresponse().read()


def _warm(address: str) -> None:
    answers, ended = Answers(), Event()
    with at_work(lambda: _ask(address, _paths(), ended, answers), 2):
        while len(answers.times) < len(_paths()):
            time.sleep(0.1)
        ended.set()


def _state(address: str, began: float = 0.0) -> State:
    lines = _asked(address, "/metrics").splitlines()
    told = dict(line.split(" ") for line in lines if line.startswith("process_"))
    return State(
        time.monotonic() - began,
        float(told["process_resident_memory_bytes"]) / 2**20,
        int(float(told["process_open_fds"])),
    )


@cache
def _paths() -> tuple[str, ...]:
    """The searches of the bench."""
    return tuple(f"/?q={quote_plus(one.text)}" for one in asked())


def _asked(address: str, path: str) -> str:
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("index", type=Path, help="an index that the bench made")
    parser.add_argument(
        "--seconds",
        type=float,
        default=60.0,
        help="for each number of connections; or 0",
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="with publications; or 0")
    parser.add_argument("--every", type=float, default=20.0, help="seconds between two of them")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(not main())
