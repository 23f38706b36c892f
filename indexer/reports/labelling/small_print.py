"""Small print: signatures and the imprint, which stand behind text and are none of it.

A signature is a person's name with an office below or behind it; an imprint begins with words of
licence, of who publishes or of how to get copies. Either may have been taken for the end of the
list item above it. Called by ``labelling.framing`` with parts; out: the parts without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import cache

from indexer.reports import wording
from indexer.reports.labelling.vocabulary import load
from indexer.reports.structure.tree import Block, Kind, Part, blocks, without

SIGNATURES = "signatures"
IMPRINT = "imprint"

#: The imprint at the end begins in the last share of the blocks.
IMPRINT_SHARE = 0.15
#: A name or an office is no longer than this; below it stand so many lines more at most.
SIGNED_CHARACTERS, SIGNED_LINES = 90, 3
#: So many words a name has that stands in one line with the office.
NAMED_WORDS = (2, 5)
#: So many sign side by side at most: a report of two inspectorates ends with two names in a line.
SIDE_BY_SIDE = 3

#: 'Jo Bloggs', 'Dr A. N. Other QPM', 'Sir Thomas O’Neill'.
_NAME = re.compile(
    r"(?:(?:dr|mr|mrs|ms|miss|sir|dame|professor|prof|rt hon|lord|lady|baroness)\.? )?"
    r"(?:(?:[A-Z][\w’'-]*|[A-Z]\.?)(?: |$)){2,4}(?:(?:[A-Z]{2,4}|MA|BA|PhD),? ?)*",
)
#: A cell of a line that is printed between rules at the end: '© HMICFRS 2024'.
_COPYRIGHT = re.compile(r"(?:©|\(c\)|(?:crown )?copyright\b)\s", re.I)
#: Takes a block out for a reason.
LeaveOut = Callable[[Block, str], None]


def without_signatures(parts: Sequence[Part], leave_out: LeaveOut) -> list[Part]:
    """The parts without names and offices that sign the text above them. What stands below an
    office that was taken for a heading goes on with that text."""
    order = list(_in_order(parts))
    signed: set[int] = set()
    for place in range(1, len(order)):
        if id(order[place]) not in signed:
            for line in _signature(order, place, signed):
                signed.add(id(line))
                leave_out(line, SIGNATURES)
    return list(_without(parts, signed))


def without_imprint(parts: Sequence[Part], leave_out: LeaveOut, is_letter: bool) -> list[Part]:
    """The parts without small print: paragraphs at the front, the whole of a page there that prints
    any, and at the end, below the last heading, all from the first one on. A letter begins at
    once, whatever stands at the foot of its pages."""
    total = sum(1 for part in parts for _ in blocks(part.nodes)) + len(parts)
    small: set[int] = set()
    pages = frozenset() if is_letter else _imprint_pages(parts)
    seen, ended = 0, False
    for number, part in enumerate(parts, start=1):
        for block in blocks(part.nodes):
            seen += 1
            begins = _is_imprint(block) or (number == 1 and block.page in pages)
            at_end = number == len(parts) > 1 or seen > (1 - IMPRINT_SHARE) * total
            ended = ended or (begins and at_end)
            if begins or ended:
                small.add(id(block))
                leave_out(block, IMPRINT)
    return list(_without(parts, small))


def without_blocks(
    parts: Sequence[Part], dropped: Container[int], reason: str, leave_out: LeaveOut
) -> list[Part]:
    """The parts without some blocks or headings, by ``id``, which are left out for a reason."""
    for block in _in_order(parts):
        if id(block) in dropped:
            leave_out(block, reason)
    return list(_without(parts, dropped))


def _imprint_pages(parts: Sequence[Part]) -> frozenset[int]:
    """The pages behind the title page and above the first heading on which an imprint begins."""
    if len(parts) < 2 or parts[0].heading is not None or parts[1].heading is None:
        return frozenset()
    printed = (block.page for block in blocks(parts[0].nodes) if _is_imprint(block))
    return frozenset(page for page in printed if page and 1 < page < (parts[1].heading.page or 0))


def _is_imprint(block: Block) -> bool:
    """True for a paragraph, or a row between rules, that an imprint begins with: 'April 2024 |
    © HMICFRS 2024 | www.…'."""
    if block.kind is Kind.ROW:
        return any(map(_COPYRIGHT.match, block.cells))
    return block.kind is Kind.PARAGRAPH and bool(phrases("imprint").match(block.text))


