"""What is asked of the cluster for a plan: one body a request.

``ClusterEngine`` sends them. Each finds exactly what the embedded engine finds; the order is exact
where no score is part of it, and rough by relevance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from indexer.index.facets import FACETS
from indexer.search.catalogue import Catalogue
from indexer.search.engine.cluster.asking.queries import ALL, Query, Translator
from indexer.search.query.nodes import Node, Or, asked, beside_words
from indexer.search.query.plan import Plan, Sort
from indexer.search.query.ranking import SUNK, Ranking

#: What stands between what comes first and the rest: more than any score by words.
_TIER = 1000
#: By report, and in each as it stands there: no two findings have the same place.
_IN_REPORT_ORDER = ["report", "number"]
_ORDERS: Mapping[Sort, list[Any]] = {
    Sort.RELEVANCE: ["stance", "turn", *_IN_REPORT_ORDER],
    Sort.NEWEST: [{"published": "desc"}, *_IN_REPORT_ORDER],
    Sort.ADDED: [{"added": "desc"}, *_IN_REPORT_ORDER],
    Sort.REPORT: _IN_REPORT_ORDER,
}
#: Groups of near-identical findings are counted exactly up to this many.
_PRECISE = 40_000


class Requests:
    """Makes the requests for plans of one build."""

    def __init__(
        self, translator: Translator, catalogue: Catalogue, ranking: Ranking, meaning: bool
    ) -> None:
        """``meaning`` says whether it counts beside the words of a question."""
        self._translate = translator
        self._meaning = meaning
        self._facets = catalogue.facets
        self._leaning = 1 + ranking.leaning
        self._opposed = 1 - ranking.opposed
        self._speaking = 1 + ranking.speaking

    def answers(self, plan: Plan, size: int) -> Query:
        """The first ``size`` findings that answer under all choices, how many there are, and how
        many have each value under all choices but those of its own facet.
        """
        return {
            **self._hits(plan, self._translate.answers(plan.node), size),
            "track_total_hits": True,
            "post_filter": self._chosen(plan),
            "aggs": {**self._counts(plan), "twinned": self._groups(plan)},
        }

    def has_close(self, plan: Plan) -> bool:
        """Whether anything can be close to what was asked."""
        return self._translate.answers(plan.node) != self._translate.matches(plan.node)

    def close(self, plan: Plan, size: int, without: str = "", met: float = 0.0) -> Query:
        """The ``size`` findings that are roughly best of those that are close, or of those that
        have the share ``met`` of what was asked, under all choices but those in the facet
        ``without``.
        """
        node = plan.node
        found = self._translate.evident(node, met) if met else self._matches(node, plan)
        close = {
            "bool": {
                "filter": [found, self._chosen(plan, without)],
                "must_not": [self._translate.answers(node)],
            }
        }
        return {**self._best(plan, close, size), "track_total_hits": False}

    def answering(self, plan: Plan, size: int, without: str = "") -> Query:
        """The ``size`` findings that answer and are roughly best, under choices as ``close``."""
        found = [self._translate.answers(plan.node), self._chosen(plan, without)]
        return {**self._best(plan, _all(found), size), "track_total_hits": False}

    def nearby(self, plan: Plan, answering: bool, without: str = "") -> Query:
        """What meaning may choose from, under choices as ``close``: what answers or, if not
        ``answering``, what does not: to a question in a sentence all of it, else what is close.
        """
        answers, chosen = self._translate.answers(plan.node), self._chosen(plan, without)
        if answering:
            return _all([answers, chosen])
        node = beside_words(plan.node) if plan.sentence else plan.node
        found = [self._matches(node, plan), chosen]
        return {"bool": {"filter": found, "must_not": [answers]}}

    def _matches(self, node: Node, plan: Plan) -> Query:
        return self._translate.matches(node, bool(plan.question) and self._meaning)

    def walk(self, plan: Plan, size: int, after: list[Any] | None) -> Query:
        """The next ``size`` findings that answer, after the one whose place is ``after``: only what
        they are called, and which group they are of.
        """
        found = _all([self._translate.answers(plan.node), self._chosen(plan)])
        body = {**self._hits(plan, found, size), "track_total_hits": False}
        if after:
            body["search_after"] = after
        return {**body, "_source": False, "docvalue_fields": ["twin"]}

    def twins(self, plan: Plan, groups: Iterable[str], size: int) -> Query:
        """The findings of some groups that answer."""
        found = [self._translate.answers(plan.node), self._chosen(plan)]
        body = {"query": _all([*found, {"terms": {"twin": sorted(groups)}}]), "size": size}
        return {**body, "track_total_hits": False}

    def crosstab(self, plan: Plan, rows: str, columns: str) -> Query:
        """How many findings that answer have each pair of values of two facets, and each value."""
        found = [self._translate.answers(plan.node), self._chosen(plan)]
        inner = {"columns": self._terms(columns)}
        return {
            "size": 0,
            "track_total_hits": True,
            "query": _all(found),
            "aggs": {"rows": {**self._terms(rows), "aggs": inner}, "sums": self._terms(columns)},
        }

    def _hits(self, plan: Plan, found: Query, size: int) -> Query:
        """Some findings in the order of the plan."""
        if plan.sort is Sort.RELEVANCE and (asked(plan.node) or plan.first):
            return self._put_first(plan, self._best(plan, found, size))
        return {"query": _all([found]), "size": size, "sort": _ORDERS[plan.sort]}

    def _put_first(self, plan: Plan, body: Query) -> Query:
        """The same findings: what fits the first condition scores above all else, and so on."""
        if not plan.first or plan.sentence:
            return body
        tiers = [
            {"filter": self._translate.matches(node), "weight": number * _TIER}
            for number, node in enumerate(reversed(plan.first), start=1)
        ]
        modes = {"score_mode": "max", "boost_mode": "sum"}
        return {
            **body,
            "query": {"function_score": {"query": body["query"], "functions": tiers, **modes}},
        }

    def _best(self, plan: Plan, found: Query, size: int) -> Query:
        rough = {"bool": {"filter": [found], "should": [self._translate.rough(plan.node)]}}
        weights = [{"filter": {"term": {"sunk": True}}, "weight": SUNK}]
        if plan.preferred:
            preferred = self._translate.having("category", plan.preferred)
            weights.append({"filter": preferred, "weight": self._leaning})
        if plan.opposed:
            opposed = self._translate.having("category", plan.opposed)
            weights.append({"filter": opposed, "weight": self._opposed})
        if plan.speaking:
            spoken = self._translate.matches(Or(plan.speaking))
            weights.append({"filter": spoken, "weight": self._speaking})
        weighed = {"query": rough, "functions": weights, "score_mode": "multiply"}
        order = ["_score", *_IN_REPORT_ORDER]
        return {"query": {"function_score": weighed}, "size": size, "sort": order}

    def _chosen(self, plan: Plan, without: str = "") -> Query:
        chosen = ((name, codes) for name, codes in plan.chosen.items() if name != without)
        return _all([self._translate.having(name, codes) for name, codes in chosen])

    def _counts(self, plan: Plan) -> dict[str, Query]:
        """An aggregation for each facet that is listed, or chosen from."""
        listed = (facet.name for facet in FACETS if not facet.hidden or facet.name in plan.chosen)
        return {
            name: {"filter": self._chosen(plan, name), "aggs": {"values": self._terms(name)}}
            for name in listed
            if self._facets[name].slugs
        }

    def _groups(self, plan: Plan) -> Query:
        """How many of what is found has near-identical ones, and in how many groups."""
        found = _all([self._chosen(plan), {"term": {"twinned": True}}])
        groups = {"cardinality": {"field": "twin", "precision_threshold": _PRECISE}}
        return {"filter": found, "aggs": {"groups": groups}}

    def _terms(self, facet: str) -> Query:
        size = max(1, len(self._facets[facet].slugs))
        return {"terms": {"field": facet, "size": size, "shard_size": size}}


def _all(filters: list[Query]) -> Query:
    """What passes all filters, without a score."""
    return {"bool": {"filter": filters or [ALL]}}
