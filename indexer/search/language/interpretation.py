"""What a typed query was taken to mean: the tree to search by, and every change that was made.

``Interpreter`` fills it; ``Searcher`` makes a plan of it, ``Explainer`` says what it tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.search.query.nodes import And, Everything, Leaf, Node, Not, Part, Words


@dataclass(frozen=True, slots=True)
class Change:
    """A word or phrase that was typed and what was searched for as well, or instead."""

    typed: str
    searched: str
    #: Whether what has only this is close, and does not answer.
    close: bool = False

    def to_json(self) -> dict[str, str]:
        """The change as the API gives it."""
        return {"from": self.typed, "to": self.searched}


class Wanted(NamedTuple):
    """A word or phrase that is searched for: as typed or corrected, as a query, as a leaf."""

    text: str
    q: str
    leaf: Leaf
    #: Whether the reports have another word of its family: 'electively' where 'elective' is typed.
    akin: bool = False


@dataclass(slots=True, eq=False)
class Interpretation:
    """The tree of a query, and how it came about. It is kept: nothing changes it once it is read,
    and it is a key to what is made of it.
    """

    node: Node = field(default_factory=Everything)
    expansions: list[Change] = field(default_factory=list)
    corrections: list[Change] = field(default_factory=list)
    suggestions: list[Change] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    #: What only frames the question, as typed: a finding without it answers all the same.
    framing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: The acronyms that were recognised.
    acronyms: list[str] = field(default_factory=list)
    #: Words that would be an acronym in capitals, each with that: 'send' with SEND.
    in_capitals: list[Change] = field(default_factory=list)
    #: Every word of a run in plain words: corrected, and acronyms as what they stand for.
    plainly: list[str] = field(default_factory=list)
    #: Whether a word of the run is one that only a sentence has.
    spoken: bool = False
    #: What is denied of what is asked, in every way it may be said: 'trained' in 'not trained'.
    denied: list[Leaf] = field(default_factory=list)
    #: What is asked beside that: 'children' in 'children not listened to'.
    beside: list[Part] = field(default_factory=list)
    #: Every word or phrase that is searched for.
    wanted: list[Wanted] = field(default_factory=list)

    @property
    def question(self) -> str:
        """The words of a run as a question in plain words; '' for anything but a run of words.

        A phrase, AND, OR, NOT or a facet says exactly what is meant: that is no question.
        """
        return " ".join(self.plainly) if isinstance(self.node, Words) else ""

    @property
    def sentence(self) -> bool:
        """Whether the question is asked in a sentence, and not in key words."""
        return self.spoken and bool(self.question)

    @property
    def excludes(self) -> bool:
        """Whether it only says what findings must not have."""
        nodes = self.node.nodes if isinstance(self.node, And) else (self.node,)
        return any(isinstance(node, Not) for node in nodes) and all(
            isinstance(node, Not | Everything) for node in nodes
        )

    def tell(self, typed: str, searched: str, close: bool = False) -> None:
        """Tell of an expansion, once; ``close`` when what has only that does not answer."""
        change = Change(typed, searched, close)
        if change not in self.expansions:
            self.expansions.append(change)
