"""In which order findings are listed, and which of near-identical ones stands for the others.

``LocalEngine`` asks it for the stretch of a page, ``hybrid`` for the best by words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.index.records import ReportRecord
from indexer.index.segments.inversion import changes
from indexer.search.engine.local.columns.arrays import Bools, Docs, Ints
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.columns.standing import FORCE, Standing
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.plan import Sort

#: So many matches fill a page or little more.
_PAGE = 64
#: Of many values the least ones of so many rows are taken first, each of its column: to part
#: 18,000 by the tenth takes 25 µs so, and 150 at once.
_ROWS = 16


class Twins:
    """Which findings are near-identical. It holds two columns, and nothing else of a build."""

    def __init__(self, first: Ints, ranks: Ints) -> None:
        """By document: the one that stands for its twins, and its place in report order."""
        self._first = first
        self._ranks = ranks

    def of(self, doc: int, docs: Docs) -> list[int]:
        """Those of ``docs`` that are near-identical with ``doc``, in report order."""
        if not self.grouped[doc]:
            return []
        group = self._group_of(doc)
        there = docs.take(np.searchsorted(docs, group), mode="clip") == group
        found: Docs = group[there & (group != doc)]
        ordered: list[int] = found.take(np.argsort(self._ranks[found])).tolist()
        return ordered

    @cached_property
    def grouped(self) -> Bools:
        """Which documents have a twin."""
        return np.bincount(self._first, minlength=len(self._first)).take(self._first) > 1

    def _group_of(self, doc: int) -> Docs:
        """The twins of a document, itself among them, rising."""
        order, first = self._by_group
        mine = self._first[doc]
        start, end = np.searchsorted(first, [mine, mine + 1])
        return order[start:end]

    @cached_property
    def _by_group(self) -> tuple[Docs, Ints]:
        """The documents group by group, and the one that stands for the group of each."""
        order = np.argsort(self._first, kind="stable")
        return order, self._first[order]


class Ordering:
    """Orders the matches of one snapshot."""

    def __init__(self, snapshot: Columns, standing: Standing | None = None) -> None:
        """``standing`` is that of the findings in the whole build, where they are only some."""
        self._snapshot = snapshot
        self.standing = standing or Standing(snapshot)

    def places(self, matches: Matches, sort: Sort, needed: int) -> Docs:
        """The places of the matches in the order asked for, the first ``needed`` at least.

        The best come first, equals by turns of their forces; of what has no score, what judges.
        """
        if sort is Sort.RELEVANCE and len(matches.docs) and matches.scores.max() > 0:
            places = _smallest(-matches.scores, needed)
            return places.take(self._by_score(matches.at(places)))
        ranks = self._ranks(sort).take(matches.docs)
        places = _smallest(ranks, needed)
        return places.take(np.argsort(ranks.take(places)))

    def _by_score(self, matches: Matches) -> Docs:
        """The places of some matches, the best first, equals by turns of their forces.

        Those of a page are sorted without numpy, in a third of the time.
        """
        docs, scores = matches.docs, matches.scores
        if len(docs) > _PAGE:
            turns = self.standing.turns(docs, scores)
            return np.lexsort((self._snapshot.ranks.take(docs), turns, -scores))
        ranks = self._snapshot.ranks.take(docs).tolist()
        forces = self._snapshot.facets[FORCE].codes.take(docs).tolist()
        groups = list(zip(scores.tolist(), forces, strict=True))
        met: dict[tuple[float, int], int] = {}
        order = []
        for rank, place in sorted(zip(ranks, range(len(ranks)), strict=True)):
            group = groups[place]
            turn = met[group] = met.get(group, -1) + 1
            order.append((-group[0], turn, rank, place))
        order.sort()
        return np.array([place for _, _, _, place in order], dtype=np.intp)

    def distinct(self, matches: Matches, sort: Sort) -> Matches:
        """The matches with, of near-identical ones, only the one that comes first in the order."""
        several = np.flatnonzero(self.twins.grouped.take(matches.docs))
        if not len(several):
            return matches
        order = several[self.places(matches.at(several), sort, len(several))]
        twins = self._snapshot.first_twins[matches.docs[order]]
        alike = np.argsort(twins, kind="stable")
        first = alike.compress(changes(twins.take(alike)))
        kept = np.ones(len(matches.docs), dtype=bool)
        kept[several] = False
        kept[order[first]] = True
        return matches.where(kept)

    @cached_property
    def twins(self) -> Twins:
        """Which of the findings are near-identical."""
        return Twins(self._snapshot.first_twins, self._snapshot.ranks)

    def _ranks(self, sort: Sort) -> Ints:
        match sort:
            case Sort.RELEVANCE:
                return self.standing.browsing
            case Sort.NEWEST:
                return self._newest
            case Sort.ADDED:
                return self._added
            case Sort.REPORT:
                return self._snapshot.ranks

    @cached_property
    def _newest(self) -> Ints:
        """The place of each document when the newest report comes first."""
        return self._latest(lambda report: report.time)

    @cached_property
    def _added(self) -> Ints:
        """The place of each document when the report that was added last comes first."""
        return self._latest(lambda report: report.added)

    def _latest(self, date: Callable[[ReportRecord], str]) -> Ints:
        """The place of each document when reports stand by a date, the latest first."""
        column = self._snapshot.facets["report"]
        dates = [date(self._snapshot.reports[report]) for report in column.slugs] or [""]
        older = {date: place for place, date in enumerate(sorted(set(dates), reverse=True))}
        place = np.array([older[date] for date in dates], dtype=np.int32)[column.codes]
        ranks = np.empty(self._snapshot.size, dtype=np.int32)
        order = np.lexsort((self._snapshot.ranks, place))
        ranks[order] = np.arange(self._snapshot.size, dtype=np.int32)
        return ranks


def _smallest(values: NDArray[np.generic], needed: int) -> Docs:
    """The places of the ``needed`` smallest values and of all that equal the last, rising."""
    if needed >= len(values):
        return np.arange(len(values))
    if needed * _ROWS * _ROWS < len(values):
        # None of the smallest is above the last of as many least ones of columns.
        columns = values[: len(values) // _ROWS * _ROWS].reshape(_ROWS, -1).min(axis=0)
        some = np.flatnonzero(values <= np.partition(columns, needed - 1)[needed - 1])
        return some.take(_smallest(values.take(some), needed))
    least = np.partition(values, needed - 1)[needed - 1]
    return np.flatnonzero(values <= least)
