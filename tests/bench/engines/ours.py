"""This engine: its parts one by one, and the whole answer that pages and API are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.engine.local.counting.facet_counts import FacetCounts
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.facets import Selection
from indexer.search.language import parser
from indexer.search.query.plan import Plan
from indexer.search.request import SearchRequest
from tests.bench.engines import TOP
from tests.bench.invented.asked import Asked


class Ours:
    """The steps of a search, without what other engines have not: notes, corrections, acronyms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, reports: Iterable[Report]) -> None:
        publish(reports, self._folder)

    def open(self) -> None:
        self._archive = Archive(self._folder)
        self._searcher = self._archive._opened.used
        engine = self._searcher.engine
        assert isinstance(engine, LocalEngine)
        self._engine = engine

    def top(self, asked: Asked) -> tuple[int, Any]:
        request, engine = _request(asked), self._engine
        selection = Selection(engine.catalogue, request.filters)
        reading = self._searcher._reading(parser.parse(request.q), False, False)
        node = reading.node
        plan = Plan(node, selection.chosen, size=TOP)
        found = FacetCounts(engine._snapshot, engine._evaluator.matches(node), plan.chosen)
        best = list(engine._stretch([engine._list(found.matches, plan)], plan))
        return len(found.matches.docs), (selection, reading, found, best)

    def counts(self, asked: Asked) -> Mapping[str, Mapping[str, int]]:
        return self.count(self.top(asked)[1])

    def count(self, best: Any) -> Mapping[str, Mapping[str, int]]:
        """The counts of what was found already."""
        selection, _, found, _ = best
        facets = selection.listed(found.counts()[0])
        return {name: {v.label: v.count for v in values} for name, values in facets.items()}

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        _, reading, _, results = best
        searcher = self._searcher
        return [_shown(hit) for hit in searcher._hits(results, searcher._wanted(reading))]


class WholeAnswer(Ours):
    """Everything that ``Archive.search`` gives, for each of the three."""

    def top(self, asked: Asked) -> tuple[int, Any]:
        page = self._archive.search(_request(asked))
        return page.total, page

    def count(self, best: Any) -> Mapping[str, Mapping[str, int]]:
        return {name: {v.label: v.count for v in values} for name, values in best.facets.items()}

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        return [_shown(hit) for hit in best.hits]


def _request(asked: Asked) -> SearchRequest:
    filters = {name: (value,) for name, value in asked.filters.items()}
    return SearchRequest(q=asked.text, filters=filters, size=TOP, expand=False, correct=False)


def _shown(hit: Any) -> str:
    return "".join(f"<b>{s.text}</b>" if s.match else s.text for s in hit.snippet)
