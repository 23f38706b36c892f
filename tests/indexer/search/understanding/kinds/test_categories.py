"""Where the name of a category is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.search.understanding.reading import AsRead

Read = Callable[..., AsRead]
Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]


@pytest.mark.parametrize(
    ("q", "left", "category"),
    [
        ("areas for improvement in custody", "custody", "Areas for improvement"),
        ("custody areas for improvement", "custody", "Areas for improvement"),
        ("custody AFIs", "custody", "Areas for improvement"),
        ("area for improvement", "", "Areas for improvement"),
        ("causes of concern", "", "Causes of concern"),
        ("cause of concern about custody", "custody", "Causes of concern"),
        ("strengths in custody", "custody", "Strengths"),
        ("custody strengths", "custody", "Strengths"),
        ("custody recommendations", "custody", "Recommendations"),
        ("recommendations on custody", "custody", "Recommendations"),
        ("good practice in custody", "custody", "Good practice"),
        ("work in progress", "", "Work in progress"),
    ],
)
def test_a_category_is_read(said: Said, q: str, left: str, category: str) -> None:
    assert said(q) == (left, {"category": (category,)})


@pytest.mark.parametrize(
    "q",
    [
        "sharing good practice",
        "good practice guide",
        "tracking of recommendations",
        "recommendation 3",
        "staff strength",
        "findings of the review",
        "context of abuse",
    ],
)
def test_it_stays_a_word_where_it_may_be_one(said: Said, q: str) -> None:
    assert said(q) == (q, {})


def test_a_category_that_no_report_has_is_taken_for_those_of_its_kind(read: Read) -> None:
    found = read("areas for priority action in custody")
    assert found.words == "custody"
    (one,) = found.understood
    assert set(one.values) == {"Areas for improvement", "Recommendations", "Causes of concern"}
    assert "No report has Areas for priority action" in found.notes[0]


def test_several_categories_are_either(said: Said) -> None:
    words, values = said("strengths and areas for improvement in custody")
    assert words == "custody"
    assert set(values["category"]) == {"Strengths", "Areas for improvement"}
