"""What is known of a request when its answer has been sent: number, page, status, time, work.

``create_app`` has every request pass here first. ``access_log`` and ``metrics`` are told of each
``Observation``. None has an address, nor what was asked for: the route says which page it was.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, Response, current_app, g, has_app_context, request

from indexer import IndexUnusable
from webui.archive import get_archive

#: How a request that a proxy has numbered already is called here too.
NUMBER = "X-Request-ID"
_NUMBER = re.compile(r"[\w-]{8,64}", re.ASCII)
#: The route of an address that is not there.
NOWHERE = "other"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Observation:
    """One request that was answered."""

    #: By which a person's complaint is found in the log; the answer has it in ``X-Request-ID``.
    number: str
    method: str
    #: The route as the application has it, such as '/findings/<finding_id>'.
    route: str
    status: int
    #: From its arrival until the last of the answer was handed on, and the work of the processor.
    seconds: float
    work: float
    #: The build that answered, '' when there was none.
    build: str
    #: Who asked, which nobody writes down unless told to.
    address: str


Observer = Callable[[Observation], None]


def init_app(app: Flask) -> None:
    """Observes every request; each of ``observers(app)`` is told, in order."""
    app.extensions["observers"] = []
    app.before_request(_begin)
    app.after_request(_end_when_sent)


def observers(app: Flask) -> list[Observer]:
    """Who is told, to be added to."""
    return cast(list[Observer], app.extensions["observers"])


def current() -> str:
    """The number of the request that is being answered, '' where none is."""
    return str(g.get("number", "")) if has_app_context() else ""


def _begin() -> None:
    given = request.headers.get(NUMBER, "") if current_app.config["PROXIES"] else ""
    g.number = given if _NUMBER.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter(), time.thread_time()


def _end_when_sent(response: Response) -> Response:
    tell, seen = observers(current_app), _observed(response.status_code)
    began, worked = g.began

    def sent() -> None:
        one = seen(time.perf_counter() - began, time.thread_time() - worked)
        for observer in tell:
            observer(one)

    response.headers[NUMBER] = g.number
    if response.direct_passthrough:  # a file, which the server sends by itself
        sent()
    else:
        response.call_on_close(sent)
    return response


def _observed(status: int) -> Callable[[float, float], Observation]:
    """What is known before the answer is sent, while the request can be asked; the rest follows."""
    route = request.url_rule.rule if request.url_rule else NOWHERE
    method = request.method if request.method in _METHODS else NOWHERE
    known, build, address = g.number, _build(), request.remote_addr or ""

    def complete(seconds: float, work: float) -> Observation:
        return Observation(known, method, route, status, seconds, work, build, address)

    return complete


def _build() -> str:
    try:
        return get_archive().build
    except IndexUnusable:
        return ""
