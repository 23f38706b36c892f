"""``python -m tests.bench.cluster INDEX``: an index in a cluster beside the same one in a folder.

Starts three nodes on this machine, sends them the build that lies in INDEX (made by the bench, or
by ``--findings`` here), adds one report, and asks both engines the queries of the bench for a whole
page, in turns. Prints rates, sizes, times and what differs. CPU seconds are told beside wall time,
since other work on the machine leaves these nearly alone.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient

from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.index.publication import Publication
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload
from tests.bench.asked import Asked, asked
from tests.bench.engines.ours import Ours
from tests.bench.reports import report, reports
from tests.bench.table import figures
from tests.cluster.nodes import Cluster
from webui import create_app

#: Passes over all queries before those that count, and those.
_WARM, _ROUNDS = 3, 3


def main() -> None:
    """Do what the command line says."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-cluster-") as scratch:
        index = Path(scratch) / "index"
        if options.index:
            shutil.copytree(options.index, index)
        else:
            Ours(index).build(reports(options.findings))
        cluster = Cluster.started(java=options.java)
        try:
            _measure(cluster, index)
        finally:
            cluster.stop()


def _measure(cluster: Cluster, index: Path) -> None:
    address = ClusterAddress(cluster.addresses, "findings")
    findings = builds.candidates(index)[0].manifest["findings"]
    with _timed(cluster) as took:
        _send(index, address)
    _say(f"sent {findings:,} findings", took)
    print(f"  {findings / took.wall:.0f} a second; {took.cpu * 1000 / findings:.2f} ms of CPU each")
    print(f"  {_bytes(address) / 1e6:.0f} MB with copies, resident {cluster.resident} MB")
    with Publication(index) as publication:
        for name in publication.sources:
            publication.keep(name)
        publication.add(report(len(publication.sources)))
        publication.commit()
    with _timed(cluster) as took:
        _send(index, address)
    _say("sent one report more", took)
    print(f"  {_written(address)} findings were written")
    _compare(index, address)


def _compare(index: Path, address: ClusterAddress) -> None:
    local, there = (_client(where) for where in (index, Path(str(address))))
    queries = asked()
    different, shared = _differences(local, there, queries)
    print(
        f"{len(queries)} queries, {different} of them with other totals or facets; "
        f"{shared:.3f} of the top ten shared"
    )
    for _ in range(_WARM):
        list(_times(there, queries))
    for name, client in (("cluster", there), ("folder", local)):
        times = [one for _ in range(_ROUNDS) for one in _times(client, queries)]
        middle, high = figures(times)
        quickest = figures([min(times[n :: len(queries)]) for n in range(len(queries))])
        print(
            f"a page from the {name}: median {middle:.1f} ms, 95th percentile {high:.1f}; "
            f"best of {_ROUNDS}: {quickest[0]:.1f} and {quickest[1]:.1f}"
        )


def _differences(
    local: FlaskClient, there: FlaskClient, queries: Iterable[Asked]
) -> tuple[int, float]:
    """How many queries have other numbers, and the mean share of the first ten that both have."""
    different, shares = 0, []
    for one in queries:
        mine, theirs = (
            client.get(_address(one, "/api/v1/search")).json for client in (local, there)
        )
        different += any(mine[name] != theirs[name] for name in ("total", "close", "facets"))
        best = [{finding["id"] for finding in page["findings"][:10]} for page in (mine, theirs)]
        if best[0]:
            shares.append(len(best[0] & best[1]) / len(best[0]))
    return different, sum(shares) / len(shares)


def _times(client: FlaskClient, queries: Iterable[Asked]) -> Iterator[float]:
    """The milliseconds that each page takes."""
    for one in queries:
        began = time.perf_counter()
        assert client.get(_address(one, "/")).status_code == 200
        yield 1000 * (time.perf_counter() - began)


def _address(one: Asked, path: str) -> str:
    return f"{path}?{urlencode({'q': one.text, **one.filters})}"


def _client(index: Path) -> FlaskClient:
    return create_app({"INDEX": index}).test_client()


def _send(index: Path, address: ClusterAddress) -> None:
    upload.send(Connection(address), builds.candidates(index)[0])


def _written(address: ClusterAddress) -> int:
    told = _stats(address, "indexing")["primaries"]["indexing"]
    return int(told["index_total"])


def _bytes(address: ClusterAddress) -> int:
    return int(_stats(address, "store")["total"]["store"]["size_in_bytes"])


def _stats(address: ClusterAddress, kind: str) -> Any:
    connection = Connection(address)
    return connection.ask("GET", f"/{upload.current(connection)}/_stats/{kind}")["_all"]


@dataclass
class _Took:
    """Seconds by the clock, of this process's CPU, and of that of all nodes."""

    wall: float = 0.0
    own: float = 0.0
    nodes: float = 0.0

    @property
    def cpu(self) -> float:
        return self.own + self.nodes


@contextmanager
def _timed(cluster: Cluster) -> Iterator[_Took]:
    took = _Took()
    before = time.perf_counter(), time.process_time(), cluster.cpu
    yield took
    now = time.perf_counter(), time.process_time(), cluster.cpu
    took.wall, took.own, took.nodes = (b - a for a, b in zip(before, now, strict=True))


def _say(what: str, took: _Took) -> None:
    print(
        f"{what}: {took.wall:.1f} s, {took.own:.1f} s of CPU here and {took.nodes:.1f} on the "
        f"nodes (load {os.getloadavg()[0]:.1f})",
        flush=True,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", nargs="?", type=Path, help="an index that the bench made")
    parser.add_argument("--findings", type=int, default=100_000, help="made where none is named")
    parser.add_argument("--java", default="-Xms1g -Xmx1g", help="options of each node's Java")
    return parser.parse_args()


if __name__ == "__main__":
    main()
