"""Whoosh as its documentation has it: its own writer, its own searcher, counts by ``groupedby``.

Its stop list is left out, so that it finds what the others find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh import fields, index, query
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import QueryParser

from indexer.reports.report import Report
from tests.bench.engines import TOP, groups, values
from tests.bench.invented.asked import FACETS, Asked

_MEGABYTES = 256


class Whoosh:
    """One index, searched by one searcher."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        facets = {facet: fields.ID(stored=True, sortable=True) for facet in FACETS}
        self._schema = fields.Schema(
            id=fields.ID(stored=True),
            text=fields.TEXT(stored=True, analyzer=StemmingAnalyzer(stoplist=None)),
            **facets,
        )
        self._parser = QueryParser("text", self._schema)

    def build(self, reports: Iterable[Report]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        made = index.create_in(str(self._folder), self._schema)
        with made.writer(limitmb=_MEGABYTES) as writer:
            for report in reports:
                for finding in report.findings:
                    writer.add_document(text=finding.text, id=finding.id, **values(finding))

    def open(self) -> None:
        self._searcher = index.open_dir(str(self._folder)).searcher()

    def top(self, asked: Asked) -> tuple[int, Any]:
        results = self._searcher.search(
            self._query(asked.text), limit=TOP, filter=_filter(asked.filters)
        )
        return len(results), results

    def counts(self, asked: Asked) -> Mapping[str, Mapping[str, int]]:
        found = {}
        for facets, filters in groups(asked):
            results = self._searcher.search(
                self._query(asked.text), limit=TOP, groupedby=facets, filter=_filter(filters)
            )
            for facet in facets:
                found[facet] = {name: len(docs) for name, docs in results.groups(facet).items()}
        return found

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        return [hit.highlights("text") for hit in best]

    def _query(self, text: str) -> Any:
        return self._parser.parse(text) if text else query.Every()


def _filter(filters: Mapping[str, str]) -> Any:
    return query.And([query.Term(name, v) for name, v in filters.items()]) if filters else None
