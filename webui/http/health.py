"""``/healthz`` and ``/readyz``: the state of the search, for the programs that watch the server."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from indexer import SearchRequest
from webui.archive import get_archive

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def check() -> Response:
    """200 with the build that answers, 'degraded' when it is not the newest; 503 without one."""
    health = get_archive().health()
    return jsonify(status="degraded" if health.problem else "ok", **asdict(health))


@bp.get("/readyz")
def ready() -> Response:
    """200 when a question has just been answered, so that people may be sent here; else 503."""
    archive = get_archive()
    archive.search(SearchRequest(size=1))
    return jsonify(status="ready", build=archive.build)
