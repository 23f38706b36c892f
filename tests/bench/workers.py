"""Pages a second from two processes against one: ``python -m tests.bench.workers INDEX``.

Both servers run all the time and are asked in turn by as many clients, so that what else the
machine does slows them alike. Where it leaves no second core to either, only the work for a page
tells how two would do: as many pages a second for each core, less what a page costs more.
"""

from __future__ import annotations

import argparse
import re
import socket
import time
from collections.abc import Sequence
from functools import partial
from itertools import cycle
from multiprocessing import Pool
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

from tests.bench.invented.asked import common_first
from tests.bench.measured import servers

#: Clients at once, rounds, and seconds of each for each server.
CLIENTS, ROUNDS, SECONDS = 8, 6, 5.0
_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)


class Round(NamedTuple):
    """Pages a second, and milliseconds of CPU that the processes of the server take for each, and
    those of the clients.
    """

    rate: float
    work: float
    clients: float


def rates(index: Path, rounds: int = ROUNDS, seconds: float = SECONDS) -> list[tuple[Round, Round]]:
    """One process and two, round by round."""
    paths = [f"/?{urlencode({'q': word})}" for word in common_first()[:200:10]]
    with servers.webui(index) as one, servers.webui(index, workers=2) as two:
        for server in (one, two):
            _rate(server, paths, min(seconds, 2.0))  # both processes have met the words
        return [(_rate(one, paths, seconds), _rate(two, paths, seconds)) for _ in range(rounds)]


def _rate(server: servers.Server, paths: Sequence[str], seconds: float) -> Round:
    """Some clients at once, each a process: a single one could not take in what two send."""
    before = server.worked()
    with Pool(CLIENTS) as clients:
        ask = partial(_answered, server.place, paths, time.monotonic() + seconds)
        each = clients.map(ask, range(CLIENTS), chunksize=1)
    pages = max(1, sum(number for number, _ in each))
    taken = sum(work for _, work in each)
    return Round(pages / seconds, (server.worked() - before) / pages, taken / pages)


def _answered(place: str, paths: Sequence[str], ends: float, first: int) -> tuple[int, float]:
    """How many pages a client is sent in time, one after the other over one connection, and the
    milliseconds of CPU that it takes.

    It does no more than to read them to their end: the client of Python's library took 0.3 to
    0.4 ms for each, of the same two cores, where this takes 0.1.
    """
    number, started = 0, time.process_time()
    host, port = place.split(":")
    with socket.create_connection((host, int(port)), timeout=120) as connection:
        for path in cycle([*paths[first:], *paths[:first]]):
            asked = f"GET {path} HTTP/1.1\r\nHost: {place}\r\nAccept-Encoding: gzip\r\n\r\n"
            connection.sendall(asked.encode())
            status = _read(connection)
            assert status == b"200", f"{path} was answered with {status!r}"
            if time.monotonic() >= ends:
                break
            number += 1
    return number, 1000 * (time.process_time() - started)


def _read(connection: socket.socket) -> bytes:
    """The status of an answer, which is read to its end."""
    answer = b""
    while (head := answer.find(b"\r\n\r\n")) < 0:
        answer += _more(connection)
    length = _LENGTH.search(answer, 0, head + 2)
    assert length, "an answer does not say how long it is"
    left = head + 4 + int(length[1]) - len(answer)
    while left > 0:
        left -= len(_more(connection))
    return answer[9:12]


def _more(connection: socket.socket) -> bytes:
    some = connection.recv(1 << 16)
    assert some, "an answer was broken off"
    return some


def main() -> None:
    """Print the rates for the index that the command line names, and how many times they grow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.workers", description=__doc__)
    parser.add_argument("index", type=Path)
    found = rates(parser.parse_args().index)
    print("| | pages a second | CPU for a page, ms | of the clients |\n| --- | --- | --- | --- |")
    for name, its in zip(("one process", "two"), zip(*found, strict=True), strict=True):
        rate, work, clients = (median(values) for values in zip(*its, strict=True))
        print(f"| {name} | {rate:.0f} | {work:.2f} | {clients:.2f} |")
    print(f"\n{median(two.rate / one.rate for one, two in found):.2f} times the pages; ", end="")
    print(f"{median(2 * one.work / two.work for one, two in found):.2f} times by the work for each")


if __name__ == "__main__":
    main()
