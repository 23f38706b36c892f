"""The web pages and the JSON: a skin over ``indexer`` that knows nothing of how it searches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from webui import (
    admin,
    api,
    compare,
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
    pack,
    reports,
    search,
    shape,
    site,
    suggestions,
)

DEFAULTS: Mapping[str, Any] = {
    #: The folder that ``indexer build`` writes. Only ever read here.
    "INDEX": ".index",
    #: Whoever knows it may add reports, at /admin/reports/new; '' switches that off.
    "ADMIN_TOKEN": "",
    #: The folder of the reports, from which their originals are sent, and the folder in which
    #: uploads wait, '.uploads' beside the index when None. Written only for adding reports, and
    #: only by a process of its own.
    "CORPUS": "corpus",
    "UPLOADS": None,
    #: Nothing but an upload has a body; anything larger than this is refused unread.
    "MAX_CONTENT_LENGTH": 64 * 1024,
}


_PAGES = (
    search, shape, compare, findings, pack, reports, glossary, guidance, api, suggestions,
    exports, feed, health, site,
)  # fmt: skip


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application, ready to serve.

    ``config`` overrides ``DEFAULTS``; nothing is read from the environment. A missing index
    raises nothing here: every page answers 503 until there is one. Raises InspectionError for an
    admin token that could be guessed.
    """
    app = Flask(__name__)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    # An address with a slash too many is not there: Werkzeug would answer with a page of its own.
    app.url_map.merge_slashes = False
    for part in (library, compression, edition, markup, headers, admin, errors):
        part.init_app(app)
    for page in _PAGES:
        app.register_blueprint(page.bp)
    return app
