"""How many findings of the build have what: asked of the cluster once, several at a time, and kept.

The number for a single term is known from the catalogue. ``ClusterEngine`` has what a search needs
counted before it asks, since what is rare decides what is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from threading import Lock
from typing import Any

from indexer.search.catalogue import Catalogue
from indexer.search.engine.cluster.queries import Query, either, equals, members, standing
from indexer.search.engine.local.scoring import bm25f
from indexer.search.query.nodes import (
    And,
    Condition,
    Leaf,
    Member,
    Node,
    Or,
    Phrase,
    Term,
    Words,
    first,
)

#: Searches of one index, asked at once.
Search = Callable[[Sequence[Query]], Sequence[Any]]
#: Counted in one search, and groups whose numbers are kept.
_AT_ONCE, _KEPT = 100, 20_000


class Counts:
    """The numbers of one build; shared by all threads."""

    def __init__(self, search: Search, catalogue: Catalogue) -> None:
        self._search = search
        self._catalogue = catalogue
        self._known: dict[frozenset[Member], int] = {}
        self._lock = Lock()

    def numbers(self, queries: Sequence[Query]) -> list[int]:
        """How many findings each query finds, exactly."""
        stretches = range(0, len(queries), _AT_ONCE)
        answers = self._search([_counting(queries[n : n + _AT_ONCE]) for n in stretches])
        buckets = [one for answer in answers for one in answer["aggregations"]["n"]["buckets"]]
        return [bucket["doc_count"] for bucket in buckets]

    def documents(self, several: Iterable[Member], found: int = 0) -> int:
        """In how many findings any of some members stands; ``found`` are those at hand."""
        standing = self._standing(several)
        if (number := self._plainly(standing)) is None:
            self._count([standing])
            number = self._known[standing]
        return number

    def rarity(self, leaf: Leaf) -> float:
        """How rare a leaf is, 0.0 where it stands nowhere."""
        number = self.documents(members(leaf))
        return bm25f.rarity(number, self._catalogue.count) if number else 0.0

    def prepare(self, node: Node) -> None:
        """Have all counted, in one round trip, that the evaluation of ``node`` asks for."""
        distinct = dict.fromkeys(self._standing(group) for group in _groups(node))
        self._count([one for one in distinct if self._plainly(one) is None])

    def _count(self, groups: list[frozenset[Member]]) -> None:
        if not groups:
            return
        numbers = self.numbers([standing(sorted(group, key=repr)) for group in groups])
        with self._lock:
            if len(self._known) + len(groups) > _KEPT:
                self._known = {}
            self._known |= dict(zip(groups, numbers, strict=True))

    def _plainly(self, group: frozenset[Member]) -> int | None:
        """The number for a group that need not be asked for, None for any other."""
        if not group:
            return 0
        if len(group) == 1:
            (member,) = group
            if isinstance(member.node, Term) and member.reports is None:
                return self._catalogue.documents(member.node.term)
        return self._known.get(group)

    def _standing(self, several: Iterable[Member]) -> frozenset[Member]:
        """The members all of whose terms stand somewhere, whatever they count."""
        return frozenset(
            Member(one.node, 1.0, one.reports) for one in several if self._occurs(one.node)
        )

    def _occurs(self, node: Term | Phrase) -> bool:
        terms = node.terms if isinstance(node, Phrase) else (node.term,)
        return all(map(self._catalogue.documents, terms))


def _counting(queries: Sequence[Query]) -> Query:
    return {
        "size": 0,
        "track_total_hits": False,
        "query": {"bool": {"filter": [either(queries)]}},
        "aggs": {"n": {"filters": {"filters": list(queries)}}},
    }


def _groups(node: Node) -> Iterator[tuple[Member, ...]]:
    """The groups of members whose rarity a tree needs."""
    match node:
        case Words(parts):
            leaves = [leaf for part in parts for leaf in (*part.words, part.whole) if leaf]
            for leaf in leaves:
                yield from _of_leaf(leaf)
            for left, right in pairwise(first(word) for part in parts for word in part.words):
                if isinstance(left, Term) and isinstance(right, Term):
                    yield (Member(Phrase((left.term, right.term))),)
        case And(nodes) | Or(nodes):
            for one in nodes:
                yield from _groups(one)
        case _:
            if not isinstance(node, Condition):
                yield from _of_leaf(node)


def _of_leaf(leaf: Leaf) -> Iterator[tuple[Member, ...]]:
    yield members(leaf)
    yield equals(leaf)
    for member in members(leaf):
        yield (member,)
