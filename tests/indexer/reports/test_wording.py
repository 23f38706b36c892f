"""How one stretch of print is compared and classified."""

from __future__ import annotations

import pytest

from indexer.reports import wording


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("**Strengths:**", "strengths"),
        ("6. What We Found", "what we found"),
        ("Question 2: How good?", "how good?"),
        ("P 1.1. Leadership", "leadership"),
        ("A12 corridor", "corridor"),
        ("Vulnerable People – Child Abuse", "vulnerable people - child abuse"),
        ("Vulnerable People—Child  Abuse", "vulnerable people-child abuse"),
        ("Her Majesty’s", "her majesty's"),
        ("Research & Development", "research and development"),
        ("Oﬃce", "office"),
    ],
)
def test_headings_are_compared_without_dress(printed: str, key: str) -> None:
    assert wording.key(printed) == key


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("- text", ("-", "text")),
        ("•text", ("•", "text")),
        ("o text", ("o", "text")),
        ("often so", None),
        ("-text", None),
        ("*bold*", None),
        ("– 2 per cent", ("–", "2 per cent")),
        ("•", None),
    ],
)
def test_bullet_marks(printed: str, found: tuple[str, str] | None) -> None:
    assert wording.bullet(printed) == found


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("5.12 The unit", ("5.12", "The unit")),
        ("5.12. The unit", ("5.12.", "The unit")),
        ("(a) the unit", ("(a)", "the unit")),
        ("(iv) the unit", ("(iv)", "the unit")),
        ("3. The unit", ("3.", "The unit")),
        ("43 forces took part", None),
        ("2007 was a good year", None),
        ("24/7 cover", None),
    ],
)
def test_labels(printed: str, found: tuple[str, str] | None) -> None:
    assert wording.label(printed) == found


@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        ("GRADE\tGOOD", ["GRADE", "GOOD"]),
        ("| 6 | 14 |", ["6", "14"]),
        ("Good     14", ["Good", "14"]),
        ("a plain sentence", ["a plain sentence"]),
    ],
)
def test_cells(printed: str, cells: list[str]) -> None:
    assert wording.cells(printed) == cells


@pytest.mark.parametrize(
    ("printed", "ends"),
    [("so.", True), ("so.’", True), ("so:", True), ("so.12", True), ("so", False), ("so,", False)],
)
def test_the_end_of_a_sentence(printed: str, ends: bool) -> None:
    assert wording.ends_sentence(printed) is ends


@pytest.mark.parametrize(
    ("printed", "could"),
    [
        ("Child Abuse", True),
        ("How effective is the force at preventing crime?", True),
        ("The force is good.", False),
        ("and so on", False),
        ("12", False),
        ("86.4% of reported crimes were recorded", False),
        ("£2.1 million saved", False),
        ("9,200 crimes unrecorded", False),
        ("2019 inspection findings", True),
        ("3.2 Custody", True),
        ("Word " * 40, False),
    ],
)
def test_what_could_be_a_heading(printed: str, could: bool) -> None:
    assert wording.could_be_heading(printed) is could


@pytest.mark.parametrize(
    ("first", "second", "vocabulary", "whole"),
    [
        ("to improve-", "ment", [], "to improvement"),
        ("a multi-", "agency team", ["multi-agency"], "a multi-agency team"),
        ("a multi-", "agency team", ["multi", "agency"], "a multi-agency team"),
        ("to co-", "operate", ["cooperate"], "to cooperate"),
        ("from 2006-", "2007", [], "from 2006-2007"),
        ("", "text", [], "text"),
        ("one", "two", [], "one two"),
        ("on a 48-", "hour bail", [], "on a 48-hour bail"),
        ("both long-", "and short-stay", [], "both long- and short-stay"),
        ("a pho-", "to", [], "a photo"),
        ("of persons", ". In particular:", [], "of persons. In particular:"),
    ],
)
def test_halves_are_joined(first: str, second: str, vocabulary: list[str], whole: str) -> None:
    assert wording.join(first, second, frozenset(vocabulary)) == whole


@pytest.mark.parametrize(
    ("printed", "alone"),
    [
        ("Section 2", True),
        ("Part iv.", True),
        ("2", False),
        ("Fraud 2", False),
        ("Part 1 Aims", False),
    ],
)
def test_the_number_of_a_chapter_without_its_name(printed: str, alone: bool) -> None:
    assert wording.is_chapter_number(printed) is alone


@pytest.mark.parametrize("rule", ["-----", "|---|---|", "= = =", "____"])
def test_rules_of_tables(rule: str) -> None:
    assert wording.is_rule(rule)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Vans** and *keys*", "Vans and keys"),
        ("clean; * means unknown", "clean; * means unknown"),
        ("GOOD**Vans**", "GOODVans"),
    ],
)
def test_emphasis_goes_and_a_sign_stays(text: str, plain: str) -> None:
    assert wording.without_emphasis(text) == plain
