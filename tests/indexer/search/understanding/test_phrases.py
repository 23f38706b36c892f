"""Turns of speech, as they are written down and found."""

from __future__ import annotations

import pytest

from indexer.search.language.parser import Word
from indexer.search.understanding.line import Line
from indexer.search.understanding.phrases import Phrases
from indexer.search.understanding.vocabulary import vocabulary


def line(text: str) -> Line:
    return Line([Word(word) for word in text.split()], frozenset())


@pytest.mark.parametrize(
    ("written", "said", "places"),
    [
        ("who is best", "and who is best", (1, 2, 3)),
        ("good|best at", "best at it", (0, 1)),
        ("who is? best", "who best", (0, 1)),
        ("who does * best", "who does this sort best", (0, 1, 4)),
        ("who does * best", "who does best", None),
        ("not at all", "not at", None),
    ],
)
def test_a_phrase_is_found_by_its_steps(
    written: str, said: str, places: tuple[int, ...] | None
) -> None:
    assert next(Phrases([written]).found(line(said)), None) == places


def test_the_longest_of_several_is_found_first() -> None:
    both = Phrases(["who is", "who is best"])
    assert next(both.found(line("who is best"))) == (0, 1, 2)


def test_what_is_taken_is_not_found() -> None:
    some = line("who is best")
    some.take([1])
    assert list(Phrases(["who is best"]).found(some)) == []


def test_every_phrase_of_the_data_has_a_step_that_must_be_there() -> None:
    groups = {"newest": ["phrases"], "comparing": ["well", "badly", "either"]}
    groups["leaning"] = ["lacking", "praising"]
    for section, names in groups.items():
        for name in names:
            for phrase in vocabulary().section(section).phrases(name).all:
                assert any(not step.optional and not step.gap for step in phrase.steps), phrase


def test_a_phrase_may_begin_with_what_may_be_missing() -> None:
    either = Phrases(["the? best force"])
    assert next(either.found(line("the best force"))) == (0, 1, 2)
    assert next(either.found(line("best force"))) == (0, 1)
