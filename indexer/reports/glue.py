"""Headings glued to other text, as PDF tools print them: cut apart before anything is decided.

'GOOD**National grade distribution**', '… across the force.**Work in progress**',
'Strengths • The force …', 'October 2007**Areas for improvement**'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from indexer.reports import wording
from indexer.reports.families import Family, Opens
from indexer.reports.lines import Line


def unglued(lines: Iterable[Line], family: Family) -> tuple[tuple[Line, ...], Mapping[int, int]]:
    """The lines cut where a heading is glued to other text, and emphasis marks taken out.

    The pieces are numbered afresh from 1; the mapping leads from a piece's number to that of the
    line it was printed on.
    """
    pieces: list[Line] = []
    printed_on: dict[int, int] = {}
    for line in lines:
        for piece in _pieces(line, family):
            number = len(pieces) + 1
            pieces.append(replace(piece, number=number))
            printed_on[number] = line.number
    return tuple(pieces), printed_on


def _pieces(line: Line, family: Family) -> Iterator[Line]:
    if line.role is not None:
        yield line
        return
    for part in _at_bold(line, family):
        yield from _at_heading(part, family)


_BOLD = re.compile(r"\*\*(.+?)\*\*")


def _at_bold(line: Line, family: Family) -> Iterator[Line]:
    """Cut at '**Heading**' printed without a break: 'GOOD**National grade distribution**'."""
    text, start = line.text, 0
    for run in _BOLD.finditer(text):
        if not _is_glued(text, run, family):
            continue
        yield from _piece(line, text[start : run.start()], first=start == 0)
        yield replace(line, text=run.group(1).strip(), bold=True, starts=start == 0 and line.starts)
        start = run.end()
    yield from _piece(line, text[start:], first=start == 0)


def _is_glued(text: str, run: re.Match[str], family: Family) -> bool:
    words, before, behind = run.group(1), text[: run.start()].rstrip(), text[run.end() :]
    if not wording.could_be_heading(words):
        return False
    if not before and not behind.strip():
        return True
    if family.known(words, behind) or family.grade(words) is not None:
        return True
    at_end = not behind.strip() and (wording.ends_sentence(before) or before == text[: run.start()])
    return at_end or (not before and behind[:1].isupper())


def _piece(line: Line, text: str, first: bool) -> Iterator[Line]:
    """The part of a line between two headings, emphasis taken out; nothing when it is blank."""
    found = wording.bullet(text.strip())
    mark = found[0] + " " if found and found[0] == "*" else ""
    plain = mark + wording.without_emphasis(found[1] if mark and found else text).strip()
    if plain.strip():
        yield replace(line, text=plain, starts=line.starts if first else True)


_GLUE = re.compile(
    r"(?<=[.!?;:’”)\]])\s*(?=[A-Z])|(?<=[a-z])(?=[A-Z][a-z])|\s+(?=[•·▪◦●\uf0b7–*-]\s)"
)
_GLUED_CHARACTERS = 60


def _at_heading(line: Line, family: Family) -> Iterator[Line]:
    """Cut at a known heading glued in plain type to the end or the start of other text."""
    for place in _GLUE.finditer(line.text):
        head, tail = line.text[: place.start()].strip(), line.text[place.end() :].strip()
        if _is_plain_heading(tail, family) and _is_text(head):
            yield replace(line, text=head)
            yield replace(line, text=tail, starts=True)
            return
        if _heads_findings(head, family) and not place.group().strip():
            yield replace(line, text=head)
            yield replace(line, text=tail, starts=True)
            return
    yield line


def _is_text(text: str) -> bool:
    """True for the end of a paragraph, rather than the number in front of a heading."""
    return bool(re.search(r"[.!?][’”'\")\]]*$", text)) and len(text.split()) > 2


def _heads_findings(text: str, family: Family) -> bool:
    """True for a heading that bullets or text may follow on its line: 'Strengths • The force'."""
    known = family.known(text)
    heads = (Opens.CATEGORY, Opens.CONTEXT, Opens.GRADE, Opens.SPREAD)
    return known is not None and known.opens in heads and _is_plain_heading(text, family)


def _is_plain_heading(text: str, family: Family) -> bool:
    if not 4 < len(text) <= _GLUED_CHARACTERS or not wording.could_be_heading(text):
        return False
    known = family.known(text)
    return (known is not None and known.name != "") or (known is not None and " " in text)
