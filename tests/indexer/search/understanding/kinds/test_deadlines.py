"""When something is due: where it is read, and which day it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.search.understanding.reading import AsRead

Read = Callable[..., AsRead]


@pytest.mark.parametrize(
    ("q", "state", "on"),
    [
        ("recommendations due by March 2016", "overdue", "2016-04-01"),
        ("recommendations due before March 2016", "overdue", "2016-03-01"),
        ("due by 2016", "overdue", "2017-01-01"),
        ("due by 31 March 2016", "overdue", "2016-04-01"),
        ("due by 10/2016", "overdue", "2016-11-01"),
        ("due before 31 March 2016", "overdue", "2016-03-31"),
        ("overdue recommendations", "overdue", ""),
        ("overdue", "overdue", ""),
        ("Kent overdue", "overdue", ""),
        ("what is overdue in Kent", "overdue", ""),
        ("which of Kent's deadlines have passed", "overdue", ""),
        ("which recommendations are overdue", "overdue", ""),
        ("actions past their deadline", "overdue", ""),
        ("recommendations not yet due", "coming", ""),
    ],
)
def test_what_is_due_is_asked_of_the_register(read: Read, q: str, state: str, on: str) -> None:
    found = read(q)
    assert found.due is not None
    assert (found.due.state, found.due.on) == (state, on)
    assert "due" not in found.words
    assert "march" not in found.words.casefold()
    assert "year" not in found.filters
    assert "month" not in found.filters


@pytest.mark.parametrize(
    "q",
    [
        "overdue visits to sex offenders",
        "overdue visits in Kent",
        "due by June 31",
        "due process",
        "due by 31 June 2016",
    ],
)
def test_elsewhere_they_are_words(read: Read, q: str) -> None:
    assert read(q).due is None


def test_it_can_be_taken_as_words(read: Read) -> None:
    found = read("overdue recommendations", literal=("overdue",))
    assert found.due is None
    assert found.words == "overdue"
