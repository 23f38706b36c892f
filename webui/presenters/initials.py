"""An index of a long list by first letters: 'A B C … Y', each a link to its first row.

A list in the order of its names is handed in; the places of the first of each letter come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: A list that is no longer than this is seen as quickly as its index: of 40 forces on a phone 20
#: are seven screens.
_LONG = 20


def initials(names: Iterable[str]) -> Mapping[int, str]:
    """The place of the first name of each first letter, with that; {} for a list that is short."""
    letters = [name[:1].upper() for name in names]
    if len(letters) <= _LONG:
        return {}
    before = ["", *letters]
    return {place: one for place, one in enumerate(letters) if one != before[place]}
