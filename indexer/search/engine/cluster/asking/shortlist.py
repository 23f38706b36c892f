"""What a plan finds in the cluster, the best of it ranked as the embedded engine ranks.

``ClusterEngine`` makes one ``Shortlist`` a search, of what the cluster answered. Ahead in the whole
list stands what is on the shortlist and answers (to a question in a sentence also what is close);
behind it what answers and is not on it, in rough order; and last what is close.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from indexer.reports.finding import Finding
from indexer.search.catalogue import Catalogue
from indexer.search.engine.cluster.asking.candidates import Candidates, Hit, KnownStanding, Told
from indexer.search.engine.cluster.asking.meaning import Meaning
from indexer.search.engine.cluster.asking.queries import terms
from indexer.search.engine.interface import Result
from indexer.search.engine.local.finder import Finder
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.nodes import Node, Or
from indexer.search.query.plan import Plan
from indexer.search.query.ranking import Ranking
from indexer.search.query.tone import all_terms

#: The share of the lowest score on the shortlist that the best of the others gets.
_BEHIND = 0.99
#: Makes what evaluates candidates, told a node and the ids of those that answer it.
Evaluators = Callable[[Candidates, Node, Sequence[str]], Told]


class _Placed(NamedTuple):
    """A candidate in its place, and the list that it stands in."""

    doc: int
    score: float
    answers: bool
    found: Matches


class Walked(NamedTuple):
    """What answers from one place in the cluster's order on."""

    hits: Sequence[Hit]
    #: Whether nothing stands behind it.
    whole: bool
    #: Those that were read already, with their twins.
    read: Sequence[Hit] = ()

    @classmethod
    def of(cls, answer: Mapping[str, Any], size: int) -> Walked:
        """What was answered where so many were asked for."""
        hits = answer["hits"]["hits"]
        return cls(hits, len(hits) < size)

    def others(self, seen: set[str]) -> Iterator[Hit]:
        """The first of each group of near-identical ones that was not ``seen``."""
        for hit in self.hits:
            group = hit["fields"]["twin"][0]
            if group not in seen:
                seen.add(group)
                yield hit


#: Before anything was asked for.
NOWHERE = Walked((), False)


