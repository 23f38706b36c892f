"""What is left of a query, and what is never read out of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.search.language.parser import parse
from indexer.search.understanding.reading import AsRead

Read = Callable[..., AsRead]
Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]


@pytest.mark.parametrize(
    "q",
    [
        '"Kent" custody',
        '"areas for improvement" custody',
        "force:essex custody",
        "Kent OR Essex",
        "custody NOT Kent",
        "custody -Kent",
        "custody (Kent OR Essex)",
        "Kent* custody",
        "custody",
        "",
        "???",
    ],
)
def test_what_says_exactly_what_is_meant_is_left_alone(read: Read, q: str) -> None:
    found = read(q)
    assert (found.words, found.understood, found.query) == (q, (), parse(q))


def test_beside_an_operator_plain_words_are_read(said: Said) -> None:
    assert said('Kent AND "custody suite"') == ('AND "custody suite"', {"force": ("Kent Police",)})
    assert said("Kent custody -taser")[0] == "custody -taser"


def test_several_things_at_once(said: Said) -> None:
    assert said("Kent custody areas for improvement graded poor in 2007") == (
        "custody",
        {
            "force": ("Kent Police",),
            "category": ("Areas for improvement",),
            "grade": ("Poor",),
            "year": ("2007",),
        },
    )


@pytest.mark.parametrize(
    "q",
    [
        "all forces but Kent",
        "custody except for Kent",
        "custody not in 2007",
        "custody other than in Kent",
        "custody outside Kent",
    ],
)
def test_what_a_question_leaves_out_is_no_filter_for_it(read: Read, q: str) -> None:
    found = read(q)
    assert (found.words, found.understood) == (q, ())
    assert any("leaves it out" in note for note in found.notes)


def test_what_stands_before_it_is_read_all_the_same(said: Said) -> None:
    assert said("areas for improvement without Kent")[1] == {"category": ("Areas for improvement",)}
    assert said("Kent but not custody")[1] == {"force": ("Kent Police",)}


def test_what_is_taken_as_words_is_not_read(said: Said) -> None:
    assert said("Kent custody 2007", literal=["kent"]) == ("Kent custody", {"year": ("2007",)})
    assert said("custody since 2018", literal=["Since  2018"]) == ("custody since 2018", {})


def test_a_leaning_and_an_order_can_be_refused_too(read: Read) -> None:
    assert read("too few cells", literal=["too few"]).leaning is None
    refused = read("latest custody", literal=["latest"])
    assert (refused.newest, refused.words) == ("", "latest custody")


def test_a_filter_of_the_request_wins(read: Read) -> None:
    found = read("Kent custody", chosen=["force"])
    assert (found.words, found.understood, found.filters) == ("custody", (), {})
    assert "‘Kent’ was passed over" in found.notes[0]


def test_of_only_little_words_nothing_is_left(read: Read) -> None:
    assert read("what about Kent then").query.tree is None
    assert read("what is said").query.tree is not None


def test_forty_words_and_another_language(said: Said) -> None:
    assert said("combien de policiers à Kent")[1] == {"force": ("Kent Police",)}
    long = " ".join(["custody"] * 40)
    assert said(f"Kent {long}") == (long, {"force": ("Kent Police",)})


def test_half_of_a_word_is_not_read(said: Said) -> None:
    assert said("Kent-based custody") == ("Kent-based custody", {})


def test_it_is_told_what_was_typed_and_taken_for_what(read: Read) -> None:
    (one,) = read("custody between 2016 and 2018").understood
    assert one.to_json() == [
        {"typed": "between 2016 and 2018", "facet": "year", "value": "2016"},
        {"typed": "between 2016 and 2018", "facet": "year", "value": "2018"},
    ]
