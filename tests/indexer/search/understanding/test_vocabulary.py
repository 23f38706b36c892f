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


def test_a_group_is_written_out_where_a_phrase_names_it() -> None:
    groups = vocabulary().data["groups"]
    section = Section({**vocabulary().data, "said": ["which {where} are? good", "no group"]})
    named, plain = section.phrases("said").all
    assert named.steps[1].words == set(groups["where"].split("|"))
    assert [step.words for step in plain.steps] == [{"no"}, {"group"}]
