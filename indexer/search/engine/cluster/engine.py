"""The engine on other machines: one index of a cluster behind the engine's door.

``ClusterSource`` opens it and ``Searcher`` asks it. The cluster says which findings answer, how
many, and with which values, exactly; of those that answer and of those that are close it gives the
few hundred that are roughly best, and these are ranked, cut and counted as the embedded engine does
it (``shortlist``). A page takes one round trip, one more where something is asked that was not
counted yet, and one where nothing answers under a choice or a page lies far behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.search.catalogue import Catalogue
from indexer.search.engine.cluster.asking.candidates import Candidates, Hit, KnownStanding, Told
from indexer.search.engine.cluster.asking.counts import Counts
from indexer.search.engine.cluster.asking.meaning import Meaning, direction, rows
from indexer.search.engine.cluster.asking.neighbourhood import Neighbourhood
from indexer.search.engine.cluster.asking.queries import Query, Translator
from indexer.search.engine.cluster.asking.requests import Requests
from indexer.search.engine.cluster.asking.shortlist import Shortlist
from indexer.search.engine.cluster.connection import Connection, IndexGone
from indexer.search.engine.cluster.kept import papers
from indexer.search.engine.cluster.kept.papers import Papers
from indexer.search.engine.interface import Crossed, Neighbours, Result, Results
from indexer.search.engine.local.counting.crosstab import crosstab
from indexer.search.engine.local.finder import AMPLE, end_of
from indexer.search.engine.local.more_like_this import MoreLikeThis
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.query.nodes import (
    NOTHING,
    Ahead,
    Everything,
    Node,
    Soon,
    Term,
    asked,
    nothing,
)
from indexer.search.query.plan import ALL, Chosen, Match, Plan
from indexer.search.query.ranking import Ranking
from indexer.slugs import slug

#: So many findings that answer, and that are close, are ranked as the embedded engine ranks them;
#: what is close is never more than 50.
ANSWERS, CLOSE = 200, 200
#: So many are looked at that are close and have much of what was asked.
EVIDENT = 100
#: So many are looked at under fewer choices, where nothing answers: the best of them are counted.
ELSEWHERE = 500
#: Of the findings of several groups of near-identical ones, and of what is walked through at once.
_TWINS, _STEP = 2_000, 1_000


class ClusterEngine:
    """Implements ``Engine`` over one index."""

    def __init__(
        self,
        connection: Connection,
        index: str,
        known: Papers,
        model: str,
        meaning: Meaning | None = None,
        ranking: Ranking | None = None,
        shortlisted: int = ANSWERS,
    ) -> None:
        """``model`` made the vectors of the index, '' for none; ``meaning`` is theirs, where it
        can be had here. Raises KeyError or TypeError when
        the papers are damaged.
        """
        self._ranking = ranking or Ranking()
        self._connection = connection
        self._index = index
        self._catalogue = known.catalogue()
        self._means = known.means
        self._model = model
        self._meaning = meaning if self._ranking.meaning else None
        self._shortlisted = shortlisted
        self._counts = Counts(self._search, self._catalogue)
        self._translate = Translator(
            self._catalogue.facets, self._ranking, self._counts.rarity, self._counts.typed_rarity
        )
        self._requests = Requests(
            self._translate, self._catalogue, self._ranking, self._meaning is not None
        )
        #: Whether the index has been taken away.
        self.gone = False

    @property
    def catalogue(self) -> Catalogue:
        """As ``Engine.catalogue``."""
        return self._catalogue

    @property
    def meaning(self) -> str:
        """As ``Engine.meaning``."""
        if self._meaning:
            return "on"
        return "missing" if self._model else "off"

    def search(self, plan: Plan, ahead: Ahead = NOTHING) -> Results:
        """As ``Engine.search``."""
        found = self._shortlist(plan, ahead)
        first, end = plan.start, plan.start + plan.size
        return Results(
            best=tuple(self._stretch(found, first, end)),
            total=found.total,
            close=found.close,
            listed=found.listed,
            meant=found.meant,
            mixed=found.mixed,
            counts=found.counts(),
            without=found.without,
        )

    def scan(self, plan: Plan) -> Iterator[Result]:
        """As ``Engine.scan``."""
        found = self._shortlist(plan)
        if not found.total:
            return found.shown(0, found.listed)
        rest = self._rest(found, 0, found.behind)
        close = found.merely_close() if plan.match is Match.CLOSE else ()
        return chain(found.answering(), rest, close)

    def count(self, nodes: Sequence[Node], soon: Soon = nothing) -> list[int]:
        """As ``Engine.count``."""
        return self._counts.numbers(nodes, self._translate.answers, soon)

    def crosstab(self, plan: Plan, rows: str, columns: str) -> Crossed:
        """As ``Engine.crosstab``."""
        (answer,) = self._search([self._requests.crosstab(plan, rows, columns)])
        if not answer["hits"]["total"]["value"]:
            found = self._shortlist(plan)
            facets = found.candidates.facets
            return crosstab(facets[rows], facets[columns], found.found.counted.matches.docs)
        down, across = (self._catalogue.facets[name].slugs for name in (rows, columns))
        above = answer["aggregations"]["rows"]["buckets"]
        beside = answer["aggregations"]["sums"]["buckets"]
        return Crossed(
            {
                (down.index(row["key"]), across.index(column["key"])): column["doc_count"]
                for row in above
                for column in row["columns"]["buckets"]
            },
            {down.index(row["key"]): row["doc_count"] for row in above},
            {across.index(column["key"]): column["doc_count"] for column in beside},
            answer["hits"]["total"]["value"],
        )

    def more_like_this(
        self,
        finding: Finding,
        terms: Sequence[Term],
        number: int,
        chosen: Chosen = ALL,
    ) -> list[Result]:
        """As ``Engine.more_like_this``."""
        (itself,) = self._search([_by_ids([finding.id])])
        if not (own := itself["hits"]["hits"]):
            return []
        (alike,) = self._search([self._alike(finding, own, terms, chosen)])
        names = [term.term for term in terms]
        found = [*own, *alike["hits"]["hits"]]
        candidates = Candidates(self._catalogue, self._means, found, names)
        evaluator = self._evaluator(candidates, Everything(), ())
        ordering = Ordering(candidates, KnownStanding(candidates))
        near, spread = (rows(candidates), self._meaning.spread) if self._meaning else (None, None)
        nearest = MoreLikeThis(candidates, evaluator, ordering, near, spread)
        doc = candidates.docs([finding.id])[finding.id]
        best = nearest.nearest(doc, terms, number, chosen)
        return [Result(candidates.finding(one), nearness) for one, nearness in best]

    def get(self, finding_ids: Sequence[str]) -> list[Finding]:
        """As ``Engine.get``."""
        distinct = list(dict.fromkeys(finding_ids))
        stretches = range(0, len(distinct), _STEP)
        answers = self._search([_by_ids(distinct[n : n + _STEP]) for n in stretches])
        there = {hit["_id"]: hit["_source"]["finding"] for hit in _hits(answers)}
        return [Finding.from_json(there[name]) for name in finding_ids if name in there]

    def neighbours(self, finding: Finding) -> Neighbours:
        """As ``Engine.neighbours``."""
        record = self._catalogue.reports[finding.report]
        beside = Neighbourhood(self._search, finding.report, record.findings)
        return Neighbours(beside, beside.place(finding))

    def report(self, report_id: str) -> Report:
        """As ``Engine.report``."""
        return Report.from_json(papers.read_report(self._connection, self._index, report_id))

    def flaw(self) -> str:
        """What the index lacks of what it should hold, in a sentence, '' for nothing."""
        (answer,) = self._search([{"size": 0, "track_total_hits": True}])
        number = answer["hits"]["total"]["value"]
        if number == self._catalogue.count:
            return ""
        return f"The index {self._index} has {number} of {self._catalogue.count} findings."

    def _search(self, bodies: Sequence[Query]) -> list[Any]:
        try:
            return self._connection.search(self._index, bodies)
        except IndexGone:
            self.gone = True
            raise

    def _evaluator(self, candidates: Candidates, node: Node, answering: Sequence[str]) -> Told:
        counts, ranking = self._counts.documents, self._ranking
        return Told(candidates, ranking, counts, self._catalogue.count, node, answering)

    def _shortlist(self, plan: Plan, ahead: Ahead = NOTHING) -> Shortlist:
        """What the plan finds, the best of it ranked."""
        self._counts.prepare(plan.node, ahead.soon)
        has_close = plan.match is not Match.ALL and self._requests.has_close(plan)
        close = [self._requests.close(plan, CLOSE)] if has_close else []
        if has_close and not plan.sentence:
            close.append(self._requests.close(plan, EVIDENT, met=AMPLE))
        near = [self._near(plan, one) for one in (True, False)] if self._by_meaning(plan) else []
        answers = self._requests.answers(plan, self._shortlisted)
        first, *others = self._search([answers, *near, *close])
        answering = first["hits"]["hits"]
        more = any(len(other["hits"]["hits"]) == CLOSE for other in others[len(near) :])
        if near:
            answering = [*answering, *others.pop(0)["hits"]["hits"]]
        if not first["hits"]["total"]["value"]:
            answering, further = self._elsewhere(plan, has_close, more, ahead)
            others += further
        elif plan.grouped:
            answering = [*answering, *self._further(plan, first, answering, ahead)]
        return Shortlist(
            plan,
            self._catalogue,
            self._means,
            first,
            answering,
            _hits(others),
            self._evaluator,
            self._ranking,
            self._meaning if plan.question else None,
        )

    def _by_meaning(self, plan: Plan) -> bool:
        """Whether findings are candidates for what they mean alone, whatever answers."""
        return plan.sentence and self._searches_meaning(plan)

    def _searches_meaning(self, plan: Plan) -> bool:
        return bool(plan.question) and self._meaning is not None and self._meaning.searchable

    def _near(self, plan: Plan, answering: bool, without: str = "") -> Query:
        assert self._meaning is not None
        found = self._requests.nearby(plan, answering, without)
        return self._meaning.question(plan.question, CLOSE, found)

    def _elsewhere(
        self, plan: Plan, has_close: bool, more: bool, ahead: Ahead
    ) -> tuple[list[Hit], Sequence[Any]]:
        """Where nothing answers, what does without the choice in one facet, for each (of a question
        in a sentence, whose facets count it with what is close), and the answers to what is near in
        meaning and what is close without it: facets count it so.

        Where ``more`` is close than was given, what has as much of what was asked as it must have
        need not be among the best, and is asked for: of 1,636 searches one missed a finding.
        """
        meaning = self._searches_meaning(plan)
        answering = [
            self._requests.answering(plan, ELSEWHERE, without)
            for without in (plan.chosen if plan.sentence else ())
        ]
        close = [self._requests.close(plan, ELSEWHERE, without) for without in plan.chosen]
        if more and not plan.sentence:
            least = end_of(0, asked(plan.node), meaning).met
            close.append(self._requests.close(plan, EVIDENT, met=least))
        if meaning:
            here = [] if plan.sentence else [""]
            close += [self._near(plan, False, without) for without in (*here, *plan.chosen)]
        answers = self._along([*answering, *(close if has_close else [])], 0, ahead)
        return _hits(answers[: len(answering)]), answers[len(answering) :]

    def _further(self, plan: Plan, first: Any, hits: Sequence[Hit], ahead: Ahead) -> list[Hit]:
        """What is near-identical with some of the first findings and not among them."""
        twinned = first["aggregations"]["twinned"]["doc_count"]
        total = first["hits"]["total"]["value"]
        if not twinned or len(hits) >= total:
            return []
        groups = {hit["_source"]["twin"] for hit in hits if hit["_source"]["twinned"]}
        wanted = [self._requests.twins(plan, groups, _TWINS)] if groups else []
        return _hits(self._along(wanted, total, ahead))

    def _along(self, bodies: Sequence[Query], total: int, ahead: Ahead) -> Sequence[Any]:
        """What is answered to some searches, if there are any, and counted ahead with them."""
        if not bodies:
            return []
        return self._counts.along(bodies, ahead.counted(total), self._translate.answers)

    def _stretch(self, found: Shortlist, first: int, end: int) -> Iterator[Result]:
        """The findings from one place of the whole list to another."""
        ahead, behind = found.ahead, found.behind
        yield from found.shown(first, min(end, ahead))
        if first < ahead + behind and end > ahead:
            start = max(first, ahead) - ahead
            yield from self._rest(found, start, min(end - ahead, behind))
        yield from found.shown(max(first - behind, ahead), end - behind)

    def _rest(self, found: Shortlist, first: int, end: int) -> Iterator[Result]:
        """What answers and is not on the shortlist, from one place of it to another."""
        hits = islice(self._walk(found), first, end) if first < end else iter(())
        while some := list(islice(hits, _STEP)):
            yield from self._read(found, some)

    def _walk(self, found: Shortlist) -> Iterator[Hit]:
        """What answers and is not on the shortlist, in its order, one of each group."""
        after = None
        seen = found.seen()
        while True:
            body = self._requests.walk(found.plan, _STEP, after)
            (answer,) = self._search([body])
            hits = answer["hits"]["hits"]
            for hit in hits:
                key = hit["fields"]["twin"][0] if found.plan.grouped else hit["_id"]
                if hit["_id"] not in found.ids and key not in seen:
                    if found.plan.grouped:
                        seen.add(key)
                    yield hit
            if len(hits) < _STEP:
                return
            after = hits[-1]["sort"]

    def _read(self, found: Shortlist, hits: Sequence[Hit]) -> Iterator[Result]:
        """Findings that were walked over, with their twins."""
        plan = found.plan
        bodies = [_by_ids([hit["_id"] for hit in hits])]
        if plan.grouped:
            groups = {hit["fields"]["twin"][0] for hit in hits}
            bodies.append(self._requests.twins(plan, groups, 10_000))
        yield from found.behind_it(hits, _hits(self._search(bodies)))

    def _alike(
        self, finding: Finding, own: Sequence[Hit], terms: Sequence[Term], chosen: Chosen
    ) -> Query:
        """The findings nearest in meaning, or those that share most, on the same subject first."""
        some = [self._translate.having(facet, codes) for facet, codes in chosen.items()]
        others = {"bool": {"must_not": [{"ids": {"values": [finding.id]}}], "filter": some}}
        if self._meaning and self._meaning.searchable:
            vector = direction(rows(Candidates(self._catalogue, self._means, own, ()))[0])
            return self._meaning.finding(vector, self._shortlisted, others)
        words = [self._translate.rough(term) for term in terms]
        area = slug(finding.area or "")
        alike = {"bool": {"filter": [others], "should": words, "minimum_should_match": 1}}
        same = {"filter": {"term": {"area": area}}, "weight": 2.0}
        query = {"function_score": {"query": alike, "functions": [same]}}
        order = ["_score", "report", "number"]
        return {"query": query, "size": self._shortlisted, "sort": order}


def _hits(answers: Sequence[Any]) -> list[Hit]:
    return [hit for answer in answers for hit in answer["hits"]["hits"]]


def _by_ids(ids: Sequence[str]) -> Query:
    return {"query": {"ids": {"values": list(ids)}}, "size": len(ids)}
