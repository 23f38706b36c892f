"""Numbers as reports spell them out: 'six months', 'ninety days', 'Chapter Two'."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _spelt() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_ONES, start=1)}
    for number, ten in enumerate(_TENS, start=2):
        found[ten] = 10 * number
        found |= {f"{ten}-{one}": 10 * number + place for place, one in enumerate(_ONES[:9], 1)}
    return found


#: Word in lower case → its number, from one to ninety-nine.
NUMBER_WORDS: Mapping[str, int] = MappingProxyType(_spelt())

#: The words as a pattern, longer ones first: 'sixty-two' before 'sixty' before 'six'.
SPELT = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
