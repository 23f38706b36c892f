"""The plan of a search: everything that an engine is told, and nothing of what was typed.

``Searcher`` makes it of a request and its interpretation; ``Engine.search``, ``scan`` and
``crosstab`` take it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from indexer.search.query.nodes import And, Having, Leaf, Node, Part, Term
from indexer.search.query.tone import Tone

#: Facet to the codes of the chosen values, as the catalogue numbers them: OR inside a facet, AND
#: across facets. A facet that is not among them lets everything through.
Chosen = Mapping[str, frozenset[int]]
ALL: Chosen = MappingProxyType({})


class Sort(StrEnum):
    """The order of the findings."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    #: What entered the corpus last comes first.
    ADDED = "added"
    REPORT = "report"


class Match(StrEnum):
    """Which findings are given back."""

    #: What answers, and after it what is close.
    ANY = "any"
    #: What answers, and no more.
    ALL = "all"
    #: The same as ``ANY``, also where all of it is taken away: otherwise that is what answers, and
    #: what is close only where nothing does.
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to find, in which order, and which stretch of it to give back."""

    node: Node
    chosen: Chosen = field(default_factory=lambda: ALL)
    sort: Sort = Sort.RELEVANCE
    #: The first finding to give back, from 0, and how many at most.
    start: int = 0
    size: int = 0
    #: Whether of near-identical findings only the first in the order is listed.
    grouped: bool = False
    #: A question in plain words, by the meaning of which to rank as well; '' for words alone.
    question: str = ""
    #: Whether it is asked in a sentence: one list in the order of the evidence, not two.
    sentence: bool = False
    match: Match = Match.ANY
    #: Codes of categories whose findings are a little better than others.
    preferred: frozenset[int] = frozenset()
    #: Codes of categories whose findings say the opposite of what is asked, and are a little worse.
    opposed: frozenset[int] = frozenset()
    #: Narratives of this tone are as those categories; None for none.
    tone: Tone | None = None
    #: What a question denies: a finding is a little better that denies it too, in one sentence. It
    #: counts beside ``tone`` alone.
    denied: tuple[Leaf, ...] = ()
    #: What it asks beside that: a finding that affirms what is denied, in one sentence with all of
    #: this, says the contrary of what is asked and is as good as what is preferred.
    beside: tuple[Part, ...] = ()
    #: What speaks of those that a question names: what has any of it is better than what has none.
    speaking: tuple[Term | Having, ...] = ()
    #: Conditions: what fits the first of them comes before all else, then what fits the next.
    first: tuple[Node, ...] = ()

    @property
    def narrowed(self) -> Node:
        """The node with the chosen values as conditions: what it matches is what is found."""
        chosen = (Having(facet, tuple(sorted(codes))) for facet, codes in self.chosen.items())
        return And((self.node, *chosen)) if self.chosen else self.node
