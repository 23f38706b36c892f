"""tantivy, a Rust library like Lucene: stemmed text with positions, facets as fast fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy

from indexer.reports.report import Report
from tests.bench.engines import TOP, groups, values
from tests.bench.invented.asked import FACETS, Asked

_HEAP = 256 << 20
_MOST_VALUES = 1000


class Tantivy:
    """One index, searched by one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for facet in FACETS:
            builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()

    def build(self, reports: Iterable[Report]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        writer = tantivy.Index(self._schema, path=str(self._folder)).writer(_HEAP)
        for report in reports:
            for finding in report.findings:
                document = tantivy.Document(text=finding.text, id=finding.id, **values(finding))
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def top(self, asked: Asked) -> tuple[int, Any]:
        result = self._searcher.search(self._query(asked.text, asked.filters), TOP)
        return result.count, result.hits

    def counts(self, asked: Asked) -> Mapping[str, Mapping[str, int]]:
        found = {}
        for facets, filters in groups(asked):
            terms = {f: {"terms": {"field": f, "size": _MOST_VALUES}} for f in facets}
            result = self._searcher.aggregate(self._query(asked.text, filters), terms)
            for facet in facets:
                buckets = result[facet]["buckets"]
                found[facet] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
        return found

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        query = self._words(asked.text)
        maker = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "text")
        documents = (self._searcher.doc(address) for _, address in best)
        return [maker.snippet_from_doc(document).to_html() for document in documents]

    def _query(self, text: str, filters: Mapping[str, str]) -> Any:
        must = tantivy.Occur.Must
        parts = [
            tantivy.Query.const_score_query(
                tantivy.Query.term_query(self._schema, facet, value, "basic"), 0.0
            )
            for facet, value in filters.items()
        ]
        return tantivy.Query.boolean_query([(must, q) for q in (self._words(text), *parts)])

    def _words(self, text: str) -> Any:
        if not text:
            return tantivy.Query.all_query()
        if text.endswith("*"):
            return tantivy.Query.regex_query(self._schema, "text", f"{text[:-1]}.*")
        return self._index.parse_query(text, ["text"])
