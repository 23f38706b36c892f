"""The index of a long list by first letters."""

from __future__ import annotations

from webui.presenters.initials import initials


def test_a_long_list_has_the_first_of_each_letter() -> None:
    names = [f"{letter}{number}" for letter in "AbC" for number in range(7)]
    assert initials(names) == {0: "A", 7: "B", 14: "C"}
    assert initials(iter(["A"] * 30)) == {0: "A"}


def test_a_short_list_has_none() -> None:
    assert initials(["A", "B"] * 10) == {}
    assert initials([]) == {}