class Shortlist:
    """The findings of one search."""

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        means: Mapping[str, float],
        first: Mapping[str, Any],
        answering: Sequence[Hit],
        close: Sequence[Hit],
        evaluator: Evaluators,
        ranking: Ranking,
        meaning: Meaning | None = None,
        walked: Walked = NOWHERE,
    ) -> None:
        """``means`` is for ``Candidates``; ``first`` is what was answered to ``Requests.answers``;
        ``answering`` and ``close`` are the candidates; ``walked`` is what was asked for of what
        answers, in the cluster's order, since the page may lie behind them.
        """
        self.plan = plan
        self.walked = walked
        self._catalogue = catalogue
        self._counted = first["aggregations"]
        #: The number of findings that answer.
        self.total: int = first["hits"]["total"]["value"]
        #: The ids of the candidates that answer.
        self.ids = frozenset(hit["_id"] for hit in answering)
        asked = frozenset(terms(Or((plan.node, *plan.speaking))))
        asked |= all_terms() if plan.tone else frozenset()
        self.candidates = Candidates(catalogue, means, (*answering, *close), asked)
        evaluated = evaluator(self.candidates, plan.node, list(self.ids))
        self._ordering = Ordering(self.candidates, KnownStanding(self.candidates))
        fusion = meaning.fusion(self.candidates, ranking) if meaning else None
        finder = Finder(self.candidates, evaluated, self._ordering, fusion, ranking)
        self.found = finder.find(plan)
        self.meant, self.mixed = self.found.meant, self.found.mixed

    @property
    def ahead(self) -> int:
        """The number of findings ahead in the whole list."""
        return len(self._lists[0])

    @property
    def behind(self) -> int:
        """The number of findings behind them that answer."""
        return self._answers_listed - sum(one.answers for one in self._lists[0])

    @property
    def close(self) -> int:
        """The number of findings that are close."""
        return sum(len(one.docs) - int(one.answered.sum()) for one in self.found.lists)

    @property
    def listed(self) -> int:
        """The number of findings in the whole list."""
        return self.behind + sum(map(len, self._lists))

    @property
    def without(self) -> dict[str, int]:
        """Facet that is chosen from to the number of findings that answer without its choice."""
        return {name: self._counted[name]["doc_count"] for name in self.plan.chosen}

    def counts(self) -> Mapping[str, Sequence[int]]:
        """As ``Results.counts``."""
        if not self.total:
            return self.found.counted.counts()[0]
        return {name: self._values(name) for name in self._counted if name != "twinned"}

    def shown(self, first: int, end: int) -> Iterator[Result]:
        """The candidates from one place to another, as if nothing stood behind those ahead."""
        placed = [one for some in self._lists for one in some]
        yield from map(self._result, placed[max(0, first) : max(0, end)])

    def answering(self) -> Iterator[Result]:
        """The candidates that answer, in their order."""
        yield from (self._result(one) for one in self._lists[0] if one.answers)

    def merely_close(self) -> Iterator[Result]:
        """The candidates that are close, in their order."""
        placed = (one for some in self._lists for one in some)
        yield from (self._result(one) for one in placed if not one.answers)

    def seen(self) -> set[str]:
        """The groups of near-identical findings that have a place already."""
        twins = self.candidates.column("twin")
        return {twins[one.doc] for one in self._lists[0]} if self.plan.grouped else set()

    def behind_it(self, hits: Sequence[Hit], read: Sequence[Hit]) -> Iterator[Result]:
        """Findings behind the shortlist, given in their order, with those that were ``read`` for
        them.
        """
        there = {hit["_id"]: hit["_source"] for hit in read}
        groups: dict[str, list[Mapping[str, Any]]] = {}
        for one in sorted(there.values(), key=lambda one: (one["report"], one["number"])):
            groups.setdefault(one["twin"], []).append(one)
        for hit in hits:
            own = there[hit["_id"]]
            group = groups[own["twin"]] if self.plan.grouped else ()
            twins = tuple(_finding(one) for one in group if one is not own)
            yield Result(_finding(own), self._score(hit), twins)

    @cached_property
    def _lists(self) -> tuple[list[_Placed], ...]:
        """The candidates of each list in its order."""
        return tuple(list(self._placed(one)) for one in self.found.lists)

    def _placed(self, found: Matches) -> Iterator[_Placed]:
        listed = self._ordering.distinct(found, self.plan.sort) if self.plan.grouped else found
        listed = listed.at(self._ordering.places(listed, self.plan.sort, len(listed.docs)))
        marks = listed.answered.tolist()
        for doc, score, answers in zip(
            listed.docs.tolist(), listed.scores.tolist(), marks, strict=True
        ):
            yield _Placed(doc, score, answers, found)

    def _result(self, one: _Placed) -> Result:
        twins = self._ordering.twins.of(one.doc, one.found.docs) if self.plan.grouped else ()
        finding = self.candidates.finding
        return Result(finding(one.doc), one.score, tuple(map(finding, twins)), one.answers)

    @property
    def _answers_listed(self) -> int:
        """The number of findings that answer, near-identical ones as one where they are grouped."""
        placed = [one for one in self._lists[0] if one.answers]
        if not self.plan.grouped:
            return self.total
        if len(self.ids) >= self.total:
            return len(placed)
        twinned = self._counted["twinned"]
        return self.total - int(twinned["doc_count"]) + int(twinned["groups"]["value"])

    def _score(self, hit: Hit) -> float:
        """The score of a finding behind the shortlist: none where the order is by no score."""
        rough = hit.get("_score") or 0.0
        least = min((one.score for one in self._lists[0]), default=0.0)
        return _BEHIND * least * rough / (1 + rough)

    def _values(self, facet: str) -> list[int]:
        counts = [0] * len(self._catalogue.facets[facet].slugs)
        for bucket in self._counted[facet]["values"]["buckets"]:
            code = self._catalogue.facets[facet].code(bucket["key"])
            assert code is not None  # the catalogue is that of the index
            counts[code] = bucket["doc_count"]
        return counts


def _finding(source: Mapping[str, Any]) -> Finding:
    return Finding.from_json(source["finding"])
