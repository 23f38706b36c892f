"""What is kept of a build beside its findings: what the catalogue is made of, and whole reports.

It lies in an index of its own, packed, so that whoever opens the build needs nothing but the
cluster. ``upload`` writes it, ``ClusterSource`` reads what is small when it opens a build, and
``ClusterEngine`` a whole report when it is asked for.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.index.facets import FACETS
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.cluster.connection import Connection, IndexGone
from indexer.search.engine.cluster.kept import stock
from indexer.slugs import slug

#: The settings and the mapping of a shelf.
SHELF = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0},
    "mappings": {
        "dynamic": False,
        "properties": {"name": {"type": "keyword"}, "print": {"type": "keyword"}},
    },
}
#: Characters of packed text in a document.
_PART = 1 << 20
#: Whole reports are sent so many at a time, and named so.
_AT_ONCE = 20
_REPORT = "report-"


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
    #: By field, the mean of its length over the findings, in terms.
    means: Mapping[str, float]
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
                facet.name: FacetValues(
                    _labels(records, facet.name), self.totals[facet.name], facet.several
                )
                for facet in FACETS
            },
            documents=lambda term: documents.get(term, 0),
        )


def shelf(index: str) -> str:
    """The name of the index beside ``index`` in which its papers lie."""
    return f"{index}-papers"


def write(connection: Connection, index: str, papers: Papers) -> None:
    """Put the papers on the shelf, to be found at once."""
    packed = _packed({name: getattr(papers, name) for name in Papers.__slots__})
    parts = [packed[start : start + _PART] for start in range(0, len(packed), _PART)]
    for number, part in enumerate(parts):
        _put(connection, index, [(f"papers-{number}", "", part)])
    _put(connection, index, [("papers", "", str(len(parts)))])
    connection.ask("POST", f"/{shelf(index)}/_refresh")


def read(connection: Connection, index: str) -> Papers:
    """What ``write`` put there. Raises IndexGone, and ValueError when it is damaged."""
    (number,) = _get(connection, index, ["papers"])
    parts = _get(connection, index, [f"papers-{part}" for part in range(int(number))])
    return Papers(**_unpacked("".join(parts)))


def write_reports(
    connection: Connection, index: str, prints: Mapping[str, str], read: Callable[[str], bytes]
) -> None:
    """Have the shelf hold the whole reports of those names and no others.

    ``prints`` says what each is made from, and ``read`` reads it, as JSON packed by gzip: one that
    is there and was made from the same is left as it is.
    """
    named = {_REPORT + name: made for name, made in prints.items()}
    there = {
        name: made
        for (name,), (made,) in stock.held(connection, shelf(index), ["name"], ["print"])
        if name.startswith(_REPORT)
    }
    stale = [name for name, made in there.items() if named.get(name) != made]
    stock.drop(connection, shelf(index), stale)
    lacking = [name for name, made in named.items() if there.get(name) != made]
    for start in range(0, len(lacking), _AT_ONCE):
        some = lacking[start : start + _AT_ONCE]
        packed = ((name, named[name], _text(read(name.removeprefix(_REPORT)))) for name in some)
        _put(connection, index, packed)


def read_report(connection: Connection, index: str, name: str) -> Any:
    """A whole report as plain types. Raises IndexGone, and ValueError when it is damaged."""
    (packed,) = _get(connection, index, [_REPORT + name])
    return _unpacked(packed)


def _put(connection: Connection, index: str, packed: Iterable[tuple[str, str, str]]) -> None:
    """Put texts on the shelf, each with its name and what it was made from."""
    lines = [
        line
        for name, made, text in packed
        for line in ({"index": {"_id": name}}, {"name": name, "print": made, "t": text})
    ]
    stock.post(connection, shelf(index), lines)


def _get(connection: Connection, index: str, names: list[str]) -> list[str]:
    found = connection.documents(shelf(index), names)
    if not all(one.get("found") for one in found):
        raise IndexGone(f"The papers of {index} are not all there.")
    return [one["_source"]["t"] for one in found]


def _packed(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _text(gzip.compress(text.encode(), mtime=0))


def _text(packed: bytes) -> str:
    return base64.b64encode(packed).decode()


def _unpacked(packed: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def _labels(records: Mapping[str, ReportRecord], facet: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for record in records.values():
        for label in record.labels[facet]:
            labels.setdefault(slug(label), label)
    return labels
