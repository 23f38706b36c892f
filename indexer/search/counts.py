"""Facets: which findings the chosen values let through, and how many findings each value has.

A value is counted under the query and all filters but those of its own facet, so that the other
values of a facet that is filtered still show what choosing them would give.

Facets are counted several in one go: every combination of their values is a cell of a table, the
findings are counted into the cells at once, and a facet's counts are the sums along the others
(for 18,000 findings and five facets 0.1 ms instead of 0.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import prod

import numpy as np
from numpy.typing import NDArray

from indexer.errors import RequestError
from indexer.index.facets import FACETS, Facet
from indexer.search.answer import FacetValue
from indexer.search.matches import Bools, Docs, Matches
from indexer.search.snapshot import FacetColumn, Snapshot

Numbers = NDArray[np.int64]

_NAMED = 4
#: Cells in a table at most: more would not stay in a core's nearest cache while they are counted.
_CELLS = 4096


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


class Table:
    """Some facets of a snapshot, counted together."""

    def __init__(self, columns: Mapping[str, FacetColumn]) -> None:
        self._names = tuple(columns)
        self._shape = tuple(len(column.slugs) for column in columns.values())
        codes = tuple(column.codes for column in columns.values())
        self._cells = np.ravel_multi_index(codes, self._shape).astype(np.intp)

    def counts(self, docs: Docs) -> Iterator[tuple[str, Numbers]]:
        """Each facet with the number of ``docs`` that have each of its values."""
        counted = np.bincount(self._cells.take(docs), minlength=prod(self._shape))
        counted = counted.reshape(self._shape)
        axes = range(len(self._shape))
        for axis, name in enumerate(self._names):
            yield name, counted.sum(axis=tuple(other for other in axes if other != axis))


def tables(facets: Mapping[str, FacetColumn]) -> tuple[Table, ...]:
    """All facets that are listed, in as few tables as their numbers of values allow."""
    groups: list[dict[str, FacetColumn]] = []
    for facet in FACETS:
        column = facets[facet.name]
        if facet.hidden or not column.slugs:
            continue
        last = groups[-1].values() if groups else ()
        if not groups or prod(len(c.slugs) for c in (*last, column)) > _CELLS:
            groups.append({})
        groups[-1][facet.name] = column
    return tuple(map(Table, groups))


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

    def values(self, counted: Sequence[Table]) -> dict[str, tuple[FacetValue, ...]]:
        """The values of each facet in order: chosen ones always, others when they have findings.

        ``counted`` are the tables of all facets. A hidden facet lists its chosen values only.
        """
        counts = {name: n for table in counted for name, n in table.counts(self.matches.docs)}
        for name in self._passed:
            column = self._snapshot.facets[name]
            codes = column.codes.take(self._others(name))
            counts[name] = np.bincount(codes, minlength=len(column.slugs))
        return {facet.name: self._values(facet, counts.get(facet.name)) for facet in FACETS}

    def _values(self, facet: Facet, counts: Numbers | None) -> tuple[FacetValue, ...]:
        if counts is None:
            return ()
        column = self._snapshot.facets[facet.name]
        chosen = self._selection.chosen.get(facet.name, frozenset())
        numbers = counts.tolist()
        return tuple(
            FacetValue(column.slugs[code], column.names[code], numbers[code], code in chosen)
            for code in _order(facet, column, counts)
            if code in chosen or (numbers[code] and not facet.hidden)
        )

    def _others(self, facet: str) -> Docs:
        """The findings that pass all filters but those of ``facet``."""
        others = [passed for name, passed in self._passed.items() if name != facet]
        return self._docs.compress(_all(others)) if others else self._docs


def _order(facet: Facet, column: FacetColumn, counts: Numbers) -> Sequence[int]:
    """The codes of a facet in the order of its list."""
    match facet.name:
        case "area":
            return range(len(counts))
        case "year":
            return column.newest_first
        case _:
            order: list[int] = np.argsort(-counts, kind="stable").tolist()
            return order


def _all(marks: Iterable[Bools]) -> Bools:
    return reduce(np.logical_and, marks)
