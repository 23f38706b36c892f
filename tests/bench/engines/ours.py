"""This engine: its parts one by one, and the whole answer that pages and API are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search import snippets
from indexer.search.archive import Archive
from indexer.search.counts import Selection
from indexer.search.request import SearchRequest
from tests.bench.asked import Asked
from tests.bench.engines import TOP


class Ours:
    """The steps of a search, without what other engines have not: notes, corrections, acronyms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, reports: Iterable[Report]) -> None:
        publish(reports, self._folder)

    def open(self) -> None:
        self._archive = Archive(self._folder)
        self._searcher = self._archive._opened.searcher

    def top(self, asked: Asked) -> tuple[int, Any]:
        request = _request(asked)
        selection = Selection(self._searcher.snapshot, request.filters)
        outcome = self._searcher._outcome(request, selection)
        places = self._searcher._ordering.places(outcome.matches, request.sort, TOP)[:TOP]
        return len(outcome.matches.docs), (outcome, outcome.matches.docs[places])

    def counts(self, asked: Asked) -> Mapping[str, Mapping[str, int]]:
        return self.count(self.top(asked)[1])

    def count(self, best: Any) -> Mapping[str, Mapping[str, int]]:
        """The counts of what was found already."""
        facets = best[0].counts.values()
        return {name: {v.label: v.count for v in values} for name, values in facets.items()}

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        outcome, docs = best
        wanted = snippets.wanted_by(outcome.interpretation.node)
        return [_shown(self._searcher.hit(int(doc), wanted)) for doc in docs]


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
