"""The data of the room says nothing that no report could have."""

from __future__ import annotations

from indexer.index.analysis import fold
from indexer.reports.categories import CATEGORIES
from indexer.search.understanding.vocabulary import Section, vocabulary


def words(section: Section) -> list[str]:
    return [
        word for value in section.data.values() if isinstance(value, str) for word in value.split()
    ]


def test_every_category_named_is_one() -> None:
    data = vocabulary().section("categories").data
    named = {*data["anywhere"], *data["opening"], *data["never"], *data["also"]}
    assert named <= {category.name for category in CATEGORIES}


def test_words_are_folded_as_lines_are() -> None:
    for name in ("names", "years", "grades"):
        for word in words(vocabulary().section(name)):
            assert word == fold(word), word
