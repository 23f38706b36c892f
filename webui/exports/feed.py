"""An Atom feed (RFC 4287) for any search: follow what is new."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from flask import Blueprint, Response, render_template, request, url_for

from indexer import Sort
from webui import params
from webui.archive import get_archive
from webui.presenters.sentences import sentence

bp = Blueprint("feed", __name__)

_EPOCH = "1970-01-01T00:00:00Z"
#: What the ids of feeds and entries are made in: the same wherever the site is, and for good.
_SPACE = uuid5(NAMESPACE_URL, "urn:inspection-findings")


@bp.get("/feed.atom")
def atom() -> Response:
    """The findings of a search as Atom entries, dated by when they entered the corpus.

    Whatever order the address asks for, a feed has this one.
    """
    asked = replace(params.read(request.args, params.FEED), sort=Sort.ADDED)
    found = get_archive().search(asked)
    values: dict[str, Any] = {
        "page": found,
        "title": "".join(part.text for part in sentence(found)),
        "id": urn(urlencode(params.pairs(asked, params.FEED))),
        "address": params.address(url_for("search.page", _external=True), found.request),
        "own_address": request.url,
        "instant": instant,
        "urn": urn,
        "updated": max((instant(hit.added) for hit in found.hits), default=_EPOCH),
    }
    return Response(render_template("feed.xml", **values), mimetype="application/atom+xml")


def urn(name: str) -> str:
    """The id of an entry or a feed: it says nothing of where the site is."""
    return uuid5(_SPACE, name).urn


def instant(date: str) -> str:
    """'2007-10' as an RFC 3339 instant: a year, a month or a day counts from its beginning."""
    if "T" in date:
        return date.replace("+00:00", "Z")
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return f"{year}-{month or '01'}-{day or '01'}T00:00:00Z" if year else _EPOCH
