"""When a grade is a grade, and when it is a word like any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]
REQUIRES = ("Requires improvement", "Requires improvement to be good")


@pytest.mark.parametrize(
    ("q", "left", "grades"),
    [
        ("custody graded poor", "custody", ("Poor",)),
        ("grade poor", "", ("Poor",)),
        ("forces graded poor", "", ("Poor",)),
        ("which forces were graded inadequate", "", ("Inadequate",)),
        ("custody rated as good", "custody", ("Good",)),
        ("custody judged to be inadequate", "custody", ("Inadequate",)),
        ("custody graded poor or fair", "custody", ("Poor", "Fair")),
        ("poor grades in custody", "custody", ("Poor",)),
        ("inadequate", "", ("Inadequate",)),
        ("good", "", ("Good",)),
        ("child protection inadequate", "child protection", ("Inadequate",)),
        ("inadequate forces", "", ("Inadequate",)),
        ("inadequate at custody", "custody", ("Inadequate",)),
        ("custody requires improvement", "custody", REQUIRES),
        ("graded requires improvement", "", REQUIRES),
    ],
)
def test_a_grade_that_something_says_is_one(
    said: Said, q: str, left: str, grades: tuple[str, ...]
) -> None:
    words, values = said(q)
    assert (words, set(values["grade"])) == (left, set(grades))


@pytest.mark.parametrize(
    "q",
    [
        "poor record keeping",
        "Good supervision of detectives",
        "is training poor",
        "inadequate supervision",
        "outstanding warrants",
        "warrants outstanding",
        "not graded good",
        "what requires improvement",
        "fair treatment",
    ],
)
def test_a_grade_beside_a_noun_is_a_word(said: Said, q: str) -> None:
    assert said(q) == (q, {})


@pytest.mark.parametrize("q", ["poor custody", "custody poor", "poor in custody", "Custody: poor"])
def test_a_grade_beside_nothing_but_an_area_that_has_it_is_one(said: Said, q: str) -> None:
    assert said(q)[1] == {"grade": ("Poor",)}


@pytest.mark.parametrize("q", ["poor missing persons", "good custody", "poor custody records"])
def test_beside_another_area_or_more_it_is_a_word(said: Said, q: str) -> None:
    assert said(q) == (q, {})


@pytest.mark.parametrize(
    "way",
    ["exceeding the standard", "exceeds the standard", "exceed the standard", "above the standard"],
)
def test_a_grade_is_known_by_every_way_to_say_it(said: Said, way: str) -> None:
    assert said(f"citizen focus {way}") == ("citizen focus", {"grade": ("Exceeding the standard",)})


def test_a_grade_of_other_reports_is_told(read: Callable[..., Any]) -> None:
    found = read("custody graded adequate")
    assert found.understood == ()
    assert "No finding here has that grade" in found.notes[0]
    assert "‘graded adequate’" in found.notes[0]
