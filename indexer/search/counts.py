"""Facets: which findings the chosen values let through, and how many findings each value has.

A value is counted under the query and all filters but those of its own facet, so that the other
values of a facet that is filtered still show what choosing them would give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.errors import RequestError
from indexer.index.facets import FACETS, Facet
from indexer.search.answer import FacetValue
from indexer.search.postings import Ints
from indexer.search.snapshot import Snapshot

_NAMED = 4

_Order = Callable[[FacetValue, int], tuple[object, ...]]


def _most_first(value: FacetValue, place: int) -> tuple[object, ...]:
    return (-value.count, place)


def _in_report_order(value: FacetValue, place: int) -> tuple[object, ...]:
    return (place,)


def _newest_first(value: FacetValue, place: int) -> tuple[object, ...]:
    return (tuple(-ord(c) for c in value.value), place)


_ORDERS: dict[str, _Order] = {"area": _in_report_order, "year": _newest_first}


class Selection:
    """The values chosen in each facet, as codes of one snapshot."""

    def __init__(self, snapshot: Snapshot, filters: Mapping[str, tuple[str, ...]]) -> None:
        """Raises RequestError when a facet or a value is not there."""
        self._snapshot = snapshot
        known = {facet.name for facet in FACETS}
        for name in filters:
            if name not in known:
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

    def failures(self, docs: Ints) -> tuple[dict[str, NDArray[np.bool_]], NDArray[np.uint8]]:
        """For each filtered facet which of ``docs`` pass, and how many facets each doc fails."""
        passed = {}
        failed = np.zeros(len(docs), dtype=np.uint8)
        for name, codes in self.chosen.items():
            column = self._snapshot.facets[name]
            wanted = np.zeros(len(column.slugs), dtype=bool)
            wanted[list(codes)] = True
            passed[name] = wanted[column.codes[docs]]
            failed += ~passed[name]
        return passed, failed


class Counts:
    """A query's findings under a selection: which pass, and the counts of all values."""

    def __init__(self, snapshot: Snapshot, docs: Ints, selection: Selection) -> None:
        self._snapshot = snapshot
        self._docs = docs
        self._selection = selection
        self._passed, self._failed = selection.failures(docs)

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Which of the findings pass all filters."""
        return np.equal(self._failed, 0)

    def without(self, facet: str) -> int:
        """How many findings would be left if ``facet`` were not filtered."""
        return int(self._others(facet).sum())

    def values(self) -> dict[str, tuple[FacetValue, ...]]:
        """The values of each facet in order: chosen ones always, others when they have findings.

        A hidden facet lists its chosen values only.
        """
        return {facet.name: self._values(facet) for facet in FACETS}

    def _values(self, facet: Facet) -> tuple[FacetValue, ...]:
        column = self._snapshot.facets[facet.name]
        chosen = self._selection.chosen.get(facet.name, frozenset())
        if facet.hidden and not chosen:
            return ()
        codes = column.codes[self._docs[self._others(facet.name)]]
        counts = np.bincount(codes, minlength=len(column.slugs))
        listed = chosen if facet.hidden else chosen | set(map(int, np.flatnonzero(counts)))
        order = _ORDERS.get(facet.name, _most_first)
        values = [
            (code, FacetValue(slug, label, int(counts[code]), code in chosen))
            for code, (slug, label) in enumerate(column.labels.items())
            if code in listed
        ]
        return tuple(value for _, value in sorted(values, key=lambda v: order(v[1], v[0])))

    def _others(self, facet: str) -> NDArray[np.bool_]:
        if facet not in self._passed:
            return self.kept
        return np.equal(self._failed, ~self._passed[facet])
