"""The web pages and the JSON: a skin over ``indexer`` that knows nothing of how it searches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from webui import (
    api,
    compression,
    edition,
    errors,
    exports,
    feed,
    findings,
    glossary,
    guidance,
    headers,
    health,
    library,
    markup,
    reports,
    search,
    site,
)

DEFAULTS: Mapping[str, Any] = {
    #: The folder that ``indexer build`` writes. Only ever read here.
    "INDEX": ".index",
    #: Nothing here takes a body yet; anything larger than this is refused unread.
    "MAX_CONTENT_LENGTH": 64 * 1024,
}


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application, ready to serve.

    ``config`` overrides ``DEFAULTS``; nothing is read from the environment. A missing index
    raises nothing here: every page answers 503 until there is one.
    """
    app = Flask(__name__)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    for part in (library, compression, edition, markup, headers, errors):
        part.init_app(app)
    for page in (search, findings, reports, glossary, guidance, api, exports, feed, health, site):
        app.register_blueprint(page.bp)
    return app
