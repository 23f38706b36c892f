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
    return _terms(tone.value)


@cache
def denying() -> frozenset[str]:
    """The terms by which a sentence says of something in it that it is not there."""
    return _terms("denying")


@cache
def all_terms() -> frozenset[str]:
    """All of these terms."""
    return denying().union(*map(telling, Tone))


def _terms(name: str) -> frozenset[str]:
    with _DATA.open("rb") as file:
        words: str = tomllib.load(file)[name]
    return frozenset(stem(fold(word)) for word in words.split())
