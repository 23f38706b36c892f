"""An index for a build, made from the index before where there is one: only what differs is sent.

The cluster copies the index that is published to one of another name, which costs it next to
nothing (the files are linked), and in that one what is gone is deleted and what is new is written.
What each document was made of is kept beside it (``documents.Print``): adding a report sends its
findings, and those of others whose place among all has changed, such as twins of a new one.

``upload`` has a ``Shipment`` made, and publishes it.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from indexer.errors import ClusterUnreachable, IndexUnusable
from indexer.index.builds import Build, tool_version
from indexer.index.facets import FACETS
from indexer.index.meaning import encoder
from indexer.index.schema import BODY, HEADING
from indexer.search.engine.cluster.asking.queries import standing
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.kept import mapping, papers, stock
from indexer.search.engine.cluster.kept.mapping import MEANT, PRINT
from indexer.search.engine.cluster.kept.papers import Papers
from indexer.search.engine.cluster.sending.documents import Documents, Print
from indexer.search.query.nodes import Member, Term

#: Documents in a request, and requests at a time.
_AT_ONCE, _POSTING = 500, 2
#: Findings in a shard: small ones are quicker, and more of them are more to ask.
_SHARD = 100_000
#: Terms whose counts are compared when an index is verified.
_COUNTED = 40
#: Seconds to wait for an index to be there, and for its copies.
_THERE, _COPIED = 60, 60
#: Told after each report: its id, its place, of how many, and findings so far.
OnSent = Callable[[str, int, int, int], None]
_COUNT = {"size": 0, "track_total_hits": True}


@dataclass(frozen=True, slots=True)
class _Difference:
    """What an index lacks of a build, and has beside it."""

    stale: list[str]
    #: By report the numbers of the documents.
    lacking: dict[str, list[int]]


class Shipment:
    """Writes the index of one build."""

    def __init__(self, connection: Connection, build: Build, index: str) -> None:
        self._connection = connection
        self._build = build
        self._index = index
        #: Whether the cluster can search vectors.
        self._searchable = build.meaning and _has_vectors(connection)
        self._documents = Documents(build, self._searchable)
        self._standing_in: Counter[str] = Counter()
        #: The number of findings that were sent.
        self.sent = 0

    @property
    def about(self) -> dict[str, Any]:
        """What the index says of itself while it is not whole."""
        return {
            "identity": mapping.identity(),
            "version": tool_version(),
            "number": self._build.number,
            "model": self._build.model,
            "searchable": self._searchable,
            "made": {
                "by": [self._build.manifest["writer"], mapping.writer()],
                "shards": 1 + self._documents.snapshot.count // _SHARD,
                "searchable": self._searchable,
            },
        }

    def send(self, about: Mapping[str, Any], before: str | None, told: OnSent | None) -> None:
        """Have everything in place; ``about`` is what the index is to say of itself, and
        ``before`` is one that was made in the same way, None for none.
        """
        if before is None:
            self._create(about)
        else:
            self._copy(about, before)
            self._standing_in.update(papers.read(self._connection, before).documents)
        difference = self._difference(empty=before is None)
        self._take_out(difference.stale)
        self._put_in(difference.lacking, told)
        files = self._build.manifest["files"]
        reports = self._documents.snapshot.reports
        prints = {name: files[f"reports/{name}.json.gz"] for name in reports}
        papers.write_reports(self._connection, self._index, prints, self._packed)
        papers.write(self._connection, self._index, self._papers())
        self._connection.ask("POST", f"/{self._index}/_refresh")

    def verify(self) -> None:
        """Raises IndexUnusable when the index does not hold what it should."""
        snapshot = self._documents.snapshot
        aggregations = {
            name: {"terms": {"field": name, "size": 1 + len(totals)}}
            for name, totals in snapshot.totals.items()
        }
        step = max(1, len(self._standing_in) // _COUNTED)
        terms = dict(islice(self._standing_in.items(), 0, None, step))
        bodies = [{**_COUNT, "query": standing((Member(Term(term)),))} for term in terms]
        whole = {**_COUNT, "aggs": aggregations}
        first, *others = self._connection.search(self._index, [whole, *bodies])
        counts = [one["hits"]["total"]["value"] for one in others]
        there = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for name, found in first["aggregations"].items()
        }
        if (
            first["hits"]["total"]["value"] != snapshot.count
            or counts != list(terms.values())
            or there != {name: self._counted(name) for name in there}
        ):
            raise IndexUnusable(
                f"The new index {self._index} does not hold what was put in it; it was not "
                "published. Run 'indexer build' again."
            )

    def finish(self, about: Mapping[str, Any]) -> None:
        """Have the index say that it is whole, and a copy of each shard on another machine, if
        there is one; wait for it a while. Nothing is written into it from now on.
        """
        settings = {"auto_expand_replicas": "0-1", "refresh_interval": "1s", "blocks.write": True}
        for one in self._both:
            self._connection.ask("POST", f"/{one}/_flush")
            self._connection.ask("PUT", f"/{one}/_settings", {"index": settings})
        self._connection.ask("PUT", f"/{self._index}/_mapping", {"_meta": dict(about)})
        _waited(self._connection, self._index, _COPIED)

    @property
    def _both(self) -> tuple[str, str]:
        return self._index, papers.shelf(self._index)

    def _create(self, about: Mapping[str, Any]) -> None:
        width = encoder.WIDTH if self._searchable else 0
        body = mapping.index(self.about["made"]["shards"], dict(about), width)
        for one, settings in zip(self._both, (body, papers.SHELF), strict=True):
            self._connection.ask("PUT", f"/{one}", settings)

    def _copy(self, about: Mapping[str, Any], before: str) -> None:
        """Make the index from one that nothing is written into any more."""
        settings = {
            "index.blocks.write": None,
            "index.auto_expand_replicas": "false",
            "index.number_of_replicas": 0,
            "index.refresh_interval": "-1",
        }
        for one, old in zip(self._both, (before, papers.shelf(before)), strict=True):
            path = f"/{old}/_clone/{one}"
            self._connection.ask("PUT", path, {"settings": settings}, wait_for_active_shards="0")
        self._connection.ask("PUT", f"/{self._index}/_mapping", {"_meta": dict(about)})
        for one in self._both:
            if not _waited(self._connection, one, _THERE):
                raise ClusterUnreachable(
                    f"The cluster could not begin the new index {one}; nothing was published. "
                    "See whether its disks are full, and run 'indexer build' again."
                )

    def _packed(self, report: str) -> bytes:
        return self._build.read_whole(self._build.report(report))

    def _difference(self, empty: bool) -> _Difference:
        """What an index lacks, and has beside it; all of the build where it is ``empty``."""
        if empty:
            documents = self._documents
            return _Difference(
                [], {one: [*documents.of(one)] for one in documents.snapshot.reports}
            )
        order, values = ["report", "number"], [PRINT, MEANT]
        there = dict(stock.held(self._connection, self._index, order, values))
        lacking: dict[str, list[int]] = {}
        for report in self._documents.snapshot.reports:
            for doc in self._documents.of(report):
                name, made = self._documents.print(doc)
                if (known := there.get(name)) and _same(Print(*known), made):
                    del there[name]
                else:
                    lacking.setdefault(report, []).append(doc)
        return _Difference(list(there), lacking)

    def _take_out(self, stale: list[str]) -> None:
        for one in stock.sources(self._connection, self._index, stale, (BODY, HEADING)):
            self._standing_in.subtract(mapping.terms(one))
        self._standing_in = +self._standing_in
        stock.drop(self._connection, self._index, stale)

    def _put_in(self, lacking: Mapping[str, list[int]], told: OnSent | None) -> None:
        """Send documents; the next are made while the cluster writes those before."""
        with ThreadPoolExecutor(_POSTING) as posting:
            under_way: deque[Future[None]] = deque()
            for place, (name, docs) in enumerate(lacking.items(), start=1):
                lines = self._lines(docs)
                while some := list(islice(lines, 2 * _AT_ONCE)):
                    if len(under_way) == _POSTING:
                        under_way.popleft().result()
                    post = posting.submit(stock.post, self._connection, self._index, some)
                    under_way.append(post)
                    self.sent += len(some) // 2
                if told:
                    told(name, place, len(lacking), self.sent)
            for one in under_way:
                one.result()

    def _lines(self, docs: list[int]) -> Iterator[dict[str, Any]]:
        """Findings as lines of a request, an action and a document by turns."""
        for name, document in map(self._documents.document, docs):
            self._standing_in.update(mapping.terms(document))
            yield {"index": {"_id": name}}
            yield document

    def _papers(self) -> Papers:
        build, totals = self._build, self._documents.snapshot.totals
        return Papers(
            build=build.id,
            created=str(build.manifest["created"]),
            findings=self._documents.snapshot.count,
            records={name: one.to_json() for name, one in build.records.items()},
            vocabulary=build.vocabulary.to_json(),
            documents=self._standing_in,
            totals={facet.name: totals[facet.name].tolist() for facet in FACETS},
            means=self._documents.means,
            spread=self._documents.spread,
        )

    def _counted(self, facet: str) -> dict[str, int]:
        """How many findings have each value of a facet that any has."""
        snapshot = self._documents.snapshot
        slugs, totals = snapshot.labels[facet], snapshot.totals[facet].tolist()
        return {slug: number for slug, number in zip(slugs, totals, strict=True) if number}


def _same(there: Print, wanted: Print) -> bool:
    """Whether a document is as it is wanted; a vector that is not wanted yet does no harm."""
    return there.made == wanted.made and wanted.meant in ("", there.meant)


def _has_vectors(connection: Connection) -> bool:
    """Whether every node can search vectors: whether they have the k-NN plugin."""
    plugins = connection.ask("GET", "/_cat/plugins", format="json")
    nodes = connection.ask("GET", "/_cat/nodes", format="json", h="name")
    having = {one["name"] for one in plugins if one["component"] == "opensearch-knn"}
    return having >= {one["name"] for one in nodes}


def _waited(connection: Connection, index: str, seconds: float) -> bool:
    """Whether all that an index is to have is there within so many seconds.

    'yellow' would not say that anything can be asked of it: an index that was just begun is yellow
    while none of its shards is there.
    """
    end = time.monotonic() + seconds
    ask = partial(connection.ask, "GET", f"/_cluster/health/{index}")
    while (status := ask()["status"]) != "green" and time.monotonic() < end:
        time.sleep(0.1)
    return bool(status == "green")
