"""So many exports at once, and no more: eight of them took all threads of the server for minutes.

``downloads`` has its addresses limited. A place is taken before an export is worked out, and is
free when the last of it was sent, however that ended.
"""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import cast

from flask import Blueprint, Flask, Response, current_app, g

from webui.http.errors import Busy


def init_app(app: Flask) -> None:
    """Takes ``EXPORTS``, the number of places."""
    app.extensions["places"] = BoundedSemaphore(app.config["EXPORTS"])


def limit(blueprint: Blueprint) -> None:
    """Has every answer of the blueprint take a place. Raises Busy, in a request, without one."""
    blueprint.before_request(_take)
    blueprint.after_request(_until_sent)
    blueprint.teardown_request(_until_failed)


def _take() -> None:
    if not _places().acquire(blocking=False):
        raise Busy(
            f"{current_app.config['EXPORTS']} exports are under way, and that is as many as this "
            "service makes at once. Try again in a few seconds."
        )
    g.place = True


def _until_sent(response: Response) -> Response:
    """The server closes each answer, also where the reader has gone away."""
    if g.pop("place", False):
        response.call_on_close(_places().release)
    return response


def _until_failed(_: BaseException | None) -> None:
    if g.pop("place", False):
        _places().release()


def _places() -> BoundedSemaphore:
    return cast(BoundedSemaphore, current_app.extensions["places"])
