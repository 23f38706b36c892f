"""Footnotes of a web page: which links call for one, and which elements are one.

Told by what DPUB-ARIA says (``role="doc-endnotes"``), and by links: a note stands below the
place that links to it, and either that link is raised or the note links back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import Tag

from indexer.reports.readers.html.text_density import HEADINGS, Measures
from indexer.reports.readers.html.visibility import words

_ROLES = frozenset(["doc-footnote", "doc-endnote", "doc-endnotes", "doc-rearnote", "doc-rearnotes"])
_EPUB = frozenset(["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"])
_CALL_ROLES = frozenset(["doc-noteref", "noteref"])
#: The text of a link that calls for a note.
_CALL = re.compile(
    r"\s*[\[(]?(?:(?:(?:foot|end)?note )?\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,4})[\])]?\s*"
)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|top|[1-9])", re.I)
_NOTE_BLOCKS = frozenset(["p", "li", "dd", "dt", "div", "td", "tr", "aside", "section", "article"])
#: A longer element is no note, though a link leads to it; and a longer link calls for none. In
#: characters but spaces.
MAX_NOTE, MAX_CALL = 2500, len("[footnote100]")
#: How far is looked around a link.
MAX_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Notes:
    """By ``id`` of the element: the links that call for a note, and the notes."""

    calls: frozenset[int] = frozenset()
    blocks: frozenset[int] = frozenset()


def is_raised(tag: Tag) -> bool:
    """Whether the element sets its text higher than the line."""
    return tag.name == "sup" or bool(_RAISED_STYLE.search(str(tag.get("style", ""))))


def find_notes(soup: BeautifulSoup, measures: Measures) -> Notes:
    """The footnotes of a page and the links to them."""
    links = [link for link in soup.find_all("a", href=True) if _is_inner(link, measures)]
    places = _places(soup) if links else {}
    calls: set[int] = set()
    blocks = {id(tag) for tag in soup.find_all(_says_note)}
    backs: dict[int, list[Tag]] = {}
    for link in links:
        note = _note(link, places.get(str(link["href"])[1:]), measures)
        if note is None:
            continue
        if id(note) not in backs:
            backs[id(note)] = _targets(note, places)
        if _is_call(link) or any(_is_at(link, place) for place in backs[id(note)]):
            calls.add(id(link))
            blocks.add(id(note))
    return Notes(frozenset(calls), frozenset(blocks))


def _is_inner(link: Tag, measures: Measures) -> bool:
    """Whether it leads to a place in the page and says no more than the mark of a note."""
    if not str(link["href"]).startswith("#") or measures[id(link)].text > MAX_CALL:
        return False
    return bool(_CALL.fullmatch(words(link)))


def _places(soup: BeautifulSoup) -> dict[str, Tag]:
    """The elements that links within the page can lead to, by name."""
    found: dict[str, Tag] = {}
    for tag in soup.find_all(True):
        for name in (tag.get("id"), tag.get("name") if tag.name == "a" else None):
            if name:
                found.setdefault(str(name), tag)
    return found


def _says_note(tag: Tag) -> bool:
    kinds = str(tag.get("epub:type", "")).lower().split()
    return str(tag.get("role", "")).lower() in _ROLES or not _EPUB.isdisjoint(kinds)


def _note(link: Tag, target: Tag | None, measures: Measures) -> Tag | None:
    """The block that the link leads to, if it stands below the link and is no heading."""
    block, levels = target, 0
    while block is not None and block.name not in _NOTE_BLOCKS:
        if block.name in HEADINGS or levels > MAX_LEVELS:
            return None
        block, levels = block.parent, levels + 1
    if block is None or measures[id(block)].order <= measures[id(link)].order:
        return None
    size = measures[id(block)]
    return block if 0 < size.text <= MAX_NOTE and not size.headings else None


def _is_call(link: Tag) -> bool:
    """Whether the link shows by itself that it calls for a note."""
    if str(link.get("role", "")).lower() in _CALL_ROLES or is_raised(link):
        return True
    inner = (node for node in islice(link.descendants, MAX_LEVELS) if isinstance(node, Tag))
    return (link.parent is not None and is_raised(link.parent)) or any(map(is_raised, inner))


def _targets(note: Tag, places: dict[str, Tag]) -> list[Tag]:
    """Where the links of a note lead to, as far as they stay in the page."""
    links = islice(note.find_all("a", href=True), MAX_LEVELS)
    found = (places.get(str(link["href"]).removeprefix("#")) for link in links)
    return [place for place in found if place is not None]


def _is_at(link: Tag, place: Tag) -> bool:
    """Whether a place is that of the link: the link, what holds it, or what stands beside it."""
    return place is link or place is link.parent or place.parent is link.parent
