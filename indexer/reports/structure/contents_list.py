"""The contents list: no content itself, but it names the report's headings.

Called by ``structure.reading`` with pieces of lines; out: what the list names, and its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.tree import Entry

CONTENTS = "contents list"

_LEADER = re.compile(r"(?:[\s.…·_]{3,}|\t)\s*(?:\d{1,3}|[ivxl]{1,6})\s*$")
#: 'Introduction ........ 3', and 'Introduction' and '3' parted by one tab.
_LED = re.compile(
    r"(?:[.…·_] ?){3,}\s*(?:\d{1,3}|[ivxl]{1,6})\s*$|^[A-Z0-9][^\t]*[a-z][^\t]*\t\d{1,3}$"
)
_NUMBER = re.compile(r"(?:\W|\bpage\b|\bof\b)*\d{1,4}(?:\W|\bof\b|\d)*|")
_PAGE = re.compile(r"\s+\d{1,3}$")

#: A list without a heading is looked for within this many lines from the top, above any text.
FRONT_LINES = 150
LONGEST_ENTRY = 240
#: A heading is printed so often at most: on the cover, in the list, over its chapter.
RUNS = 3
#: An entry is printed on so many lines at most; one that is wrapped fills so much of the first.
ENTRY_LINES = 3
WRAPPED_ENTRY = 30
#: A line of so many words that ends in a full stop is no entry.
SENTENCE_WORDS = 8
#: What is in no list: a note at a page's foot, for which a number before a running head is taken.
_NO_ENTRIES = (Role.CHROME, Role.NOTE)

#: The words above the list.
_TITLE = re.compile(
    r"(table of )?contents( page)?|contents list|in this (report|section|page)|on this page", re.I
)


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings a report says it has, and the lines that say so."""

    #: What the list names, in its order.
    entries: tuple[Entry, ...]
    #: Numbers of the lines of the list, its own heading included.
    lines: frozenset[int]

    @property
    def keys(self) -> frozenset[str]:
        """The entries as headings are compared."""
        return frozenset(entry.key for entry in self.entries)


def contents(lines: Sequence[Line], left_out: Mapping[int, str]) -> Contents:
    """The contents list of a source; empty where it has none.

    The list is what the reader tags as one; else it begins at its heading and ends where an entry
    comes back as the heading it names.
    """
    kept = [ln for ln in lines if ln.number not in left_out and ln.role not in _NO_ENTRIES]
    if tagged := [place for place, line in enumerate(kept) if line.role is Role.CONTENTS]:
        return _contents(kept, tagged, _joined(kept, tagged, numbered=True))
    for start, line in enumerate(kept):
        if _TITLE.fullmatch(wording.key(line.text)):
            end, entries = _entries(kept, start + 1)
            if end > start + 2:
                return _contents(kept, range(start, end), entries)
    start, end = _led(kept)
    return _contents(kept, range(start, end), _joined(kept, range(start, end), numbered=True))


def _contents(lines: Sequence[Line], places: Sequence[int], entries: Mapping[str, int]) -> Contents:
    """The list at some places. What stands above it too is a running head where pages end."""
    above = _running(lines, places[0]) if places and places[0] else set()
    named = tuple(
        Entry(key, lines[place].indent)
        for key, place in entries.items()
        if key and key not in above
    )
    numbers = {lines[place].number for place in places}
    if places and places[0] and _TITLE.fullmatch(wording.key(lines[places[0] - 1].text)):
        numbers.add(lines[places[0] - 1].number)
    return Contents(named, frozenset(numbers))


def _running(lines: Sequence[Line], end: int) -> set[str]:
    """The keys of what stands above a place and, more often than on the cover, in the list and over
    its chapter, beside what runs through the pages. An area of the cover that recommendations are
    listed by stands elsewhere."""
    keys = [wording.key(ln.text) if len(ln.text) <= LONGEST_ENTRY else "" for ln in lines]
    times = Counter(keys)
    beside: Counter[str] = Counter()
    for place, key in enumerate(keys):
        near = [at for at in (place - 1, place + 1) if 0 <= at < len(lines)]
        runs = (_NUMBER.fullmatch(keys[at]) or times[keys[at]] > RUNS for at in near)
        turns = (lines[at].page != lines[place].page for at in near)
        beside[key] += len(near) < 2 or any(runs) or any(turns)
    often = (key for key in set(keys[:end]) if times[key] > RUNS)
    return {key for key in often if 2 * beside[key] >= times[key]}


