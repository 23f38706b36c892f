"""Run-in headings: headings that a tool printed on the line of other text are cut from it.

'GOOD**National grade distribution**', '… across the force.**Work in progress**', 'Strengths • The
force …', 'October 2007**Areas for improvement**', 'Recommendation 3: The force should …', and in
the middle of a paragraph '… at risk. Recommendation: The force should …'. The other way round, a
bullet mark on a line of its own goes to the text below it. Called first of all by
``structure.reading``; in: the lines of a source, out: lines that each are one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from indexer.reports import wording
from indexer.reports.lines import Line, Role

#: True for the words of a heading that any family prints.
IsHeadingText = Callable[[str], bool]

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_GLUE = re.compile(
    r"(?<=[.!?;:’”)\]])\s*(?=[A-Z])|(?<=[a-z])(?=[A-Z][a-z])|\s+(?=[•·▪◦●\uf0b7–*-]\s)"
)
_GLUED_CHARACTERS = 60
#: Roles of lines that may be a lone bullet mark, or the text below one.
_PLAIN = (None, Role.ITEM, Role.PARAGRAPH)
#: 'Recommendation 3 – The force …', 'Area for development 2: The force …'.
_NUMBERED = re.compile(
    r"^([A-Z][A-Za-z ]{3,40}? (?:no\.? ?)?\d{1,3}[a-z]?)\s*(?::|\s[–—-])\s+(?=\S)", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
#: 'Recommendation: The force …', 'S4 Cause of concern: Nobody …'.
_NAMED = re.compile(
    r"^((?:[A-Z]?\d{1,3}(?:\.\d{1,3})?\.? )?[A-Z][a-z]+(?: [a-z]+){0,4}):\s+(?=[A-Z])"
)


#: A dash before the first words of a question.
_QUESTION = re.compile(r"[–—-] (?:How|What|Why|To what extent|Does|Do|Is|Are|Has|Have)\b")


def unglued(
    lines: Iterable[Line], is_heading_text: IsHeadingText
) -> tuple[tuple[Line, ...], Mapping[int, int]]:
    """The lines cut where a heading is glued to other text, emphasis marks taken out, and lone
    bullet marks joined to the text below them.

    The pieces are numbered afresh from 1; the mapping leads from a piece's number to that of the
    line it was printed on.
    """
    pieces: list[Line] = []
    printed_on: dict[int, int] = {}
    marked = list(_with_marks(lines))
    for line, below in zip_longest(marked, marked[1:]):
        ends = below is None or below.element != line.element or not line.element
        for piece in _pieces(line, is_heading_text, ends):
            number = len(pieces) + 1
            pieces.append(replace(piece, number=number))
            printed_on[number] = line.number
    return tuple(pieces), printed_on


def _with_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, a lone bullet mark set before the text of the line below it."""
    mark: Line | None = None
    for line in lines:
        if mark is None and line.role in _PLAIN and wording.is_lone_mark(line.text):
            mark = line
        elif mark is None:
            yield line
        elif line.role in _PLAIN and not wording.bullet(line.text):
            yield replace(line, text=f"{mark.text} {line.text}", starts=True, indent=mark.indent)
            mark = None
        else:
            yield mark
            mark = line if wording.is_lone_mark(line.text) else None
            if mark is None:
                yield line
    if mark is not None:
        yield mark


def _pieces(line: Line, is_heading_text: IsHeadingText, ends: bool) -> Iterator[Line]:
    """The pieces of a line, which ``ends`` its paragraph as far as the format tells."""
    if line.role in (Role.CHROME, Role.CONTENTS, Role.NOTE, Role.ROW):
        yield line
        return
    parts = (line,) if line.role is not None else _at_bold(line, is_heading_text)
    named = (piece for part in parts for piece in _at_named(part, is_heading_text))
    for part in named:
        for piece in _at_number(part, is_heading_text, ends):
            if piece.role is None:
                yield from _at_heading(piece, is_heading_text)
            else:
                yield piece


def _at_named(line: Line, is_heading_text: IsHeadingText) -> Iterator[Line]:
    """Cut at headings that stand behind a sentence in the middle of a paragraph: 'Cause of concern:
    Cells are dirty. Recommendation: The force should …'."""
    start = 0
    for end in _SENTENCE_END.finditer(line.text) if line.role in _PLAIN else ():
        found = _NAMED.match(line.text[end.end() :])
        if found is None or not is_heading_text(found.group(1)):
            continue
        role = None if line.role in (None, Role.ITEM) else Role.HEADING
        if text := line.text[start : end.start()]:
            yield _rest(line, text, start)
        yield replace(line, text=found.group(1), role=role, bold=True, starts=True, element=0)
        start = end.end() + found.end()
    yield _rest(line, line.text[start:], start)


