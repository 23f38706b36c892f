"""Numbers as lists print them: 3, c, C, iii, III."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letters(number: int) -> str:
    """1 is 'a', 26 'z', 27 'aa': the spread-sheet order, which HTML and Word print."""
    printed = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        printed = chr(ord("a") + letter) + printed
    return printed


def roman(number: int) -> str:
    """1 is 'i', 4 'iv'; for 1 to 3999."""
    printed = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        printed += numeral * times
    return printed


_STYLES: dict[str, Callable[[int], str]] = {
    "lower-alpha": letters,
    "upper-alpha": lambda number: letters(number).upper(),
    "lower-roman": roman,
    "upper-roman": lambda number: roman(number).upper(),
    "decimal-leading-zero": lambda number: f"{number:02}",
}


def printed(number: int, style: str) -> str:
    """``number`` in a style of CSS ('lower-alpha', 'upper-roman' …), else in figures.

    Numbers that the style has no form for (0, -1, 4000) are printed in figures, as browsers do.
    """
    form = _STYLES.get(style)
    return form(number) if form and 0 < number < 4000 else str(number)
