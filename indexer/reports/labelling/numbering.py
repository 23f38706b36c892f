"""The numbers that chapters and sections print: '3. Leadership' stands beside '1. Introduction'.

``nesting``, ``areas`` and ``roles`` ask. In go the words of a heading, out comes its number: of
what kind ('section', 'chapter', a bare number) and how deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.number_words import SPELT

_NUMBER = re.compile(
    rf"^(?:(?P<kind>chapter|section|part|theme|question)\s+(?:(?P<said>\d{{1,2}}(?:\.\d{{1,2}})*)|"
    rf"[ivx]{{1,5}}\b|(?:{SPELT})\b)|(?P<letter>[A-Z])\s?(?P<behind>\d{{1,2}}(?:\.\d{{1,2}})*)[.:]|"
    r"(?P<bare>\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.:)]?)(?=\s+[^\W\d_]))(?:[.:)–-]|\s|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number in front of a heading."""

    #: The word before it ('chapter') or the letter ('p'); '' for a bare number.
    kind: str
    #: How many numbers it has: 1 for '3.', 2 for '3.1'.
    depth: int


@lru_cache(maxsize=4096)
def number(text: str) -> Number | None:
    """The number that a heading prints, or None."""
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    said = found["said"] or found["behind"] or found["bare"] or ""
    kind = (found["kind"] or found["letter"] or "").casefold()
    return Number(kind, 1 + said.rstrip(".:)").count("."))


def is_beside(text: str, above: str) -> bool:
    """True where the number of a heading shows that it does not stand in the one above it."""
    one, other = number(text), number(above)
    return bool(one and other) and one.kind == other.kind and one.depth <= other.depth  # type: ignore[union-attr]


def names_chapter(text: str) -> bool:
    """True for the number of a chapter with its name behind it: 'Section 3. Strategy'."""
    found = _NUMBER.match(text.strip())
    return counts_chapters(text) and bool(found and text.strip()[found.end() :].strip())


def counts_chapters(text: str) -> bool:
    """True for the number of a chapter: 'Section 3', '3.'"""
    found = number(text)
    return found is not None and found.depth == 1
