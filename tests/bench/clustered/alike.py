"""Whether an index in a cluster answers as the same one in a folder does, and in how many trips.

``python -m tests.bench.cluster`` asks both the queries of the bench and random ones of every kind,
and of the report that is published with the project those that were judged, and random ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.index.location import ClusterAddress
from indexer.search.answer import SearchPage
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.engine import ClusterEngine
from indexer.search.engine.cluster.source import ClusterSource
from indexer.search.engine.local.source import LocalSource
from indexer.search.request import MAX_SIZE, SearchRequest
from indexer.search.searcher import Searcher
from tests.bench.invented.asked import Asked
from tests.cluster.requests import invented

#: Findings up to which all of an answer are compared.
_WHOLE = 2_000
#: What is compared of the answers themselves, beside their findings.
_TOLD = ("total", "close", "listed", "facets", "hints", "suggestion", "notes")


@dataclass
class Alike:
    """What was compared, and what differed: the queries by what is not the same of them."""

    queries: int = 0
    #: Answers of which all findings were compared.
    sets: int = 0
    different: dict[str, list[str]] = field(default_factory=dict)
    #: Of each answer, the share of the first ten that both have.
    shared: list[float] = field(default_factory=list)
    #: How many searches took so many round trips, and one of those that took most.
    trips: Counter[int] = field(default_factory=Counter)
    longest: str = ""

    def __str__(self) -> str:
        told = ", ".join(f"{n} of {trips}" for trips, n in sorted(self.trips.items()))
        wrong = "; ".join(f"{name}: {some}" for name, some in self.different.items())
        shared = sum(self.shared) / len(self.shared)
        return (
            f"{self.queries} queries, totals, facets, counts and marks compared, and {self.sets} "
            f"sets: {wrong or 'no difference'}; {shared:.3f} of the top ten shared; round trips "
            f"where nothing was asked before: {told} (most: {self.longest})"
        )


def compared(
    index: Path, address: ClusterAddress, known: Sequence[SearchRequest], random: int
) -> Alike:
    """Ask both for everything, and ``random`` searches beside the ``known``; nothing that was
    counted for one is known to the next.
    """
    local = LocalSource(index).open(Searcher).used
    cluster = ClusterSource(address).open(Searcher).used
    requests = [*known, *islice(invented(local), random)]
    assert isinstance(cluster.engine, ClusterEngine)
    alike = Alike(len(requests))
    with _counted() as asked:
        for request in requests:
            asked.clear()
            cluster.engine._counts._known = {}
            theirs = cluster.search(request)
            if len(asked) > max(alike.trips, default=-1):
                alike.longest = repr(request.q)
            alike.trips[len(asked)] += 1
            _compare(alike, local.search(request), theirs)
            if theirs.total <= _WHOLE:
                alike.sets += 1
                ids = ({one.id for one in each.scan(request).findings} for each in (local, cluster))
                _told(alike, "sets", request, next(ids) == next(ids))
    return alike


def _compare(alike: Alike, mine: SearchPage, theirs: SearchPage) -> None:
    for name in _TOLD:
        _told(alike, name, mine.request, getattr(mine, name) == getattr(theirs, name))
    ours, others = (
        {hit.finding.id: (hit.text, hit.snippet) for hit in page.hits} for page in (mine, theirs)
    )
    both = ours.keys() & others.keys()
    _told(alike, "marks", mine.request, all(ours[name] == others[name] for name in both))
    best = [{hit.finding.id for hit in page.hits[:10]} for page in (mine, theirs)]
    if best[0]:
        alike.shared.append(len(best[0] & best[1]) / len(best[0]))


def _told(alike: Alike, name: str, request: SearchRequest, same: bool) -> None:
    if not same:
        alike.different.setdefault(name, []).append(request.q)


def request(asked: Asked) -> SearchRequest:
    """A query of the bench, with as many findings as a page can have."""
    filters = {name: (value,) for name, value in asked.filters.items()}
    return SearchRequest(q=asked.text, filters=filters, size=MAX_SIZE)


@contextmanager
def _counted() -> Iterator[list[str]]:
    """What is asked of a cluster meanwhile."""
    asked: list[str] = []
    perform = Connection._perform

    def noted(connection: Connection, method: str, path: str, *more: Any) -> Any:
        asked.append(path)
        return perform(connection, method, path, *more)

    Connection._perform = noted  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        Connection._perform = perform  # type: ignore[method-assign]
