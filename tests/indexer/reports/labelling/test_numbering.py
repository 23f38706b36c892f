"""The numbers of chapters tell which stand beside each other."""

from __future__ import annotations

import pytest

from indexer.reports.labelling.numbering import Number, counts_chapters, is_beside, number


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3. Leadership", Number("", 1)),
        ("3.1 Leadership", Number("", 2)),
        ("Section 2. Custody", Number("section", 1)),
        ("CHAPTER TWO", Number("chapter", 1)),
        ("Part II: Rosters", Number("part", 1)),
        ("P 1. Staffing", Number("p", 1)),
        ("Leadership", None),
        ("2018 to 2019", None),
    ],
)
def test_the_number_of_a_heading(text: str, read: Number | None) -> None:
    assert number(text) == read


def test_a_chapter_stands_beside_the_one_before_and_a_section_in_it() -> None:
    assert is_beside("3. Leadership", "1. Introduction")
    assert is_beside("3. Leadership", "2.4 Custody")
    assert not is_beside("2.1 Custody", "2. Leadership")
    assert not is_beside("Section 2. Custody", "1. Introduction")
    assert counts_chapters("Section 2. Custody")
    assert not counts_chapters("2.1 Custody")
