"""Words side by side in one type are one stretch."""

from __future__ import annotations

import pytest

from indexer.reports.readers.pdf.page.objects import Mark
from indexer.reports.readers.pdf.page.stretches import Stretch, stretches
from indexer.reports.readers.pdf.page.words import Word
from tests.indexer.reports.readers.pdf.made import word


def put_together(*words: Word) -> list[Stretch]:
    return list(stretches(words))


def test_a_space_is_told_by_the_file_or_by_the_gap() -> None:
    (line,) = put_together(word("the", 0), word("force", 17, spaced=True), word("is", 46))
    assert line.text == "the force is"
    assert (line.left, line.right) == (0, 56)


def test_letters_that_touch_are_one_word() -> None:
    (line,) = put_together(word("for", 0), word("ce", 15))
    assert line.text == "force"


@pytest.mark.parametrize(
    "other",
    [
        word("is", 24, bold=True),
        word("is", 24, size=12.0),
        word("is", 24, symbols=True),
        word("is", 24, baseline=104.0),
        word("is", 60),
    ],
    ids=["bold", "larger", "signs", "raised", "far"],
)
def test_another_type_or_place_begins_another(other: Word) -> None:
    assert [line.text for line in put_together(word("area", 0), other)] == ["area", "is"]


def test_a_word_parted_by_its_mark_alone_is_glued() -> None:
    first, second = put_together(word("for", 0), word("ce", 15, mark=Mark(id=2)))
    assert (first.text, second.text, second.glued) == ("for", "ce", True)
    assert second.mark.id == 2


def test_no_words_are_no_stretches() -> None:
    assert put_together() == []
