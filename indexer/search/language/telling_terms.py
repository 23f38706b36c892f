"""The terms that tell a finding from others, by which findings like it are looked for.

``Searcher`` makes one for each build and hands the terms of a finding to the engine.
"""

from __future__ import annotations

from collections import defaultdict
from math import log

from indexer.index.analysis import CAPITALS, analyse, fold
from indexer.index.vocabulary import Vocabulary
from indexer.search.query.nodes import Term

#: How many of its terms stand for a finding.
_TERMS = 24


class TellingTerms:
    """Weighs the terms of a text by how rare its words are in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._all = max(1, vocabulary.words.total())

    def of(self, text: str) -> tuple[Term, ...]:
        """The terms that tell most about ``text``: how often in it times how rare elsewhere.

        How rare is judged by the printed word, so that no engine is asked for it.
        """
        weighed: dict[str, float] = defaultdict(float)
        for token in analyse(text):
            rarity = self._rarity(text[token.start : token.end])
            if token.width == 1 and rarity and not token.term.startswith(CAPITALS):
                weighed[token.term] += rarity
        best = sorted(weighed, key=lambda term: (-weighed[term], term))
        return tuple(map(Term, best[:_TERMS]))

    def _rarity(self, word: str) -> float:
        """Minus the logarithm of the share of ``word`` in all printed words, 0 if it is the one."""
        folded = fold(word)
        count = self._vocabulary.words.get(folded, 0)
        count += self._vocabulary.capitals.get(folded.upper(), 0)
        return log(self._all / count) if count > 1 else 0.0
