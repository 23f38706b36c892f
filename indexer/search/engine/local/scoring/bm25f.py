"""BM25F over arrays: how well findings answer a term, from their text and the headings above it.

Robertson, Zaragoza and Taylor, 'Simple BM25 extension to multiple weighted fields' (CIKM 2004):
the frequencies of a term in the fields are added up, each weighted and divided by the length of
its field, and what saturates is their sum. Called by ``evaluation`` with the arrays of one term.
"""

from __future__ import annotations

import numpy as np

from indexer.search.engine.local.columns.arrays import Docs, Floats
from indexer.search.query.ranking import Ranking


def rarity(documents: int, size: int) -> float:
    """The inverse document frequency of a term in ``documents`` of ``size`` findings, > 0."""
    return float(np.log1p((size - documents + 0.5) / (documents + 0.5)))


def score(ranking: Ranking, rarity: float, frequencies: Floats) -> Floats:
    """The score of each finding from its weighted, length-normalised ``frequencies``."""
    k1 = ranking.k1
    return np.float32(rarity * (k1 + 1)) * frequencies / (frequencies + np.float32(k1))


def normalised(
    ranking: Ranking, field: str, docs: Docs, frequencies: Floats, lengths: Floats
) -> Floats:
    """``frequencies`` in ``field`` weighted and divided by the field's length.

    ``lengths`` are shares of the mean length, over all documents.
    """
    part = ranking.fields[field]
    share = np.float32(1 - part.b) + np.float32(part.b) * lengths.take(docs)
    return np.float32(part.weight) * frequencies / share
