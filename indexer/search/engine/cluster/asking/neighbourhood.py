"""The findings of a report in the cluster, read some at a time around those that are looked at.

``ClusterEngine.neighbours`` gives one to whoever shows a finding in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, overload

from indexer.reports.finding import Finding
from indexer.search.engine.cluster.asking.queries import Query

#: Findings that are read at once.
_BLOCK = 50


class Neighbourhood(Sequence[Finding]):
    """The findings of one report in their order."""

    def __init__(
        self, search: Callable[[Sequence[Query]], Sequence[Any]], report: str, findings: int
    ) -> None:
        self._search = search
        self._report = report
        self._findings = findings
        self._blocks: dict[int, list[Finding]] = {}

    def place(self, finding: Finding) -> int:
        """The place of one of the findings."""
        body = {"size": 1, "query": {"ids": {"values": [finding.id]}}}
        (answer,) = self._search([body])
        number: int = answer["hits"]["hits"][0]["_source"]["number"]
        return number

    def __len__(self) -> int:
        return self._findings

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...

    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        places = range(self._findings)[place]
        if isinstance(places, range):
            return [self[one] for one in places]
        block, within = divmod(places, _BLOCK)
        if block not in self._blocks:
            self._blocks[block] = self._read(block * _BLOCK)
        return self._blocks[block][within]

    def _read(self, first: int) -> list[Finding]:
        numbers = {"range": {"number": {"gte": first, "lt": first + _BLOCK}}}
        mine = {"term": {"report": self._report}}
        query = {"bool": {"filter": [mine, numbers]}}
        (answer,) = self._search([{"size": _BLOCK, "query": query, "sort": ["number"]}])
        return [Finding.from_json(hit["_source"]["finding"]) for hit in answer["hits"]["hits"]]
