"""Furniture: what stands on the page but is no content.

Running heads are known by repetition and by standing where pages break: beside page numbers and
form feeds, at the edge of a page, in the middle of a sentence. No words are looked for, so that
'October 2007' is furniture 36 times in a report and content once. Called by ``structure.reading``
with pieces of lines; out: number → reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from indexer.reports.lines import Line, Role
from indexer.reports.wording import (
    bullet,
    could_be_heading,
    ends_sentence,
    goes_on,
    label,
    spaced,
)

RUNNING_HEAD = "running head"
PAGE_NUMBER = "page number"
PAGE_CHROME = "page chrome"

_PAGE_WORD = re.compile(r"^[-–—| ]*page\s+(\d{1,4}|[ivxlc]+)(\s*(of|/)\s*\d{1,4})?[-–—|. ]*$", re.I)
_N_OF_M = re.compile(r"^\d{1,4}\s*(of|/)\s*\d{1,4}$", re.I)
_NUMBER = re.compile(r"^[-–—|\[( ]*(\d{1,4}|[ivxl]{1,7})[-–—|\]) .]*$", re.I)
#: A left page prints its number before the running head, and a right one behind it.
_LEFT_PAGE = re.compile(r"^\s*(\d{1,4})(?:\t|\s{2,})(\S.*)$")
#: The foot of a page as a paragraph: words, and the number of the page behind them.
_FOOT = re.compile(r"^(.*\S)[ \t]+(\d{1,3})$")
#: It has so many words at least, all of the title page: 'Area for improvement 1' has three.
FOOT_WORDS = 4
_DIGITS = re.compile(r"\d+")
_ANY_NUMBER = re.compile(r"\d{1,4}")

#: Roles of lines that may be a number between two pages: tools leave it as a paragraph.
_BARE = (None, Role.PARAGRAPH)

#: A running head is repeated at least this often, and is no longer than this. Twice tell where
#: both stand at the edge of their page, or in the middle of a sentence.
REPEATS, TWICE = 3, 2
HEAD_CHARACTERS = 130
#: Page numbers stand so many lines apart at least.
APART = 5
#: So many pages may print no number between two that do.
MISSED_PAGES = 5
#: What the contents list names stands in it, over its chapter, on the title page, in a table and
#: in a box; on each page only when it is a running head.
LISTED_REPEATS = 9
#: The title page is within this many lines from the top.
TITLE_LINES = 12
#: A shorter line above may be a heading, below which prose begins and goes on.
PROSE_CHARACTERS = 45
#: A repeated line is a running head when it cuts sentences at this share of its places (a heading
#: never does; in the Cambridgeshire report 'October 2007' does at 11 of 36) …
CUTS = 0.15
#: … or stands beside a page's end at this share (headings do too, by chance, at about a tenth).
BREAKS = 0.6


def furniture(
    lines: Sequence[Line],
    headings: frozenset[str] = frozenset(),
    listed: frozenset[str] = frozenset(),
) -> dict[int, str]:
    """Number → reason, for every piece of a line that is furniture.

    ``headings``: lines that recur because the family prints them under every area ('Strengths'),
    as ``signature`` makes them; they are never furniture.
    ``listed``: lines that the contents list names; they are furniture only where they cut
    sentences or come back on page after page, since a chapter's heading stands at the top of its
    page as a running head does.
    """
    found = {line.number: line.chrome or PAGE_CHROME for line in lines if line.role is Role.CHROME}
    plain = [line for line in lines if line.role is not Role.CHROME]
    found |= _page_numbers(plain) | _feet_told_as_text(plain)
    while heads := _running_heads(plain, found, headings, listed):
        found |= heads
    return found | _numbers_beside(plain, found)


def signature(text: str) -> str:
    """A line as repetition is counted: white space, case, marks and numbers levelled."""
    return _DIGITS.sub("#", spaced(text.strip("*_#| ")).casefold())


def _page_numbers(lines: Sequence[Line]) -> dict[int, str]:
    found = {}
    numbers: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if _PAGE_WORD.match(line.text) or (line.edge and _N_OF_M.match(line.text)):
            found[line.number] = PAGE_NUMBER
        elif line.role in _BARE and (number := _NUMBER.match(line.text)):
            if line.edge:
                found[line.number] = PAGE_NUMBER
            elif number.group(1).isdigit():
                numbers.append((place, int(number.group(1))))
    for place in _rising(numbers):
        found[lines[place].number] = PAGE_NUMBER
    return found


def _feet_told_as_text(lines: Sequence[Line]) -> dict[int, str]:
    """Running feet that a format tells as paragraphs of their own: the same words of the title page
    at least three times, each with a page number that counts on from the one before."""
    front = {word for line in lines[:TITLE_LINES] for word in _words(line.text)}
    feet: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for line in lines:
        if line.role is Role.PARAGRAPH and not line.bold and (foot := _FOOT.match(line.text)):
            feet[_words(foot[1])].append((int(foot[2]), line.number))
    found: dict[int, str] = {}
    for words, at in feet.items():
        counted = all(0 < b - a <= MISSED_PAGES for (a, _), (b, _) in pairwise(at))
        if len(at) >= REPEATS and counted and len(words) >= FOOT_WORDS and front.issuperset(words):
            found.update((number, RUNNING_HEAD) for _, number in at)
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _numbers_beside(lines: Sequence[Line], found: dict[int, str]) -> dict[int, str]:
    """Bare numbers beside a running head that count on from the page number before them."""
    beside = {}
    page = 0
    for place, line in enumerate(lines):
        number = _ANY_NUMBER.search(line.text)
        if number is None:
            continue
        if found.get(line.number) == PAGE_NUMBER:
            page = int(number.group())
        elif line.role is None and line.text.isdigit() and _is_by_head(place, lines, found):
            counts_on = page < int(number.group()) <= page + MISSED_PAGES
            if counts_on or not page:
                beside[line.number] = PAGE_NUMBER
                page = int(number.group())
    return beside


def _is_by_head(place: int, lines: Sequence[Line], found: dict[int, str]) -> bool:
    near = lines[max(place - 1, 0) : place + 2]
    return any(found.get(line.number) == RUNNING_HEAD for line in near)


def _rising(numbers: list[tuple[int, int]]) -> list[int]:
    """Places of the longest run of bare numbers that count pages: each one or two more than the
    one before, at least five lines apart, at least three in all."""
    runs: list[tuple[int, int]] = []  # length, index of the one before
    #: Number → the places where it stands, and the longest run that ends at one of them so far.
    seen: dict[int, tuple[list[int], list[tuple[int, int]]]] = defaultdict(lambda: ([], []))
    for i, (place, value) in enumerate(numbers):
        before = [_longest(seen[value - step], place - APART) for step in (1, 2)]
        length, previous = max(before)
        runs.append((length + 1, previous))
        places, longest = seen[value]
        places.append(place)
        longest.append(max(longest[-1], (length + 1, i)) if longest else (length + 1, i))
    end = max(range(len(runs)), key=lambda i: runs[i][0], default=-1)
    if end < 0 or runs[end][0] < REPEATS:
        return []
    chain = []
    while end >= 0:
        chain.append(numbers[end][0])
        end = runs[end][1]
    return chain


def _longest(seen: tuple[list[int], list[tuple[int, int]]], latest: int) -> tuple[int, int]:
    """The longest run, with its end, among those that end no later than a place."""
    places, longest = seen
    count = bisect_right(places, latest)
    return longest[count - 1] if count else (0, -1)


def _running_heads(
    lines: Sequence[Line],
    found: dict[int, str],
    headings: frozenset[str],
    listed: frozenset[str],
) -> dict[int, str]:
    """Further running heads, given the furniture already found; {} when there are none."""
    places = defaultdict(list)
    for place, line in enumerate(lines):
        if line.number not in found and _could_run(line):
            places[_as_right_page(line.text)].append(place)
    bare = {line.number for line in lines if line.role is None and line.text.isdigit()}
    repeated = {words: at for words, at in places.items() if len(at) >= TWICE}
    passed = found.keys() | bare | {lines[place].number for at in repeated.values() for place in at}
    heads = {}
    for words, at in repeated.items():
        if words in headings or ("#" in words and not _one_number_each(at, lines)):
            continue
        cuts = _cuts(at, lines, passed)
        if len(at) < REPEATS and not cuts and not all(lines[place].edge for place in at):
            continue
        is_title = _repeats_title(words, lines)
        often = words not in listed or len(at) >= LISTED_REPEATS
        often = often or _tops_pages(at, lines, by_page=is_title)
        title = is_title and _is_beside_heads(at, lines, found)
        if cuts or (often and (title or _breaks(at, lines, found))):
            heads.update({lines[place].number: RUNNING_HEAD for place in at})
    return heads


def _as_right_page(text: str) -> str:
    """The signature of a line with the page number, where one stands apart before it, at its end:
    the heads of left and right pages are one."""
    return signature(_LEFT_PAGE.sub(r"\2 \1", text))


def _could_run(line: Line) -> bool:
    return (
        line.role is None
        and len(line.text) <= HEAD_CHARACTERS
        and could_be_heading(line.text)
        and not bullet(line.text)
        and not label(line.text)
    )


def _cuts(at: list[int], lines: Sequence[Line], passed: Collection[int]) -> bool:
    """True when the line cuts sentences, a different one each time: a bullet that is printed word
    for word in three areas has the same lines around its lines every time."""
    cut = {signature(before) for place in at if (before := _cut_at(place, lines, passed))}
    return len(cut) >= max(2, CUTS * len(at))


def _tops_pages(at: list[int], lines: Sequence[Line], by_page: bool) -> bool:
    """True for a line that stands at the edge of several pages and nowhere else or, ``by_page``,
    first on each, where only the page is known. A contents list that ends with its page takes the
    running head of the next for its last entry."""
    pages = {lines[place].page for place in at}
    first = by_page and all(p and lines[p - 1].page != lines[p].page for p in at)
    edges = first or all(lines[place].edge for place in at)
    return len(pages) == len(at) >= REPEATS and edges


def _breaks(at: list[int], lines: Sequence[Line], found: dict[int, str]) -> bool:
    breaks = sum(_at_page_end(place, lines, found) for place in at)
    return breaks >= max(2, BREAKS * len(at))


def _repeats_title(words: str, lines: Sequence[Line]) -> bool:
    """True for a line made of what the title page prints: its title, or its date.

    Two words are not enough: a title page may name the areas inspected.
    """
    front = {word for line in lines[:TITLE_LINES] for word in signature(line.text).split()}
    said = words.split()
    return front.issuperset(said) and (len(said) >= 4 or "#" in words)


def _is_beside_heads(at: list[int], lines: Sequence[Line], found: dict[int, str]) -> bool:
    """True for a line that stands on many pages, twice where one ends, or right above an item of a
    list: an area that the title page names heads its chapter in the middle of a page."""
    ends = sum(_at_page_end(place, lines, found) for place in at)
    listed = any(_is_above_item(place, lines) for place in at)
    return len(at) >= LISTED_REPEATS or ends >= TWICE or listed


def _is_above_item(place: int, lines: Sequence[Line]) -> bool:
    return place + 1 < len(lines) and bullet(lines[place + 1].text) is not None


def _one_number_each(at: list[int], lines: Sequence[Line]) -> bool:
    """True when numbers in the line differ by page only: all the same, or rising all through."""
    right = (_LEFT_PAGE.sub(r"\2 \1", lines[place].text) for place in at)
    numbers = [tuple(map(int, _DIGITS.findall(text))) for text in right]
    common = Counter(numbers).most_common(1)[0][1]
    return common > len(at) / 2 or all(a < b for a, b in pairwise(numbers))


def _at_page_end(place: int, lines: Sequence[Line], found: dict[int, str]) -> bool:
    """True at the edge of a page, and beside furniture that is known already."""
    line = lines[place]
    above = lines[place - 1] if place else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    if line.edge:
        return True
    for near in (above, below):
        if near is None or near.number in found or near.page != line.page:
            return True
    return False


def _cut_at(place: int, lines: Sequence[Line], passed: Collection[int]) -> str:
    """The text above the line when the line cuts its sentence in two, else ''.

    Above and below are the nearest lines not ``passed`` over as furniture or as repeated, since a
    running head has up to three lines. Below a heading a sentence begins; a repeated line of
    prose is no running head (``_could_run``).
    """
    before = next((ln for ln in reversed(lines[:place]) if ln.number not in passed), None)
    after = next((ln for ln in lines[place + 1 :] if ln.number not in passed), None)
    if before is None or after is None or ends_sentence(before.text):
        return ""
    return before.text if goes_on(after.text) and len(before.text) >= PROSE_CHARACTERS else ""
