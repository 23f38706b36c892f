"""A build that lies in a folder, sent to the cluster as an index of its own and published there.

``ClusterSink`` calls it when a build is done. Nobody sees anything of the new index before its
alias is moved, in one step; whatever goes wrong, the old one stays current and whole.
"""

from __future__ import annotations

import base64
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from indexer.errors import ForeignIndex, IndexBusy, IndexUnusable
from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.facets import FACETS
from indexer.index.location import ClusterAddress
from indexer.index.meaning import encoder, vectors
from indexer.reports.finding import Finding
from indexer.search.engine.cluster import mapping, papers
from indexer.search.engine.cluster.connection import Connection, IndexGone
from indexer.search.engine.cluster.mapping import Standings
from indexer.search.engine.cluster.meaning import spread
from indexer.search.engine.cluster.papers import Papers
from indexer.search.engine.cluster.queries import standing
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.columns.standing import Standing
from indexer.search.query.nodes import Member, Term

TOOL = "inspection-findings"
#: Documents in a request.
_AT_ONCE = 500
#: Findings in a shard: small ones are quicker, and more of them are more to ask.
_SHARD = 100_000
#: Indexes that are kept: the current one and the one before.
_KEPT = 2
#: Terms whose counts are compared when an index is verified, and seconds to wait for its copies.
_COUNTED, _COPIED = 40, 60
#: An unfinished index that is older than this many seconds belongs to nobody any more.
_ABANDONED = 86_400
#: Told after each report: its id, its place, of how many, and findings so far.
OnSent = Callable[[str, int, int, int], None]
_COUNT = {"size": 0, "track_total_hits": True}


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


def send(connection: Connection, build: Build, told: OnSent | None = None) -> None:
    """Publish a build in the cluster; nothing is done where it is published already.

    Raises ClusterUnreachable, ForeignIndex as ``current``, IndexBusy when another build was
    published meanwhile, IndexUnusable when what was sent does not read back.
    """
    before = current(connection)
    index = name_of(build, connection.address)
    if before == index:
        return
    if not (connection.exists(index) and about(connection, index).get("whole")):
        _write(connection, build, index, told)
    _move_alias(connection, before, index)
    _sweep(connection, index, before)


def _write(connection: Connection, build: Build, index: str, told: OnSent | None) -> None:
    """Write the index of a build, whole or not at all."""
    sender = _Sender(connection, build, index)
    _drop(connection, index)
    try:
        sender.send(told)
        sender.verify()
        sender.finish()
    except BaseException:
        _drop(connection, index)
        raise


