"""What may happen to a cluster while people search: they notice nothing, or a page says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

import pytest

from indexer.errors import IndexUnusable, NoIndex
from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.engine.cluster import upload
from indexer.search.engine.cluster.connection import Connection
from indexer.search.request import SearchRequest
from tests.cluster.nodes import Cluster
from webui import create_app

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]
ASKED = ("risk", "missing persons", "custody staff", '"child abuse"', "superv*", "")


@dataclass
class Told:
    """What the searchers met."""

    searches: int = 0
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
            try:
                page = archive.search(SearchRequest(q=query))
            except BaseException as error:
                told.failed.append(error)
            else:
                told.totals.setdefault(query, set()).add(page.total)
                told.searches += 1

    several = [Thread(target=search, daemon=True) for _ in range(threads)]
    for one in several:
        one.start()
    try:
        yield told
    finally:
        over.set()
        for one in several:
            one.join(60)


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.2)


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
        own_cluster.wait(nodes=2)
        own_cluster.start(number)
        own_cluster.wait()
        before = told.searches
        until(lambda: told.searches > before + 40)
    assert told.failed == []
    assert all(len(totals) == 1 for totals in told.totals.values())
    tell("Two engines", f"the manager was killed under {told.searches} searches, 0 failed")


def test_two_of_three_are_lost_and_come_back(own_cluster: Cluster, address: ClusterAddress) -> None:
    client = create_app({"INDEX": Path(str(address))}).test_client()
    assert client.get("/?q=risk").status_code == 200
    for number in (0, 1):
        own_cluster.kill(number)
    for path in ("/?q=risk", "/?q=custody", "/reports", "/api/v1/search?q=risk", "/healthz"):
        answer = client.get(path)
        assert answer.status_code in (200, 503), answer.text
        assert answer.status_code == 200 or answer.headers["Retry-After"]
    for number in (0, 1):
        own_cluster.start(number)
    own_cluster.wait()
    until(lambda: client.get("/?q=risk").status_code == 200)
    assert client.get("/healthz").json["status"] == "ok"


def test_all_are_lost_and_come_back(own_cluster: Cluster, address: ClusterAddress) -> None:
    client = create_app({"INDEX": Path(str(address))}).test_client()
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


def test_a_build_is_published_under_searches(
    cluster_hosts: tuple[str, ...],
    in_cluster: Callable[[Path], ClusterAddress],
    report: Make,
    tmp_path: Path,
) -> None:
    publish([report("Risk is seen.", "The risk grew.")], tmp_path)
    archive = Archive(Path(str(in_cluster(tmp_path))))
    with searching(archive) as told:
        until(lambda: told.searches > 20)
        publish([report("Risk is seen.", "The risk grew.", "More risk.")], tmp_path)
        in_cluster(tmp_path)
        until(lambda: 3 in told.totals["risk"])
    assert told.failed == []
    assert told.totals["risk"] == {2, 3}
    assert told.totals[""] == {2, 3}


def test_an_alias_that_points_nowhere(
    in_cluster: Callable[[Path], ClusterAddress], report: Make, tmp_path: Path
) -> None:
    publish([report("Risk is seen.")], tmp_path)
    address = in_cluster(tmp_path)
    connection, index = Connection(address), Path(str(address))
    archive = Archive(index)
    connection.ask("DELETE", f"/*/_alias/{address.name}")
    assert "Nothing is published" in Archive(index).health().problem
    until(lambda: "Nothing is published" in archive.health().problem, 20)
    assert archive.search(SearchRequest(q="risk")).total == 1
    missing = ClusterAddress(address.hosts, f"{address.name}-none")
    with pytest.raises(NoIndex, match="indexer build"):
        Archive(Path(str(missing)))
    in_cluster(tmp_path)
    until(lambda: not archive.health().problem, 20)
    assert Archive(index).search(SearchRequest(q="risk")).total == 1


def test_an_index_that_was_changed_or_taken_away_gives_way_to_the_one_before(
    in_cluster: Callable[[Path], ClusterAddress], report: Make, tmp_path: Path
) -> None:
    publish([report("Risk is seen.")], tmp_path)
    address = in_cluster(tmp_path)
    connection, index = Connection(address), Path(str(address))
    archive = Archive(index)
    publish([report("Risk is seen.", "More risk.")], tmp_path)
    in_cluster(tmp_path)
    until(lambda: archive.search(SearchRequest(q="risk")).total == 2, 20)
    newest = upload.current(connection)
    told = {**upload.about(connection, str(newest)), "identity": "another"}
    connection.ask("PUT", f"/{newest}/_mapping", {"_meta": told})
    older = Archive(index)
    assert older.search(SearchRequest(q="risk")).total == 1
    assert "another version" in older.health().problem
    connection.ask("DELETE", f"/{newest}")
    until(lambda: _total(archive) == 1, 20)
    publish([report("Risk is seen.", "More risk.", "Risk.")], tmp_path)
    in_cluster(tmp_path)
    until(lambda: _total(archive) == 3, 20)


def _total(archive: Archive) -> int:
    try:
        return archive.search(SearchRequest(q="risk")).total
    except IndexUnusable:
        return -1


def test_what_another_made_is_left_alone(
    cluster_hosts: tuple[str, ...],
    in_cluster: Callable[[Path], ClusterAddress],
    report: Make,
    tmp_path: Path,
) -> None:
    publish([report("Risk is seen.")], tmp_path)
    run = in_cluster(tmp_path).name.rpartition("-")[0]
    address = ClusterAddress(cluster_hosts, f"{run}-foreign")
    connection = Connection(address)
    connection.ask("PUT", f"/{address.name}", {})
    for act in (
        lambda: Archive(Path(str(address))),
        lambda: upload.send(connection, builds.candidates(tmp_path)[0]),
    ):
        with pytest.raises(IndexUnusable, match="did not make"):
            act()
    assert connection.exists(address.name)
