"""The search as JSON, ``/api/v1/search``, and its description, ``/api/v1/openapi.json``."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from webui import openapi, query
from webui.library import archive

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.after_request
def let_others_read(response: Response) -> Response:
    """Public data without cookies: any page may read it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@bp.get("/search")
def search() -> Response:
    """A page of findings, its facets, and how the search was understood."""
    query.refuse_unknown(request.args)
    found = archive().search(query.read(request.args, query.DATA))
    return jsonify(found.to_json(address))


@bp.get("/openapi.json")
def description() -> Response:
    """The API as an OpenAPI document."""
    return Response(openapi.TEXT, mimetype="application/json")


def address(finding_id: str) -> str:
    """The address of a finding, relative to the root of this server."""
    return url_for("findings.finding", finding_id=finding_id)
