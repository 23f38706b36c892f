"""What may happen to what is published in a cluster: searches go on, and all is well again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import IndexUnusable, NoIndex
from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload
from indexer.search.request import SearchRequest
from tests.cluster.searchers import searching, until

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]


def test_a_build_is_published_under_searches(
    cluster_hosts: tuple[str, ...],
    in_cluster: Callable[[Path], ClusterAddress],
    report: Make,
    tmp_path: Path,
) -> None:
    publish([report("Risk is seen.", "The risk grew.")], tmp_path)
    archive = Archive(Path(str(in_cluster(tmp_path))))
    with searching(archive) as told:
        until(lambda: told.searches > 20 and "" in told.totals)
        publish([report("Risk is seen.", "The risk grew.", "More risk.")], tmp_path)
        in_cluster(tmp_path)
        # Either is asked again after it was taken up: they come in turn.
        until(lambda: all(3 in told.totals.get(q, ()) for q in ("risk", "")))
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
    until(lambda: "Nothing is published" in archive.health().problem)
    assert archive.search(SearchRequest(q="risk")).total == 1
    missing = ClusterAddress(address.hosts, f"{address.name}-none")
    with pytest.raises(NoIndex, match="indexer build"):
        Archive(Path(str(missing)))
    in_cluster(tmp_path)
    until(lambda: not archive.health().problem)
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
    until(lambda: archive.search(SearchRequest(q="risk")).total == 2)
    newest = upload.current(connection)
    told = {**upload.about(connection, str(newest)), "identity": "another"}
    connection.ask("PUT", f"/{newest}/_mapping", {"_meta": told})
    older = Archive(index)
    assert older.search(SearchRequest(q="risk")).total == 1
    assert "another version" in older.health().problem
    connection.ask("DELETE", f"/{newest}")
    until(lambda: _total(archive) == 1)
    publish([report("Risk is seen.", "More risk.", "Risk.")], tmp_path)
    in_cluster(tmp_path)
    until(lambda: _total(archive) == 3)


def test_an_index_whose_mapping_another_made_gives_way_to_the_one_before(
    in_cluster: Callable[[Path], ClusterAddress], report: Make, tmp_path: Path
) -> None:
    publish([report("Risk is seen.")], tmp_path)
    address = in_cluster(tmp_path)
    connection, index = Connection(address), Path(str(address))
    archive = Archive(index)
    before = upload.current(connection)
    strange = f"{address.name}-by-hand"
    connection.ask("PUT", f"/{strange}/_doc/1", {"body": "risk"}, refresh="true")
    moved = {"remove": {"index": before, "alias": address.name}}
    added = {"add": {"index": strange, "alias": address.name}}
    connection.ask("POST", "/_aliases", {"actions": [moved, added]})
    until(lambda: "another tool" in archive.health().problem)
    for one in (archive, Archive(index)):
        assert one.search(SearchRequest(q="risk")).total == 1
    publish([report("Risk is seen.", "More risk.")], tmp_path)
    in_cluster(tmp_path)
    until(lambda: _total(archive) == 2)
    assert not Archive(index).health().problem
    assert connection.exists(strange)


def test_a_backup_is_restored_under_searches(
    in_cluster: Callable[[Path], ClusterAddress], report: Make, tmp_path: Path
) -> None:
    publish([report("Risk is seen.", "The risk grew.")], tmp_path)
    address = in_cluster(tmp_path)
    connection = Connection(address)
    good = upload.current(connection)
    backups = f"/_snapshot/{address.name}"
    connection.ask("PUT", backups, {"type": "fs", "settings": {"location": address.name}})
    indices = {"indices": f"{address.name}-*", "include_global_state": False}
    connection.ask("PUT", f"{backups}/first", indices, wait_for_completion="true")
    archive = Archive(Path(str(address)))
    with searching(archive) as told:
        until(lambda: told.searches > 20)
        for more in range(1, 3):
            publish([report("Risk is seen.", "The risk grew.", *["Bad."] * more)], tmp_path)
            in_cluster(tmp_path)
        until(lambda: 4 in told.totals.get("", ()))
        assert not connection.exists(str(good))
        wanted = {**indices, "include_aliases": False}
        connection.ask("POST", f"{backups}/first/_restore", wanted, wait_for_completion="true")
        told.totals.clear()
        newest = upload.current(connection)
        actions = [
            {"remove": {"index": newest, "alias": address.name}},
            {"add": {"index": good, "alias": address.name}},
        ]
        connection.ask("POST", "/_aliases", {"actions": actions})
        until(lambda: 2 in told.totals.get("", ()))
    assert told.failed == []
    assert archive.health().problem == ""
    connection.ask("DELETE", backups)


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
