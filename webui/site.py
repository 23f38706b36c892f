"""Files that browsers and crawlers look for at fixed addresses."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, url_for

bp = Blueprint("site", __name__)


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """An OpenSearch 1.1 description, with which a browser can search here from its address bar."""
    body = render_template("opensearch.xml", root=url_for("search.page", _external=True))
    return Response(body, mimetype="application/opensearchdescription+xml")


@bp.get("/robots.txt")
def robots() -> Response:
    """Findings and reports may be indexed; the endless combinations of filters need not be."""
    lines = ["User-agent: *", "Disallow: /*?", "Disallow: /api/", "Disallow: /export."]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@bp.get("/favicon.ico")
@bp.get("/favicon.svg")
def favicon() -> Response:
    """Our own mark; also under the name that browsers ask for unasked."""
    return current_app.send_static_file("mark.svg")
