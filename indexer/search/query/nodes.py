"""The tree of a search: what is looked for, before any engine is asked.

The language makes it of a query; every engine evaluates it, and ``snippets`` takes from it what is
marked. A leaf is something that stands in texts; conditions let findings through and score nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the index."""

    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at successive positions of one field."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One of a group of synonyms."""

    node: Term | Phrase
    #: What an occurrence counts, against 1 for one of what was typed.
    weight: float = 1.0
    #: The reports in which it means the same; None for all.
    reports: frozenset[str] | None = None
    #: Set phrases in which it means something else: where it stands within one it is not there.
    apart_from: tuple[Phrase, ...] = ()
    #: Whether it is the very thing that was typed in other words: it answers, whatever it counts.
    same: bool = False

    @property
    def equal(self) -> bool:
        """Whether what has it has what was typed."""
        return self.same or self.weight >= 1

    @property
    def anywhere(self) -> bool:
        """Whether it is the same wherever it stands."""
        return self.reports is None and not self.apart_from


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Terms and phrases that mean the same or nearly so: a finding scores by its best one."""

    members: tuple[Member, ...]


Concept = Term | Phrase | Synonyms


@dataclass(frozen=True, slots=True)
class Typed:
    """A concept, and the form of it that was typed: findings with that very form count more.

    A reader who types 'referrals' wants those rather than what was referred; both are one term.
    """

    concept: Concept
    #: Folded, as in the field of printed words.
    form: str
    #: The number of words it was typed among: the more there are, the less the form of each tells.
    among: int = 1


Leaf = Concept | Typed


@dataclass(frozen=True, slots=True)
class Part:
    """One or more words of a run; ``whole`` is what stands for all of them together.

    What has the words of a ``fixed`` part, and not the whole, is close: 'county lines' is not
    there where a county and lines are.
    """

    words: tuple[Leaf, ...]
    whole: Leaf | None = None
    fixed: bool = False
    #: Whether it only frames a question ('do people bother'): what lacks it answers all the same.
    framing: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side: findings with more of them are better."""

    parts: tuple[Part, ...]

    @property
    def telling(self) -> tuple[Part, ...]:
        """The parts without which nothing answers."""
        return telling(self.parts)


@dataclass(frozen=True, slots=True)
class And:
    """Findings that match every node."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Findings that match some node."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Findings that do not match; they score nothing."""

    node: Node


@dataclass(frozen=True, slots=True)
class Having:
    """Findings with a value of a facet; they score nothing."""

    facet: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All findings; they score nothing."""


#: What only lets findings through, and scores nothing.
Condition = Not | Having | Everything
Node = Leaf | Words | And | Or | Condition
#: Makes the nodes that may be searched for next, where it is worth knowing of them.
Soon = Callable[[], Sequence[Node]]


def nothing() -> Sequence[Node]:
    """Where nobody can tell what is searched for next."""
    return ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may be asked after a search: an engine on other machines asks it in the same trips."""

    #: What must be known to read what may be asked.
    soon: Soon = nothing
    #: Told how many findings answer: the nodes whose numbers will be asked.
    counted: Callable[[int], Sequence[Node]] = lambda _: ()


NOTHING = Ahead()


class Count(Protocol):
    """How many findings answer each of some nodes, as ``Engine.count`` says it."""

    def __call__(self, nodes: Sequence[Node], soon: Soon = nothing) -> Sequence[int]: ...


def beside_words(node: Node) -> Node:
    """What a finding must be beside having words: the node without its runs of words."""
    nodes = node.nodes if isinstance(node, And) else (node,)
    return And((Everything(), *(one for one in nodes if not isinstance(one, Words))))


def telling(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Those of some parts without which nothing answers: all where all of them only frame."""
    return tuple(part for part in parts if not part.framing) or parts


def asked(node: Node) -> int:
    """The number of words and phrases that are asked for."""
    match node:
        case Words(parts):
            return sum(len(part.words) for part in parts)
        case And(nodes) | Or(nodes):
            return sum(map(asked, nodes))
        case Not() | Having() | Everything():
            return 0
        case _:
            return 1


def plain(leaf: Leaf) -> Concept:
    """The concept, whatever form of it was typed."""
    return leaf.concept if isinstance(leaf, Typed) else leaf


def first(leaf: Leaf) -> Term | Phrase:
    """What was typed, of a group."""
    concept = plain(leaf)
    return concept.members[0].node if isinstance(concept, Synonyms) else concept
