"""Facets as they are asked for and answered: names to codes on the way in, counts to values back.

``Searcher`` makes a ``Selection`` of a request's filters for the plan, and lists the values that
the engine has counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from indexer.errors import RequestError
from indexer.index.facets import BY_NAME, FACETS, Facet, FacetOrder
from indexer.search.answer import FacetValue, Matrix
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Crossed

#: So many values are named when one is asked for that is not there.
_NAMED = 4


class Selection:
    """The values chosen in each facet, as codes of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        filters: Mapping[str, tuple[str, ...]],
        read: Mapping[str, frozenset[int]] = MappingProxyType({}),
    ) -> None:
        """``read``: codes that the words of the query name, for facets that ``filters`` leaves.

        Raises RequestError when a facet or a value is not there.
        """
        self._facets = catalogue.facets
        for name in filters:
            if name not in self._facets:
                raise RequestError(f"There is nothing called '{name}' to filter by.", name)
        self.chosen: dict[str, frozenset[int]] = dict(read) | {
            name: frozenset(code for value in values for code in self._codes(name, value))
            for name, values in filters.items()
            if values
        }

    def _codes(self, facet: str, value: str) -> tuple[int, ...]:
        """The values that are asked for, as ``area:"…"`` in a query finds them too."""
        values = self._facets[facet]
        if codes := values.codes(value):
            return codes
        some = ", ".join(values.names[:_NAMED]) or "none yet"
        more = " and others" if len(values.names) > _NAMED else ""
        raise RequestError(f"There is no {facet} '{value}'. There are: {some}{more}.", facet)

    def names(self, facet: str) -> tuple[str, ...]:
        """The printed names of the values chosen in a facet, in report order."""
        return tuple(self._facets[facet].names[code] for code in sorted(self.chosen[facet]))

    def most(self, facet: str, counts: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
        """The printed names of a facet's values that have findings, those with the most first.

        Where some are chosen, only those; what is missing is no value.
        """
        numbers = counts.get(facet, ())
        chosen = self.chosen.get(facet) or range(len(numbers))
        missing = BY_NAME[facet].missing
        names = self._facets[facet].names
        there = [code for code in chosen if numbers[code] and names[code] != missing]
        return tuple(names[code] for code in sorted(there, key=lambda code: -numbers[code]))

    def listed(self, counts: Mapping[str, Sequence[int]]) -> dict[str, tuple[FacetValue, ...]]:
        """The values of each facet in its order: chosen ones always, others if they have findings.

        ``counts`` are those of the engine. A hidden facet lists its chosen values only.
        """
        return {facet.name: self._values(facet, counts.get(facet.name, ())) for facet in FACETS}

    def _values(self, facet: Facet, counts: Sequence[int]) -> tuple[FacetValue, ...]:
        values = self._facets[facet.name]
        chosen = self.chosen.get(facet.name, frozenset())
        slugs, names, listed = values.slugs, values.names, not facet.hidden
        # A list first: a tuple of what comes one by one takes a quarter longer.
        there = [
            FacetValue(slugs[code], names[code], counts[code], code in chosen)
            for code in _order(facet, values, counts)
            if (listed and counts[code]) or code in chosen
        ]
        return tuple(there)


def current(
    catalogue: Catalogue, filters: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The same filters without slugs of earlier addresses, so that no link hands them on."""
    return {
        name: _now(catalogue.facets[name], values) if name in catalogue.facets else values
        for name, values in filters.items()
    }


def _now(known: FacetValues, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(now for value in values for now in known.current(value)))


def _order(facet: Facet, values: FacetValues, counts: Sequence[int]) -> Iterable[int]:
    """The codes of a facet in the order of its list, if it was counted."""
    if not counts:
        return ()
    match facet.order:
        case FacetOrder.REPORT:
            return range(len(counts))
        case FacetOrder.NEWEST:
            return values.newest_first
        case FacetOrder.FINDINGS:
            return sorted(range(len(counts)), key=counts.__getitem__, reverse=True)


def matrix(catalogue: Catalogue, rows: str, columns: str, crossed: Crossed) -> Matrix:
    """The counts of an engine's crosstab with the values that have findings, in report order."""
    down, across = catalogue.facets[rows], catalogue.facets[columns]
    above, beside = sorted(crossed.rows), sorted(crossed.columns)
    return Matrix(
        rows=tuple(_value(down, row, crossed.rows[row]) for row in above),
        columns=tuple(_value(across, column, crossed.columns[column]) for column in beside),
        counts=tuple(
            tuple(crossed.pairs.get((row, column), 0) for column in beside) for row in above
        ),
        total=crossed.total,
    )


def _value(values: FacetValues, code: int, count: int) -> FacetValue:
    return FacetValue(values.slugs[code], values.names[code], count, selected=False)
