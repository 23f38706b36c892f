"""The search as JSON, ``/api/v1/search``, and its description, ``/api/v1/openapi.json``."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from indexer import Change, FacetValue, Hit, SearchPage
from webui import openapi, query
from webui.library import archive

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.after_request
def _let_others_read(response: Response) -> Response:
    """Public data without cookies: any page may read it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@bp.get("/search")
def search() -> Response:
    """A page of findings, its facets, and how the search was understood."""
    query.refuse_unknown(request.args)
    found = archive().search(query.read(request.args, query.DATA))
    return jsonify(found_as_json(found))


@bp.get("/openapi.json")
def description() -> Response:
    """The API as an OpenAPI document."""
    return Response(openapi.TEXT, mimetype="application/json")


def found_as_json(found: SearchPage) -> dict[str, Any]:
    """A page of answers as plain types, in the shape that the API promises."""
    return {
        "query": found.request.q,
        "total": found.total,
        "page": found.request.page,
        "size": found.request.size,
        "findings": [finding_as_json(hit) for hit in found.hits],
        "facets": {
            name: [_value(value) for value in values] for name, values in found.facets.items()
        },
        "expansions": [_change(change) for change in found.expansions],
        "corrections": [_change(change) for change in found.corrections],
        "suggestion": found.suggestion,
        "notes": list(found.notes),
        "build": found.build,
    }


def finding_as_json(hit: Hit) -> dict[str, Any]:
    """One finding; ``url`` is relative to the root of this server."""
    finding = hit.finding
    return {
        "id": finding.id,
        "url": url_for("findings.finding", finding_id=finding.id),
        "report": finding.report,
        "title": finding.title,
        "force": finding.force,
        "published": finding.published,
        "area": finding.area,
        "category": finding.category,
        "grade": finding.grade,
        "section": finding.section,
        "text": finding.text,
        "snippet": [{"text": part.text, "match": part.match} for part in hit.snippet],
        "score": hit.score,
    }


def _value(value: FacetValue) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
    }


def _change(change: Change) -> dict[str, str]:
    return {"from": change.typed, "to": change.searched}