class _Sender:
    """Writes the index of one build."""

    def __init__(self, connection: Connection, build: Build, index: str) -> None:
        self._connection = connection
        self._build = build
        self._index = index
        self._snapshot = Snapshot(build)
        self._standing = Standing(self._snapshot)
        self._vectors = vectors.read(build) if build.model else None
        #: Whether the cluster can search vectors.
        self._searchable = bool(build.model) and _has_vectors(connection)
        first = self._snapshot.first_twins
        self._twinned = np.bincount(first, minlength=len(first)).take(first) > 1
        self._documents: Counter[str] = Counter()
        self._findings = 0

    def send(self, told: OnSent | None) -> None:
        """Have everything in place."""
        self._create()
        names = list(self._snapshot.reports)
        for place, name in enumerate(names, start=1):
            lines = self._lines(name)
            while some := list(islice(lines, 2 * _AT_ONCE)):
                self._post(some)
            if told:
                told(name, place, len(names), self._findings)
        reports = ((name, self._build.read_report(name)) for name in names)
        papers.write_reports(self._connection, self._index, reports)
        papers.write(self._connection, self._index, self._papers())
        self._connection.ask("POST", f"/{self._index}/_refresh")

    def verify(self) -> None:
        """Raises IndexUnusable when the index does not hold what was sent."""
        aggregations = {
            name: {"terms": {"field": name, "size": 1 + len(totals)}}
            for name, totals in self._snapshot.totals.items()
        }
        terms = dict(
            islice(self._documents.items(), 0, None, max(1, len(self._documents) // _COUNTED))
        )
        bodies = [{**_COUNT, "query": standing((Member(Term(term)),))} for term in terms]
        whole = {**_COUNT, "aggs": aggregations}
        first, *others = self._connection.search(self._index, [whole, *bodies])
        counts = [one["hits"]["total"]["value"] for one in others]
        there = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for name, found in first["aggregations"].items()
        }
        if (
            first["hits"]["total"]["value"] != self._snapshot.count
            or counts != list(terms.values())
            or there != {name: self._counted(name) for name in there}
        ):
            raise IndexUnusable(
                f"The new index {self._index} does not hold what was put in it; it was not "
                "published. Run 'indexer build' again."
            )

    def _create(self) -> None:
        shards = 1 + self._snapshot.count // _SHARD
        told = {
            "tool": TOOL,
            "identity": builds.identity(),
            "version": builds.tool_version(),
            "number": self._build.number,
            "model": self._build.model,
            "searchable": self._searchable,
            "whole": False,
        }
        width = encoder.WIDTH if self._searchable else 0
        self._connection.ask("PUT", f"/{self._index}", mapping.index(shards, told, width))
        papers.begin(self._connection, self._index)

    def finish(self) -> None:
        """Have a copy of each shard on another machine, if there is one; wait for it a while."""
        settings = {"index": {"auto_expand_replicas": "0-1", "refresh_interval": "1s"}}
        self._connection.ask("PUT", f"/{self._index}/_settings", settings)
        meta = {**about(self._connection, self._index), "whole": True}
        self._connection.ask("PUT", f"/{self._index}/_mapping", {"_meta": meta})
        end = time.monotonic() + _COPIED
        while time.monotonic() < end:
            health = self._connection.ask("GET", f"/_cluster/health/{self._index}")
            if health["status"] == "green":
                return
            time.sleep(0.2)

    def _lines(self, report: str) -> Iterator[dict[str, Any]]:
        """The findings of a report as lines of a request, an action and a document by turns."""
        for number, doc in enumerate(self._snapshot.spans.get(report, ())):
            finding = self._snapshot.read(doc)
            document = mapping.document(finding, self._standings(doc, number, finding))
            self._documents.update(mapping.terms(document))
            yield {"index": {"_id": finding.id}}
            yield document

    def _standings(self, doc: int, number: int, finding: Finding) -> Standings:
        snapshot, standing = self._snapshot, self._standing
        group = int(snapshot.first_twins[doc])
        return Standings(
            number=number,
            added=snapshot.reports[finding.report].added,
            stance=int(standing.stances[doc]),
            turn=int(standing.browsing_turns[doc]),
            sunk=bool(standing.boilerplate[doc]),
            twin=finding.id if group == doc else snapshot.finding(group).id,
            twinned=bool(self._twinned[doc]),
            lengths={field: float(lengths[doc]) for field, lengths in snapshot.lengths.items()},
            **self._meant(doc),
        )

    def _meant(self, doc: int) -> dict[str, Any]:
        """What a document means."""
        if self._vectors is None:
            return {}
        row = self._vectors[doc]
        direction = tuple(row["direction"].tolist()) if self._searchable else ()
        return {"vector": base64.b64encode(row.tobytes()).decode(), "direction": direction}

    def _post(self, lines: list[dict[str, Any]]) -> None:
        answer = self._connection.lines(f"/{self._index}/_bulk", lines, filter_path="errors")
        if answer["errors"]:
            raise IndexUnusable(
                f"The cluster did not take what was put in {self._index}; it was not published. "
                "See whether its disks are full, and run 'indexer build' again."
            )
        self._findings += len(lines) // 2

    def _papers(self) -> Papers:
        build, totals = self._build, self._snapshot.totals
        return Papers(
            build=build.id,
            created=str(build.manifest["created"]),
            findings=self._snapshot.count,
            records={name: one.to_json() for name, one in build.records.items()},
            vocabulary=build.vocabulary.to_json(),
            documents=self._documents,
            totals={facet.name: totals[facet.name].tolist() for facet in FACETS},
            spread={} if self._vectors is None else spread(self._vectors[self._snapshot.live]),
        )

    def _counted(self, facet: str) -> dict[str, int]:
        """How many findings have each value of a facet that any has."""
        slugs, totals = self._snapshot.labels[facet], self._snapshot.totals[facet].tolist()
        return {slug: number for slug, number in zip(slugs, totals, strict=True) if number}


def _has_vectors(connection: Connection) -> bool:
    """Whether every node can search vectors: whether they have the k-NN plugin."""
    plugins = connection.ask("GET", "/_cat/plugins", format="json")
    nodes = connection.ask("GET", "/_cat/nodes", format="json", h="name")
    having = {one["name"] for one in plugins if one["component"] == "opensearch-knn"}
    return having >= {one["name"] for one in nodes}


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
        if one not in kept and (about(connection, one)["whole"] or age > _ABANDONED):
            _drop(connection, one)


def _drop(connection: Connection, index: str) -> None:
    for one in (index, papers.shelf(index)):
        connection.ask("DELETE", f"/{one}", ignore_unavailable="true")
