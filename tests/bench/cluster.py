"""``python -m tests.bench.cluster INDEX``: an index in a cluster beside the same one in a folder.

Starts three nodes on this machine, sends them the build that lies in INDEX (made by the bench, or
by ``--findings`` here), adds one report, and asks both engines the queries of the bench for a whole
page, in turns; then, of the one report that is published with the project, 252 that were judged or
are random. Prints rates, sizes, times and what differs. CPU seconds are told beside wall time,
since other work on the machine leaves these nearly alone. With ``--faults`` machines are lost under
a thousand searches each (``faults``), and nothing else is asked. ``--times 10`` makes a million of
100,000 (``mounted``), to which no report is added.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient

from indexer.build import build_index
from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.index.publication import Publication
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload
from indexer.search.request import SearchRequest
from tests.bench.clustered.alike import compared, request
from tests.bench.clustered.faults import faults
from tests.bench.engines.ours import Ours
from tests.bench.invented.asked import Asked, asked
from tests.bench.invented.reports import report, reports
from tests.bench.measured.table import figures
from tests.bench.mounted import mounted, told_apart
from tests.cluster.nodes import Cluster
from tests.cluster.requests import OF_THE_REPORT, judged
from webui import create_app

#: Passes over all queries before those that count, and those.
_WARM, _ROUNDS = 3, 3
#: The report that is published with the project, and the number of searches that are asked of it.
_CORPUS = Path(__file__).parents[2] / "corpus"
_OF_THE_REPORT = 252


def main() -> None:
    """Do what the command line says."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-cluster-") as scratch:
        index = Path(scratch) / "index"
        if options.index:
            shutil.copytree(options.index, index)
        else:
            Ours(index).build(reports(options.findings))
        if options.times > 1:
            index, smaller = Path(scratch) / "mounted", index
            mounted(smaller, index, options.times)
        cluster = Cluster.started(java=options.java)
        address = ClusterAddress(cluster.addresses, "findings")
        try:
            with told_apart(options.times):
                _ask(options, cluster, index, address)
            _report(Path(scratch) / "report", ClusterAddress(cluster.addresses, "report"))
            print(f"resident {cluster.resident} MB")
        finally:
            cluster.stop()


def _ask(
    options: argparse.Namespace, cluster: Cluster, index: Path, address: ClusterAddress
) -> None:
    """Send the build, and ask what the options say."""
    _first(cluster, index, address)
    if options.faults:
        sys.exit(not faults(cluster, address, lambda: _another(index, address)))
    if options.times == 1:  # nothing is published beside what was mounted
        _next(cluster, index, address)
    _alike(index, address, [request(one) for one in asked()], options.random)
    _compare(index, address)


def _report(index: Path, address: ClusterAddress) -> None:
    """Ask about the published report what was judged of it, and as many more as make 252."""
    build_index(_CORPUS, index)
    _send(index, address)
    known = judged(*OF_THE_REPORT)
    _alike(index, address, known, _OF_THE_REPORT - len(known))


def _alike(
    index: Path, address: ClusterAddress, known: Sequence[SearchRequest], random: int
) -> None:
    alike = compared(index, address, known, random)
    print(alike, f"(load {os.getloadavg()[0]:.1f})", flush=True)


def _first(cluster: Cluster, index: Path, address: ClusterAddress) -> None:
    findings = builds.candidates(index)[0].manifest["findings"]
    with _timed(cluster) as took:
        _send(index, address)
    _say(f"sent {findings:,} findings", took)
    each = 1000 * took.cpu / findings
    print(f"  {findings / took.wall:.0f} a second; {each:.2f} ms of CPU each: {2000 / each:.0f} a")
    print(f"  second of two cores that have nothing else to do; {_merged(address)}")
    print(f"  {_bytes(address) / 1e6:.0f} MB with copies, resident {cluster.resident} MB")


def _next(cluster: Cluster, index: Path, address: ClusterAddress) -> None:
    with _timed(cluster) as took:
        _another(index, address)
    _say("wrote and sent one report more", took)
    print(f"  {_written(address)} findings were written")


def _another(index: Path, address: ClusterAddress) -> None:
    """Publish one report more, in the folder and in the cluster."""
    with Publication(index) as publication:
        for name in publication.sources:
            publication.keep(name)
        publication.add(report(len(publication.sources)))
        publication.commit()
    _send(index, address)


def _compare(index: Path, address: ClusterAddress) -> None:
    local, there = (_client(where) for where in (index, Path(str(address))))
    queries = asked()
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


def _merged(address: ClusterAddress) -> str:
    told = _stats(address, "indexing,merge")["total"]
    seconds = (told["indexing"]["index_time_in_millis"], told["merges"]["total_time_in_millis"])
    return "the nodes wrote for {:.0f} s and merged for {:.0f}".format(*(s / 1000 for s in seconds))


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
    parser.add_argument("--times", type=int, default=1, help="so many of it (mounted)")
    parser.add_argument("--random", type=int, default=60, help="searches beside the bench's")
    parser.add_argument("--faults", action="store_true", help="lose machines under searches")
    usual = "-Xms1g -Xmx1g -XX:+UseG1GC -XX:+AlwaysPreTouch"
    parser.add_argument("--java", default=usual, help="options of each node's Java")
    options = parser.parse_args()
    if options.faults and options.times > 1:
        parser.error("nothing can be published beside what was mounted: leave --times out")
    return options


if __name__ == "__main__":
    main()
