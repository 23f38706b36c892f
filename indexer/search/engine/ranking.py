"""BM25F: how well a finding answers a term, from its text and the headings above it.

Robertson, Zaragoza and Taylor, 'Simple BM25 extension to multiple weighted fields' (CIKM 2004):
the frequencies of a term in the fields are added up, each weighted and divided by the length of
its field, and what saturates is their sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from indexer.index.schema import BODY, HEADING
from indexer.search.engine.matches import Docs, Floats


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """What a field counts: its weight, and how much its length matters (0 to 1)."""

    weight: float
    b: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The numbers of the ranking. ``tests/relevance/README.md`` has what each of them brings."""

    #: How soon repeating a word stops to count.
    k1: float = 1.6
    fields: Mapping[str, FieldWeight] = field(
        default_factory=lambda: MappingProxyType(
            {BODY: FieldWeight(1.0, 0.65), HEADING: FieldWeight(0.3, 0.5)}
        )
    )
    #: What the words of a long form or set phrase count when they stand apart.
    apart: float = 0.5
    #: How many times its own rarity a set phrase counts at most, for the words it stands for.
    whole: float = 1.5
    #: The power of the share of words met, by which the score of a run of words is multiplied.
    coverage: float = 0.5
    #: The power of a word's rarity that it counts by in that share.
    telling: float = 0.5
    #: The least share of the words that a finding must have, when any finding has that much.
    least: float = 0.2
    #: What two words count that stand side by side as typed.
    nearness: float = 0.15
    #: What a finding gains that has the one word asked for in the very form that was typed.
    printed: float = 0.25
    #: What meaning counts in the order of a run of words, where the build has vectors; words
    #: count the rest.
    meaning: float = 0.6

    def rarity(self, documents: int, size: int) -> float:
        """The inverse document frequency of a term in ``documents`` of ``size`` findings, > 0."""
        return float(np.log1p((size - documents + 0.5) / (documents + 0.5)))

    def score(self, rarity: float, frequencies: Floats) -> Floats:
        """The score of each finding from its weighted, length-normalised ``frequencies``."""
        return (
            np.float32(rarity * (self.k1 + 1)) * frequencies / (frequencies + np.float32(self.k1))
        )

    def normalised(self, name: str, docs: Docs, frequencies: Floats, lengths: Floats) -> Floats:
        """``frequencies`` in field ``name`` weighted and divided by the field's length.

        ``lengths`` are shares of the mean length, over all documents.
        """
        part = self.fields[name]
        share = np.float32(1 - part.b) + np.float32(part.b) * lengths.take(docs)
        return np.float32(part.weight) * frequencies / share
