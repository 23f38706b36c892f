"""Plurals and the forms of verbs are taken off, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.inflection import inflected


@pytest.mark.parametrize(
    "forms",
    [
        "visit visits visited visiting",
        "policy policies",
        "hope hopes hoped hoping",
        "hop hops hopped hopping",
        "agree agrees agreed agreeing",
        "relate relates related relating",
        "travel travels travelled travelling",
        "control controls controlled controlling",
        "class classes",
        "use uses used using",
        "play plays played playing",
        "enable enables enabled enabling",
    ],
)
def test_forms_of_a_word_are_one(forms: str) -> None:
    assert len({inflected(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "visit visitor visitation",
        "hope hopeful hopefully hop",
        "director directorate direction",
        "secure security securely",
        "need needy feed",
        "sing king",
        "bus bu",
    ],
)
def test_other_words_are_others(words: str) -> None:
    assert len({inflected(word) for word in words.split()}) == len(words.split())


@given(st.text("abcdeéingsy", max_size=12))
def test_any_word_has_a_stem(word: str) -> None:
    assert len(inflected(word)) <= len(word) + 1
    assert bool(inflected(word)) == bool(word)
