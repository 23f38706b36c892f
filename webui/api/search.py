"""The search as JSON, ``/api/v1/search``, and its description, ``/api/v1/openapi.json``."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from webui import params
from webui.api import openapi
from webui.archive import get_archive
from webui.urls import finding_url

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.after_request
def let_others_read(response: Response) -> Response:
    """Public data without cookies: any page may read it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@bp.get("/search")
def search() -> Response:
    """A page of findings, its facets, and how the search was understood."""
    params.refuse_unknown(request.args)
    found = get_archive().search(params.read(request.args, params.DATA))
    return jsonify(found.to_json(finding_url))


@bp.get("/openapi.json")
def description() -> Response:
    """The API as an OpenAPI document."""
    return Response(openapi.TEXT, mimetype="application/json")
