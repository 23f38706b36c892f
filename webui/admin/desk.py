"""What all pages of the maintainer share: their blueprint, who may change what, and refusals.

Off, and their addresses unknown, unless an admin token is configured. A page registers itself for
what is refused of its own forms (``refusal_shown_by``), so that an error leads back to what was
typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from flask import Blueprint, Flask, Response, current_app, g, request

from indexer import workspace
from webui.admin.access import WINDOW, Gate, Refused
from webui.admin.spool import Spool

bp = Blueprint("admin", __name__, url_prefix="/admin")

MEGABYTES = 50
#: Bytes of a whole form: the file, the token, and what parts them.
LARGEST = MEGABYTES * 1024**2 + 16 * 1024

#: A page with what is refused of it: the refusal and what its address names go in.
Shown = TypeVar("Shown", bound=Callable[..., Response])
_SHOWN: dict[str, Callable[..., Response]] = {}


def init_app(app: Flask) -> None:
    """Adds the pages if there is a token. Raises InspectionError for one that is too short.

    Takes ``ADMIN_TOKEN``, ``CORPUS``, ``INDEX`` and ``UPLOADS``, the folder of the spool: without
    it '.uploads' beside the index, since an index folder may hold nothing else; of an index in a
    cluster, beside the folder in which its builds are written.
    """
    if not app.config["ADMIN_TOKEN"]:
        return
    index, corpus = Path(app.config["INDEX"]), Path(app.config["CORPUS"])
    beside = workspace(index).resolve().parent / ".uploads"
    spool = Spool(Path(app.config["UPLOADS"] or beside), corpus, index)
    spool.sweep()
    app.extensions["gate"] = Gate(app.config["ADMIN_TOKEN"])
    app.extensions["spool"] = spool
    # The list of reports has a link more: no browser may keep the page without it.
    app.config["ASSET_VERSION"] += "-admin"
    app.before_request(_measure)
    app.register_blueprint(bp)


def refusal_shown_by(endpoint: str) -> Callable[[Shown], Shown]:
    """Marks the function that makes the page of a form which is sent to ``endpoint``."""

    def marked(page: Shown) -> Shown:
        _SHOWN[f"{bp.name}.{endpoint}"] = page
        return page

    return marked


def typed() -> Mapping[str, str]:
    """What was typed into the form that was sent; nothing where it is too large to be read."""
    return {} if (request.content_length or 0) > LARGEST else request.form


def gate() -> Gate:
    """Who may change anything."""
    found: Gate = current_app.extensions["gate"]
    return found


def spool() -> Spool:
    """Where changes wait."""
    found: Spool = current_app.extensions["spool"]
    return found


@bp.errorhandler(Refused)
def _refused(refused: Refused) -> Response:
    """The page that the form was sent from, with what is wrong."""
    page = _SHOWN[request.endpoint or ""](refused, **(request.view_args or {}))
    page.status_code = refused.status
    if refused.status == 429:
        page.headers["Retry-After"] = f"{WINDOW:.0f}"
    return page


@bp.after_request
def _keep_nothing(response: Response) -> Response:
    """These pages change without a new build, so no browser may keep one."""
    g.etag = None
    return response


def _measure() -> Response | None:
    """Lets files through to these pages, and answers one that is too large in their own words."""
    if request.blueprint != bp.name or request.method != "POST":
        return None
    request.max_content_length = LARGEST
    if (request.content_length or 0) <= LARGEST:
        return None
    return _keep_nothing(
        _refused(Refused(413, f"That is larger than {MEGABYTES} MB, and no report is.", "file"))
    )
