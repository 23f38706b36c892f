"""English words, where a report's own do not tell what a hyphen means."""

import pytest

from indexer.reports.english_words import is_common
from indexer.reports.wording import join


@pytest.mark.parametrize(
    ("word", "common"), [("agency", True), ("followup", False), ("ment", False)]
)
def test_a_word_is_common_or_not(word: str, common: bool) -> None:
    assert is_common(word) is common
    assert is_common(word.upper()) is common


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("a follow-", "up visit", "a follow-up visit"),
        ("the multi-", "agency hub", "the multi-agency hub"),
        ("the safe-", "guarding of", "the safeguarding of"),
        ("the improve-", "ment of", "the improvement of"),
        ("the chil-", "dren of", "the children of"),
    ],
)
def test_a_hyphen_between_two_words_is_kept(first: str, second: str, whole: str) -> None:
    assert join(first, second) == whole
