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
from indexer.search.engine.cluster import upload
from indexer.search.engine.cluster.connection import Connection
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
