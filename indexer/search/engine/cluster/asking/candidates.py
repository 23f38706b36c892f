"""The findings that the cluster has narrowed a search to, with the columns of a snapshot.

A million findings may answer a question, and a page shows twenty: the cluster says which answer
and roughly which are best, and these few hundred are ranked here, by the very steps of the embedded
engine and with the numbers of the whole build. ``ClusterEngine`` makes one ``Candidates`` a search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np

from indexer.index.facets import FACETS
from indexer.index.records import ReportRecord
from indexer.index.schema import FORMS, GAP, TEXTS
from indexer.reports.finding import Finding
from indexer.search.catalogue import Catalogue
from indexer.search.engine.local.columns.arrays import Bools, Floats, Ints, Keys, Numbers
from indexer.search.engine.local.columns.facet_columns import (
    FacetColumn,
    Table,
    several_values,
    tables,
)
from indexer.search.engine.local.columns.postings import Postings
from indexer.search.engine.local.columns.snapshot import POSITION_BITS
from indexer.search.engine.local.columns.standing import Standing
from indexer.search.engine.local.scoring.evaluation import Documents, Evaluator
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.nodes import Node
from indexer.search.query.ranking import Ranking

Hit = Mapping[str, Any]
#: What stands between the headings of a finding, so that no phrase runs from one into the next.
_GAP = " " * GAP


class Candidates:
    """Some findings of a build, numbered in report order; see ``Columns``."""

    def __init__(
        self,
        catalogue: Catalogue,
        means: Mapping[str, float],
        hits: Iterable[Hit],
        terms: Iterable[str],
    ) -> None:
        """``means`` are those of the lengths in terms, by field; ``terms`` are all that will be
        asked for.
        """
        distinct = {hit["_id"]: hit["_source"] for hit in hits}
        self._sources: list[Mapping[str, Any]] = sorted(
            distinct.values(), key=lambda one: (one["report"], one["number"])
        )
        self._catalogue = catalogue
        self._terms = frozenset(terms)
        self._findings: dict[int, Finding] = {}
        self.size = self.count = len(self._sources)
        self.live: Bools = np.ones(self.size, dtype=bool)
        self.ranks: Ints = np.arange(self.size, dtype=np.int32)
        self.reports: Mapping[str, ReportRecord] = catalogue.reports
        self.labels = {name: values.labels for name, values in catalogue.facets.items()}
        self.lengths: dict[str, Floats] = {
            field: np.array([one["lengths"][field] for one in self._sources], dtype=np.float32)
            / np.float32(means[field])
            for field in TEXTS
        }

    def finding(self, doc: int) -> Finding:
        """The finding of a document number."""
        if doc not in self._findings:
            self._findings[doc] = Finding.from_json(self._sources[doc]["finding"])
        return self._findings[doc]

    def docs(self, ids: Iterable[str]) -> dict[str, int]:
        """The document numbers of those of some ids that are here."""
        wanted = set(ids)
        named = ((one["finding"]["id"], doc) for doc, one in enumerate(self._sources))
        return {name: doc for name, doc in named if name in wanted}

    def column(self, name: str) -> list[Any]:
        """What is kept of each finding under a name."""
        return [one[name] for one in self._sources]

    def postings(self, field: str, term: str) -> Postings | None:
        """As ``Columns.postings``."""
        if field == FORMS:
            docs = [doc for doc, one in enumerate(self._sources) if term in one[FORMS]]
            return _postings(np.array(docs, dtype=np.int64) << POSITION_BITS)
        return _postings(self.occurrences(field, term))

    def occurrences(self, field: str, term: str) -> Keys:
        """As ``Columns.occurrences``."""
        return self._occurrences[field].get(term, _NOWHERE)

    @cached_property
    def facets(self) -> Mapping[str, FacetColumn]:
        """As ``Columns.facets``."""
        return _Made(self._column, [facet.name for facet in FACETS])

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """As ``Columns.tables``."""
        return tables(self.facets)

    @cached_property
    def totals(self) -> Mapping[str, Numbers]:
        """As ``Columns.totals``."""
        everything = np.arange(self.size)
        return {name: column.counts(everything) for name, column in self.facets.items()}

    @cached_property
    def first_twins(self) -> Ints:
        """As ``Columns.first_twins``."""
        first: dict[str, int] = {}
        standing = [first.setdefault(twin, doc) for doc, twin in enumerate(self.column("twin"))]
        return np.array(standing, dtype=np.int32)

    @cached_property
    def sentences(self) -> Keys:
        """As ``Columns.sentences``."""
        keys = [
            (doc << POSITION_BITS) | begin
            for doc, begins in enumerate(self.column("sentences"))
            for begin in begins
        ]
        return np.array(keys, dtype=np.int64)

    @cached_property
    def windows(self) -> Numbers:
        """As ``Columns.windows``."""
        docs = np.arange(self.size + 1)
        return np.searchsorted(self.sentences, docs << POSITION_BITS) + docs

    @cached_property
    def _occurrences(self) -> Mapping[str, Mapping[str, Keys]]:
        return {field: self._found(field) for field in TEXTS}

    def _found(self, field: str) -> dict[str, Keys]:
        """Each occurrence of each term that may be asked for.

        Texts are searched as they were sent, and positions counted by their spaces: to cut up all
        of them takes five times as long.
        """
        found: dict[str, list[int]] = {term: [] for term in self._terms}
        if found:
            longest = sorted(map(re.escape, found), key=len, reverse=True)
            pattern = re.compile(rf"(?<![^ |])(?:{'|'.join(longest)})(?![^ |])")
            for doc, text in enumerate(map(_joined, self.column(field))):
                position = last = 0
                for match in pattern.finditer(text):
                    position += text.count(" ", last, match.start())
                    last = match.start()
                    found[match[0]].append((doc << POSITION_BITS) | position)
        return {term: np.array(keys, dtype=np.int64) for term, keys in found.items()}

    def _column(self, facet: str) -> FacetColumn:
        values = self._catalogue.facets[facet]
        having: dict[int, list[int]] = {}
        number = {slug: code for code, slug in enumerate(values.slugs)}
        for doc, slugs in enumerate(self.column(facet)):
            for slug in slugs:
                having.setdefault(number[slug], []).append(doc)
        docs = ((code, np.array(having[code], np.int32)) for code in sorted(having))
        return several_values(values.slugs, self.size, docs)


class _Made(Mapping[str, FacetColumn]):
    """Columns by facet, each made when it is asked for first: most searches need one of nine."""

    def __init__(self, make: Callable[[str], FacetColumn], names: Sequence[str]) -> None:
        self._make = cache(make)
        self._names = names

    def __getitem__(self, name: str) -> FacetColumn:
        return self._make(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class KnownStanding(Standing):
    """The standing of candidates among all findings of their build, worked out when it was made."""

    def __init__(self, candidates: Candidates) -> None:
        super().__init__(candidates)
        self._candidates = candidates

    @cached_property
    def stances(self) -> Ints:
        """As ``Standing.stances``."""
        return np.array(self._candidates.column("stance"), dtype=np.int32)

    @cached_property
    def browsing_turns(self) -> Ints:
        """As ``Standing.browsing_turns``."""
        return np.array(self._candidates.column("turn"), dtype=np.int32)

    @cached_property
    def boilerplate(self) -> Bools:
        """As ``Standing.boilerplate``."""
        return np.array(self._candidates.column("sunk"), dtype=bool)


_NOWHERE: Keys = np.zeros(0, dtype=np.int64)


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else _GAP.join(text)


def _postings(keys: Keys) -> Postings | None:
    """The occurrences, document by document."""
    if not len(keys):
        return None
    docs, frequencies = np.unique(keys >> POSITION_BITS, return_counts=True)
    places = (keys & ((1 << POSITION_BITS) - 1)).astype(np.int32)
    return Postings(docs.astype(np.int32), frequencies.astype(np.float32), places)


class Told(Evaluator):
    """Evaluates candidates for one node of which the cluster has said what answers."""

    def __init__(
        self,
        candidates: Candidates,
        ranking: Ranking,
        documents: Documents,
        count: int,
        node: Node,
        answering: Iterable[str],
    ) -> None:
        """``documents`` and ``count`` are those of the build, ``answering`` the ids of all
        candidates that answer ``node``.
        """
        super().__init__(candidates, ranking, documents, count)
        self._node = node
        self._answering = np.zeros(candidates.size, dtype=bool)
        self._answering[list(candidates.docs(answering).values())] = True

    def matches(self, node: Node, few: bool = False) -> Matches:
        """As ``Evaluator.matches``."""
        found = super().matches(node, few)
        if node is not self._node:
            return found
        return found._replace(answers=self._answering.take(found.docs))