def _rest(line: Line, text: str, start: int) -> Line:
    """What stands in a line from a place on; behind a heading it is no item."""
    role = Role.PARAGRAPH if start and line.role is Role.ITEM else line.role
    return replace(line, text=text, role=role, starts=True) if start else replace(line, text=text)


def _at_number(line: Line, is_heading_text: IsHeadingText, ends: bool) -> Iterator[Line]:
    """Cut behind a heading that its text follows: 'Recommendation 2: The force …', be it the item
    of a list, and in a paragraph of its own 'Recommendation: The force …'."""
    marked = wording.bullet(line.text) if line.role is None else None
    line = replace(line, text=marked[1]) if marked and _NUMBERED.match(marked[1]) else line
    found = _NUMBERED.match(line.text)
    if found and not (line.starts or line.role is not None or ":" in found.group()):
        found = None
    if found is None and line.role is Role.PARAGRAPH:
        found = _NAMED.match(line.text)
        found = found if found and (not ends or _may_follow(line.text[found.end() :])) else None
    if found is None or not is_heading_text(found.group(1)):
        yield line
        return
    role = None if line.role in (None, Role.ITEM) else Role.HEADING
    yield replace(line, text=found.group(1), role=role, bold=True, element=0)
    yield replace(line, text=line.text[found.end() :], starts=True)


def _at_bold(line: Line, is_heading_text: IsHeadingText) -> Iterator[Line]:
    """Cut at '**Heading**' printed without a break: 'GOOD**National grade distribution**'."""
    text, start = line.text, 0
    for run in _BOLD.finditer(text):
        if not _is_glued(text, run, is_heading_text):
            continue
        yield from _piece(line, text[start : run.start()], first=start == 0)
        yield replace(line, text=run.group(1).strip(), bold=True, starts=start == 0 and line.starts)
        start = run.end()
    yield from _piece(line, text[start:], first=start == 0)


def _is_glued(text: str, run: re.Match[str], is_heading_text: IsHeadingText) -> bool:
    words, before, behind = run.group(1), text[: run.start()].rstrip(), text[run.end() :]
    if not wording.could_be_heading(words):
        return False
    if (not before and not behind.strip()) or is_heading_text(words):
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


def _at_heading(line: Line, is_heading_text: IsHeadingText) -> Iterator[Line]:
    """Cut at a known heading glued in plain type to the end or the start of other text."""
    for place in _GLUE.finditer(line.text):
        head, tail = line.text[: place.start()].strip(), line.text[place.end() :].strip()
        whole = not place.group() or " " in tail
        ends = whole and _is_plain_heading(tail, is_heading_text) and _is_text(head)
        begins = _is_plain_heading(head, is_heading_text) and not place.group().strip()
        begins = begins and not _is_one(head, tail, is_heading_text)
        begins = begins and not _is_set_as_one(line, tail)
        if ends or (begins and _may_follow(tail)):
            yield replace(line, text=head)
            yield replace(line, text=tail, starts=True)
            return
    yield line


def _is_one(head: str, tail: str, is_heading_text: IsHeadingText) -> bool:
    """True for a label and its grade with a dash between them: 'Judgement – Good'."""
    found = wording.bullet(tail)
    return found is not None and is_heading_text(f"{head} {found[1]}")


def _is_set_as_one(line: Line, tail: str) -> bool:
    """True where a dash stands inside a heading: 'Overview – How effective is the force?', of which
    the end may stand in the next line."""
    is_dash = tail[:1] in "–—-"
    asks = tail.rstrip(" .").endswith("?") or _QUESTION.match(tail) is not None
    return is_dash and (line.bold or asks)


def _is_text(text: str) -> bool:
    """True for the end of a paragraph, rather than the number in front of a heading."""
    return bool(re.search(r"[.!?][’”'\")\]]*$", text)) and len(text.split()) > 2


def _may_follow(text: str) -> bool:
    """True for text that a heading is printed in front of: a bullet, or a sentence."""
    return bool(wording.bullet(text)) or wording.ends_sentence(text) or len(text.split()) > 8


def _is_plain_heading(text: str, is_heading_text: IsHeadingText) -> bool:
    return 4 < len(text) <= _GLUED_CHARACTERS and is_heading_text(text)
