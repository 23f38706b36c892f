"""What a query may become while it is being typed, as JSON: ``/api/v1/suggestions``."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from indexer import Suggestion
from webui.library import archive

bp = Blueprint("suggestions", __name__, url_prefix="/api/v1")

#: The longest beginning that is read, in characters, and the most suggestions.
_LONGEST, _MOST = 100, 8


@bp.get("/suggestions")
def suggestions() -> Response:
    """At most eight ways to go on from ``q``, each with the search it stands for."""
    typed = request.args.get("q", "")
    found = archive().suggest(typed, _MOST) if len(typed) <= _LONGEST else ()
    return jsonify({"query": typed, "suggestions": [_as_json(one) for one in found]})


def _as_json(one: Suggestion) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "text": one.text,
        "meaning": one.meaning,
        "findings": one.findings,
        "url": _address(one),
    }


def _address(one: Suggestion) -> str:
    """Areas and forces are filters, anything else is words."""
    name = one.kind.value if one.kind.value in ("area", "force") else "q"
    asked: dict[str, Any] = {name: one.text}
    return url_for("search.page", **asked)
