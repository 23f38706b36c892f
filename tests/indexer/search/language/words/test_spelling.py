"""Corrections from the words of the corpus."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.vocabulary import Vocabulary
from indexer.search.language.words.spelling import Speller, distance

WORDS = Counter(
    {"policing": 90, "vulnerable": 40, "peterborough": 9, "area": 50, "system": 30, "systems": 3}
)


@pytest.fixture
def speller() -> Speller:
    return Speller(Vocabulary(words=WORDS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sargent", "sergeant"), ("beurocracy", "bureaucracy"), ("qwerty", None)],
)
def test_of_a_word_by_ear_half_of_the_letters_stand(typed: str, meant: str | None) -> None:
    words = Counter({"sergeant": 9, "bureaucracy": 9, "court": 90, "create": 50})
    assert Speller(Vocabulary(words=words)).correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("polcing", "policing"),
        ("vulnerble", "vulnerable"),
        ("Peterbrough", "peterborough"),
        ("sytem", "system"),
        ("policnig", "policing"),
        ("opliicng", None),
        ("aria", None),
        ("spi88", None),
        ("unrelated", None),
        ("", None),
    ],
)
def test_what_is_meant(speller: Speller, typed: str, meant: str | None) -> None:
    assert speller.correct(typed) == meant


def test_only_words_frequent_enough_are_offered(speller: Speller) -> None:
    assert speller.correct("polcing", 90) is None


def test_words_of_the_thesaurus_may_be_meant() -> None:
    speller = Speller(Vocabulary(words=WORDS), {"stalking", "systole"})
    assert speller.correct("stalkng") == "stalking"
    assert speller.correct("sytem") == "system"


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("ab", "ab", 0),
        ("ab", "ba", 1),
        ("abc", "ac", 1),
        ("kitten", "sitting", 3),
        ("a", "abcd", 3),
    ],
)
def test_distance(left: str, right: str, edits: int) -> None:
    assert distance(left, right, 3) == edits


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_the_same_both_ways(left: str, right: str) -> None:
    assert distance(left, right, 2) == distance(right, left, 2)


@given(st.text(max_size=300))
def test_any_word_is_answered(word: str) -> None:
    Speller(Vocabulary(words=WORDS)).correct(word)
