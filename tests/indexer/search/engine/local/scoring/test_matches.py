"""Sparse vectors add up and intersect as dictionaries do, however few or many there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.engine.local.scoring.matches import (
    Matches,
    added,
    common,
    either,
    union,
    unscored,
)

SIZE = 400

#: Document to score, of a few documents or of many.
VECTORS = st.dictionaries(
    st.integers(0, SIZE - 1), st.sampled_from([0.0, 0.25, 1.0, 2.5]), max_size=120
)


def matches(scores: dict[int, float]) -> Matches:
    docs = np.array(sorted(scores), dtype=np.intp)
    return Matches(docs, np.array([scores[doc] for doc in docs.tolist()], dtype=np.float32))


def scores(found: Matches) -> dict[int, float]:
    assert found.docs.tolist() == sorted(set(found.docs.tolist()))
    return dict(zip(found.docs.tolist(), found.scores.tolist(), strict=True))


@given(st.lists(VECTORS, max_size=4))
def test_vectors_are_added(vectors: list[dict[int, float]]) -> None:
    expected: dict[int, float] = {}
    for vector in vectors:
        for doc, score in vector.items():
            expected[doc] = expected.get(doc, 0.0) + score
    assert scores(added(list(map(matches, vectors)), SIZE)) == expected


@given(VECTORS, VECTORS)
def test_what_two_have_in_common(left: dict[int, float], right: dict[int, float]) -> None:
    expected = {doc: left[doc] + right[doc] for doc in left.keys() & right.keys()}
    assert scores(common(matches(left), matches(right), SIZE)) == expected


@pytest.mark.parametrize("number", [3, 39, 41, 399])
def test_few_and_many_are_added_alike(number: int) -> None:
    """On both sides of the number from which vectors are added up by marks."""
    vector = dict.fromkeys(range(0, SIZE, max(1, SIZE // number)), 1.0)
    assert scores(added([matches(vector), matches({7: 2.0})], SIZE)) == {
        **vector,
        7: vector.get(7, 0.0) + 2.0,
    }


def test_marks_pick_docs_scores_and_what_answers() -> None:
    found = Matches(np.arange(3), np.ones(3, np.float32), np.array([True, False, True]))
    kept = found.where(np.array([False, True, True]))
    assert kept.docs.tolist() == [1, 2]
    assert kept.answers is not None
    assert kept.answers.tolist() == [False, True]
    assert unscored(np.arange(2)).answers is None


def test_a_union_is_rising_and_without_doubles() -> None:
    assert union([np.array([5, 9]), np.array([1, 9])], 10).tolist() == [1, 5, 9]


def test_what_answers_is_divided_from_what_is_close() -> None:
    found = Matches(np.array([2, 5]), np.ones(2, np.float32), np.array([False, True]))
    answers, close = found.divided()
    assert (answers.docs.tolist(), close.docs.tolist()) == ([5], [2])
    assert np.flatnonzero(found.answering(7)).tolist() == [5]
    all_, none = unscored(np.arange(2)).divided()
    assert (all_.docs.tolist(), none.docs.tolist()) == ([0, 1], [])


def test_both_must_answer_for_what_they_have_in_common_and_one_for_the_union() -> None:
    ones = np.ones(2, np.float32)
    left = Matches(np.array([1, 2]), ones, np.array([True, False]))
    right = Matches(np.array([1, 2]), ones, np.array([True, True]))
    for one, other in ((left, right), (right, left), (left, unscored(np.array([1, 2])))):
        both = common(one, other, 9)
        assert both.answers is not None
        assert both.docs[both.answers].tolist() == [1]
    union_ = either([left, Matches(np.array([2, 3]), ones, np.array([True, False]))], 9)
    assert union_.answers is not None
    assert union_.docs[union_.answers].tolist() == [1, 2]


def test_what_has_one_of_two_has_of_what_was_asked_what_it_has_of_the_better() -> None:
    ones = np.ones(2, dtype=np.float32)
    half = Matches(np.array([1, 2]), ones, np.array([False, False]), ones / 2)
    whole = Matches(np.array([2, 3]), ones)
    assert either([half, whole], 9).having.tolist() == [0.5, 1, 1]
    nothing = Matches(np.zeros(0, dtype=np.int64), ones[:0])
    assert either([half, nothing], 9).having.tolist() == [0.5, 0.5]
