"""What findings in the cluster mean: their vectors, and what is near a question or a finding.

Vectors lie beside the findings, exact, and are read with the candidates; where the cluster has the
k-NN plugin they are also a field that is searched, so that findings are candidates that have none
of the words. ``ClusterEngine`` makes one ``Meaning`` where the index has vectors of the model that
is installed here.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np

from indexer.errors import NoModel
from indexer.index.meaning import encoder, vectors
from indexer.search.engine.cluster.asking.candidates import Candidates
from indexer.search.engine.cluster.asking.queries import Query
from indexer.search.engine.cluster.kept.mapping import MEANING
from indexer.search.engine.local.ranking.hybrid import Fusion, Questions
from indexer.search.query.ranking import Ranking

#: Findings whose nearness to each other is summed up at a time.
_AT_ONCE = 4096


class Meaning:
    """The vectors of one index; shared by all threads."""

    def __init__(self, spread: Mapping[str, str], searchable: bool) -> None:
        """``spread`` is what ``spread`` made of all vectors; ``searchable`` says whether they are
        searched. Raises NoModel when the model is not installed.
        """
        self._questions = Questions()
        self._mean = _floats(spread["mean"])
        self._second = _floats(spread["second"]).reshape(encoder.WIDTH, encoder.WIDTH)
        self.searchable = searchable

    def fusion(self, candidates: Candidates, ranking: Ranking) -> Fusion:
        """What orders candidates by words and meaning."""
        return Fusion(self._questions, rows(candidates), ranking)

    def question(self, question: str, size: int, found: Query) -> Query:
        """The findings nearest to a question, of those that are ``found``."""
        return _nearest(self._questions.vector(question), size, found)

    def finding(self, vector: encoder.Vector, size: int, found: Query) -> Query:
        """The findings nearest to one, of those that are ``found``."""
        return _nearest(vector, size, found)

    def spread(self, vector: encoder.Vector) -> tuple[float, float]:
        """The mean nearness of all findings to a vector, and its standard deviation."""
        mean = float(self._mean @ vector)
        square = float(vector @ self._second @ vector)
        return mean, max(0.0, square - mean * mean) ** 0.5


def meaning_of(model: str, spread: Mapping[str, str], searchable: bool) -> Meaning | None:
    """The meaning of an index whose vectors a model made; None where there are none, or none of
    the model that is installed.
    """
    try:
        return Meaning(spread, searchable) if model and model == encoder.name() else None
    except NoModel:
        return None


def rows(candidates: Candidates) -> vectors.Rows:
    """The vectors of candidates."""
    packed = b"".join(map(base64.b64decode, candidates.column("vector")))
    return np.frombuffer(packed, dtype=vectors.ROW)


def direction(row: Any) -> encoder.Vector:
    """The vector of a row, of length 1."""
    found: encoder.Vector = row["direction"].astype(np.float32) / (row["length"] or 1)
    return found


def spread(rows: vectors.Rows) -> dict[str, str]:
    """How the vectors of all findings lie, as text: their mean, and the mean of their products, by
    which the nearness of all of them to any vector has its mean and deviation.
    """
    total = np.zeros(encoder.WIDTH)
    products = np.zeros((encoder.WIDTH, encoder.WIDTH))
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        wide = some["direction"].astype(np.float64)
        wide /= np.maximum(some["length"], 1)[:, None]
        total += wide.sum(axis=0)
        products += wide.T @ wide
    many = max(1, len(rows))
    return {"mean": _text(total / many), "second": _text(products / many)}


def _nearest(vector: encoder.Vector, size: int, found: Query) -> Query:
    (row,) = vectors.packed(vector[None])
    near = {"vector": row["direction"].tolist(), "k": size, "filter": found}
    return {"query": {"knn": {MEANING: near}}, "size": size, "track_total_hits": False}


def _text(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> str:
    return base64.b64encode(numbers.astype(np.float32).tobytes()).decode()


def _floats(text: str) -> vectors.Floats:
    return np.frombuffer(base64.b64decode(text), dtype=np.float32)
