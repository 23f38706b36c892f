"""Pages a second from two processes against one: ``python -m tests.bench.workers INDEX``.

Both servers run all the time and are asked in turn by as many clients, so that what else the
machine does slows them alike; nobody is waited for between two requests of a client.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import urlencode

from tests.bench import servers
from tests.bench.asked import common_first

#: Clients at once, rounds, and seconds of each for each server.
CLIENTS, ROUNDS, SECONDS = 8, 6, 5.0


def rates(index: Path, rounds: int = ROUNDS, seconds: float = SECONDS) -> list[tuple[float, float]]:
    """Pages a second from one process and from two, round by round."""
    paths = [f"/?{urlencode({'q': word})}" for word in common_first()[:200:10]]
    with servers.webui(index) as one, servers.webui(index, workers=2) as two:
        for server in (one, two):
            _rate(server, paths, min(seconds, 2.0))  # both processes have met the words
        return [(_rate(one, paths, seconds), _rate(two, paths, seconds)) for _ in range(rounds)]


def _rate(server: servers.Server, paths: Sequence[str], seconds: float) -> float:
    """Pages a second to some clients at once."""
    numbers: list[int] = []
    ends = time.monotonic() + seconds

    def ask(first: int) -> None:
        answered = 0
        with closing(HTTPConnection(server.place, timeout=120)) as connection:
            for path in cycle([*paths[first:], *paths[:first]]):
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200, f"{path} was answered with {answer.status}"
                if time.monotonic() >= ends:
                    break
                answered += 1
        numbers.append(answered)

    clients = [Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert len(numbers) == CLIENTS
    return sum(numbers) / seconds


def main() -> None:
    """Print the rates for the index that the command line names, and how many times they grow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.workers", description=__doc__)
    parser.add_argument("index", type=Path)
    found = rates(parser.parse_args().index)
    for one, two in found:
        print(f"{one:.0f} pages a second from one process, {two:.0f} from two", flush=True)
    print(f"{median(two / one for one, two in found):.2f} times")


if __name__ == "__main__":
    main()
