"""What people who search notice while a build is published, a machine is lost or a backup comes
back.

``python -m tests.bench.cluster --faults`` has four of them search without pause, a thousand times
for each, and prints a line for each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from indexer.index.location import ClusterAddress
from indexer.search.archive import Archive
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload
from tests.bench.measured.table import figures
from tests.cluster.nodes import Cluster
from tests.cluster.searchers import searching, until

#: Searches for each, how many of them come before anything happens, and seconds for all.
_SEARCHES, _BEFORE, _SECONDS = 1000, 50, 900


def faults(cluster: Cluster, address: ClusterAddress, publish: Callable[[], object]) -> bool:
    """Try each and print what was noticed; whether no search failed. ``publish`` has another
    build published.
    """
    archive = Archive(Path(str(address)))
    noticed = [_noticed(archive, name, act) for name, act in _acts(cluster, address, publish)]
    return all(noticed)


def _acts(
    cluster: Cluster, address: ClusterAddress, publish: Callable[[], object]
) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "a build was published", publish
    for number in range(len(cluster.ports)):
        role = ", the manager," if number == _manager(address) else ""
        yield f"node {number}{role} was killed", partial(_lose, cluster, number)
    yield "the manager was killed", partial(_lose, cluster, _manager(address))
    yield "a backup was put back", partial(_restore, address)


def _noticed(archive: Archive, name: str, act: Callable[[], object]) -> bool:
    """Whether no search failed, and none but a publication changed what it finds."""
    with searching(archive) as told:
        until(lambda: told.searches >= _BEFORE, _SECONDS)
        act()
        until(lambda: told.searches >= _SEARCHES, _SECONDS)
    middle, high = figures(told.took)
    totals = max(map(len, told.totals.values()))
    print(
        f"{name}: {told.searches} searches, {len(told.failed)} failed, {totals} totals each; "
        f"median {middle:.0f} ms, 95th percentile {high:.0f}, slowest {max(told.took):.0f} "
        f"(load {os.getloadavg()[0]:.1f})",
        *{f"\n  {error!r}" for error in told.failed},
        flush=True,
    )
    return not told.failed


def _manager(address: ClusterAddress) -> int:
    manager: list[dict[str, Any]] = Connection(address).ask(
        "GET", "/_cat/cluster_manager", format="json"
    )
    return int(manager[0]["node"].removeprefix("node-"))


def _lose(cluster: Cluster, number: int) -> None:
    """A node is lost, and comes back when the others have noticed."""
    cluster.kill(number)
    cluster.wait(nodes=len(cluster.ports) - 1, status="yellow", seconds=_SECONDS)
    cluster.start(number)
    cluster.wait(seconds=_SECONDS)


def _restore(address: ClusterAddress) -> None:
    """What is published is kept as a backup, put back under another name and published so."""
    connection, name = Connection(address), address.name
    now = upload.current(connection)
    backups = f"/_snapshot/{name}"
    connection.ask("PUT", backups, {"type": "fs", "settings": {"location": name}})
    wanted = {"indices": f"{now}*", "include_global_state": False}
    connection.ask("PUT", f"{backups}/first", wanted, wait_for_completion="true")
    renamed = {"rename_pattern": f"{name}-(.+)", "rename_replacement": f"{name}-back-$1"}
    restored = {**wanted, **renamed, "include_aliases": False}
    connection.ask("POST", f"{backups}/first/_restore", restored, wait_for_completion="true")
    back = f"{name}-back-{str(now).removeprefix(f'{name}-')}"
    moved = [
        {"remove": {"index": now, "alias": name}},
        {"add": {"index": back, "alias": name}},
    ]
    connection.ask("POST", "/_aliases", {"actions": moved})
