"""Caching: an answer stays the same as long as the build, this program and the day do.

The day is part of it because every page of results says when it was taken.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from indexer import IndexUnusable
from webui.library import archive
from webui.stamp import today

_HERE = Path(__file__).parent
_SHOWN = (".py", ".html", ".xml", ".css", ".js", ".svg", ".json")
_A_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Answers 304 to whoever has this edition of a page already, and marks what may be kept."""
    app.config["EDITION"] = _digest()
    app.before_request(_unchanged)
    app.after_request(_mark)


def edition() -> str:
    """Twelve hex digits that change whenever anything of this package's source does."""
    return str(current_app.config["EDITION"])


def _digest() -> str:
    """Changes with templates, style sheet and code, so that no browser keeps an older page."""
    digest = hashlib.sha256()
    for path in sorted(path for path in _HERE.rglob("*") if path.suffix in _SHOWN):
        digest.update(path.relative_to(_HERE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _unchanged() -> Response | None:
    """304 before any work is done: only answers of status 200 ever carried the tag."""
    g.etag = _etag()
    if request.method in ("GET", "HEAD") and g.etag and request.if_none_match.contains_weak(g.etag):
        return Response(status=304)
    return None


def _etag() -> str | None:
    """Build, ranking, edition and day; None where more is needed, or nothing is built."""
    if request.endpoint in (None, "static", "health.check"):
        return None
    try:
        state = archive().health()
        return f"{state.build}-{state.meaning}-{edition()}-{today()}"
    except IndexUnusable:
        return None


def _mark(response: Response) -> Response:
    if request.endpoint == "static":
        current = request.args.get("v") == edition()
        response.cache_control.max_age = _A_YEAR if current else 0
        response.cache_control.public = True
        response.cache_control.immutable = current
    elif g.get("etag") and response.status_code in (200, 304):
        response.set_etag(g.etag, weak=True)
        response.cache_control.no_cache = True
    else:
        response.cache_control.no_store = True
    return response
