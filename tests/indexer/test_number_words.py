"""Numbers that are spelt out."""

from __future__ import annotations

import re

import pytest

from indexer.number_words import NUMBER_WORDS, SPELT


@pytest.mark.parametrize(
    ("word", "number"), [("one", 1), ("nineteen", 19), ("ninety", 90), ("sixty-two", 62)]
)
def test_a_word_is_a_number(word: str, number: int) -> None:
    assert NUMBER_WORDS[word] == number
    found = re.match(SPELT, f"{word} days")
    assert found is not None
    assert found.group() == word


def test_the_words_count_from_one_to_ninety_nine() -> None:
    assert sorted(NUMBER_WORDS.values()) == list(range(1, 100))
