"""What is left of a query, and what is never read out of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.search.catalogue import Catalogue
from indexer.search.language.parser import Run, Without, Word, parse
from indexer.search.query.nodes import Having, Not
from indexer.search.understanding.reading import AsRead

Read = Callable[..., AsRead]
Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]


def test_how_stays_with_the_word_that_it_is_said_of(read: Read) -> None:
    assert read("how well do the police find children in Kent").words == (
        "how well do the police find children"
    )
    assert read("how is custody in Kent").words == "custody"


@pytest.mark.parametrize(
    "q",
    [
        '"Kent" custody',
        '"areas for improvement" custody',
        "force:essex custody",
        "Kent OR Essex",
        "custody NOT taser",
        "custody -taser",
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
    assert said('Kent AND "custody suite"') == ('"custody suite"', {"force": ("Kent Police",)})
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
    ("q", "left"),
    [
        ("all forces but Kent", ""),
        ("all but Kent", ""),
        ("custody everywhere except Kent", "custody"),
        ("custody except for Kent", "custody"),
        ("custody other than in Kent", "custody"),
        ("custody in forces other than Kent", "custody"),
        ("custody outside Kent", "custody"),
        ("custody, but not in Kent", "custody,"),
        ("custody NOT Kent", "custody"),
        ("NOT Kent custody", "custody"),
        ("custody -Kent", "custody"),
        ("-kent custody", "custody"),
        ("-Kent", ""),
    ],
)
def test_what_a_question_leaves_out_is_let_through_by_nothing(
    read: Read, catalogue: Catalogue, q: str, left: str
) -> None:
    found = read(q)
    (one,) = found.understood
    kent = catalogue.facets["force"].code("Kent Police")
    assert kent is not None
    assert found.words == left
    assert (one.facet, one.values, one.excluded) == ("force", ("Kent Police",), True)
    assert found.filters == {}
    assert found.conditions == (Not(Having("force", (kent,))),)


def test_a_list_of_what_is_left_out_goes_on(read: Read) -> None:
    found = read("custody in all forces except Kent, Essex and Wexmoor in 2018")
    assert {one.values: one.excluded for one in found.understood} == {
        ("Kent Police",): True,
        ("Essex Police",): True,
        ("Wexmoor Constabulary",): True,
        ("2018",): False,
    }


def test_a_name_of_several_words_behind_a_minus_is_left_out_whole(read: Read) -> None:
    found = read("custody -Devon and Cornwall")
    (one,) = found.understood
    assert (one.typed, one.excluded, found.words) == ("-Devon and Cornwall", True, "custody")


def test_no_before_a_category_leaves_it_out(read: Read) -> None:
    found = read("no areas for improvement")
    assert [(one.facet, one.excluded) for one in found.understood] == [("category", True)]
    assert found.query.tree is None


def test_what_a_query_begins_by_setting_aside_is_not_wanted(read: Read) -> None:
    found = read("not custody, but mental health")
    assert found.query.tree == Run((Without(Word("custody")), Word("mental"), Word("health")))
    assert (found.words, found.leaning) == ("not custody, but mental health", None)
    assert read("officers did not but should").query == parse("officers did not but should")


def test_what_is_left_out_and_has_no_report_is_told(read: Read) -> None:
    found = read("custody except Cleveland")
    assert (found.words, found.understood, found.conditions) == ("custody", (), ())
    assert "leaves nothing out" in found.notes[0]


def test_what_stands_before_it_is_read_all_the_same(read: Read) -> None:
    found = read("areas for improvement without Kent")
    assert [(one.facet, one.excluded) for one in found.understood] == [
        ("force", True),
        ("category", False),
    ]
    kept = read("Kent but not custody").understood
    assert [(one.values, one.excluded) for one in kept] == [(("Kent Police",), False)]


@pytest.mark.parametrize("typed", ["-Kent", "NOT Kent", "but Kent"])
def test_what_is_left_out_can_be_taken_as_words(read: Read, typed: str) -> None:
    q = f"custody {typed}"
    found = read(q, literal=[typed])
    assert (found.words, found.understood, found.conditions) == (q, (), ())


def test_what_is_taken_as_words_is_not_read(said: Said) -> None:
    assert said("Kent custody 2007", literal=["kent"]) == ("Kent custody", {"year": ("2007",)})
    assert said("custody since 2018", literal=["Since  2018"]) == ("custody since 2018", {})


def test_a_leaning_and_an_order_can_be_refused_too(read: Read) -> None:
    assert read("too few cells", literal=["too few"]).leaning is None
    refused = read("latest custody", literal=["latest"])
    assert (refused.newest, refused.words) == ("", "latest custody")


@pytest.mark.parametrize(
    "q",
    [
        "cells not cleaned",
        "cells aren’t cleaned",
        "cells with nobody in charge",
        "hardly any cells",
    ],
)
def test_what_denies_leans_to_what_is_lacking_and_away_from_praise(read: Read, q: str) -> None:
    leaning = read(q).leaning
    assert leaning is not None
    assert leaning.about == "what is lacking"
    assert "Areas for improvement" in leaning.categories
    assert "Strengths" in leaning.opposed


@pytest.mark.parametrize("q", ["whether or not cells are clean", "people who can't hear"])
def test_what_denies_nothing_leans_to_nothing(read: Read, q: str) -> None:
    assert read(q).leaning is None


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
    said = {"typed": "between 2016 and 2018", "facet": "year"}
    assert one.to_json() == [
        {**said, "value": "2016", "excluded": False},
        {**said, "value": "2018", "excluded": False},
    ]
