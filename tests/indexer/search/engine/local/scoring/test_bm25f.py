"""BM25F: rare words count more, repeats less and less, long fields less than short ones."""

from __future__ import annotations

import math

import numpy as np
import pytest

from indexer.index.schema import BODY
from indexer.search.engine.local.scoring.bm25f import normalised, rarity, score
from indexer.search.query.ranking import Ranking

RANKING = Ranking()


def test_a_rare_word_tells_more_and_no_word_nothing() -> None:
    assert rarity(1, 100) > rarity(50, 100) > rarity(100, 100) > 0
    assert rarity(1, 100) == pytest.approx(math.log(1 + 99.5 / 1.5))


def test_repeating_a_word_stops_to_count() -> None:
    scores = score(RANKING, 2.0, np.array([0, 1, 2, 1000], np.float32))
    steps = np.diff(scores)
    assert scores[0] == 0
    assert steps[0] > steps[1] > 0
    assert scores[-1] < 2.0 * (RANKING.k1 + 1)


def test_a_field_of_mean_length_counts_its_weight() -> None:
    docs, once = np.array([0, 1, 2]), np.ones(3, np.float32)
    found = normalised(RANKING, BODY, docs, once, np.array([0.5, 1.0, 2.0], np.float32))
    assert found[1] == pytest.approx(RANKING.fields[BODY].weight)
    assert found[0] > found[1] > found[2]
