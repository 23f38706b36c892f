"""Facets: which findings the chosen values let through, and how many findings each value has.

A value is counted under the query and all filters but those of its own facet, so that the other
values of a facet that is filtered still show what choosing them would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import numpy as np

from indexer.errors import RequestError
from indexer.index.facets import FACETS, Facet, FacetOrder
from indexer.search.answer import FacetValue
from indexer.search.engine.columns import FacetColumn, Numbers
from indexer.search.engine.matches import Bools, Docs, Matches
from indexer.search.engine.snapshot import Snapshot

_NAMED = 4


class Selection:
    """The values chosen in each facet, as codes of one snapshot."""

    def __init__(self, snapshot: Snapshot, filters: Mapping[str, tuple[str, ...]]) -> None:
        """Raises RequestError when a facet or a value is not there."""
        self._snapshot = snapshot
        for name in filters:
            if name not in snapshot.facets:
                raise RequestError(f"There is nothing called '{name}' to filter by.", name)
        self.chosen: dict[str, frozenset[int]] = {
            name: frozenset(self._code(name, value) for value in values)
            for name, values in filters.items()
            if values
        }

    def _code(self, facet: str, value: str) -> int:
        column = self._snapshot.facets[facet]
        if (code := column.code(value)) is not None:
            return code
        some = ", ".join(list(column.labels.values())[:_NAMED]) or "none yet"
        more = " and others" if len(column.labels) > _NAMED else ""
        raise RequestError(f"There is no {facet} '{value}'. There are: {some}{more}.", facet)

    def passed(self, docs: Docs) -> dict[str, Bools]:
        """For each filtered facet, which of ``docs`` pass."""
        return {
            name: self._snapshot.facets[name].having(codes).take(docs)
            for name, codes in self.chosen.items()
        }


class Counts:
    """A query's findings under a selection: which pass, and the counts of all values."""

    def __init__(self, snapshot: Snapshot, found: Matches, selection: Selection) -> None:
        self._snapshot = snapshot
        self._docs = found.docs
        self._selection = selection
        self._passed = selection.passed(found.docs)
        #: The findings that pass all filters.
        self.matches = found.where(_all(self._passed.values())) if self._passed else found

    def without(self, facet: str) -> int:
        """How many findings would be left if ``facet`` were not filtered."""
        return len(self._others(facet))

    def values(self) -> dict[str, tuple[FacetValue, ...]]:
        """The values of each facet in order: chosen ones always, others when they have findings.

        A hidden facet lists its chosen values only.
        """
        counts = self._together(self.matches.docs)
        for name in self._passed:
            counts[name] = self._alone(name, self._others(name))
        return {facet.name: self._values(facet, counts.get(facet.name)) for facet in FACETS}

    def _together(self, docs: Docs) -> dict[str, Numbers]:
        """The counts of all facets among ``docs``."""
        if len(docs) == self._snapshot.count:
            return dict(self._snapshot.totals)
        return {name: n for table in self._snapshot.tables for name, n in table.counts(docs)}

    def _alone(self, facet: str, docs: Docs) -> Numbers:
        """The counts of one facet among ``docs``."""
        if len(docs) == self._snapshot.count:
            return self._snapshot.totals[facet]
        return self._snapshot.facets[facet].counts(docs)

    def _values(self, facet: Facet, counts: Numbers | None) -> tuple[FacetValue, ...]:
        if counts is None:
            return ()
        column = self._snapshot.facets[facet.name]
        chosen = self._selection.chosen.get(facet.name, frozenset())
        numbers = counts.tolist()
        slugs, names, listed = column.slugs, column.names, not facet.hidden
        values = [
            FacetValue(slugs[code], names[code], numbers[code], code in chosen)
            for code in _order(facet, column, counts)
            if (listed and numbers[code]) or code in chosen
        ]
        return tuple(values)

    def _others(self, facet: str) -> Docs:
        """The findings that pass all filters but those of ``facet``."""
        others = [passed for name, passed in self._passed.items() if name != facet]
        return self._docs.take(np.flatnonzero(_all(others))) if others else self._docs


def _order(facet: Facet, column: FacetColumn, counts: Numbers) -> Sequence[int]:
    """The codes of a facet in the order of its list."""
    match facet.order:
        case FacetOrder.REPORT:
            return range(len(counts))
        case FacetOrder.NEWEST:
            return column.newest_first
        case FacetOrder.FINDINGS:
            order: list[int] = np.argsort(-counts, kind="stable").tolist()
            return order


def _all(marks: Iterable[Bools]) -> Bools:
    return reduce(np.logical_and, marks)
