"""Months of publication, out of the ways in which dates are printed and encoded."""

from __future__ import annotations

import re
from collections.abc import Callable

from indexer.months import MONTHS

_MONTHS = tuple(month.lower() for month in MONTHS)
_NAME = "(" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + r")\.?"

#: A date as printed, for use in other patterns: '27 September 2018', 'September 2018',
#: '21/01/2020', '2018-09-27'.
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_NAME.replace('(', '(?:', 1)}\s+(?:\d{{1,2}},\s+)?\d{{4}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{2}(?:-\d{2}\S*)?"
)

#: A pattern, and the year and month out of its groups. Day before month, as Britain writes it.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (re.compile(r"\b(\d{4})-(\d{2})(?!\d)"), lambda m: (int(m[1]), int(m[2]))),
    (re.compile(r"\bD:(\d{4})(\d{2})"), lambda m: (int(m[1]), int(m[2]))),
    (
        re.compile(rf"\b{_NAME}\s+(?:\d{{1,2}},\s+)?(\d{{4}})\b", re.I),
        lambda m: (int(m[2]), 1 + [month[:3] for month in _MONTHS].index(m[1][:3].lower())),
    ),
    (re.compile(r"\b\d{1,2}[/.](\d{1,2})[/.](\d{4})\b"), lambda m: (int(m[2]), int(m[1]))),
)


def month(text: str) -> str | None:
    """The first date in ``text`` as 'YYYY-MM', or None where there is none from 1900 to 2099."""
    for pattern, parts in _FORMS:
        for found in pattern.finditer(text):
            year, number = parts(found)
            if 1900 <= year <= 2099 and 1 <= number <= 12:
                return f"{year:04}-{number:02}"
    return None
