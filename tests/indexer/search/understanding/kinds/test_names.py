"""Which names of forces and places are read, and which stay words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from indexer.search.query.nodes import Having, Or
from indexer.search.understanding.reading import AsRead

Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]
KENT = {"force": ("Kent Police",)}


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("Kent custody", "custody"),
        ("custody in kent", "custody"),
        ("kent police custody", "custody"),
        ("custody at Kent Constabulary", "custody"),
        ("Kent's custody suites", "custody suites"),
        ("Kent Police", ""),
        ("what happened in Kent?", ""),
        ("reports of Kent about custody", "custody"),
    ],
)
def test_a_force_is_known_by_every_way_to_call_it(said: Said, q: str, left: str) -> None:
    assert said(q) == (left, KENT)


@pytest.mark.parametrize(
    ("q", "force"),
    [
        ("devon & cornwall custody", "Devon and Cornwall Police"),
        ("Devon and Cornwall custody", "Devon and Cornwall Police"),
        ("devon-and-cornwall custody", "Devon and Cornwall Police"),
        ("wexmoor custody", "Wexmoor Constabulary"),
        ("Wexmoor Police custody", "Wexmoor Constabulary"),
    ],
)
def test_a_name_of_several_words_or_of_no_table(said: Said, q: str, force: str) -> None:
    assert said(q) == ("custody", {"force": (force,)})


def test_the_longest_name_wins(said: Said) -> None:
    assert said("Metropolitan Police Service custody")[1] == {
        "force": ("Metropolitan Police Service",)
    }


def test_of_two_forces_either_will_do(said: Said) -> None:
    assert said("custody in Kent and Essex") == (
        "custody",
        {"force": ("Kent Police", "Essex Police")},
    )


def test_a_place_is_known_without_what_sort_of_council_it_has(said: Said) -> None:
    assert said("bexley children") == ("children", {"place": ("London Borough of Bexley",)})


def test_a_place_whose_reports_are_all_its_forces_is_the_force(said: Said) -> None:
    assert said("Durham children") == ("children", {"force": ("Durham Constabulary",)})


def test_a_name_of_a_force_and_a_place_with_reports_of_their_own_is_both(
    read: Callable[..., AsRead],
) -> None:
    found = read("Norfolk children")
    assert [(one.facet, one.values) for one in found.understood] == [
        ("force", ("Norfolk Constabulary",)),
        ("place", ("Norfolk",)),
    ]
    assert not found.filters
    (condition,) = found.conditions
    assert isinstance(condition, Or)
    assert {node.facet for node in condition.nodes if isinstance(node, Having)} == {
        "force",
        "place",
    }


def test_a_force_and_a_place_that_no_report_shares_are_either(read: Callable[..., AsRead]) -> None:
    (condition,) = read("Kent and Plymouth children").conditions
    assert isinstance(condition, Or)
    together = read("Devon and Cornwall Plymouth children")
    assert not together.conditions
    assert set(together.filters) == {"force", "place"}


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("bury child exploitation", "bury child exploitation"),
        ("Bury the bad news", "Bury the bad news"),
        ("metropolitan policing", "metropolitan policing"),
    ],
)
def test_a_name_that_is_a_word_too_stays_a_word(said: Said, q: str, words: str) -> None:
    assert said(q) == (words, {})


@pytest.mark.parametrize("q", ["Bury", "bury", "what happened in Bury"])
def test_it_is_a_name_with_a_capital_or_alone(said: Said, q: str) -> None:
    assert said(q) == ("", {"place": ("Bury",)})


def test_a_force_without_a_report_is_told_and_stays_a_word(read: Callable[..., Any]) -> None:
    found = read("Cleveland custody")
    assert (found.words, found.understood) == ("Cleveland custody", ())
    (note,) = found.notes
    assert "No report here is of Cleveland Police" in note
    assert "‘Cleveland’" in note


@pytest.mark.parametrize("q", ["kennt custody", "kents custody", "devonshire custody"])
def test_a_short_name_with_a_slip_stays_words(said: Said, q: str) -> None:
    assert said(q) == (q, {})


@pytest.mark.parametrize("q", ["devon and cornwal custody", "devn & cornwall custody"])
def test_a_name_of_several_words_is_known_with_a_slip_in_one(said: Said, q: str) -> None:
    assert said(q) == ("custody", {"force": ("Devon and Cornwall Police",)})


@pytest.mark.parametrize("q", ["Devon custody", "custody in cornwall"])
def test_a_rare_word_of_a_name_stands_for_it(said: Said, q: str) -> None:
    assert said(q) == ("custody", {"force": ("Devon and Cornwall Police",)})


@pytest.mark.parametrize("q", ["service at custody", "city custody", "valley custody"])
def test_an_ordinary_word_of_a_name_does_not(said: Said, q: str) -> None:
    assert said(q) == (q, {})


@pytest.mark.parametrize("q", ["Sandwell custody", "custody in Rotherham", "Skegness custody"])
def test_a_place_without_a_report_is_told_and_stays_a_word(
    read: Callable[..., Any], q: str
) -> None:
    found = read(q)
    assert (found.words, found.understood) == (q, ())
    assert "No report here is of" in found.notes[0]


@pytest.mark.parametrize("q", ["wexmoore custody", "wexmooor custody"])
def test_a_name_of_one_long_word_is_known_with_a_slip_in_it(said: Said, q: str) -> None:
    assert said(q) == ("custody", {"force": ("Wexmoor Constabulary",)})


@pytest.mark.parametrize("q", ["custody met police", "custody in the Met", "scotland yard custody"])
def test_a_force_is_known_by_what_people_call_it(said: Said, q: str) -> None:
    assert said(q) == ("custody", {"force": ("Metropolitan Police Service",)})
