"""What is kept of a build beside its findings: what the catalogue is made of, and whole reports.

It lies in an index of its own, packed, so that whoever opens the build needs nothing but the
cluster. ``upload`` writes it, ``ClusterSource`` reads what is small when it opens a build, and
``ClusterEngine`` a whole report when it is asked for.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.index.facets import FACETS
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.cluster.connection import Connection, IndexGone
from indexer.slugs import slug

#: Characters of packed text in a document.
_PART = 1 << 20
#: Whole reports are sent so many at a time.
_AT_ONCE = 20
_SETTINGS = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"dynamic": False, "_source": {"enabled": True}},
}


@dataclass(frozen=True, slots=True)
class Papers:
    """What is known of a build without looking into its findings."""

    #: Its id, when it was made, and the number of its findings.
    build: str
    created: str
    findings: int
    #: Plain types, as the files of a build have them.
    records: Mapping[str, Any]
    vocabulary: Mapping[str, Any]
    #: In how many findings each term stands.
    documents: Mapping[str, int]
    #: By facet the number of findings that have each value, in report order.
    totals: Mapping[str, list[int]]
    #: How its vectors lie, as ``meaning.spread`` says it; {} where it has none.
    spread: Mapping[str, str]

    def catalogue(self) -> Catalogue:
        """The catalogue of the build. Raises KeyError or TypeError when it is not as written."""
        records = {name: ReportRecord.from_json(one) for name, one in self.records.items()}
        documents = self.documents
        return Catalogue(
            build=self.build,
            created=self.created,
            count=self.findings,
            reports=records,
            vocabulary=Vocabulary.from_json(self.vocabulary),
            facets={
                facet.name: FacetValues(_labels(records, facet.name), self.totals[facet.name])
                for facet in FACETS
            },
            documents=lambda term: documents.get(term, 0),
        )


def shelf(index: str) -> str:
    """The name of the index beside ``index`` in which its papers lie."""
    return f"{index}-papers"


def begin(connection: Connection, index: str) -> None:
    """Make the shelf of an index."""
    connection.ask("PUT", f"/{shelf(index)}", _SETTINGS)


def write(connection: Connection, index: str, papers: Papers) -> None:
    """Put the papers on the shelf, to be found at once."""
    packed = _packed({name: getattr(papers, name) for name in Papers.__slots__})
    parts = [packed[start : start + _PART] for start in range(0, len(packed), _PART)]
    for number, part in enumerate(parts):
        _put(connection, index, {f"papers-{number}": part})
    _put(connection, index, {"papers": str(len(parts))})
    connection.ask("POST", f"/{shelf(index)}/_refresh")


def read(connection: Connection, index: str) -> Papers:
    """What ``write`` put there. Raises IndexGone, and ValueError when it is damaged."""
    (number,) = _get(connection, index, ["papers"])
    parts = _get(connection, index, [f"papers-{part}" for part in range(int(number))])
    return Papers(**_unpacked("".join(parts)))


def write_reports(connection: Connection, index: str, reports: Iterator[tuple[str, Any]]) -> None:
    """Put whole reports on the shelf, given as plain types."""
    some: dict[str, str] = {}
    for name, report in reports:
        some[f"report-{name}"] = _packed(report)
        if len(some) == _AT_ONCE:
            _put(connection, index, some)
            some = {}
    if some:
        _put(connection, index, some)


def read_report(connection: Connection, index: str, name: str) -> Any:
    """A whole report as plain types. Raises IndexGone, and ValueError when it is damaged."""
    (packed,) = _get(connection, index, [f"report-{name}"])
    return _unpacked(packed)


def _put(connection: Connection, index: str, packed: Mapping[str, str]) -> None:
    lines = [
        line for name, text in packed.items() for line in ({"index": {"_id": name}}, {"t": text})
    ]
    answer = connection.lines(f"/{shelf(index)}/_bulk", lines)
    if answer["errors"]:
        raise IndexGone(f"The papers of {index} could not be written: {answer['items'][0]}.")


def _get(connection: Connection, index: str, names: list[str]) -> list[str]:
    found = connection.ask("POST", f"/{shelf(index)}/_mget", {"ids": names})["docs"]
    if not all(one.get("found") for one in found):
        raise IndexGone(f"The papers of {index} are not all there.")
    return [one["_source"]["t"] for one in found]


def _packed(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _unpacked(packed: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def _labels(records: Mapping[str, ReportRecord], facet: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for record in records.values():
        for label in record.labels[facet]:
            labels.setdefault(slug(label), label)
    return labels
