"""How many findings have each value of each facet.

A value is counted under the query and all choices but those of its own facet, so that the other
values of a facet that is chosen from still show what choosing them would give. ``LocalEngine``
makes one ``FacetCounts`` a search: the matches of the query go in, with the codes chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import reduce

import numpy as np

from indexer.search.engine.local.columns.arrays import Bools, Docs, Numbers
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.scoring.matches import Matches


class FacetCounts:
    """A query's findings under a choice of values: which pass, and the counts of all values."""

    def __init__(
        self,
        snapshot: Columns,
        found: Matches,
        chosen: Mapping[str, frozenset[int]],
        cut: Callable[[Matches], Matches] | None = None,
    ) -> None:
        """``chosen``: facet to the codes of its chosen values; ``cut`` leaves out what passes
        the choices and is not to be counted.
        """
        self._snapshot = snapshot
        self._found = found
        self._cut = cut or _whole
        self._chosen = chosen
        self._passed = {
            name: snapshot.facets[name].having(codes).take(found.docs)
            for name, codes in chosen.items()
        }
        #: The findings that pass all choices.
        self.matches = self._under(self._passed.values())

    def counts(self) -> tuple[dict[str, list[int]], dict[str, int]]:
        """The count of each code by facet, and what is left without the choice in each.

        Of a hidden facet only what is chosen from is counted.
        """
        counts = self._together(self.matches.docs)
        without = {}
        for name in self._passed:
            others = self._others(name)
            counts[name] = self._own(name, others)
            without[name] = len(others)
        return {name: numbers.tolist() for name, numbers in counts.items()}, without

    def without(self) -> dict[str, int]:
        """What is left without the choice in each facet."""
        return {name: len(self._others(name)) for name in self._passed}

    def _together(self, docs: Docs) -> dict[str, Numbers]:
        """The counts of all facets that are listed, among ``docs``."""
        if len(docs) == self._snapshot.count:
            return dict(self._snapshot.totals)
        return {name: n for table in self._snapshot.tables for name, n in table.counts(docs)}

    def _alone(self, facet: str, docs: Docs) -> Numbers:
        """The counts of one facet among ``docs``."""
        if len(docs) == self._snapshot.count:
            return self._snapshot.totals[facet]
        return self._snapshot.facets[facet].counts(docs)

    def _own(self, facet: str, others: Docs) -> Numbers:
        """The counts of a facet that is chosen from: of a chosen value what is found, which the
        cut may leave more of than among the others.
        """
        own = self._alone(facet, others).copy()
        chosen = list(self._chosen[facet])
        own[chosen] = self._snapshot.facets[facet].counts(self.matches.docs)[chosen]
        return own

    def _others(self, facet: str) -> Docs:
        """The findings that pass all choices but those of ``facet``."""
        others = [passed for name, passed in self._passed.items() if name != facet]
        return self._under(others).docs

    def _under(self, passed: Collection[Bools]) -> Matches:
        """What is left of the findings that pass these choices."""
        return self._cut(self._found.where(_all(passed)) if passed else self._found)


def _whole(found: Matches) -> Matches:
    return found


def _all(marks: Iterable[Bools]) -> Bools:
    return reduce(np.logical_and, marks)
