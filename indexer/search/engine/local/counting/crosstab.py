"""How many findings each pair of values of two facets has. ``LocalEngine.crosstab`` calls it."""

from __future__ import annotations

import numpy as np

from indexer.search.engine.local.columns.arrays import Docs
from indexer.search.engine.local.columns.facet_columns import FacetColumn


def crosstab(down: FacetColumn, across: FacetColumn, docs: Docs) -> dict[tuple[int, int], int]:
    """The pairs of codes of two facets that ``docs`` have, with how many have each."""
    shape = len(down.slugs), len(across.slugs)
    # One number for each pair, as in a table that is read row by row; 64 bits, since the codes
    # have 16 each.
    pairs = down.codes[docs].astype(np.int64) * shape[1] + across.codes[docs]
    counts = np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)
    rows, columns = np.nonzero(counts)
    codes = zip(rows.tolist(), columns.tolist(), strict=True)
    return dict(zip(codes, counts[rows, columns].tolist(), strict=True))
