"""A tree of terms as queries of OpenSearch: which findings answer it, match it, and how well.

Which findings is exact: the same that the embedded engine finds. How well is rough: it chooses the
findings that are then ranked as the embedded engine ranks them (``candidates``). ``ClusterEngine``
makes one ``Translator`` of a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import prod
from typing import Any

from indexer.index.schema import BODY, FORMS, HEADING, TEXTS
from indexer.search.catalogue import FacetValues
from indexer.search.engine.cluster.kept.mapping import NEAR, NEARBY, REPORT, WITHIN
from indexer.search.query.nodes import (
    And,
    Condition,
    Everything,
    Having,
    Leaf,
    Member,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Synonyms,
    Term,
    Typed,
    Words,
    first,
    plain,
)
from indexer.search.query.ranking import Ranking

Query = dict[str, Any]
#: How rare a leaf is, 0.0 where it stands nowhere.
Rarity = Callable[[Leaf], float]

ALL: Query = {"match_all": {}}
NONE: Query = {"match_none": {}}
#: The share of the words is compared as a sum of 32-bit numbers.
_ROUNDING = 1 - 1e-6
#: The root of a share, as a straight line.
_BASE, _SLOPE = 0.39, 0.63
#: What a synonym counts of what was typed, as evidence.
_SYNONYM = 0.5
#: So many members are told apart in the order; more, such as the words with one beginning, are one.
_APART = 40
#: Of the 1,024 clauses that a query has at most, those that look for words near each other.
_TOGETHER = 600


class Translator:
    """Makes queries of nodes, for one build."""

    def __init__(
        self,
        facets: Mapping[str, FacetValues],
        ranking: Ranking,
        rarity: Rarity,
        typed_rarity: Rarity,
    ) -> None:
        """``typed_rarity`` is that of what counts as much as what was typed, the most where it
        stands nowhere.
        """
        self._facets = facets
        self._ranking = ranking
        self._rarity = rarity
        self._typed_rarity = typed_rarity

    def having(self, facet: str, codes: Iterable[int]) -> Query:
        """The findings with one of these values."""
        slugs = self._facets[facet].slugs
        return {"terms": {facet: [slugs[code] for code in sorted(codes)]}}

    def answers(self, node: Node) -> Query:
        """The findings that answer."""
        match node:
            case Words((Part((word,), _),)):
                return self.answers(word)
            case Words():
                return _near(node.telling)
            case And(nodes):
                return {"bool": {"filter": [self.answers(one) for one in nodes] or [ALL]}}
            case Or(nodes):
                return either(self.answers(one) for one in nodes)
            case Not() | Having() | Everything():
                return self._condition(node)
            case _:
                return standing(equals(node))

    def matches(self, node: Node, few: bool = False) -> Query:
        """The findings that answer or are close, whether or not they are close enough; with ``few``
        also those that have few of many words, as where meaning counts beside them.
        """
        match node:
            case Words((Part((word,), _),)):
                return self.matches(word)
            case Words(parts):
                return self._any(parts) if few else self._enough(parts)
            case And(nodes):
                return {"bool": {"filter": [self.matches(one, few) for one in nodes] or [ALL]}}
            case Or(nodes):
                return either(self.matches(one) for one in nodes)
            case Not() | Having() | Everything():
                return self._condition(node)
            case _:
                return standing(members(node))

    def rough(self, node: Node) -> Query:
        """A query whose score says roughly how good a finding is, and which may find too little."""
        match node:
            case Words(parts):
                return self._coordinated(parts)
            case And(nodes) | Or(nodes):
                return {"bool": {"should": [self.rough(n) for n in nodes if _scores(n)]}}
            case Typed(concept, form, among):
                more = {"filter": _term(FORMS, form), "weight": 1 + self._ranking.printed / among}
                return {"function_score": {"query": self.rough(concept), "functions": [more]}}
            case Synonyms(several):
                return self._best(several)
            case Term() | Phrase():
                return self._found(node)
            case _:
                return NONE

    def _condition(self, node: Condition) -> Query:
        match node:
            case Not(inner):
                return {"bool": {"must_not": [self.answers(inner)]}}
            case Having(facet, codes):
                return self.having(facet, codes)
            case _:
                return ALL

    # Enough of the words

    def _enough(self, parts: Sequence[Part]) -> Query:
        """The findings that have enough of the words, by how rare these are."""
        each, wanted = [], 0.0
        for part in parts:
            query, much = self._covered(part)
            each.extend(query)
            wanted += much
        if not each:
            return NONE
        least = self._ranking.least * wanted * _ROUNDING
        return {"function_score": {"query": {"bool": {"should": each}}, "min_score": least}}

    def _any(self, parts: Sequence[Part]) -> Query:
        """The findings that have any of the words."""
        leaves = (leaf for part in parts for leaf in (*part.words, part.whole) if leaf)
        return either(self.matches(leaf) for leaf in leaves)

    def _covered(self, part: Part) -> tuple[list[Query], float]:
        """Queries whose scores say what is covered of a part, and what all of it would be."""
        telling = [(word, self._telling(word)) for word in part.words]
        wanted = sum(much for _, much in telling)
        apart = [_constant(self.matches(word), much) for word, much in telling if much]
        if part.whole is None or not (much := self._telling(part.whole)):
            return apart, wanted
        whole = _constant(self.matches(part.whole), wanted or much)
        together = [{"bool": {"should": apart}}] if apart else []
        return [{"dis_max": {"queries": [*together, whole]}}], wanted or much

    def _telling(self, leaf: Leaf) -> float:
        rarity = self._rarity(leaf)
        return rarity**self._ranking.telling if rarity else 0.0

    # Much of what was asked

    def evident(self, node: Node, share: float) -> Query:
        """Of what ``matches`` the findings that have this share of what was asked, a synonym
        counting half (``Matches.met``).
        """
        match node:
            case Words((Part((word,), None),)):
                return self.evident(word, share)
            case Words(parts):
                each = [self._evidence(part) for part in parts]
                least = share * sum(much for _, much in each) * _ROUNDING
                found = {"bool": {"should": [query for query, _ in each]}}
                return {"function_score": {"query": found, "min_score": least}}
            case And(nodes):
                return {"bool": {"filter": [self.evident(one, share) for one in nodes] or [ALL]}}
            case Or(nodes):
                return either(self.evident(one, share) for one in nodes)
            case Term() | Phrase() | Synonyms() | Typed() if share > _SYNONYM:
                return self.answers(node)
            case _:
                return self.matches(node)

    def _evidence(self, part: Part) -> tuple[Query, float]:
        """A query whose score says what is met of a part, and what all of it would be."""
        each = [(word, self._typed_rarity(word) ** self._ranking.telling) for word in part.words]
        asked = sum(much for _, much in each)
        less = 2 if part.fixed else 1
        apart = {
            "bool": {"should": [q for word, much in each for q in self._met(word, much / less)]}
        }
        if part.whole is None:
            return apart, asked
        whole = {"bool": {"should": self._met(part.whole, asked)}}
        return {"dis_max": {"queries": [apart, whole]}}, asked

    def _met(self, leaf: Leaf, much: float) -> list[Query]:
        """Queries whose scores add up to ``much`` where a leaf is met in full."""
        half = _SYNONYM * much
        more = _constant(self.answers(leaf), much - half)
        return [_constant(self.matches(leaf), half), more]

    # How good

    def _coordinated(self, parts: Sequence[Part]) -> Query:
        """The sum of the words, times nearly the square root of the share of them that is met.

        Between a fifth and all of the words a straight line is off by 15 % at most; which words
        are met cannot be added up and its root taken in one query.
        """
        found = {"bool": {"should": list(self._run(parts))}}
        met = [
            (
                either(standing(_roughly(way)) for way in (word, part.whole) if way),
                self._telling(word),
            )
            for part in parts
            for word in part.words
        ]
        if not (wanted := sum(much for _, much in met)):
            return found
        shares = [{"filter": q, "weight": _SLOPE * m / wanted} for q, m in met if m]
        functions = [{"filter": ALL, "weight": _BASE}, *shares]
        return {"function_score": {"query": found, "functions": functions, "score_mode": "sum"}}

    def _run(self, parts: Sequence[Part]) -> Iterator[Query]:
        for part in parts:
            words = [self.rough(word) for word in part.words]
            if part.whole is None:
                yield from words
            else:
                apart = {"bool": {"should": words, "boost": self._ranking.apart}}
                whole = {"bool": {"must": [self.rough(part.whole)], "boost": self._ranking.whole}}
                yield {"dis_max": {"queries": [apart, whole]}}
        yield from self._neighbours([first(word) for part in parts for word in part.words])

    def _neighbours(self, words: Sequence[Term | Phrase]) -> Iterator[Query]:
        for left, right in pairwise(words):
            if isinstance(left, Term) and isinstance(right, Term):
                yield _phrase(BODY, (left.term, right.term), self._ranking.nearness)

    def _best(self, several: tuple[Member, ...]) -> Query:
        if len(several) > _APART:
            return _constant(standing(several), 1.0)
        core = self._rarity(Synonyms(tuple(one for one in several if one.weight >= 1)))
        return {"dis_max": {"queries": [self._weighed(member, core) for member in several]}}

    def _weighed(self, member: Member, core: float) -> Query:
        """A member, counting as rare as all that are equal, or as itself if that is less."""
        own = self._rarity(Synonyms((member,)))
        rarer = core > 0 and own > 0 and (own > core or member.weight >= 1)
        boost = member.weight * (core / own if rarer else 1.0)
        return {"bool": {"must": [self._found(member.node)], **_scope(member), "boost": boost}}

    def _found(self, node: Term | Phrase) -> Query:
        terms = _terms(node)
        weights = self._ranking.fields
        each = [_phrase(field, terms, weights[field].weight) for field in TEXTS]
        return {"dis_max": {"queries": each, "tie_breaker": weights[HEADING].weight}}


def members(leaf: Leaf) -> tuple[Member, ...]:
    """Everything that a leaf may be met by."""
    concept = plain(leaf)
    return concept.members if isinstance(concept, Synonyms) else (Member(concept),)


def _roughly(leaf: Leaf) -> tuple[Member, ...]:
    """The same, wherever it stands: a query has 1,024 clauses at most."""
    return tuple(replace(member, apart_from=()) for member in members(leaf))


def equals(leaf: Leaf) -> tuple[Member, ...]:
    """What a leaf is met by in full."""
    return tuple(member for member in members(leaf) if member.equal)


def typed(leaf: Leaf) -> tuple[Member, ...]:
    """What counts as much as what was typed."""
    return tuple(member for member in members(leaf) if member.weight >= 1)


def either(queries: Iterable[Query]) -> Query:
    """What any of some queries finds."""
    several = list(queries)
    if len(several) < 2:
        return several[0] if several else NONE
    return {"bool": {"should": several, "minimum_should_match": 1}}


def _scores(node: Node) -> bool:
    return not isinstance(node, Condition)


def standing(several: Iterable[Member]) -> Query:
    """The findings in which any of some members stands, plain words in one query a field."""
    queries: list[Query] = []
    words = []
    for member in several:
        if isinstance(member.node, Term) and member.anywhere:
            words.append(member.node.term)
        else:
            queries.append(_scoped(member))
    queries += [{"terms": {field: words}} for field in TEXTS if words]
    return either(queries)


def _scoped(member: Member) -> Query:
    if member.apart_from:  # in the one field that has text and headings: half the clauses
        found: Query = {"intervals": {NEAR: _interval_alone(member)}}
    else:
        found = either(_phrase(field, _terms(member.node)) for field in TEXTS)
    return {"bool": {"filter": [found, *_scope(member).get("filter", ())]}}


def _scope(member: Member) -> dict[str, list[Query]]:
    if member.reports is None:
        return {}
    return {"filter": [{"terms": {"report": sorted(member.reports)}}]}


def _phrase(field: str, terms: tuple[str, ...], boost: float = 1.0) -> Query:
    if len(terms) == 1:
        return _term(field, terms[0], boost)
    return {
        "match_phrase": {field: {"query": " ".join(terms), "analyzer": "words", "boost": boost}}
    }


def _term(field: str, term: str, boost: float = 1.0) -> Query:
    return {"term": {field: {"value": term, "boost": boost}}}


def _constant(query: Query, boost: float) -> Query:
    return {"constant_score": {"filter": query, "boost": boost}}


# Near each other


def _near(parts: Sequence[Part]) -> Query:
    """The findings that have every word of a run in one sentence or the next, or above it."""
    ways = dict.fromkeys(_least(way) for part in parts for way in _ways(part))
    each = [_anyhow(way) for way in _few(ways)]
    if not all(each):
        return NONE
    if len(each) == 1:
        return {"intervals": {NEAR: each[0]}}
    return {"intervals": {NEAR: {"all_of": {"intervals": each, "max_gaps": NEARBY}}}}


def _ways(part: Part) -> Iterator[tuple[Member, ...]]:
    """For each word of a part, what it is met by: itself, or the whole of the part."""
    whole = () if part.whole is None else equals(part.whole)
    for word in part.words:
        yield whole if part.fixed else (*equals(word), *whole)


def _least(way: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members without which a word is met in other places: 'worried about' is where 'worried'
    is.
    """
    alone = {one.node.term for one in way if isinstance(one.node, Term) and one.anywhere}
    return tuple(
        one for one in way if isinstance(one.node, Term) or alone.isdisjoint(one.node.terms)
    )


