"""Numbers as lists print them."""

from __future__ import annotations

import pytest

from indexer.reports.readers.numbering import letters, printed, roman


@pytest.mark.parametrize(("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (53, "ba")])
def test_letters_go_on_behind_z(number: int, expected: str) -> None:
    assert letters(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "i"), (4, "iv"), (9, "ix"), (49, "xlix"), (1994, "mcmxciv")]
)
def test_roman_numerals_take_away_one_sign_at_most(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", "3"),
        ("lower-alpha", "c"),
        ("upper-alpha", "C"),
        ("lower-roman", "iii"),
        ("upper-roman", "III"),
        ("decimal-leading-zero", "03"),
        ("armenian", "3"),
    ],
)
def test_a_number_is_printed_in_its_style(style: str, expected: str) -> None:
    assert printed(3, style) == expected


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_what_a_style_has_no_form_for_is_printed_in_figures(number: int) -> None:
    assert printed(number, "upper-roman") == str(number)
