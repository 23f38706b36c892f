"""The numbers of the ranking, the same for every engine.

``Archive`` is given a ``Ranking`` when other numbers are to be tried; engines read it. What each
number brings is measured in ``tests/relevance/TRIED.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from indexer.index.schema import BODY, HEADING

#: What boilerplate counts: what judges nothing and several forces are told in the same words.
SUNK = 0.5


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """What a field counts: its weight, and how much its length matters (0 to 1)."""

    weight: float
    b: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The numbers of the ranking. ``tests/relevance/TRIED.md`` has what each of them brings."""

    #: How soon repeating a word stops to count.
    k1: float = 1.8
    fields: Mapping[str, FieldWeight] = field(
        default_factory=lambda: MappingProxyType(
            {BODY: FieldWeight(1.0, 0.65), HEADING: FieldWeight(0.3, 0.5)}
        )
    )
    #: What the words of a long form or set phrase count when they stand apart.
    apart: float = 0.5
    #: How many times its own rarity a set phrase counts at most, for the words it stands for.
    whole: float = 1.7
    #: The power of the share of words met, by which the score of a run of words is multiplied.
    coverage: float = 0.5
    #: The power of a word's rarity that it counts by in that share.
    telling: float = 0.5
    #: The least share of the words that a finding must have, when any finding has that much.
    least: float = 0.2
    #: What two words count that stand side by side as typed.
    nearness: float = 0.15
    #: What a finding gains that has the one word asked for in the very form that was typed.
    printed: float = 0.15
    #: What meaning counts in the order of a run of words, where the build has vectors; words
    #: count the rest.
    meaning: float = 0.6
    #: What a finding that answers a question gains, of the most that words and meaning give.
    advantage: float = 0.3
    #: The same where meaning counts. With 0.3 one that answered stood last of eleven; with 0.5
    #: plain questions of a stranger get 0.713 for 0.715 on one report and 0.543 for 0.542 on 31,
    #: the known, independent and new ones the same.
    advantage_meant: float = 0.5
    #: What a finding gains whose category is the one that a question leans to: what asks for
    #: something where something is lacking, what praises where something is done well.
    leaning: float = 0.2
    #: What a finding loses whose category says the opposite of what a question leans to: praise,
    #: where something is lacking. 0.1 to 0.2 gain 0.01 to 0.03 on plain questions of one blind set
    #: and on absence; with 0.2 the known natural ones lose 0.015, with 0.4 all of them lose.
    opposed: float = 0.15
    #: What a finding loses, to a question in a sentence, that only sets the scene, where meaning
    #: counts: long sections on a whole field are near to any question about it. With 0.05 and 0.1
    #: plain questions of a stranger gain 0.037 on one report and 0.001 on eight, the known ones
    #: 0.002, the final ones lose 0.002 and gain 0.001; with 0.2 the known lose 0.03.
    scene: float = 0.05
    #: What a finding gains that denies in one sentence what a question denies. With 0.1 absence
    #: gains 0.03 on eight real reports, with 0.15 and 0.2 0.08; with 0.2 plain questions lose 0.004
    #: on invented ones.
    denied: float = 0.15
    #: What a finding gains that speaks of the force that a question names, in a report on several
    #: bodies.
    speaking: float = 0.5
