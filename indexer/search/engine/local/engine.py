"""The embedded engine: one build of an index folder behind the engine's door.

``LocalSource`` opens it and ``Searcher`` asks it. Documents are numbers and matches arrays in
here; what leaves are findings, scores and counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from indexer.index.builds import Build
from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Result, Results
from indexer.search.engine.local.arrays import Docs
from indexer.search.engine.local.crosstab import crosstab
from indexer.search.engine.local.evaluation import Evaluator
from indexer.search.engine.local.facet_counts import FacetCounts
from indexer.search.engine.local.hybrid import fusion
from indexer.search.engine.local.matches import Matches
from indexer.search.engine.local.more_like_this import MoreLikeThis
from indexer.search.engine.local.ordering import Ordering
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.nodes import Node, Term
from indexer.search.query.plan import Plan
from indexer.search.query.ranking import Ranking


class LocalEngine:
    """Implements ``Engine`` over the arrays of one snapshot; shared by all threads."""

    def __init__(self, build: Build, ranking: Ranking | None = None) -> None:
        """Raises what Whoosh raises, OSError or ValueError when the build is damaged."""
        ranking = ranking or Ranking()
        snapshot = Snapshot(build)
        self._snapshot = snapshot
        self._evaluator = evaluator = Evaluator(snapshot, ranking)
        self._ordering = Ordering(snapshot)
        self._fusion = fusion(snapshot, self._ordering, ranking.meaning)
        self._more_like_this = MoreLikeThis(snapshot, self._evaluator)
        self._catalogue = Catalogue(
            build=build.id,
            created=str(build.manifest["created"]),
            count=snapshot.count,
            reports=build.records,
            vocabulary=build.vocabulary,
            facets={
                name: FacetValues(labels, snapshot.totals[name].tolist())
                for name, labels in snapshot.labels.items()
            },
            # Not by a method of this engine: an old build is let go at once, without a cycle.
            documents=lambda term: len(evaluator.matches(Term(term)).docs),
        )

    @property
    def catalogue(self) -> Catalogue:
        """As ``Engine.catalogue``."""
        return self._catalogue

    @property
    def meaning(self) -> str:
        """As ``Engine.meaning``."""
        if self._fusion:
            return "on"
        return "missing" if self._snapshot.build.model else "off"

    def search(self, plan: Plan) -> Results:
        """As ``Engine.search``."""
        counted = FacetCounts(self._snapshot, self._evaluator.matches(plan.node), plan.chosen)
        found = counted.matches
        ranked = self._ranked(found, plan)
        listed = self._listed(ranked, plan)
        counts, without = counted.counts()
        return Results(
            best=tuple(self._results(listed, plan, found.docs)),
            total=len(found.docs),
            listed=len(listed.docs),
            complete=None if found.complete is None else int(found.complete.sum()),
            meant=ranked is not found,
            counts=counts,
            without=without,
        )

    def scan(self, plan: Plan) -> Iterator[Result]:
        """As ``Engine.scan``."""
        found = self._found(plan)
        listed = self._listed(self._ranked(found, plan), plan)
        places = self._ordering.places(listed, plan.sort, len(listed.docs))
        yield from self._at(places, listed, plan, found.docs)

    def count(self, nodes: Sequence[Node]) -> list[int]:
        """As ``Engine.count``."""
        return [self._number(node) for node in nodes]

    def crosstab(self, plan: Plan, rows: str, columns: str) -> Mapping[tuple[int, int], int]:
        """As ``Engine.crosstab``."""
        facets = self._snapshot.facets
        return crosstab(facets[rows], facets[columns], self._found(plan).docs)

    def more_like_this(
        self, finding: Finding, terms: Sequence[Term], number: int, praising: bool = False
    ) -> list[Result]:
        """As ``Engine.more_like_this``."""
        if (doc := self._snapshot.doc(finding.id)) is None:
            return []
        nearest = self._more_like_this.nearest(doc, terms, number, praising)
        return [Result(self._snapshot.finding(one), nearness) for one, nearness in nearest]

    def get(self, finding_id: str) -> Finding | None:
        """As ``Engine.get``."""
        doc = self._snapshot.doc(finding_id)
        return None if doc is None else self._snapshot.finding(doc)

    def neighbours(self, finding: Finding) -> tuple[Finding, ...]:
        """As ``Engine.neighbours``."""
        doc = self._snapshot.doc(finding.id)
        beside = [] if doc is None else self._snapshot.beside(doc)
        return tuple(map(self._snapshot.finding, beside))

    def report(self, report_id: str) -> Report:
        """As ``Engine.report``."""
        text = self._snapshot.build.report(report_id).read_text(encoding="utf-8")
        return Report.from_json(json.loads(text))

    def _number(self, node: Node) -> int:
        return len(self._evaluator.matches(node).docs)

    def _found(self, plan: Plan) -> Matches:
        """The matches of a plan under all its choices."""
        found = self._evaluator.matches(plan.node)
        return FacetCounts(self._snapshot, found, plan.chosen).matches

    def _ranked(self, found: Matches, plan: Plan) -> Matches:
        """The matches scored by words and meaning, where that is asked for and can be."""
        return self._fusion.order(found, plan.question) if self._fusion else found

    def _listed(self, ranked: Matches, plan: Plan) -> Matches:
        return self._ordering.distinct(ranked, plan.sort) if plan.grouped else ranked

    def _results(self, listed: Matches, plan: Plan, found: Docs) -> Iterator[Result]:
        """The stretch of the list that the plan asks for."""
        end = plan.start + plan.size
        if plan.start < len(listed.docs):
            places = self._ordering.places(listed, plan.sort, end)[plan.start : end]
            yield from self._at(places, listed, plan, found)

    def _at(self, places: Docs, listed: Matches, plan: Plan, found: Docs) -> Iterator[Result]:
        """The findings at some places of the list, each with its twins among ``found``."""
        for place in places:
            doc = int(listed.docs[place])
            twins = self._ordering.twins(doc, found) if plan.grouped else ()
            yield Result(
                self._snapshot.finding(doc),
                float(listed.scores[place]),
                tuple(self._snapshot.finding(int(twin)) for twin in twins),
            )
