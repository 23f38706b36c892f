"""The access log: a line for every request, without what was asked for and without who asked.

``observation`` tells of each request. Where the lines go and what they look like is said by whoever
serves (``serving/logs``).
"""

from __future__ import annotations

import logging

from flask import Flask

from webui.http.observation import Observation, observers

_log = logging.getLogger("webui.access")
#: Places of a second that are told: a thousandth.
_PLACES = 3


def init_app(app: Flask) -> None:
    """Writes when ``ACCESS_LOG`` is set; addresses only with ``LOG_ADDRESSES``."""
    with_address = bool(app.config["LOG_ADDRESSES"])

    def write(one: Observation) -> None:
        _log.info("%s %s", one.method, one.route, extra={"told": _told(one, with_address)})

    if app.config["ACCESS_LOG"]:
        observers(app).append(write)


def _told(one: Observation, with_address: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "request": one.number,
        "status": one.status,
        "seconds": round(one.seconds, _PLACES),
        "work": round(one.work, _PLACES),
        "build": one.build,
    }
    return told | ({"address": one.address} if with_address else {})
