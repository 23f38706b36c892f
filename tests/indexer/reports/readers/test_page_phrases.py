"""What only its words tell of a web page."""

from __future__ import annotations

import pytest

from indexer.reports.readers.page_phrases import phrase, published_on


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Skip to main content", "a skip link"),
        ("Share on LinkedIn", "print and share links"),
        ("Home | Contact us | Privacy", "links of the page"),
        ("Last updated 21/01/2020", "date of the page"),
        ("Is this page useful?", "what the page asks its reader"),
        ("Is this page of the plan useful to officers?", ""),
        ("Custody | Training | Vetting", ""),
        ("Next steps", ""),
    ],
)
def test_a_line_of_the_page_is_told_by_its_words(text: str, reason: str) -> None:
    assert phrase(text, linked=False) == reason


def test_some_words_are_the_pages_only_where_they_are_a_link() -> None:
    assert phrase("Previous", linked=True) == "links to move about"
    assert phrase("Previous", linked=False) == ""


def test_the_date_of_publication_is_read_as_printed() -> None:
    assert published_on("Published on 27 September 2018") == "27 September 2018"
    assert published_on("Inspected on 27 September 2018") is None
