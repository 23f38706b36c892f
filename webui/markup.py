"""What templates may call: links, words and cut text. No template builds a URL of a search."""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for

from indexer import SearchRequest, slug
from webui import pagination, passages, query, tones, wording
from webui.edition import edition


def init_app(app: Flask) -> None:
    """Gives the templates their filters and functions."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        month=wording.month, number=wording.number, tone=tones.tone, showable=query.showable
    )
    app.jinja_env.globals.update(
        asset=asset,
        blocks=passages.blocks,
        plural=wording.plural,
        search_url=search_url,
        slug=slug,
        window=pagination.window,
        without=query.without,
    )


def asset(filename: str) -> str:
    """The URL of a static file in this edition, which browsers may keep for good."""
    return url_for("static", filename=filename, v=edition())


def search_url(
    asked: SearchRequest | None = None, endpoint: str = "search.page", **changes: Any
) -> str:
    """The URL of a search with ``changes`` to its fields; of everything when ``asked`` is None.

    ``endpoint`` may be any that takes the parameters of a search.
    """
    path = url_for(endpoint)
    if endpoint == "search.page":
        return query.address(path, asked or query.PAGE, **changes)
    return query.address(path, asked or query.DATA, query.DATA, **{"group": False, **changes})
