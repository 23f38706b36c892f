"""The little words around a word say whether it is a noun or a verb."""

from __future__ import annotations

import pytest

from indexer.search.language.words.grammar import Sense, senses


@pytest.mark.parametrize(
    ("question", "word", "sense"),
    [
        ("do nurses in school spot children who are hurt", "spot", Sense.VERB),
        ("can staff spot the signs", "spot", Sense.VERB),
        ("how to quickly spot abuse", "spot", Sense.VERB),
        ("staff who can spot abuse", "spot", Sense.VERB),
        ("nurses spot the signs", "spot", Sense.VERB),
        ("can staff find the spot", "spot", Sense.NOUN),
        ("which spot of town is safe", "spot", Sense.NOUN),
        ("spot checks", "spot", Sense.ANY),
        ("trouble spot", "spot", Sense.ANY),
        ("do local officers visit homes", "local", Sense.ANY),
        ("is property stored safely", "stored", Sense.VERB),
        ("work on building trust", "building", Sense.ANY),
        ("is the building safe", "building", Sense.NOUN),
        ("", "", Sense.ANY),
    ],
)
def test_a_sentence_tells_nouns_from_verbs(question: str, word: str, sense: Sense) -> None:
    words = question.split()
    told = senses(words)
    assert len(told) == len(words)
    assert not words or told[words.index(word)] is sense
