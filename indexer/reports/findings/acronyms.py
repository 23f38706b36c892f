"""Acronyms as the report itself explains them: in its glossary and in its text.

In the text a definition is 'long form (ACR)'. The long form is found by walking both backwards,
letter by letter, as in Schwartz and Hearst, 'A simple algorithm for identifying abbreviation
definitions in biomedical text', 2003, with two additions: a plural s behind the capitals, and
words that an acronym skips ('of', 'and', 'the'). A long form may join several names by 'and'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.reports.report import Definition
from indexer.reports.structure.tree import Block
from indexer.reports.wording import cells, spaced

GLOSSARY = "glossary"
TEXT = "text"

_SHORT = re.compile(r"^[A-Z][A-Za-z0-9&/-]*[A-Z0-9][A-Za-z0-9&/-]*$|^[A-Z]{2,}s?$")
_IN_TEXT = re.compile(r"\(([A-Za-z][\w&/-]{1,11})\)")
_ENTRY = re.compile(r"^([A-Z][\w&/’'-]{1,11})(?:\s*[–:=-]\s+|\s+)(\S.*)$")
#: A long form has at most this many words more than its acronym has letters, those apart that join.
EXTRA_WORDS = 5
_JOINING = frozenset({"and", "or"})


def in_glossary(blocks: Sequence[Block]) -> list[Definition]:
    """The entries of a glossary, in order; single letters, rules and running text are passed over.

    An entry is a row of two cells, a line 'ACR Long form', or two lines one below the other.
    """
    found: list[Definition] = []
    waiting: tuple[str, int] | None = None
    for block in blocks:
        short, long = _entry(block)
        if short and long:
            found.append(Definition(short, long, GLOSSARY, block.lines[0]))
            waiting = None
        elif short:
            waiting = (short, block.lines[0])
        elif waiting and long:
            found.append(Definition(waiting[0], long, GLOSSARY, waiting[1]))
            waiting = None
    return found


def _entry(block: Block) -> tuple[str, str]:
    parts = cells(block.text)
    if len(parts) >= 2 and is_acronym(parts[0]):
        return parts[0], spaced(" ".join(parts[1:]))
    text = spaced(block.text)
    if is_acronym(text):
        return text, ""
    entry = _ENTRY.match(text)
    if entry and is_acronym(entry.group(1)):
        return entry.group(1), entry.group(2)
    return "", text if len(text) > 2 else ""


def is_acronym(text: str) -> bool:
    """True for a word with at least two capitals, or one and a number: 'NPT', 'ViSOR', 'SPI8'."""
    return bool(_SHORT.match(text)) and sum(c.isupper() or c.isdigit() for c in text) >= 2


def in_text(text: str, line: int) -> list[Definition]:
    """The definitions 'long form (ACR)' in one stretch of text, in order."""
    found = []
    for bracket in _IN_TEXT.finditer(text):
        short = bracket.group(1)
        if not is_acronym(short.rstrip("s") if short.endswith("s") else short):
            continue
        singular = short[:-1] if short.endswith("s") and short[-2].isupper() else short
        long = _long_form(singular, text[: bracket.start()])
        if long:
            found.append(Definition(singular, long, TEXT, line))
    return found


def _long_form(short: str, before: str) -> str:
    """The words at the end of ``before`` that spell ``short``, or '' when none do."""
    letters = [c.casefold() for c in short if c.isalnum()]
    clause = re.split(r"[.;:()]", before)[-1].rstrip()
    nearest = _last_words(clause, len(letters))
    initials = _initials(nearest)
    if initials[:1] == letters[:1] and sorted(initials) == sorted(letters):
        # Printed in another order, too: 'the Local Children’s Safeguarding Board (LSCB)'.
        return nearest.strip(" ,‘'’“”\"")
    nearest = _last_words(clause, len(letters) + EXTRA_WORDS)
    place = len(nearest)
    for i in range(len(letters) - 1, -1, -1):
        place = _back_to(nearest, place, letters[i], at_word=i == 0)
        if place < 0:
            return ""
    long = nearest[place:].strip(" ,‘'’“”\"")
    return long if len(long) > len(short) and _is_whole(long, letters) else ""


def _last_words(text: str, count: int) -> str:
    """The last words of a text, as many as ``count``, with those among them that join."""
    words = text.split()
    start = len(words)
    while start and count:
        start -= 1
        count -= words[start].casefold() not in _JOINING
    return " ".join(words[start:])


def _back_to(text: str, place: int, letter: str, at_word: bool) -> int:
    """The place of ``letter`` before ``place``, at the start of a word when ``at_word``; or -1."""
    place -= 1
    while place >= 0:
        starts = place == 0 or not text[place - 1].isalnum()
        if text[place].casefold() == letter and (starts or not at_word):
            return place
        place -= 1
    return -1


def _is_whole(long: str, letters: list[str]) -> bool:
    """True when enough of the letters begin words: half for any, and no long form of one letter."""
    initials = _initials(long)
    begun = sum(letter in initials for letter in letters)
    return begun * 2 >= len(letters) or (len(initials) == 1 and letters[0] == initials[0])


def _initials(text: str) -> list[str]:
    return [word[0].casefold() for word in re.split(r"[\s/-]+", text) if word[:1].isalnum()]


def distinct(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """The definitions without those said before: same acronym and words, case and plural apart."""
    seen, kept = set(), []
    for definition in definitions:
        words = re.findall(r"\w+", definition.long.casefold())
        said = (definition.short, tuple(word.rstrip("s") for word in words))
        if said not in seen:
            seen.add(said)
            kept.append(definition)
    return tuple(kept)
