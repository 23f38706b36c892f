"""Facets counted together are counted right, and in few tables."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from indexer.index.facets import FACETS
from indexer.search.engine.local.columns.facet_columns import FacetColumn, tables

SIZE = 500
DICE = np.random.default_rng(3)
LISTED = [facet.name for facet in FACETS if not facet.hidden]


def columns(values: int) -> dict[str, FacetColumn]:
    slugs = [str(value) for value in range(values)]
    return {
        facet.name: FacetColumn(slugs, DICE.integers(0, values, SIZE).astype(np.uint16))
        for facet in FACETS
    }


@pytest.mark.parametrize(("values", "together"), [(2, 12), (5, 5), (9, 3), (50, 2), (100, 1)])
def test_each_facet_is_in_one_of_few_tables(values: int, together: int) -> None:
    """``together``: how many facets of so many values fit into one table."""
    facets = columns(values)
    made = tables(facets)
    assert len(made) == -(-len(LISTED) // together)
    docs = np.sort(DICE.choice(SIZE, 90, replace=False))
    counted = [pair for table in made for pair in table.counts(docs)]
    assert [name for name, _ in counted] == LISTED
    for name, counts in counted:
        seen = Counter(facets[name].codes[docs].tolist())
        assert counts.tolist() == [seen[value] for value in range(values)]
        assert counts.tolist() == facets[name].counts(docs).tolist()


def test_nothing_is_counted_as_nothing() -> None:
    (table, *_) = tables(columns(3))
    for _, counts in table.counts(np.array([], dtype=np.intp)):
        assert counts.tolist() == [0, 0, 0]


def test_a_facet_with_one_value_has_it_everywhere() -> None:
    facets = columns(3)
    alike = {name: FacetColumn("x", np.zeros(SIZE, np.uint8)) for name in LISTED[1:]}
    for some in (facets | alike, facets | alike | {LISTED[0]: alike[LISTED[1]]}):
        counted = {n: c for table in tables(some) for n, c in table.counts(np.arange(90))}
        assert counted.keys() == set(LISTED)
        assert [counted[name].tolist() for name in LISTED[1:]] == [[90]] * len(alike)
        assert sum(counted[LISTED[0]]) == 90


def test_a_column_marks_what_has_a_value() -> None:
    column = FacetColumn("abc", np.array([0, 2, 1, 2], np.uint16))
    assert column.having(frozenset({0, 1})).tolist() == [True, False, True, False]
    assert column.having(frozenset({2})).tolist() == [False, True, False, True]
    assert column.having(frozenset()).tolist() == [False] * 4