def _few(ways: Iterable[tuple[Member, ...]]) -> list[tuple[Member, ...]]:
    """As many members of each word as a query can hold; what counts least is left out of the most.

    Seven words of a question with up to ten members were more clauses than a query may have.
    """
    few = [tuple(sorted(way, key=lambda one: -one.weight)) for way in ways]
    while len(few) > 1 and _clauses(few) > _TOGETHER:
        longest = max(range(len(few)), key=lambda place: _apart(few[place]))
        few[longest] = few[longest][:-1]
    return few


def _clauses(ways: Sequence[tuple[Member, ...]]) -> float:
    """How many terms are looked for by words near each other: Lucene has each member of a word, all
    single terms together, meet each of the other words' (its ``Disjunctions.pullUp``).
    """
    together = prod(map(_apart, ways))
    return sum(
        together / _apart(way) * sum(len(_terms(one.node)) for one in way) for way in ways if way
    )


def _apart(way: tuple[Member, ...]) -> int:
    """How many members of a word are taken by themselves."""
    phrases = sum(isinstance(one.node, Phrase) for one in way)
    return phrases + (phrases < len(way))


def _anyhow(way: tuple[Member, ...]) -> Query:
    """Where any of some members stands; {} for nowhere."""
    each = [_interval(member) for member in dict.fromkeys(way)]
    if len(each) < 2:
        return each[0] if each else {}
    return {"any_of": {"intervals": each}}


