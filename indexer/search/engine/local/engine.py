"""The embedded engine: one build of an index folder behind the engine's door.

``LocalSource`` opens it and ``Searcher`` asks it. Documents are numbers and matches arrays in
here; what leaves are findings, scores and counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple, overload

from indexer.index.builds import Build
from indexer.index.facets import BY_NAME
from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.search.cache import Cache
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Crossed, Neighbours, Result, Results
from indexer.search.engine.local.columns.arrays import Docs
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.counting.crosstab import crosstab
from indexer.search.engine.local.finder import Finder
from indexer.search.engine.local.more_like_this import MoreLikeThis
from indexer.search.engine.local.ranking.hybrid import fusion
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.nodes import NOTHING, Ahead, And, Condition, Node, Soon, Term, nothing
from indexer.search.query.plan import ALL, Chosen, Plan
from indexer.search.query.ranking import Ranking

#: So many pages of what is found without words are kept.
_KEPT = 64


class _Read(Sequence[Finding]):
    """The findings of some documents, each read when it is asked for."""

    def __init__(self, snapshot: Snapshot, docs: range) -> None:
        self._snapshot = snapshot
        self._docs = docs

    def __len__(self) -> int:
        return len(self._docs)

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...

    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        if isinstance(place, slice):
            return _Read(self._snapshot, self._docs[place])
        return self._snapshot.finding(self._docs[place])


class _List(NamedTuple):
    """What a plan finds, or one of two lists of it."""

    found: Docs
    #: Those of them that are listed, with their scores.
    listed: Matches


class LocalEngine:
    """Implements ``Engine`` over the arrays of one snapshot; shared by all threads."""

    def __init__(self, build: Build, ranking: Ranking | None = None) -> None:
        """Raises what Whoosh raises, OSError or ValueError when the build is damaged."""
        ranking = ranking or Ranking()
        snapshot = Snapshot(build)
        self._snapshot = snapshot
        self._evaluator = evaluator = Evaluator(snapshot, ranking)
        self._ordering = Ordering(snapshot)
        self._fusion = fusion(snapshot, ranking)
        self._meaning = "on" if self._fusion else "missing" if build.model else "off"
        self._finder = Finder(snapshot, evaluator, self._ordering, self._fusion, ranking)
        rows = self._fusion.vectors if self._fusion else None
        self._more_like_this = MoreLikeThis(snapshot, evaluator, self._ordering, rows)
        self._unasked: Cache[Results] = Cache(_KEPT)
        self._catalogue = Catalogue(
            build=build.id,
            created=str(build.manifest["created"]),
            count=snapshot.count,
            reports=build.records,
            vocabulary=build.vocabulary,
            facets={
                name: FacetValues(labels, snapshot.totals[name].tolist(), BY_NAME[name].several)
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
        """As ``Engine.meaning``. A build whose vectors came later is opened anew."""
        return self._meaning

    def search(self, plan: Plan, ahead: Ahead = NOTHING) -> Results:
        """As ``Engine.search``. What is found without words is kept, the latest of it.

        It is asked for most of all, and to put a million findings in order takes 10 ms.
        """
        nodes = plan.node.nodes if isinstance(plan.node, And) else (plan.node,)
        if plan.sentence or not all(isinstance(node, Condition) for node in nodes):
            return self._search(plan)
        stretch = (plan.sort, plan.start, plan.size, plan.grouped, plan.match)
        leanings = (plan.preferred, plan.tone, plan.speaking, plan.first)
        key = (plan.node, frozenset(plan.chosen.items()), *leanings, *stretch)
        return self._unasked.get(key, lambda: self._search(plan))

    def _search(self, plan: Plan) -> Results:
        found = self._finder.find(plan)
        lists = [self._list(matches, plan) for matches in found.lists]
        counts, without = found.counted.counts()
        total = len(found.answers.matches.docs)
        return Results(
            best=tuple(self._stretch(lists, plan)),
            total=total,
            close=sum(len(one.found) for one in lists) - total,
            listed=sum(len(one.listed.docs) for one in lists),
            meant=found.meant,
            mixed=found.mixed,
            counts=counts,
            without=without if found.counted is found.answers else found.answers.without(),
        )

    def scan(self, plan: Plan) -> Iterator[Result]:
        """As ``Engine.scan``. What is not read yet is held by the findings' files alone.

        A list that is sent for half a minute else keeps a whole build open, its posting lists and
        whatever else was looked up in it: 100 MB of 100,000 findings beside the newest build.
        """
        found = self._finder.find(plan)
        lists = [self._list(matches, plan) for matches in found.scanned(plan.match)]
        read = self._snapshot.stored.read
        return chain.from_iterable(
            [self._results(one, plan, 0, len(one.listed.docs), read) for one in lists]
        )

    def count(self, nodes: Sequence[Node], soon: Soon = nothing) -> list[int]:
        """As ``Engine.count``; what is searched for soon need not be known before."""
        return [len(self._evaluator.matches(node).answering_ones.docs) for node in nodes]

    def crosstab(self, plan: Plan, rows: str, columns: str) -> Crossed:
        """As ``Engine.crosstab``."""
        facets = self._snapshot.facets
        docs = self._finder.find(plan).counted.matches.docs
        return crosstab(facets[rows], facets[columns], docs)

    def more_like_this(
        self,
        finding: Finding,
        terms: Sequence[Term],
        number: int,
        chosen: Chosen = ALL,
    ) -> list[Result]:
        """As ``Engine.more_like_this``."""
        if (doc := self._snapshot.doc(finding.id)) is None:
            return []
        nearest = self._more_like_this.nearest(doc, terms, number, chosen)
        return [Result(self._snapshot.finding(one), nearness) for one, nearness in nearest]

    def get(self, finding_ids: Sequence[str]) -> list[Finding]:
        """As ``Engine.get``."""
        docs = map(self._snapshot.doc, finding_ids)
        return [self._snapshot.finding(doc) for doc in docs if doc is not None]

    def neighbours(self, finding: Finding) -> Neighbours:
        """As ``Engine.neighbours``."""
        doc, span = self._snapshot.doc(finding.id), self._snapshot.spans[finding.report]
        assert doc is not None  # a finding is had of the engine that is asked about it
        return Neighbours(_Read(self._snapshot, span), span.index(doc))

    def report(self, report_id: str) -> Report:
        """As ``Engine.report``."""
        return Report.from_json(self._snapshot.build.published_report(report_id))

    def _list(self, found: Matches, plan: Plan) -> _List:
        """What was found as it is listed."""
        listed = self._ordering.distinct(found, plan.sort) if plan.grouped else found
        return _List(found.docs, listed)

    def _stretch(self, lists: Iterable[_List], plan: Plan) -> Iterator[Result]:
        """The stretch that the plan asks for, of the lists one after the other."""
        first, end = plan.start, plan.start + plan.size
        read = self._snapshot.finding
        for one in lists:
            yield from self._results(one, plan, max(0, first), max(0, end), read)
            first, end = first - len(one.listed.docs), end - len(one.listed.docs)

    def _results(
        self, one: _List, plan: Plan, first: int, end: int, read: Callable[[int], Finding]
    ) -> Iterator[Result]:
        """Some findings of a list, each with its twins in it, read one by one."""
        if not first < min(end, len(one.listed.docs)):
            return iter(())
        places = self._ordering.places(one.listed, plan.sort, end)[first:end]
        docs: list[int] = one.listed.docs.take(places).tolist()
        scores: list[float] = one.listed.scores.take(places).tolist()
        marks: list[bool] = one.listed.answered.take(places).tolist()
        alike = partial(self._ordering.twins.of, docs=one.found) if plan.grouped else _no_twins
        return (
            Result(read(doc), score, tuple(map(read, alike(doc))), answers)
            for doc, score, answers in zip(docs, scores, marks, strict=True)
        )


def _no_twins(_: int) -> tuple[int, ...]:
    return ()
