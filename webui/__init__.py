"""The web pages and the JSON: a skin over ``indexer`` that knows nothing of how it searches.

``create_app`` puts the rooms together; ``cli`` serves what it makes, and so can any WSGI server.
README.md beside this file says which room does what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

from webui import archive, asset_version, templating
from webui.admin import service as admin
from webui.api import records, suggestions
from webui.api import register as register_data
from webui.api import search as api
from webui.exports import downloads, feed, places
from webui.exports import register as register_files
from webui.http import (
    access_log,
    caching,
    compression,
    errors,
    forwarding,
    headers,
    health,
    metrics,
    observation,
    query_strings,
    well_known,
    work,
)
from webui.pages import (
    breakdown,
    compare,
    findings,
    forces,
    glossary,
    grades,
    guidance,
    pack,
    register,
    reports,
    search,
    timeline,
)

DEFAULTS: Mapping[str, Any] = {
    #: The folder that ``indexer build`` writes. Only ever read here.
    "INDEX": ".index",
    #: A person who knows it may add reports, at /admin/reports/new; '' switches that off.
    "ADMIN_TOKEN": "",
    #: The folder of the reports, from which their originals are sent, and the folder in which
    #: uploads wait, '.uploads' beside the index when None. Written only for adding reports, and
    #: only by a process of its own.
    "CORPUS": "corpus",
    "UPLOADS": None,
    #: So many exports are made at once.
    "EXPORTS": 2,
    #: Seconds of work that a request may take of the processor; an export by its length more.
    "WORK": 2.0,
    #: The names that this service is asked by; another Host is refused. None: by any.
    "TRUSTED_HOSTS": None,
    #: So many proxies stand before it, and are believed what X-Forwarded-… says.
    "PROXIES": 0,
    #: Whether each request is logged, and whether with the address that it came from.
    "ACCESS_LOG": False,
    "LOG_ADDRESSES": False,
    #: Nothing but an upload has a body; anything larger than this is refused unread.
    "MAX_CONTENT_LENGTH": 64 * 1024,
}


#: What each request passes, on its way in in this order and on its way out in the other.
_PASSED = (
    archive, observation, access_log, metrics, asset_version, compression, caching, templating,
    headers, admin, errors, places, work, query_strings, forwarding,
)  # fmt: skip
#: Modules with a blueprint, ``bp``.
_SERVED = (
    search, breakdown, compare, findings, forces, grades, pack, register, timeline, reports,
    glossary, guidance, api, records, register_data, suggestions, downloads, register_files, feed,
    health, metrics, well_known,
)  # fmt: skip


class _Application(Flask):
    """Flask's, of functions that are called and none that is awaited.

    To look whether each of the ten that a request passes is one took a twelfth of what a page
    passes beside its view.
    """

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application, ready to serve.

    ``config`` overrides ``DEFAULTS``; nothing is read from the environment. A missing index
    raises nothing here: every page answers 503 until there is one. Raises InspectionError for an
    admin token that could be guessed.
    """
    app = _Application(__name__)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    # An address with a slash too many is not there: Werkzeug would answer with a page of its own.
    app.url_map.merge_slashes = False
    for part in _PASSED:
        part.init_app(app)
    for part in _SERVED:
        app.register_blueprint(part.bp)
    return app
