"""What a question leans to, and the words by which a narrative says so: 'lack', 'never'; 'robust'.

A finding under 'Areas for improvement' asks for something whatever its words are. A narrative has
no such heading: its words tell whether it is about what is lacking or what is done well. Every
engine counts them; ``tone.toml`` has them.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

from indexer.index.analysis import fold, stem

_DATA = Path(__file__).with_name("tone.toml")


class Tone(StrEnum):
    """What findings are about that are a little better than others."""

    #: Something that is lacking.
    LACKING = "lacking"
    #: Something that is done well.
    WELL = "well"


@cache
def telling(tone: Tone) -> frozenset[str]:
    """The terms by which a narrative says so."""
    with _DATA.open("rb") as file:
        words: str = tomllib.load(file)[tone.value]
    return frozenset(stem(fold(word)) for word in words.split())


@cache
def all_terms() -> frozenset[str]:
    """The terms of every tone."""
    return frozenset[str]().union(*map(telling, Tone))
