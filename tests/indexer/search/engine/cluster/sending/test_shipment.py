"""What is sent to a cluster that has the build before: what differs, and all is there."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.index.publication import Publication, publish
from indexer.reports.report import Report
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.kept import papers
from indexer.search.engine.cluster.sending import upload
from indexer.search.engine.cluster.sink import sink_of
from indexer.search.engine.cluster.source import ClusterSource
from indexer.search.engine.local.source import LocalSource
from indexer.search.request import SearchRequest, Sort
from indexer.search.searcher import Searcher
from tests.cluster.searchers import until

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]
RISK = ("Risk is seen by the staff of every unit.", "Victims wait for months.", "Dogs bark.")


class Written(NamedTuple):
    """What was written into an index since it is there, and deleted from it."""

    findings: int
    deleted: int
    #: Whole reports.
    reports: int


@pytest.fixture(scope="module", autouse=True)
def _staying(cluster_hosts: tuple[str, ...]) -> Iterator[None]:
    """Shards stay on their nodes: what is written is counted by the node, and a new one begins at
    nought.
    """
    connection = Connection(ClusterAddress(cluster_hosts, "none"))
    for wanted in ("none", None):
        settings = {"cluster.routing.rebalance.enable": wanted}
        connection.ask("PUT", "/_cluster/settings", {"transient": settings})
        if wanted:
            yield


@pytest.fixture
def address(cluster_hosts: tuple[str, ...], tmp_path: Path) -> Iterator[ClusterAddress]:
    """A name in the cluster that nobody has."""
    address = ClusterAddress(cluster_hosts, f"test-{os.getpid()}-{tmp_path.name.replace('_', '')}")
    yield address
    Connection(address).ask("DELETE", f"/{address.name}-*")


@pytest.fixture
def sent(address: ClusterAddress, tmp_path: Path) -> Callable[..., Written]:
    """``sent(*reports)`` publishes these in the cluster, and says what that took."""

    def sent(*reports: Report) -> Written:
        publish(reports, tmp_path)
        upload.send(Connection(address), builds.candidates(tmp_path)[0])
        return written(address)

    return sent


def written(address: ClusterAddress) -> Written:
    """What was written into the index that is published."""
    connection = Connection(address)
    index = str(upload.current(connection))

    def counted(name: str) -> tuple[int, int]:
        told = connection.ask("GET", f"/{name}/_stats/indexing")["_all"]["primaries"]["indexing"]
        return told["index_total"], told["delete_total"]

    (findings, deleted), (shelved, _) = counted(index), counted(papers.shelf(index))
    # Two of those on the shelf are no reports: the catalogue, and how many parts it has.
    return Written(findings, deleted, shelved - 2)


def alike(folder: Path, address: ClusterAddress) -> Searcher:
    """Fails where the cluster does not have what the folder has; the searcher of the cluster."""
    local, cluster = (
        source.open(Searcher).used for source in (LocalSource(folder), ClusterSource(address))
    )
    mine, theirs = (one.engine.catalogue for one in (local, cluster))
    assert theirs.reports == mine.reports
    known = papers.read(connection := Connection(address), str(upload.current(connection)))
    assert known.documents == {term: mine.documents(term) for term in known.documents}
    assert known.vocabulary == mine.vocabulary.to_json()
    for query in ("", "risk", "victims wait", '"dogs bark"'):
        for group in (False, True):
            for sort in (Sort.RELEVANCE, Sort.REPORT):
                request = SearchRequest(q=query, group=group, sort=sort, size=100)
                ours, others = local.search(request), cluster.search(request)
                assert others.total == ours.total
                assert others.facets == ours.facets
                assert [hit.finding for hit in others.hits] == [hit.finding for hit in ours.hits]
                assert [hit.twins for hit in others.hits] == [hit.twins for hit in ours.hits]
    for name in mine.reports:
        assert cluster.engine.report(name) == local.engine.report(name)
    return cluster


def test_a_new_report_sends_its_findings_alone(
    sent: Callable[..., Written], report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    first, second = report(*RISK), report("Cars are new.", "Vans are old.", id="south-2021")
    assert sent(first) == (3, 0, 1)
    assert sent(first, second) == (2, 0, 1)
    alike(tmp_path, address)


def test_a_report_that_is_taken_out_sends_nothing(
    sent: Callable[..., Written], report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    first, second = report(*RISK), report("Cars are new.", id="south-2021", force="South")
    later = report("Vans are old.", id="north-2021")
    assert sent(first, later, second) == (5, 0, 3)
    assert sent(first, later) == (0, 1, 0)
    alike(tmp_path, address)
    # The first finding of its force to be shown is another one now.
    assert sent(later) == (1, 4, 0)
    alike(tmp_path, address)


def test_a_finding_that_was_mended_is_sent_with_its_report(
    sent: Callable[..., Written], report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    first, second = report(*RISK), report("Cars are new.", id="south-2021")
    sent(first, second)
    mended = replace(first.findings[1], text="Victims wait for weeks.")
    findings = (first.findings[0], mended, first.findings[2])
    assert sent(replace(first, findings=findings), second) == (1, 1, 1)
    alike(tmp_path, address)


def test_near_identical_ones_are_sent_with_those_that_came(
    sent: Callable[..., Written], report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    said = "Officers and staff of every unit know what is asked of them and why it matters now."
    first, second = report(*RISK, said), report("Cars are new.", said, id="south-2021")
    assert sent(first) == (4, 0, 1)
    assert sent(first, second) == (3, 1, 1)
    alike(tmp_path, address)
    assert sent(first) == (1, 3, 0)
    alike(tmp_path, address)


def test_whatever_comes_and_goes_all_is_there(
    sent: Callable[..., Written], report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    dice = random.Random(7)
    words = ("risk", "staff", "victims", "wait", "dogs", "bark", "cars", "months", "units")

    def invented(name: str) -> Report:
        said = (" ".join(dice.choices(words, k=4)) + "." for _ in range(dice.randrange(1, 6)))
        return report(*said, id=name, force=dice.choice(("North", "South")))

    names = [f"{place}-2020" for place in ("east", "mid", "north", "south", "west")]
    there = {name: invented(name) for name in names[:3]}
    for _ in range(4):
        sent(*there.values())
        alike(tmp_path, address)
        there.pop(dice.choice(list(there)))
        there |= {name: invented(name) for name in dice.sample(names, 2)}


def test_a_copy_that_was_cut_short_is_no_build(
    sent: Callable[..., Written], report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    sent(report(*RISK))
    connection = Connection(address)
    before = str(upload.current(connection))
    publish([report("Cars are new.")], tmp_path)
    build = builds.candidates(tmp_path)[0]
    index = upload.name_of(build, address)
    connection.ask("PUT", f"/{before}/_clone/{index}")
    assert not upload.is_whole(index, upload.about(connection, index))
    upload.send(connection, build)
    assert upload.current(connection) == index
    alike(tmp_path, address)


def test_a_copy_of_a_shard_takes_its_files_and_writes_nothing_anew(
    sent: Callable[..., Written], report: Make, address: ClusterAddress
) -> None:
    sent(report(*RISK))
    connection = Connection(address)
    index = str(upload.current(connection))
    until(lambda: connection.ask("GET", f"/_cluster/health/{index}*")["status"] == "green")
    shards = [
        shard
        for told in connection.ask("GET", f"/{index}*/_recovery").values()
        for shard in told["shards"]
        if shard["type"] == "PEER"
    ]
    assert len(shards) == 2  # one of the findings, and one of the papers
    assert [shard["translog"]["recovered"] for shard in shards] == [0, 0]


def test_a_new_index_is_asked_nothing_before_all_of_it_is_there(
    sent: Callable[..., Written],
    report: Make,
    address: ClusterAddress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent(report(*RISK))
    late, told = ["yellow", "yellow"], [""]
    ask, search = Connection.ask, Connection.search

    def asked(self: Connection, method: str, path: str, *more: Any, **params: str) -> Any:
        answer = ask(self, method, path, *more, **params)
        if path.startswith("/_cluster/health/"):
            if late:  # as an index that was just begun says while none of its shards is there
                answer["status"] = late.pop()
            told.append(answer["status"])
        return answer

    def searched(self: Connection, *asked: Any) -> list[Any]:
        assert told[-1] == "green"
        return search(self, *asked)

    monkeypatch.setattr(Connection, "ask", asked)
    monkeypatch.setattr(Connection, "search", searched)
    sent(report(*RISK), report("Cars are new.", id="south-2021"))
    assert told[1:3] == ["yellow", "yellow"]


def test_vectors_are_sent_of_what_lacks_them(
    report: Make, address: ClusterAddress, tmp_path: Path
) -> None:
    first, second = report(*RISK), report("Cars are new.", id="south-2021")

    def published(*reports: Report) -> list[Written]:
        took = []
        with Publication(tmp_path, True, sink_of(address)) as publication:
            for one in reports:
                publication.add(one)
            publication.commit()
            took.append(written(address))
            publication.complete()
        return [*took, written(address)]

    assert published(first) == [(3, 0, 1), (3, 3, 0)]
    assert published(first, second) == [(1, 0, 1), (1, 1, 0)]
    cluster, local = ClusterSource(address).open(Searcher).used, LocalSource(tmp_path)
    assert cluster.engine.meaning == "on"
    request = SearchRequest(q="which vehicles are there", size=10)
    mine, theirs = (one.search(request) for one in (local.open(Searcher).used, cluster))
    assert [hit.finding.id for hit in theirs.hits] == [hit.finding.id for hit in mine.hits]
    assert (theirs.meant, theirs.total) == (mine.meant, mine.total)
    assert theirs.hits
