"""The shape of an answer: how many of its findings each pair of values of two facets has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.errors import RequestError
from indexer.search.answer import FacetValue
from indexer.search.engine.columns import FacetColumn
from indexer.search.engine.matches import Docs
from indexer.search.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of findings over the values of two facets; each finding is in exactly one cell."""

    #: The values that have findings, in report order, with the sum of their row or column.
    rows: tuple[FacetValue, ...]
    columns: tuple[FacetValue, ...]
    #: A row for each of ``rows``, in it a number for each of ``columns``.
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """The number of findings counted."""
        return sum(row.count for row in self.rows)


def cross(snapshot: Snapshot, docs: Docs, rows: str, columns: str) -> Matrix:
    """The findings ``docs`` of a snapshot, counted by each pair of values of two facets.

    Raises RequestError when a facet is not there.
    """
    down, across = (_column(snapshot, name) for name in (rows, columns))
    shape = len(down.slugs), len(across.slugs)
    # One number for each pair, as in a table that is read row by row; 64 bits, since the codes
    # have 16 each.
    pairs = down.codes[docs].astype(np.int64) * shape[1] + across.codes[docs]
    counts = np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)
    filled = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    return Matrix(
        rows=tuple(_values(down, counts.sum(axis=1))),
        columns=tuple(_values(across, counts.sum(axis=0))),
        counts=tuple(tuple(map(int, row)) for row in filled),
    )


def _column(snapshot: Snapshot, name: str) -> FacetColumn:
    if name not in snapshot.facets:
        raise RequestError(f"There is nothing called '{name}' to count by.", name)
    return snapshot.facets[name]


def _values(column: FacetColumn, sums: NDArray[np.int64]) -> Iterator[FacetValue]:
    labelled: Iterable[tuple[str, str]] = column.labels.items()
    for (value, label), count in zip(labelled, sums, strict=True):
        if count:
            yield FacetValue(value, label, int(count), False)
