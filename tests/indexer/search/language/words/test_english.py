"""English words are told from slips."""

from __future__ import annotations

import pytest

from indexer.search.archive import Archive
from indexer.search.language.words.english import is_english
from indexer.search.request import SearchRequest


@pytest.mark.parametrize(
    "word",
    ["beater", "stopping", "colour", "organisation", "programmes", "centre", "paedophile",
     "counselling", "analyse", "offences", "catalogue"],
)  # fmt: skip
def test_english_in_either_spelling(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", ["anaylsis", "univeristy", "managment", "polise", "colur", ""])
def test_slips_are_not_english(word: str) -> None:
    assert not is_english(word)


@pytest.mark.parametrize("q", ["beater", "stopping", "nosy"])
def test_an_english_word_is_not_made_another(archive: Archive, q: str) -> None:
    page = archive.search(SearchRequest(q=q))
    assert (page.corrections, page.suggestion) == ((), None)


def test_a_slip_in_an_everyday_word_is_corrected(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="stalkng"))
    assert [change.searched for change in page.corrections] == ["stalking"]
