"""Pages a second from two processes against one: ``python -m tests.bench.workers INDEX``.

Both servers run all the time and are asked in turn by as many clients, so that what else the
machine does slows them alike. Where it leaves no second core to either, only the work for a page
tells how two would do: as many pages a second for each core, less what a page costs more.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
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


class Round(NamedTuple):
    """Pages a second, and milliseconds of CPU that the processes of the server take for each."""

    rate: float
    work: float


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
        pages = sum(clients.map(ask, range(CLIENTS), chunksize=1))
    return Round(pages / seconds, (server.worked() - before) / max(1, pages))


def _answered(place: str, paths: Sequence[str], ends: float, first: int) -> int:
    """How many pages a client is sent in time, one after the other over one connection."""
    number = 0
    with closing(HTTPConnection(place, timeout=120)) as connection:
        for path in cycle([*paths[first:], *paths[:first]]):
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, f"{path} was answered with {answer.status}"
            if time.monotonic() >= ends:
                return number
            number += 1
    return number


def main() -> None:
    """Print the rates for the index that the command line names, and how many times they grow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.workers", description=__doc__)
    parser.add_argument("index", type=Path)
    found = rates(parser.parse_args().index)
    print("| | pages a second | CPU for a page, ms |\n| --- | --- | --- |")
    for name, its in zip(("one process", "two"), zip(*found, strict=True), strict=True):
        rate, work = (median(values) for values in zip(*its, strict=True))
        print(f"| {name} | {rate:.0f} | {work:.1f} |")
    print(f"\n{median(two.rate / one.rate for one, two in found):.2f} times the pages")


if __name__ == "__main__":
    main()
