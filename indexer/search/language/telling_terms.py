"""The terms that tell a finding from others, by which findings like it are looked for.

``Relatives`` makes one for each build, hands the terms of a finding to the engine, and weighs by
them how alike two findings are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from math import log, log1p, sqrt

from indexer.index.analysis import CAPITALS, analyse, fold
from indexer.index.vocabulary import Vocabulary
from indexer.search.cache import Cache
from indexer.search.query.nodes import Term

#: How many of its terms stand for a finding.
_TERMS = 24
#: So many texts are kept weighed.
_KEPT = 1024


class TellingTerms:
    """Weighs the terms of a text by how rare its words are in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, count: int) -> None:
        """``count`` is the number of findings."""
        self._vocabulary = vocabulary
        self._count = count
        self._kept: Cache[dict[str, float]] = Cache(_KEPT)
        self._wholes: Cache[tuple[float, dict[str, float]]] = Cache(_KEPT)

    def of(self, text: str) -> tuple[Term, ...]:
        """The terms that tell most about ``text``: how often in it times how rare elsewhere.

        How rare is judged by the printed word, so that no engine is asked for it. A word that
        stands nowhere else tells nothing: no other finding has it.
        """
        weighed = self._weighed(text)
        best = sorted(weighed, key=lambda term: (-weighed[term], term))
        return tuple(map(Term, best[:_TERMS]))

    def terms(self, text: str) -> Collection[str]:
        """All terms that tell something about ``text``."""
        return self._weighed(text).keys()

    def foremost(
        self, text: str, number: int, often: Mapping[str, int], texts: int
    ) -> frozenset[str]:
        """The ``number`` of terms that tell ``text`` most from some ``texts`` like it.

        ``often``: in how many of those each term stands.
        """
        weighed = self._weighed(text)
        telling = {
            term: weight * log1p(texts / max(1, often.get(term, 0)))
            for term, weight in weighed.items()
        }
        return frozenset(sorted(telling, key=lambda term: (-telling[term], term))[:number])

    def likeness(self, one: str, other: str) -> float:
        """The cosine of the weighed terms of two texts, 0 to 1."""
        mine, theirs = self._weighed(one), self._weighed(other)
        shared = sum(weight * theirs[term] for term, weight in mine.items() if term in theirs)
        return min(1.0, shared / (_length(mine) * _length(theirs))) if shared else 0.0

    def contained(self, one: str, other: str) -> float:
        """How much of the shorter of two texts stands in the longer, by how rare its words are.

        1 for the same words in whatever order; words that stand nowhere else count most.
        """
        mine, theirs = self._whole(one), self._whole(other)
        (whole, shorter), (_, longer) = (mine, theirs) if mine[0] <= theirs[0] else (theirs, mine)
        shared = sum([weight for term, weight in shorter.items() if term in longer])
        return shared / whole if whole else 0.0

    def _whole(self, text: str) -> tuple[float, dict[str, float]]:
        """Every term of ``text`` with how rare its word is, those of this text alone among them,
        and the sum. Kept, since the page of a force compares 200 findings with 40 each.
        """
        return self._wholes.get(text, lambda: self._summed(text))

    def _summed(self, text: str) -> tuple[float, dict[str, float]]:
        tokens = [t for t in analyse(text) if t.width == 1 and not t.term.startswith(CAPITALS)]
        rarest = log1p(self._count)
        weights = {t.term: self._rarity(text[t.start : t.end]) or rarest for t in tokens}
        return sum(weights.values()), weights

    def _weighed(self, text: str) -> dict[str, float]:
        return self._kept.get(text, lambda: self._weights(text))

    def _weights(self, text: str) -> dict[str, float]:
        """The terms of ``text``, each with its weight."""
        tokens = [t for t in analyse(text) if t.width == 1 and not t.term.startswith(CAPITALS)]
        often = Counter(token.term for token in tokens)
        rarities = {token.term: self._rarity(text[token.start : token.end]) for token in tokens}
        return {
            term: (1 + log(often[term])) * rarity for term, rarity in rarities.items() if rarity
        }

    def _rarity(self, word: str) -> float:
        """How rare ``word`` is among the findings; 0 if it stands in this text alone."""
        folded = fold(word)
        count = self._vocabulary.words.get(folded, 0)
        count += self._vocabulary.capitals.get(folded.upper(), 0)
        return log1p(self._count / count) if count > 1 else 0.0


def _length(weights: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))