def _without(parts: Sequence[Part], dropped: Container[int]) -> Iterator[Part]:
    """The parts without some blocks, by ``id``; the text of a dropped heading joins the part above,
    and a part of which nothing is left goes."""
    last: Part | None = None
    for part in parts:
        kept = without(part.nodes, dropped)
        if part.heading is not None and id(part.heading) in dropped:
            last = replace(last, nodes=(*last.nodes, *kept)) if last else Part(None, kept)
            continue
        if last is not None:
            yield last
        is_empty = part.heading is None and part.nodes and not kept
        last = None if is_empty else replace(part, nodes=kept)
    if last is not None:
        yield last


def _in_order(parts: Sequence[Part]) -> Iterator[Block]:
    """All headings and blocks, those of list items among them: text ends with an item too."""
    for part in parts:
        if part.heading is not None:
            yield part.heading
        yield from blocks(part.nodes)


def _signature(order: Sequence[Block], place: int, signed: Container[int]) -> Sequence[Block]:
    """The lines of the signature that begins at a place, behind text or one that was ``signed``;
    none where there is none."""
    behind = id(order[place - 1]) in signed or _is_behind_text(order[place - 1])
    if not (behind and _is_short(order[place])):
        return ()
    name, office = _signed(order[place].text)
    end = place + 1
    if name and not office:
        below = order[end] if end < len(order) else None
        office = below is not None and _is_short(below) and _are(below.text, is_office)
        end += 1
    if not (name and office):
        return ()
    while end < len(order) and end - place <= SIGNED_LINES and _is_date(order[end]):
        end += 1
    return order[place:end]


def _signed(text: str) -> tuple[bool, bool]:
    """Whether a line is a person's name, and whether an office stands behind it."""
    said = wording.spaced(text)
    if _are_in_one_line(said.split()):
        return True, True
    if _are(said, _NAME.fullmatch):
        return not is_office(said), False
    name, _, rest = said.partition(",")
    return bool(rest and _NAME.fullmatch(name)), is_office(rest.strip())


def _are(text: str, is_one: Callable[[str], object], most: int = SIDE_BY_SIDE) -> bool:
    """Whether a line is one such thing, or several side by side."""
    said = wording.spaced(text)
    if is_one(said):
        return True
    halves = _parted(said) if most > 1 else ()
    return any(is_one(first) and _are(rest, is_one, most - 1) for first, rest in halves)


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """A line in two, at each of its spaces."""
    for space in re.finditer(" ", text):
        yield text[: space.start()], text[space.end() :]


def _are_in_one_line(words: Sequence[str]) -> bool:
    """Whether nothing parts a name from the office: 'Jo Bloggs HM Inspector of Constabulary'."""
    ends = range(NAMED_WORDS[0], min(NAMED_WORDS[1], len(words) - 1) + 1)
    return any(
        _NAME.fullmatch(" ".join(words[:end])) and is_office(" ".join(words[end:])) for end in ends
    )


def _is_short(block: Block) -> bool:
    alone = block.kind in (Kind.PARAGRAPH, Kind.HEADING)
    return alone and len(block.text) <= SIGNED_CHARACTERS and not wording.ends_sentence(block.text)


def _is_behind_text(above: Block) -> bool:
    return above.kind is not Kind.HEADING and wording.ends_sentence(above.text)


def is_office(text: str) -> bool:
    """True for the whole of a line that names an office: 'HM Inspector of Constabulary'."""
    return bool(phrases("offices").fullmatch(wording.spaced(text)))


def _is_date(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and wording.is_date(block.text)


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """What ``framing.toml`` lists under a name, as one pattern."""
    return re.compile("|".join(f"(?:{each})" for each in load("framing.toml")[kind]), re.I)