def _joined(lines: Sequence[Line], places: Sequence[int], numbered: bool) -> dict[str, int]:
    """The entries at some places, those over two or three lines in one."""
    found: dict[str, int] = {}
    above: list[str] = []
    for place in places:
        text = lines[place].text
        above.append(text)
        if len(above) < ENTRY_LINES and _goes_on(text, numbered):
            continue
        found.setdefault(_entry(" ".join(above), numbered), place)
        above = []
    return found


def _goes_on(text: str, numbered: bool) -> bool:
    """True when an entry goes on in the next line: it ends in a dash, or has no page yet where
    all others have one."""
    if text.rstrip()[-1:] in "–—-":
        return True
    return numbered and not _has_page(text) and len(text) > WRAPPED_ENTRY


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


def _entries(lines: Sequence[Line], start: int) -> tuple[int, dict[str, int]]:
    """The place behind the last entry of the list that begins at ``start``, and the entries in
    order, each with its place."""
    entries: dict[str, int] = {}
    #: Key of the first line of an entry over several lines → the key of the entry.
    begun: dict[str, str] = {}
    above: list[str] = []
    numbered = _is_numbered(lines[start : start + 12])
    for place in range(start, len(lines)):
        text = lines[place].text
        words = _entry(" ".join((*above, text)), numbered)
        if lines[place].starts and wording.key(text) in begun:
            return place - len(above), _parted(entries, begun[wording.key(text)], text)
        if words in entries and not (numbered and _has_page(text)):
            return place - len(above), entries
        if above and lines[place].starts and not _has_page(text) and wording.key(text) in entries:
            # What stood above waited for its page, and is no entry.
            return place, entries
        if _is_prose(lines, place, numbered):
            return _back(lines, start, place, entries)
        above.append(text)
        if len(above) == ENTRY_LINES or not _goes_on(text, numbered):
            entries.setdefault(words, place)
            if len(above) > 1:
                begun[wording.key(above[0])] = words
            above = []
    return start, {}


def _parted(entries: Mapping[str, int], joined: str, first: str) -> dict[str, int]:
    """The entries, one of which is two: its first line comes back as a heading of its own, and is
    a chapter that the list prints without its page."""
    found: dict[str, int] = {}
    for words, place in entries.items():
        if words == joined:
            found[wording.key(first)] = place
            words = joined.removeprefix(wording.key(first)).strip()
        found.setdefault(words, place)
    return found


def _back(
    lines: Sequence[Line], start: int, place: int, entries: dict[str, int]
) -> tuple[int, dict[str, int]]:
    """The end of a list that runs into prose: before the heading that stands above the prose."""
    if place > start and not _has_page(lines[place - 1].text) and lines[place - 1].starts:
        place -= 1
        if entries.get(wording.key(lines[place].text)) == place:
            del entries[wording.key(lines[place].text)]
    return place, entries


def _is_prose(lines: Sequence[Line], place: int, numbered: bool) -> bool:
    text = lines[place].text
    if _LEADER.search(text):
        return False
    if len(text) > wording.HEADING_CHARACTERS or _is_sentence(text):
        return True
    below = lines[place + 1] if place + 1 < len(lines) else None
    return (
        not numbered
        and len(text) > 60
        and below is not None
        and not below.starts
        and wording.goes_on(below.text)
    )


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and (len(text) > 60 or len(text.split()) >= SENTENCE_WORDS)


def _is_numbered(first: Sequence[Line]) -> bool:
    """True where entries end in their page: the first two, or four in all."""
    pages = [_has_page(line.text) for line in first]
    return sum(pages) >= 4 or (len(pages) > 1 and all(pages[:2]))


def _has_page(text: str) -> bool:
    return bool(_LEADER.search(text) or _PAGE.search(text))


def _entry(text: str, numbered: bool) -> str:
    bare = _LEADER.sub("", text)
    if numbered:
        bare = _PAGE.sub("", bare)
    return wording.key(wording.spaced(bare))