def _interval(member: Member) -> Query:
    found = _interval_alone(member)
    if member.reports is None:
        return found
    marks = [_in_a_row((REPORT + report,)) for report in sorted(member.reports)]
    inside = {"any_of": {"intervals": marks}} if marks else _in_a_row((REPORT,))
    return {"all_of": {"intervals": [found, inside], "max_gaps": WITHIN}}


def _interval_alone(member: Member) -> Query:
    """Where a member stands in no set phrase that takes it up."""
    found = _in_a_row(_terms(member.node))
    # One after the other: what is in none of several at once is also found (OpenSearch 2.19) where
    # only the second of them stands.
    for phrase in member.apart_from:
        taken = {"not_contained_by": _in_a_row(phrase.terms)}
        found = {"any_of": {"intervals": [found], "filter": taken}}
    return found


def _terms(node: Term | Phrase) -> tuple[str, ...]:
    return node.terms if isinstance(node, Phrase) else (node.term,)


def _in_a_row(terms: tuple[str, ...]) -> Query:
    return {
        "match": {"query": " ".join(terms), "analyzer": "words", "max_gaps": 0, "mode": "ordered"}
    }


def terms(node: Node) -> Iterator[str]:
    """All terms that findings are looked for by, printed forms among them."""
    match node:
        case Words(parts):
            for part in parts:
                yield from terms(Or((*part.words, *([part.whole] if part.whole else ()))))
        case And(nodes) | Or(nodes):
            for one in nodes:
                yield from terms(one)
        case Not() | Having() | Everything():
            return
        case _:
            yield from chain.from_iterable(map(_looked_for, members(node)))


def _looked_for(member: Member) -> Iterator[str]:
    """The terms of a member, and of the set phrases that it stands apart from."""
    for node in (member.node, *member.apart_from):
        yield from _terms(node)
