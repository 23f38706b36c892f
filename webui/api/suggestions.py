"""Ways to go on with a query that is being typed, as JSON: ``/api/v1/suggestions``."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from indexer import SearchRequest, Suggestion
from webui import params
from webui.api.search import let_others_read
from webui.archive import get_archive
from webui.presenters.sentences import number
from webui.urls import search_url

bp = Blueprint("suggestions", __name__, url_prefix="/api/v1")
bp.after_request(let_others_read)

#: The longest beginning that is read, in characters, and the most suggestions.
_LONGEST, _MOST = 100, 8


@bp.get("/suggestions")
def suggestions() -> Response:
    """At most eight ways to go on from ``q``, each with the search it stands for.

    The other parameters of a search are those of the search to go on from: they stay as they are.
    Raises RequestError for a bad value.
    """
    asked = params.read(request.args, params.PAGE)
    found = get_archive().suggest(asked.q, _MOST, asked) if len(asked.q) <= _LONGEST else ()
    typed = request.args.get("q", "")
    return jsonify({"query": typed, "suggestions": [_as_json(one, asked) for one in found]})


def _as_json(one: Suggestion, asked: SearchRequest) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "text": one.text,
        "meaning": one.meaning,
        "findings": one.findings,
        "label": label(one),
        "url": _address(one, asked),
    }


def label(one: Suggestion) -> str:
    """A suggestion in a line: 'NPT: Neighbourhood Policing Team (34)', 'training (60)'."""
    more = f", {one.kind}" if one.facet else one.meaning and f": {one.meaning}"
    return f"{one.text}{more} ({number(one.findings)})"


def _address(one: Suggestion, asked: SearchRequest) -> str:
    """The search page with the suggestion instead of what was typed.

    A value of a facet becomes a filter, beside the others; ticked findings stay ticked.
    """
    if one.facet is None:
        return search_url(asked, q=one.text)
    return search_url(asked, q="", filters={**asked.filters, one.facet.name: (one.text,)})
