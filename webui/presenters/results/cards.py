"""The cards of a page of results: each finding with its tags, what was found in it, and its tick.

``components/card.html`` is what a card looks like; the search page asks for the cards of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup

from indexer import CONTEXT, Finding, Hit, SearchRequest
from webui.presenters.moulds import Mould, Partly, joined
from webui.presenters.passages import unfolds
from webui.presenters.quotation import acronyms, marked, passage
from webui.presenters.sentences import apart, listed, number, numbered, origin, subject
from webui.presenters.tag_colours import tone
from webui.urls import result_urls

_CARD = "components/card.html"
_MOULD = Mould(_CARD, "card")
#: Characters of a finding that tell it from others of its report, for who does not see the list.
_OPENING = 60
#: Stands for a text that comes later, with each search.
_LATER = "later"
#: Of so many findings it is kept what is the same of their cards, at 3 kB each.
_KEPT = 4096
#: What is said of what is merely close where no word can be named, and where all stand apart.
_NOT_ALL, _APART = "Has not all of it, or not together", "Has all of it, but far apart"


class _Card(NamedTuple):
    """What a card prints."""

    id: str
    origin: str
    opening: str
    subject: str
    category: str
    category_tone: str
    grade: str
    grade_tone: str
    acronyms: Markup | str
    checked: str
    #: A piece of the text; '' where the text is short and stands whole.
    excerpt: Markup | str
    #: The whole text; '' where it is too long for a list.
    passage: Markup | str
    url: str = _LATER
    place: str = _LATER
    #: Dots where the text goes on.
    before: str = _LATER
    after: str = _LATER
    words: str = _LATER
    twins: Markup | str = _LATER
    foot: str = _LATER


class _Told:
    """What the cards of a finding are made of whatever was searched for."""

    def __init__(self, finding: Finding, meanings: tuple[tuple[str, str], ...]) -> None:
        self._finding = finding
        self._meanings = meanings
        self._pieces: dict[tuple[bool, ...], Partly] = {}
        #: What stands at the head of a card.
        self.head = finding.report, finding.area, finding.category, finding.grade
        #: The heading that it stands under, where its tags do not say it.
        tags = finding.area, finding.category, subject(finding)
        self.heading = finding.section if finding.section not in tags else ""
        page = finding.source.first_page
        self.page = f"Page {page}" if page and not finding.label else ""

    def piece(self, excerpt: bool, passage: bool, checked: bool) -> Partly:
        """A card with an excerpt, with the whole text, ticked."""
        shape = excerpt, passage, checked
        if (piece := self._pieces.get(shape)) is None:
            piece = self._pieces[shape] = self._piece(*shape)
        return piece

    def _piece(self, excerpt: bool, passage: bool, checked: bool) -> Partly:
        finding, about = self._finding, subject(self._finding)
        card = _Card(
            id=finding.id,
            origin=origin(finding) or finding.title,
            opening=opening(finding.text),
            subject="" if about == finding.category else about,
            category=finding.category or "",
            category_tone=tone(finding.category),
            grade=finding.grade or "",
            grade_tone=tone(finding.grade),
            acronyms=acronyms(self._meanings) if self._meanings else "",
            checked="checked" if checked else "",
            excerpt=_LATER if excerpt else "",
            passage=_LATER if passage else "",
        )
        return _MOULD.partly(card, *_DIFFERENT)


_told = lru_cache(maxsize=_KEPT)(_Told)
#: What differs from one search to the next.
_DIFFERENT = ("excerpt", "passage", *_Card._field_defaults)


def cards(
    hits: Iterable[Hit],
    asked: SearchRequest,
    first: int,
    ticked: Collection[str] = (),
    says: str = "",
) -> Markup:
    """The cards of some hits of a search, of which the first is at the place ``first``.

    ``says``: each card says whether the finding has that: 'all of the words'.
    """
    shown = [(hit, _told(hit.finding, hit.acronyms)) for hit in hits]
    heads = Counter(told.head for _, told in shown)
    url = result_urls(asked)
    return joined(
        _card(
            hit, told, asked, place, url(hit.finding.id, place), ticked, says,
            heads[told.head] > 1,
        )
        for place, (hit, told) in enumerate(shown, start=first)
    )  # fmt: skip


def _card(
    hit: Hit,
    told: _Told,
    asked: SearchRequest,
    place: int,
    url: str,
    ticked: Collection[str],
    says: str,
    alike: bool,
) -> Markup:
    """``alike``: another card of the list has the same head."""
    finding, snippet = hit.finding, hit.snippet
    whole = not hit.shortened or unfolds(finding)
    piece = told.piece(hit.shortened, whole, finding.id in ticked)
    return piece.filled(
        url=url,
        place=str(place),
        excerpt=marked(snippet).strip() if hit.shortened else "",
        before="… " if snippet and not finding.text.startswith(snippet[0].text) else "",
        after=" …" if snippet and not finding.text.endswith(snippet[-1].text) else "",
        passage=passage(finding, hit.text or snippet) if whole else "",
        words="" if whole else number(len(finding.text.split())),
        twins=_twins(hit, asked, place) if hit.twins else "",
        foot=" · ".join(filter(None, _foot(hit, told, asked, says, alike))),
    )


def _lacking(hit: Hit) -> str:
    """What a finding lacks that is merely close."""
    words = listed([f"‘{word}’" for word in hit.lacks or hit.otherwise], "and")
    if words:
        return f"Lacks {words}" if hit.lacks else f"Has {words} in other words"
    return _APART if hit.apart else _NOT_ALL


def opening(text: str) -> str:
    """The first words of a text."""
    if len(text) <= _OPENING:
        return text
    return text[: _OPENING - 1].rsplit(" ", 1)[0] + "…"


def _foot(
    hit: Hit, told: _Told, asked: SearchRequest, says: str, alike: bool
) -> Iterator[str | None]:
    if hit.heading not in ("", hit.finding.category, hit.finding.label):
        yield f"Found by its heading ‘{hit.heading}’"
    if told.heading != hit.heading and _heading_missed(hit, asked, alike):
        yield told.heading
    yield numbered(hit.finding.label)
    yield told.page
    if says:
        yield f"Has {says}" if hit.answers else _lacking(hit)


def _heading_missed(hit: Hit, asked: SearchRequest, alike: bool) -> bool:
    """Whether a reader misses the heading that a finding stands under.

    That is so of what has no area, where another card has the same head, and where a search found
    no word in the text itself: a reader looked for the word on such a card in vain.
    """
    if alike or hit.finding.category == CONTEXT:
        return True
    return bool(asked.q) and not any(part.match for part in hit.text or hit.snippet)


def _twins(hit: Hit, asked: SearchRequest, place: int) -> Markup:
    """The links to what says nearly the same; one finding in many has any."""
    where: dict[str, list[str]] = {}
    for twin in hit.twins:
        named = twin.force if twin.force != hit.finding.force else twin.area
        where.setdefault(apart(named or "another report"), []).append(twin.id)
    module = current_app.jinja_env.get_template(_CARD).module
    made: Markup = module.twins(where, asked, place)  # type: ignore[attr-defined]
    return made
