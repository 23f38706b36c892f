"""An Atom feed (RFC 4287) for any search: follow what is new."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from indexer import Match, SearchRequest, Sort
from webui import params
from webui.archive import get_archive
from webui.presenters.sentences import sentence

bp = Blueprint("feed", __name__)

#: Newest first, for that is what a feed is read for, and only what answers; any parameter of a
#: search may override it.
_FEED = SearchRequest(sort=Sort.NEWEST, size=50, match=Match.ALL)
_EPOCH = "1970-01-01T00:00:00Z"


@bp.get("/feed.atom")
def atom() -> Response:
    """The findings of a search as Atom entries, dated by their report's publication."""
    found = get_archive().search(params.read(request.args, _FEED))
    values: dict[str, Any] = {
        "page": found,
        "title": "".join(part.text for part in sentence(found)),
        "address": params.address(url_for("search.page", _external=True), found.request),
        "own_address": request.url,
        "instant": instant,
        "updated": max((instant(hit.finding.published) for hit in found.hits), default=_EPOCH),
    }
    return Response(render_template("feed.xml", **values), mimetype="application/atom+xml")


def instant(published: str) -> str:
    """'2007-10' as an RFC 3339 instant: a month or a year counts from its first day."""
    year, _, part = published.partition("-")
    return f"{year}-{part or '01'}-01T00:00:00Z" if year else _EPOCH
