"""The cards of a page of results: each finding with its tags, what was found in it, and its tick.

``components/card.html`` is what a card looks like; the search page asks for the cards of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from flask import current_app
from markupsafe import Markup

from indexer import CONTEXT, Finding, Hit, SearchRequest
from webui.presenters.moulds import Mould
from webui.presenters.passages import unfolds
from webui.presenters.quotation import acronyms, marked, passage
from webui.presenters.sentences import number, origin, subject
from webui.presenters.tag_colours import tone
from webui.urls import result_urls

_CARD = "components/card.html"
_MOULD = Mould(_CARD, "card")
#: Characters of a finding that tell it from others of its report, for who does not see the list.
_OPENING = 60
_LACKS_SOME = "Lacks some of the words"


class _Card(NamedTuple):
    """What a card prints."""

    id: str
    url: str
    place: str
    origin: str
    opening: str
    subject: str
    category: str
    category_tone: str
    grade: str
    grade_tone: str
    #: A piece of the text; '' where the text is short and stands whole.
    excerpt: Markup | str
    #: Dots where the text goes on.
    before: str
    after: str
    #: The whole text; '' where it is too long for a list.
    passage: Markup | str
    words: str
    acronyms: Markup | str
    twins: Markup | str
    foot: str
    checked: str


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
    shown = list(hits)
    heads = Counter(_head(hit.finding) for hit in shown)
    url = result_urls(asked)
    return _MOULD.filled(
        _card(
            hit, asked, place, url(hit.finding.id, place), ticked, says,
            heads[_head(hit.finding)] > 1,
        )
        for place, hit in enumerate(shown, start=first)
    )  # fmt: skip


def _head(finding: Finding) -> tuple[str | None, ...]:
    """What stands at the head of a card."""
    return finding.report, finding.area, finding.category, finding.grade


def _card(
    hit: Hit,
    asked: SearchRequest,
    place: int,
    url: str,
    ticked: Collection[str],
    says: str,
    alike: bool,
) -> _Card:
    """``alike``: another card of the list has the same head."""
    finding, snippet = hit.finding, hit.snippet
    whole = not hit.shortened
    return _Card(
        id=finding.id,
        url=url,
        place=str(place),
        origin=origin(finding) or finding.title,
        opening=opening(finding.text),
        subject="" if subject(finding) == finding.category else subject(finding),
        category=finding.category or "",
        category_tone=tone(finding.category),
        grade=finding.grade or "",
        grade_tone=tone(finding.grade),
        excerpt="" if whole else marked(hit.snippet).strip(),
        before="… " if snippet and not finding.text.startswith(snippet[0].text) else "",
        after=" …" if snippet and not finding.text.endswith(snippet[-1].text) else "",
        passage=passage(finding, hit.text or hit.snippet) if whole or unfolds(finding) else "",
        words="" if whole or unfolds(finding) else number(len(finding.text.split())),
        acronyms=acronyms(hit.acronyms) if hit.acronyms else "",
        twins=_twins(hit, asked, place) if hit.twins else "",
        foot=" · ".join(filter(None, _foot(hit, asked, says, alike))),
        checked="checked" if finding.id in ticked else "",
    )


def opening(text: str) -> str:
    """The first words of a text."""
    if len(text) <= _OPENING:
        return text
    return text[: _OPENING - 1].rsplit(" ", 1)[0] + "…"


def _foot(hit: Hit, asked: SearchRequest, says: str, alike: bool) -> Iterator[str | None]:
    yield _heading(hit, asked, alike)
    yield hit.finding.label
    page = hit.finding.source.first_page
    yield f"Page {page}" if alike and page and not hit.finding.label else ""
    if says:
        yield f"Has {says}" if hit.answers else _LACKS_SOME


def _heading(hit: Hit, asked: SearchRequest, alike: bool) -> str:
    """The heading that a finding stands under, where its tags do not say it and it is missed.

    It is missed of what has no area, where another card has the same head, and where a search found
    no word in the text itself: a reader looked for the word on such a card in vain.
    """
    finding = hit.finding
    missed = bool(asked.q) and not any(part.match for part in hit.text or hit.snippet)
    shown = missed or alike or finding.category == CONTEXT
    return finding.section if shown and finding.section not in _tags(finding) else ""


def _tags(finding: Finding) -> tuple[str | None, ...]:
    return finding.area, finding.category, subject(finding)


def _twins(hit: Hit, asked: SearchRequest, place: int) -> Markup:
    """The links to what says nearly the same; one finding in many has any."""
    module = current_app.jinja_env.get_template(_CARD).module
    made: Markup = module.twins(hit, asked, place)  # type: ignore[attr-defined]
    return made
