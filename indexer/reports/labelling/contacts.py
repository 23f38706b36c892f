"""Addresses and telephone numbers: whom to write to is no finding, wherever it is printed.

A line with a postcode, a number or an address of the net and no sentence is one, and so are the
short lines beside it that are names and streets; and a sentence that says how to write, ring or get
more. Called by ``labelling.framing`` with parts; out: which of their blocks are contacts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.reports import wording
from indexer.reports.labelling.small_print import phrases
from indexer.reports.structure.tree import Block, Kind, Part, blocks

CONTACT = "address, telephone number or the like"

#: A contact is no longer; a line of an address has no more characters, and so many stand together.
CONTACT_CHARACTERS, LINE_CHARACTERS, LINES = 300, 70, 6
#: Lines of names have a capital letter on more than so large a share of their longer words.
CAPITALS = 0.7

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[AC-FHKNPRTV-Y]\d[\dW] [A-Z\d]{4}\b")
_NUMBER = re.compile(r"(?:\+\d{2,3}[ ()]*|\(?\b0)\d(?:[ ()-]*\d){7,10}\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_MARKS = (_POSTCODE, _NUMBER, _MAIL, _SITE)
_LONGER = re.compile(r"[^\W\d_]{4,}")
_DEMAND = re.compile(r"\b(?:should|must)\b", re.I)


def contacts(parts: Sequence[Part]) -> frozenset[int]:
    """The blocks of all parts that are contacts, by ``id``; the lines of one address stand below
    one heading."""
    return frozenset(id(block) for part in parts for block in _in_part(part))


def _in_part(part: Part) -> Iterator[Block]:
    if part.heading is not None and _is_contact(part.heading):
        yield part.heading
    lines = list(blocks(part.nodes))
    marked = {place for place, block in enumerate(lines) if _is_contact(block)}
    for place in sorted(marked):
        if not wording.ends_sentence(lines[place].text):
            marked |= _beside(lines, place, -1) | _beside(lines, place, 1)
    yield from (lines[place] for place in sorted(marked))


def _beside(lines: Sequence[Block], place: int, step: int) -> set[int]:
    """The lines of names and streets that go with a contact, on one side of it."""
    found: set[int] = set()
    for number in range(place + step, place + step * (LINES + 1), step):
        if not 0 <= number < len(lines) or not _is_line_of_address(lines[number]):
            break
        found.add(number)
    return found


def _is_contact(block: Block) -> bool:
    text = block.text
    if len(text) > CONTACT_CHARACTERS or _DEMAND.search(text) or _is_in_box(text):
        return False
    if phrases("says_where").match(text):
        return True
    if not any(mark.search(text) for mark in _MARKS):
        return False
    return _is_bare(text) or bool(phrases("asks_to_write").match(text))


def _is_in_box(text: str) -> bool:
    """True for the field of a practice box that says whom to ring about it."""
    return wording.is_field(text) and text.casefold().startswith("force contact")


def _is_bare(text: str) -> bool:
    """True for what is no sentence without its numbers and addresses: 'Email: …', 'London E1'."""
    rest = text
    for mark in _MARKS:
        rest = mark.sub("", rest)
    rest = re.sub(r"[\W\d_]+", " ", rest).strip()
    return _is_of_names(rest)


def _is_line_of_address(block: Block) -> bool:
    text = block.text
    short = block.kind is Kind.PARAGRAPH and len(text) <= LINE_CHARACTERS
    return short and not wording.ends_sentence(text) and _is_of_names(text)


def _is_of_names(text: str) -> bool:
    """True for names alone, and for a word or two: 'Email', 'HM Inspectorate of Probation'."""
    words = _LONGER.findall(text)
    capital = sum(word[0].isupper() for word in words)
    return len(words) < 2 or capital > CAPITALS * len(words)
