"""Caching: an answer stays the same as long as build, joined table, this program and the day do.

The day is part of it because every page of results says when it was taken.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b

from flask import Flask, Response, g, request

from indexer import IndexUnusable
from webui.archive import get_archive, get_joined_table
from webui.asset_version import asset_version
from webui.presenters.dates import today

#: What is another at each moment, or has a time of its own.
_FRESH = frozenset({None, "static", "health.check", "health.ready", "metrics.show"})
_A_YEAR = 365 * 24 * 3600
#: Nobody can make up the tag of an address that was never answered.
_SECRET = secrets.token_bytes(16)


def init_app(app: Flask) -> None:
    """Answers 304 to a browser that has this version of a page, and marks what may be kept."""
    app.before_request(_unchanged)
    app.after_request(_mark)


def _unchanged() -> Response | None:
    """304 before any work is done: only answers of status 200 ever carried the tag."""
    g.etag = _etag()
    # '*' asks whether there is anything, which is known only when the work is done.
    if "If-None-Match" not in request.headers or request.method not in ("GET", "HEAD"):
        return None
    known = request.if_none_match.as_set(include_weak=True)
    return Response(status=304) if g.etag in known else None


def _etag() -> str | None:
    """All that an answer depends on and its address; None where nothing is built, or kept."""
    if request.endpoint in _FRESH:
        return None
    try:
        state = get_archive().known()
        shown = f"{state.build}-{state.meaning}-{get_joined_table().version()}"
        return f"{shown}-{asset_version()}-{today()}-{_address()}"
    except IndexUnusable:
        return None


#: What of a request says which address was asked for.
_ADDRESS = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")


def _address() -> str:
    asked = " ".join(request.environ.get(part, "") for part in _ADDRESS)
    return blake2b(asked.encode("utf-8", "replace"), digest_size=8, key=_SECRET).hexdigest()


def _mark(response: Response) -> Response:
    if request.endpoint == "static":
        current = request.args.get("v") == asset_version()
        response.cache_control.max_age = _A_YEAR if current else 0
        response.cache_control.public = True
        response.cache_control.immutable = current
    elif g.get("etag") and response.status_code in (200, 304):
        response.set_etag(g.etag, weak=True)
        response.cache_control.no_cache = True
    else:
        response.cache_control.no_store = True
    return response
