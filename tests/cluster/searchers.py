"""People who search without pause while something happens to what they search."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from threading import Event, Thread

from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from tests.programs import PATIENCE

ASKED = ("risk", "missing persons", "custody staff", '"child abuse"', "superv*", "")


@dataclass
class Told:
    """What the searchers met."""

    searches: int = 0
    #: The milliseconds that each took.
    took: list[float] = field(default_factory=list)
    totals: dict[str, set[int]] = field(default_factory=dict)
    failed: list[BaseException] = field(default_factory=list)


@contextmanager
def searching(archive: Archive, threads: int = 4) -> Iterator[Told]:
    """Some threads search without pause."""
    told, over = Told(), Event()

    def search() -> None:
        for query in cycle(ASKED):
            if over.is_set():
                return
            began = time.perf_counter()
            try:
                page = archive.search(SearchRequest(q=query))
            except BaseException as error:
                told.failed.append(error)
            else:
                told.totals.setdefault(query, set()).add(page.total)
                told.took.append(1000 * (time.perf_counter() - began))
                told.searches += 1

    several = [Thread(target=search, daemon=True) for _ in range(threads)]
    for one in several:
        one.start()
    try:
        yield told
    finally:
        over.set()
        for one in several:
            one.join(PATIENCE)


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is so; fails when the time is up."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.2)
