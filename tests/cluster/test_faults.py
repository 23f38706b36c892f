"""What may happen to the machines of a cluster while people search: they notice nothing, or a page
says so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import IndexUnusable
from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.search.archive import Archive
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.kept import stock
from indexer.search.engine.cluster.sending import shipment, upload
from tests.cluster.nodes import Cluster
from tests.cluster.searchers import searching, until
from webui import create_app

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def address(own_cluster: Cluster, sample_index: Path) -> ClusterAddress:
    """The sample corpus in a cluster of its own."""
    address = ClusterAddress(own_cluster.addresses, "findings")
    upload.send(Connection(address), builds.candidates(sample_index)[0])
    return address


def test_the_loss_of_the_manager_is_not_noticed(
    own_cluster: Cluster, address: ClusterAddress, tell: Callable[[str, str], None]
) -> None:
    archive = Archive(Path(str(address)))
    (manager,) = Connection(address).ask("GET", "/_cat/cluster_manager", format="json")
    number = int(manager["node"].removeprefix("node-"))
    with searching(archive) as told:
        until(lambda: told.searches > 40)
        own_cluster.kill(number)
        own_cluster.wait(nodes=2, status="yellow")
        own_cluster.start(number)
        own_cluster.wait()
        before = told.searches
        until(lambda: told.searches > before + 40)
    assert told.failed == []
    assert all(len(totals) == 1 for totals in told.totals.values())
    tell("Two engines", f"the manager was killed under {told.searches} searches, 0 failed")


def test_a_node_that_is_stuck_is_not_noticed(
    own_cluster: Cluster, address: ClusterAddress, tell: Callable[[str, str], None]
) -> None:
    archive = Archive(Path(str(address)))
    index = upload.current(Connection(address))
    shards = Connection(address).ask("GET", f"/_cat/shards/{index}", format="json")
    number = int(shards[0]["node"].removeprefix("node-"))
    with searching(archive) as told:
        until(lambda: told.searches > 40)
        own_cluster.pause(number)
        try:
            before = told.searches
            until(lambda: told.searches > before + 40)
        finally:
            own_cluster.resume(number)
        own_cluster.wait()
    assert told.failed == []
    assert all(len(totals) == 1 for totals in told.totals.values())
    tell("Two engines", f"a node was stuck under {told.searches} searches, 0 failed")


def test_a_full_disk_takes_no_build_and_answers(
    own_cluster: Cluster,
    address: ClusterAddress,
    corpus_index: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection = Connection(address)
    connection.ask("PUT", "/begun")
    before = upload.current(connection)
    build = builds.candidates(corpus_index)[0]
    client = create_app({"INDEX": Path(str(address))}).test_client()
    free = {"low": "900tb", "high": "800tb", "flood_stage": "700tb"}
    watermarks = {f"watermark.{name}": wanted for name, wanted in free.items()}
    # A node that was full counts as full for so long: a minute by default, waited for with nothing
    # to do.
    soon = {"reroute_interval": "1s"}
    _disk(connection, {"threshold_enabled": True, **soon, **watermarks})
    try:
        until(lambda: len(_refused(connection)) == 2)
        first = Connection(ClusterAddress(address.hosts, "another"))
        for act in (
            lambda: upload.send(connection, build),
            lambda: upload.send(first, build),
            lambda: stock.post(connection, "begun", [{"index": {"_id": "1"}}, {}]),
        ):
            # What is refused is not waited for; what is taken, below, is.
            with monkeypatch.context() as patch:
                patch.setattr(shipment, "_THERE", 3)
                with pytest.raises(IndexUnusable, match="disks are full"):
                    act()
        assert upload.current(connection) == before
        assert not connection.exists(upload.name_of(build, address))
        assert client.get("/?q=custody").status_code == 200
        assert client.get("/healthz").json["status"] == "ok"
        # Nothing is held for full, and that is noticed; then it is looked for no more.
        _disk(connection, dict(zip(watermarks, ("3b", "2b", "1b"), strict=True)))
        until(lambda: not _refused(connection))
    finally:
        _disk(connection, dict.fromkeys(("threshold_enabled", *soon, *watermarks)))
    upload.send(connection, build)
    until(lambda: client.get("/api/v1/search").json["total"] == build.manifest["findings"])


def _disk(connection: Connection, settings: dict[str, object]) -> None:
    """Set what the cluster holds for full; None is as it was."""
    prefix = "cluster.routing.allocation.disk"
    transient = {f"{prefix}.{name}": value for name, value in settings.items()}
    connection.ask("PUT", "/_cluster/settings", {"transient": transient})


def _refused(connection: Connection) -> list[str]:
    """What the cluster refuses by now: to begin an index, to write into one."""
    settings = connection.ask("GET", "/_cluster/settings", flat_settings="true")["persistent"]
    begun = connection.ask("GET", "/begun/_settings", flat_settings="true")["begun"]["settings"]
    told = {**settings, **begun}
    blocks = ("cluster.blocks.create_index", "index.blocks.read_only_allow_delete")
    return [block for block in blocks if told.get(block) == "true"]


def test_two_of_three_are_lost_and_come_back(own_cluster: Cluster, address: ClusterAddress) -> None:
    client = create_app({"INDEX": Path(str(address))}).test_client()
    found = client.get("/api/v1/search?q=risk").json["total"]
    for number in (0, 1):
        own_cluster.kill(number)
    for path in ("/?q=risk", "/?q=custody", "/reports", "/api/v1/search?q=risk", "/healthz"):
        answer = client.get(path)
        assert answer.status_code in (200, 503), answer.text
        assert answer.status_code == 200 or answer.headers["Retry-After"]
    for number in (0, 1):
        own_cluster.start(number)
    # Every shard is there. Its copy may stay away until its node is started anew, by a fault of
    # OpenSearch (issue 21692 there), met in one of three runs on a busy machine: the guide says so.
    # The copies are waited for when all have been away, below.
    own_cluster.wait(status="yellow")
    until(lambda: client.get("/?q=risk").status_code == 200)
    assert client.get("/api/v1/search?q=risk").json["total"] == found
    until(lambda: client.get("/healthz").json["status"] == "ok")


def test_all_are_lost_and_come_back(own_cluster: Cluster, address: ClusterAddress) -> None:
    client = create_app({"INDEX": Path(str(address))}).test_client()
    until(lambda: client.get("/?q=risk").status_code == 200)
    found = client.get("/api/v1/search?q=risk").json["total"]
    for number in range(3):
        own_cluster.kill(number)
    answer = client.get("/?q=risk")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Nobody answers" in answer.text
    for number in range(3):
        own_cluster.start(number)
    own_cluster.wait()
    until(lambda: client.get("/?q=risk").status_code == 200)
    assert client.get("/api/v1/search?q=risk").json["total"] == found
