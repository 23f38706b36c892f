"""In which order findings are listed, and which of near-identical ones stands for the others."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.search.evaluation import Evaluator, Matches, Term
from indexer.search.postings import Floats, Ints
from indexer.search.ranking import Ranking
from indexer.search.request import Sort
from indexer.search.snapshot import Snapshot
from indexer.search.twins import Twins

#: How many of the best findings are read to see in what form they have the words.
_READ = 40


class Ordering:
    """Orders the matches of one snapshot."""

    def __init__(self, snapshot: Snapshot, evaluator: Evaluator, ranking: Ranking) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._ranking = ranking
        self._twins = Twins(snapshot)

    def as_printed(self, matches: Matches, words: dict[str, Term]) -> Matches:
        """The best of the matches raised by the share of ``words`` they have in that very form.

        Who types 'referrals' means those rather than what was referred, though both are one term.
        The form matters the less the more words there are to judge by.
        """
        if not words or not matches.scores.any():
            return matches
        rarities = {word: self._evaluator.impact(term).rarity for word, term in words.items()}
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
        gain = self._ranking.printed / (sum(rarities.values()) * len(words) ** 0.5)
        scores = matches.scores.copy()
        for place in _best(scores, self._snapshot.ranks[matches.docs], _READ)[:_READ]:
            text = self._snapshot.finding(int(matches.docs[place])).text.casefold()
            found = sum(rarities[word] for word in set(pattern.findall(text)))
            scores[place] *= np.float32(1 + gain * found)
        return matches._replace(scores=scores)

    def places(self, matches: Matches, sort: Sort, needed: int) -> Ints:
        """The places of the matches in the order asked for, the first ``needed`` at least."""
        if sort is Sort.RELEVANCE and matches.scores.any():
            return _best(matches.scores, self._snapshot.ranks[matches.docs], needed)
        return _smallest(self._ranks(sort)[matches.docs], needed)

    def distinct(self, matches: Matches, sort: Sort) -> Matches:
        """The matches with, of near-identical ones, only the one that comes first in the order."""
        several = np.flatnonzero(self._twins.grouped[matches.docs])
        if not len(several):
            return matches
        order = several[self.places(matches.where(several), sort, len(several))]
        _, first = np.unique(self._twins.first[matches.docs[order]], return_index=True)
        kept = np.ones(len(matches.docs), dtype=bool)
        kept[several] = False
        kept[order[first]] = True
        return matches.where(kept)

    def twins(self, doc: int, docs: Ints) -> Ints:
        """Those of ``docs`` that are near-identical with ``doc``, in report order."""
        if not self._twins.grouped[doc]:
            return docs[:0]
        first = self._twins.first
        found = docs[(first[docs] == first[doc]) & (docs != doc)]
        ordered: Ints = found[np.argsort(self._snapshot.ranks[found])]
        return ordered

    def _ranks(self, sort: Sort) -> Ints:
        return self._newest if sort is Sort.NEWEST else self._snapshot.ranks

    @cached_property
    def _newest(self) -> Ints:
        """The place of each document when the newest report comes first."""
        column = self._snapshot.facets["report"]
        dates = [self._snapshot.reports[report]["published"] for report in column.slugs] or [""]
        older = {date: place for place, date in enumerate(sorted(set(dates), reverse=True))}
        place = np.array([older[date] for date in dates], dtype=np.int32)[column.codes]
        ranks = np.empty(self._snapshot.size, dtype=np.int32)
        order = np.lexsort((self._snapshot.ranks, place))
        ranks[order] = np.arange(self._snapshot.size, dtype=np.int32)
        return ranks


def _best(scores: Floats, ranks: Ints, needed: int) -> NDArray[np.int32]:
    """The places of the ``needed`` highest scores, best first, equals in order of rank."""
    places = np.arange(len(scores), dtype=np.int32)
    if needed < len(scores):
        least = np.partition(scores, len(scores) - needed)[len(scores) - needed]
        places = np.flatnonzero(scores >= least).astype(np.int32)
    return places[np.lexsort((ranks[places], -scores[places]))]


def _smallest(ranks: Ints, needed: int) -> NDArray[np.int32]:
    """The places of the ``needed`` smallest ranks, smallest first."""
    places = np.arange(len(ranks), dtype=np.int32)
    if needed < len(ranks):
        places = np.argpartition(ranks, needed)[:needed].astype(np.int32)
    return places[np.argsort(ranks[places])]
