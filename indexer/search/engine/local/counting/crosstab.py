"""How many findings each pair of values of two facets has. ``LocalEngine.crosstab`` calls it."""

from __future__ import annotations

import numpy as np

from indexer.search.engine.interface import Crossed
from indexer.search.engine.local.columns.arrays import Docs, Numbers
from indexer.search.engine.local.columns.facet_columns import FacetColumn


def crosstab(down: FacetColumn, across: FacetColumn, docs: Docs) -> Crossed:
    """The pairs of codes of two facets that ``docs`` have, with how many have each.

    A document with several values is in the pairs of each, and once in each sum.
    """
    shape = len(down.slugs), len(across.slugs)
    above, rows = down.values(docs)
    beside, columns = across.values(docs[above])
    # One number for each pair, as in a table that is read row by row; 64 bits, since the codes
    # have 16 each.
    pairs = rows[beside] * shape[1] + columns
    counts = np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)
    filled = np.nonzero(counts)
    codes = zip(*(axis.tolist() for axis in filled), strict=True)
    return Crossed(
        dict(zip(codes, counts[filled].tolist(), strict=True)),
        _some(down.counts(docs)),
        _some(across.counts(docs)),
        len(docs),
    )


def _some(counts: Numbers) -> dict[int, int]:
    return {code: count for code, count in enumerate(counts.tolist()) if count}
