"""What of a finding is shown in a list, and what in it is marked.

Marks come from the same analysis as the index: a word is marked where its term stands, a phrase
only where its terms stand side by side. The text is never altered: segments, joined, are a
stretch of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.index.analysis import Token, chunks, pieces_of
from indexer.reports.finding import Finding
from indexer.search.answer import Segment
from indexer.search.evaluation import And, Node, Or, Phrase, Synonyms, Term, Words

#: A finding up to this long is shown whole (the median is 257 characters, 95% have under 670).
WHOLE = 400
_WINDOW = 320
#: How far before the first mark a window may begin, to give it some context.
_LEAD = 60


class Pattern(NamedTuple):
    """Terms that are marked where they stand side by side; in all reports when None."""

    terms: tuple[str, ...]
    reports: frozenset[str] | None = None


class Mark(NamedTuple):
    """A marked stretch (characters, end exclusive)."""

    start: int
    end: int


def patterns(node: Node) -> frozenset[Pattern]:
    """Everything that ``node`` finds findings by; what it excludes is no part of it."""
    return frozenset(_patterns(node))


def _patterns(node: Node) -> Iterator[Pattern]:
    match node:
        case Term(term):
            yield Pattern((term,))
        case Phrase(terms):
            yield Pattern(terms)
        case Synonyms(members):
            for member in members:
                for pattern in _patterns(member.node):
                    yield pattern._replace(reports=member.reports)
        case _:
            for inner in _inner(node):
                yield from _patterns(inner)


def _inner(node: Node) -> tuple[Node, ...]:
    if isinstance(node, And | Or):
        return node.nodes
    if isinstance(node, Words):
        wholes = tuple(part.whole for part in node.parts if part.whole is not None)
        return tuple(word for part in node.parts for word in part.words) + wholes
    return ()


def marks(finding: Finding, wanted: frozenset[Pattern]) -> list[Mark]:
    """The stretches of the finding's text that match, rising, never overlapping."""
    here = [p.terms for p in wanted if p.reports is None or finding.report in p.reports]
    if not here:
        return []
    terms = {term for pattern in here for term in pattern}
    standing: dict[tuple[str, int], Token] = {}
    first: dict[str, list[Token]] = {}
    for token in _tokens(finding.text, terms):
        standing[token.term, token.position] = token
        first.setdefault(token.term, []).append(token)
    found = [
        Mark(token.start, end)
        for pattern in here
        for token in first.get(pattern[0], ())
        if (end := _end(pattern, token, standing)) is not None
    ]
    return list(_merged(sorted(found)))


def _tokens(text: str, terms: set[str]) -> Iterator[Token]:
    """What ``analyse`` finds of ``terms``, in a third of the time, since nothing else is made."""
    position = place = 0
    for chunk in chunks(text):
        place = text.index(chunk, place)
        pieces, taken = pieces_of(chunk)
        for term, offset, start, end, width in pieces:
            if term in terms:
                yield Token(term, position + offset, place + start, place + end, width)
        position += taken
        place += len(chunk)


def _end(
    pattern: tuple[str, ...], token: Token, standing: dict[tuple[str, int], Token]
) -> int | None:
    """Where the pattern that begins with ``token`` ends, None when the rest does not follow."""
    end = token.end
    for offset, term in enumerate(pattern[1:], start=1):
        following = standing.get((term, token.position + offset))
        if following is None:
            return None
        end = following.end
    return end


def _merged(found: list[Mark]) -> Iterator[Mark]:
    last: Mark | None = None
    for mark in found:
        if last is not None and mark.start < last.end:
            last = Mark(last.start, max(last.end, mark.end))
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def segments(text: str, marked: list[Mark], start: int, end: int) -> tuple[Segment, ...]:
    """``text[start:end]`` in segments, marked and not."""
    pieces: list[Segment] = []
    place = start
    for mark in marked:
        left, right = max(mark.start, start), min(mark.end, end)
        if left < right:
            pieces.append(Segment(text[place:left], False))
            pieces.append(Segment(text[left:right], True))
            place = right
    pieces.append(Segment(text[place:end], False))
    return tuple(piece for piece in pieces if piece.text)


def window(text: str, marked: list[Mark]) -> tuple[int, int]:
    """The stretch to show: all of a short text, else the window with the most different marks.

    It begins and ends between words.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    start = _forward(text, _best(text, marked))
    if len(text) - start <= WHOLE:
        start = _forward(text, max(0, len(text) - WHOLE)) if marked else start
        return start, len(text)
    end = text.rfind(" ", start, start + _WINDOW + 1)
    return start, end if end > start else start + _WINDOW


def _best(text: str, marked: list[Mark]) -> int:
    """The beginning of the best window: most different words marked, then most marks."""
    best, value = 0, (0, 0)
    for i, mark in enumerate(marked):
        start = max(0, mark.start - _LEAD)
        inside = [m for m in marked[i:] if m.end <= start + _WINDOW]
        different = {text[m.start : m.end].casefold() for m in inside}
        if (len(different), len(inside)) > value:
            best, value = start, (len(different), len(inside))
    return best


def _forward(text: str, place: int) -> int:
    """The beginning of the first word at or after ``place``."""
    if place == 0:
        return 0
    space = text.find(" ", place - 1, place + _LEAD)
    return space + 1 if space >= 0 else place
