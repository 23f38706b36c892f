"""Which places of the country are known."""

from __future__ import annotations

import pytest

from indexer.search.language.words.english import commonness
from indexer.search.language.words.places import place_words, towns


@pytest.mark.parametrize(
    "word", ["sandwell", "kernow", "skegness", "tyneside", "wirral", "hamlets", "mercia"]
)
def test_words_of_forces_councils_towns_and_regions_are_known(word: str) -> None:
    assert word in place_words()


def test_no_town_is_a_word_that_people_mean_otherwise() -> None:
    common = {name for name in towns() if " " not in name and commonness(name.lower()) > 20_000}
    assert common == set()


def test_each_town_is_named_once_and_as_printed() -> None:
    assert len(set(towns())) == len(towns()) > 300
    assert all(name == name.strip() and name[0].isupper() for name in towns())
