"""A build that lies in a folder, sent to the cluster as an index of its own and published there.

``ClusterSink`` calls it when a build is done. Nobody sees anything of the new index before its
alias is moved, in one step; whatever goes wrong, the old one stays current and whole.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from indexer.errors import ForeignIndex, IndexBusy
from indexer.index.builds import Build
from indexer.index.location import ClusterAddress
from indexer.search.engine.cluster.connection import Connection, IndexGone
from indexer.search.engine.cluster.kept import papers
from indexer.search.engine.cluster.sending.shipment import OnSent, Shipment

TOOL = "inspection-findings"
#: An unfinished index that is older than this many seconds belongs to nobody any more.
_ABANDONED = 86_400


def name_of(build: Build, address: ClusterAddress) -> str:
    """What the index of a build is called; with its vectors it is another."""
    return f"{address.name}-{build.id.lower()}{'-meaning' if build.model else ''}"


def current(connection: Connection) -> str | None:
    """The index that is published under the address, None for none.

    Raises ForeignIndex when something of that name was not made by this tool.
    """
    name = connection.address.name
    try:
        # As the node knows it: while a manager is elected nobody else could say.
        indexes: list[str] = list(connection.ask("GET", f"/_alias/{name}", local="true"))
    except IndexGone:
        if not connection.exists(name):
            return None
        indexes = [name]
    if len(indexes) != 1 or not indexes[0].startswith(f"{name}-"):
        raise ForeignIndex(
            f"'{name}' at {connection.address} is an index that this tool did not make "
            f"({', '.join(sorted(indexes)[:3])}). Name another with --index."
        )
    return indexes[0]


def about(connection: Connection, index: str) -> Mapping[str, Any]:
    """What an index says of itself, {} when it says nothing. Raises IndexGone."""
    told = connection.ask("GET", f"/{index}/_mapping")[index]["mappings"]
    found: Mapping[str, Any] = told.get("_meta", {})
    return found if found.get("tool") == TOOL else {}


def is_whole(index: str, told: Mapping[str, Any]) -> bool:
    """Whether an index, which says this of itself, holds a whole build: it names itself then, so
    that one that was copied from it does not say so too.
    """
    return bool(told.get("whole") == index)


def send(connection: Connection, build: Build, told: OnSent | None = None) -> None:
    """Publish a build in the cluster; nothing is done where it is published already.

    Raises ClusterUnreachable, ForeignIndex as ``current``, IndexBusy when another build was
    published meanwhile, IndexUnusable when what was sent does not read back.
    """
    before = current(connection)
    index = name_of(build, connection.address)
    if before == index:
        return
    if not (connection.exists(index) and is_whole(index, about(connection, index))):
        _write(connection, build, index, before, told)
    _move_alias(connection, before, index)
    _sweep(connection, index, before)


def _write(
    connection: Connection, build: Build, index: str, before: str | None, told: OnSent | None
) -> None:
    """Write the index of a build, whole or not at all."""
    shipment = Shipment(connection, build, index)
    known = {"tool": TOOL, **shipment.about}
    alike = before is not None and about(connection, before).get("made") == known["made"]
    _drop(connection, index)
    try:
        shipment.send(known, before if alike else None, told)
        shipment.verify()
        shipment.finish({**known, "whole": index})
    except BaseException:
        _drop(connection, index)
        raise


def _move_alias(connection: Connection, before: str | None, index: str) -> None:
    """Publish ``index`` in the place of ``before``. Raises IndexBusy where that is published no
    longer.
    """
    name = connection.address.name
    taken = [{"remove": {"index": before, "alias": name, "must_exist": True}}] if before else []
    actions = [*taken, {"add": {"index": index, "alias": name}}]
    try:
        connection.ask("POST", "/_aliases", {"actions": actions})
    except IndexGone:
        raise IndexBusy(
            f"Another build was published at {connection.address} meanwhile. Run 'indexer build' "
            "again."
        ) from None


def _sweep(connection: Connection, index: str, before: str | None) -> None:
    """Take away the indexes of older builds, and unfinished ones that nobody works at."""
    name = connection.address.name
    listed = connection.ask("GET", f"/{name}-*/_settings", flat_settings="true")
    ours = [one for one in listed if not one.endswith("-papers") and about(connection, one)]
    kept = {index, before}
    for one in ours:
        age = time.time() - int(listed[one]["settings"]["index.creation_date"]) / 1000
        if one not in kept and (is_whole(one, about(connection, one)) or age > _ABANDONED):
            _drop(connection, one)


def _drop(connection: Connection, index: str) -> None:
    for one in (index, papers.shelf(index)):
        connection.ask("DELETE", f"/{one}", ignore_unavailable="true")
