from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import Change, SearchPage, SearchRequest, Understood
from webui.presenters.results.understanding import in_capitals, in_short


def page(**changes: object) -> SearchPage:
    asked = SearchRequest(q="custody")
    plain = SearchPage(asked, 3, 1, (), {}, (), (), None, (), "b")
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_where_words_were_simply_searched_for_there_is_nothing_to_say() -> None:
    assert in_short(page()) == ""


def test_notes_alone_are_announced() -> None:
    assert in_short(page(notes=("‘the’ was passed over.",))) == "About this answer"


def test_all_that_was_made_of_the_words_is_one_line() -> None:
    made = page(
        corrections=(Change("custdy", "custody"),),
        understood=(Understood("Kent", "force", ("Kent Police",)),),
        expansions=tuple(Change("custody", word) for word in ("cell", "detention", "a", "b", "c")),
        mixed=True,
    )
    assert in_short(made) == (
        "Corrected: custody for ‘custdy’; filtered by Kent Police; "
        "also searching cell, detention, a and 2 more; ranked by how near they come"
    )


@pytest.mark.parametrize(
    ("switch", "said"),
    [
        ({"expand": False}, "Only the words as typed"),
        ({"correct": False}, "Spelling as typed"),
        ({"match": "all"}, "Only what has all of it"),
    ],
)
def test_what_is_switched_off_is_said(switch: dict[str, object], said: str) -> None:
    asked = replace(SearchRequest(q="custody"), **switch)  # type: ignore[arg-type]
    assert in_short(page(request=asked)) == said


def test_a_word_that_would_be_an_acronym_is_said_and_offered_in_capitals() -> None:
    made = page(
        request=SearchRequest(q="they send resend-send reports"),
        in_capitals=(Change("send", "SEND"),),
    )
    assert in_short(made) == "‘send’ without what SEND stands for"
    assert in_capitals(made) == [("SEND", "they SEND resend-SEND reports")]
