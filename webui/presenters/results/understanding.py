"""How a search was understood, in one line: what the page folds away stands behind it.

The search page hands in an answer; a line such as 'Filtered by Northumbria Police; also searching
cell and detention' comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer import Change, SearchPage, Sort
from webui.presenters.sentences import foremost, listed, readings

#: What the line says where there is nothing but notes.
_NOTES = "about this answer"
#: So many of the words that were passed over are named.
_PASSED_OVER = 3


def in_short(page: SearchPage) -> str:
    """What was made of the words, in one line; '' where they were simply searched for."""
    said = "; ".join(_parts(page)) or (_NOTES if set(page.notes).difference(page.missing) else "")
    return said[:1].upper() + said[1:]


def in_capitals(page: SearchPage) -> list[tuple[str, str]]:
    """The words that would be an acronym in capitals, each as that, with the query that has it so:
    'SEND' and 'SEND reports' of 'send reports'.
    """
    return [
        (
            one.searched,
            re.sub(rf"(?<!\w){re.escape(one.typed)}(?!\w)", one.searched, page.request.q),
        )
        for one in page.in_capitals
    ]


def _parts(page: SearchPage) -> Iterator[str]:
    asked = page.request
    if page.corrections:
        searched = [f"{one.searched} for ‘{one.typed}’" for one in page.corrections]
        yield f"corrected: {listed(searched, 'and')}"
    for one in page.in_capitals:
        yield f"‘{one.typed}’ without what {one.searched} stands for"
    if read := [meaning for _, meaning in readings(page)]:
        yield f"filtered by {listed(read, 'and')}"
    for close, lead in ((False, "also searching"), (True, "also searching for what is close:")):
        if some := tuple(one for one in page.expansions if one.close is close):
            yield f"{lead} {_named(some)}"
    yield from _switched_off(page)
    yield from _ranked(page)
    if page.leaning and page.hits:
        yield f"{page.leaning.about} {'first' if page.leaning.first else 'a little earlier'}"
    if page.newest and asked.sort == Sort.RELEVANCE:
        yield "newest reports first"


def _ranked(page: SearchPage) -> Iterator[str]:
    if page.mixed or page.meant:
        yield "ranked by words and meaning" if page.meant else "ranked by how near they come"
    if page.mixed and page.ignored:
        yield f"passed over {_some(page.ignored)}"


def _named(changes: tuple[Change, ...]) -> str:
    shown = foremost(changes)
    words = [change.searched for change in shown]
    if left := len(changes) - len(shown):
        words.append(f"{left} more")
    return listed(words, "and")


def _some(words: tuple[str, ...]) -> str:
    """The first of some words, and how many more there are where they are many."""
    some = words if len(words) <= _PASSED_OVER + 1 else words[:_PASSED_OVER]
    left = [f"{len(words) - len(some)} more"] if len(some) < len(words) else []
    return listed([*(f"‘{word}’" for word in some), *left], "and")


def _switched_off(page: SearchPage) -> Iterator[str]:
    asked = page.request
    if asked.q and not asked.expand:
        yield "only the words as typed"
    if asked.q and not asked.correct:
        yield "spelling as typed"
    if asked.q and asked.match == "all":
        yield "only what has all of it"
