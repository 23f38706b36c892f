"""How many findings of the build have what: asked of the cluster once, several at a time, and kept.

The number for a single term is known from the catalogue. ``ClusterEngine`` has what a search needs
counted before it asks, since what is rare decides what is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from threading import Lock
from typing import Any

from indexer.search.catalogue import Catalogue
from indexer.search.engine.cluster.asking.queries import (
    Query,
    either,
    equals,
    members,
    standing,
    typed,
)
from indexer.search.engine.local.scoring import bm25f
from indexer.search.query.nodes import (
    And,
    Condition,
    Leaf,
    Member,
    Node,
    Or,
    Phrase,
    Soon,
    Term,
    Words,
    first,
    nothing,
)

#: Searches of one index, asked at once.
Search = Callable[[Sequence[Query]], Sequence[Any]]
#: What a number is kept under: a tree, or everything that a leaf of one is met by.
_Key = Node | frozenset[Member]
#: Counted in one search, and groups whose numbers are kept.
_AT_ONCE, _KEPT = 100, 20_000


class Counts:
    """The numbers of one build; shared by all threads."""

    def __init__(self, search: Search, catalogue: Catalogue) -> None:
        self._search = search
        self._catalogue = catalogue
        self._known: dict[_Key, int] = {}
        self._lock = Lock()

    def numbers(
        self, nodes: Sequence[Node], answers: Callable[[Node], Query], soon: Soon = nothing
    ) -> list[int]:
        """How many findings answer each node, exactly; ``answers`` is the query for one.

        Where anything must be asked, what ``prepare`` would ask for ``soon`` is asked with it.
        """
        keys = {node: self._group(node) for node in nodes}
        known = {key: n for key in keys.values() if (n := self._number(key)) is not None}
        asked = {key: answers(node) for node, key in keys.items() if key not in known}
        leaves = [node for node, key in keys.items() if key in asked and key is not node]
        if asked:
            known |= self._ask({**self._soon([*leaves, *soon()]), **asked})
        return [known[keys[node]] for node in nodes]

    def along(
        self, bodies: Sequence[Query], nodes: Sequence[Node], answers: Callable[[Node], Query]
    ) -> Sequence[Any]:
        """What is answered to some searches. The same round trip brings the ``numbers`` of nodes,
        which are known from now on.
        """
        keys = {self._group(node): node for node in nodes}
        asked = {key: answers(node) for key, node in keys.items() if self._number(key) is None}
        answered = self._search([*bodies, *_counting(list(asked.values()))])
        self._keep(asked, answered[len(bodies) :])
        return answered[: len(bodies)]

    def _soon(self, nodes: Iterable[Node]) -> dict[_Key, Query]:
        """What a search for some nodes asks for next: the same round trip brings it."""
        groups = dict.fromkeys(self._standing(one) for node in nodes for one in _groups(node))
        return {one: _standing_in(one) for one in groups if self._number(one) is None}

    def _group(self, node: Node) -> _Key:
        """What a node is kept under: single words, phrases and synonyms by what they are met by."""
        if isinstance(node, Words | And | Or | Condition):
            return node
        return self._standing(equals(node))

    def documents(self, several: Iterable[Member], found: int = 0) -> int:
        """In how many findings any of some members stands; ``found`` are those at hand."""
        group = self._standing(several)
        if (number := self._number(group)) is None:
            number = self._ask({group: _standing_in(group)})[group]
        return number

    def rarity(self, leaf: Leaf) -> float:
        """How rare a leaf is, 0.0 where it stands nowhere."""
        number = self.documents(members(leaf))
        return bm25f.rarity(number, self._catalogue.count) if number else 0.0

    def typed_rarity(self, leaf: Leaf) -> float:
        """How rare a leaf is as typed, the most where it stands nowhere."""
        return bm25f.rarity(self.documents(typed(leaf)), self._catalogue.count)

    def prepare(self, node: Node, soon: Soon = nothing) -> None:
        """Have all counted, in one round trip, that the evaluation of ``node`` asks for.

        Where anything must be asked, the same for ``soon`` is asked with it.
        """
        if asked := self._soon([node]):
            self._ask({**asked, **self._soon(soon())})

    def _ask(self, queries: Mapping[_Key, Query]) -> dict[_Key, int]:
        """The numbers for some queries, asked for."""
        return self._keep(queries, self._search(_counting(list(queries.values()))))

    def _keep(self, queries: Mapping[_Key, Query], answers: Sequence[Any]) -> dict[_Key, int]:
        """The numbers that were answered for some queries, which are known from now on."""
        buckets = [one for answer in answers for one in answer["aggregations"]["n"]["buckets"]]
        numbers = {key: int(one["doc_count"]) for key, one in zip(queries, buckets, strict=True)}
        with self._lock:
            if len(self._known) + len(queries) > _KEPT:
                self._known = {}
            self._known |= numbers
            # A group is asked for again by those of its members that turn out to stand somewhere.
            groups = ((key, n) for key, n in numbers.items() if isinstance(key, frozenset))
            self._known |= {self._standing(key): n for key, n in groups}
        return numbers

    def _number(self, key: _Key) -> int | None:
        """The number that is kept under a key, or need not be asked for; None for any other."""
        if not key:
            return 0
        if isinstance(key, frozenset) and len(key) == 1:
            (member,) = key
            if isinstance(member.node, Term) and member.anywhere:
                return self._catalogue.documents(member.node.term)
        return self._known.get(key)

    def _standing(self, several: Iterable[Member]) -> frozenset[Member]:
        """The members that may stand somewhere, by all that is known, whatever they count."""
        alike = (replace(one, weight=1.0) for one in several)
        return frozenset(one for one in alike if self._occurs(one))

    def _occurs(self, member: Member) -> bool:
        node = member.node
        terms = node.terms if isinstance(node, Phrase) else (node.term,)
        everywhere = all(map(self._catalogue.documents, terms))
        return everywhere and self._known.get(frozenset((member,))) != 0


def _standing_in(group: frozenset[Member]) -> Query:
    return standing(sorted(group, key=repr))


def _counting(queries: Sequence[Query]) -> list[Query]:
    """The searches that count what each query finds."""
    stretches = range(0, len(queries), _AT_ONCE)
    return [_counting_some(queries[n : n + _AT_ONCE]) for n in stretches]


def _counting_some(queries: Sequence[Query]) -> Query:
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
    yield typed(leaf)
    for member in members(leaf):
        yield (member,)
