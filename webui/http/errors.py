"""Errors, said to people as a page and to programs as JSON.

Each error that a request raises comes here: those of ``indexer`` with their own sentence, those of
HTTP with one from the table below.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from indexer import (
    CannotStore,
    IndexUnusable,
    InspectionError,
    NotFound,
    RequestError,
    TooCostly,
)
from webui.http import observation

#: Seconds after which to ask again when there is no index, or too much is asked at once: about as
#: long as a build or a long export takes.
RETRY_AFTER = 10

#: Status → code for programs, heading, and what to do when nobody has said it better.
_STATUSES: Mapping[int, tuple[str, str, str]] = {
    400: (
        "bad_request",
        "That request cannot be answered",
        "Something in the address is not as it should be. Start again from the search page.",
    ),
    404: (
        "not_found",
        "There is no such page",
        "The address may be mistyped, or the report it stood in has been withdrawn. "
        "Search for a few words of what you are looking for.",
    ),
    405: (
        "method_not_allowed",
        "This page can only be read",
        "Ask for it with GET; nothing is sent to this address.",
    ),
    413: (
        "too_large",
        "That is too much to send",
        "The request is larger than this service takes. Send less, or nothing at all: "
        "a search needs only its address.",
    ),
    429: (
        "too_many_requests",
        "Too many requests",
        "Wait a minute and try again. To take away many findings, use the CSV or JSON export: "
        "it is one request.",
    ),
    500: (
        "internal_error",
        "Something went wrong here",
        "It is not your doing and it has been logged. Try again; if it happens again, tell "
        "whoever runs this service what you searched for.",
    ),
    503: (
        "not_ready",
        "The search is not ready",
        "Try again in a few seconds.",
    ),
}

#: The same of a question that takes too much work, where the index is as ready as it can be.
_COSTLY = ("too_costly", "That takes too much work", "Ask with fewer words.")


class Busy(InspectionError):
    """So much of a kind is under way that no more is begun."""


def status_of(error: InspectionError) -> int:
    """The HTTP status that says what kind of refusal it is."""
    if isinstance(error, Busy):
        return 429
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, RequestError):
        return 400
    return 503 if isinstance(error, IndexUnusable | CannotStore | TooCostly) else 500


def init_app(app: Flask) -> None:
    """Answers every error of the application in its own words."""
    app.register_error_handler(InspectionError, _refused)
    app.register_error_handler(HTTPException, _failed)
    app.before_request(_refuse_bodies)


def _refuse_bodies() -> Response | None:
    """413 for a body over the limit, whether or not anything would have read it."""
    limit = request.max_content_length
    if limit is not None and (request.content_length or 0) > limit:
        return _answer(413)
    return None


def _refused(error: InspectionError) -> Response:
    told = _COSTLY if isinstance(error, TooCostly) else None
    return _answer(status_of(error), str(error), getattr(error, "parameter", None), told)


def _failed(error: HTTPException) -> Response:
    """Also what Flask makes of an exception that nobody caught, after logging it: a 500."""
    if error.code is None or error.code < 400:
        return Response(status=error.code or 500, headers=error.get_headers())
    answer = _answer(error.code)
    if allowed := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _answer(
    status: int,
    message: str = "",
    parameter: str | None = None,
    told: tuple[str, str, str] | None = None,
) -> Response:
    known = status if status in _STATUSES else 400 if status < 500 else 500
    code, heading, advice = told or _STATUSES[known]
    if status == 500:
        advice = f"{advice} Its number in the log is {observation.current()}."
    if _is_for_programs():
        error = {"code": code, "message": message or advice, "parameter": parameter}
        answer = jsonify(error=error)
    else:
        page = render_template(
            "pages/error.html", status=status, heading=heading, message=message or advice
        )
        answer = Response(page, mimetype="text/html")
    answer.status_code = status
    if status in (429, 503):
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _is_for_programs() -> bool:
    return request.path.startswith("/api/") or request.endpoint == "exports.as_json"
