"""Whether a word of a sentence is a noun or a verb, by the little words around it: 'a', 'to spot'.

``plain_words`` asks for it, since entries of the thesaurus may hold in one sense alone: who asks
'do nurses spot children who are hurt' asks for no place. Where the sentence does not tell, and
among key words, any sense is meant. ``grammar.toml`` has the little words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from indexer.index.analysis import fold

_DATA = Path(__file__).with_name("grammar.toml")


class Sense(StrEnum):
    """In which sense a word is meant, or an entry holds."""

    ANY = ""
    NOUN = "noun"
    VERB = "verb"


def senses(words: Sequence[str]) -> tuple[Sense, ...]:
    """The sense of each of some words as typed, ``Sense.ANY`` where the others do not tell."""
    return tuple(_senses([fold(word).strip("()[]{}.,;:!?\"'") for word in words]))


def _senses(words: list[str]) -> Iterator[Sense]:
    #: Where who does something begins, in a question that waits for its verb; -1 in none.
    subject = -1
    for place, word in enumerate(words):
        if _opens(words, place):
            subject = place + 1
            yield Sense.ANY
            continue
        sense = _told(words, place)
        waits = subject >= 0 and place > subject and not _is_little(word)
        if waits and sense is Sense.ANY and _is_bare(words, place):
            sense = Sense.VERB
        if sense is Sense.VERB:
            subject = -1
        yield sense


def _told(words: list[str], place: int) -> Sense:
    """What the word before one, its own ending and the word after it say."""
    before = place - 1
    while before >= 0 and (words[before] in _words("between") or words[before].endswith("ly")):
        before -= 1
    word, former = words[place], words[before] if before >= 0 else ""
    if word.endswith("ed"):
        return Sense.NOUN if former in _words("objects") else Sense.VERB
    if word.endswith("ing"):  # 'the building' and 'on building trust'
        return Sense.NOUN if former in _words("objects") else Sense.ANY
    if former in _words("before_nouns"):
        return Sense.NOUN
    if former in _words("before_verbs") and not _opens(words, before):
        return Sense.VERB
    following = words[place + 1] if place + 1 < len(words) else ""
    if following == "of":
        return Sense.NOUN
    if following in _words("objects") and former and not _is_little(former):
        return Sense.VERB
    return Sense.ANY


def _opens(words: list[str], place: int) -> bool:
    """Whether a word opens a question: 'do', or 'how do', and not 'who can' or 'they do'."""
    if words[place] not in _words("openers"):
        return False
    return place == 0 or words[place - 1] in _words("questions") - {"who"}


def _is_bare(words: list[str], place: int) -> bool:
    """Whether a word may be the verb of who does it: no plural, and not the last word."""
    return place + 1 < len(words) and not words[place].endswith("s")


def _is_little(word: str) -> bool:
    return any(word in _words(name) for name in ("before_nouns", "before_verbs", "objects"))


@cache
def _words(name: str) -> frozenset[str]:
    with _DATA.open("rb") as file:
        listed: str = tomllib.load(file)[name]
    return frozenset(map(fold, listed.split()))
