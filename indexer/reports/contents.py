"""The contents list: no content itself, but it names the report's headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from indexer.reports import wording
from indexer.reports.families import Family, Opens
from indexer.reports.lines import Line, Role

CONTENTS = "contents list"

_LEADER = re.compile(r"(?:[\s.…·_]{3,}|\t)\s*(?:\d{1,3}|[ivxl]{1,6})\s*$")
#: 'Introduction ........ 3', and 'Introduction' and '3' parted by one tab.
_LED = re.compile(
    r"(?:[.…·_] ?){3,}\s*(?:\d{1,3}|[ivxl]{1,6})\s*$|^[A-Z0-9][^\t]*[a-z][^\t]*\t\d{1,3}$"
)
_PAGE = re.compile(r"\s+\d{1,3}$")

#: A list without a heading is looked for within this many lines from the top, above any text.
FRONT_LINES = 150
LONGEST_ENTRY = 240


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings a report says it has, and the lines that say so."""

    #: Keys of the entries (``wording.key``).
    entries: frozenset[str]
    #: Those of them that stand under the entry of the chapter that holds the areas.
    areas: frozenset[str]
    #: Numbers of the lines of the list, its own heading included.
    lines: frozenset[int]


def contents(lines: Sequence[Line], left_out: Mapping[int, str], family: Family) -> Contents:
    """The contents list of a source; empty where it has none.

    The list begins at its heading and ends where an entry comes back as the heading it names.
    """
    kept = [ln for ln in lines if ln.number not in left_out and ln.role is not Role.CHROME]
    for start, line in enumerate(kept):
        known = family.known(line.text)
        if known is not None and known.opens is Opens.CONTENTS:
            end, entries = _entries(kept, start + 1)
            if end > start + 2:
                return _contents(kept, range(start, end), entries, family)
    start, end = _led(kept)
    entries = {_entry(kept[place].text, True): place for place in range(start, end)}
    return _contents(kept, range(start, end), entries, family)


def _contents(
    lines: Sequence[Line], places: range, entries: Mapping[str, int], family: Family
) -> Contents:
    numbers = frozenset(lines[place].number for place in places)
    return Contents(frozenset(entries), _areas(entries, lines, family), numbers)


def _led(lines: Sequence[Line]) -> tuple[int, int]:
    """The first run of two or more lines that lead to a page number, an entry over two
    lines among them: a list without a heading. An empty range where there is none."""
    front = list(takewhile(lambda line: len(line.text) <= LONGEST_ENTRY, lines[:FRONT_LINES]))
    led = [place for place, line in enumerate(front) if _LED.search(line.text)]
    run = led[:1]
    for place in led[1:]:
        if place - run[-1] <= 2:
            run.append(place)
        elif len(run) >= 2:
            break
        else:
            run = [place]
    return (run[0], run[-1] + 1) if len(run) >= 2 else (0, 0)


#: Chapters that end the part of a report that holds its areas.
_AFTER_AREAS = (
    Opens.CHAPTER, Opens.SUMMARY, Opens.GLOSSARY, Opens.APPENDIX, Opens.CONTENTS, Opens.CATEGORY,
)  # fmt: skip


def _areas(entries: Mapping[str, int], lines: Sequence[Line], family: Family) -> frozenset[str]:
    """The unknown entries between that of the areas' chapter and the next known chapter; in a
    family without such a chapter, all unknown entries."""
    found: dict[str, float] = {}
    inside = not family.knows(Opens.AREAS)
    always = inside
    for words, place in entries.items():
        known = family.known_by_key(words)
        if known is not None and known.opens is Opens.AREAS:
            inside = True
        elif known is not None and known.opens in _AFTER_AREAS:
            inside = always
        elif inside and (known is None or known.opens is Opens.AREA):
            found[words] = lines[place].indent
    outermost = min(found.values(), default=0.0)
    return frozenset(words for words, indent in found.items() if indent <= outermost + 1)


def _entries(lines: Sequence[Line], start: int) -> tuple[int, dict[str, int]]:
    """The place behind the last entry of the list that begins at ``start``, and the entries in
    order, each with its place."""
    entries: dict[str, int] = {}
    numbered = sum(_has_page(line.text) for line in lines[start : start + 12]) >= 4
    for place in range(start, len(lines)):
        text = lines[place].text
        words = _entry(text, numbered)
        if words in entries and not (numbered and _has_page(text)):
            return place, entries
        if _is_prose(text):
            return _back(lines, start, place, entries)
        entries.setdefault(words, place)
    return start, {}


def _back(
    lines: Sequence[Line], start: int, place: int, entries: dict[str, int]
) -> tuple[int, dict[str, int]]:
    """The end of a list that runs into prose: before the headings that stand above the prose."""
    while place > start and not _has_page(lines[place - 1].text) and lines[place - 1].starts:
        place -= 1
        if entries.get(wording.key(lines[place].text)) == place:
            del entries[wording.key(lines[place].text)]
        break
    return place, entries


def _is_prose(text: str) -> bool:
    return len(text) > wording.HEADING_CHARACTERS or (
        len(text) > 60 and text.rstrip().endswith(".") and not _LEADER.search(text)
    )


def _has_page(text: str) -> bool:
    return bool(_LEADER.search(text) or _PAGE.search(text))


def _entry(text: str, numbered: bool) -> str:
    bare = _LEADER.sub("", text)
    if numbered:
        bare = _PAGE.sub("", bare)
    return wording.key(wording.spaced(bare))
