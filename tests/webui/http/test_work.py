"""No page keeps a core busy for longer than its budget, and what it was is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from webui import DEFAULTS, create_app


def busy(app: Flask) -> None:
    """Pages that would work for ever: in a template, and in a presenter that reads findings."""

    def forever() -> str:
        return render_template_string("{% for n in range(10 ** 9) %}{{ n }}{% endfor %}")

    app.add_url_rule("/forever", "forever", forever)
    app.add_url_rule("/api/forever", "api_forever", forever)


@pytest.fixture
def short(index: Path) -> Flask:
    """An application with a budget of no time."""
    app = create_app({"INDEX": index, "WORK": 0.0})
    busy(app)
    return app


def test_a_page_works_for_two_seconds_at_most() -> None:
    assert DEFAULTS["WORK"] == 2


@pytest.mark.parametrize(
    "path", ["/forever", "/?q=custody", "/compare", "/shape", "/pack?finding=x", "/feed.atom"]
)
def test_what_works_longer_is_refused_with_a_page(short: Flask, path: str) -> None:
    answer = short.test_client().get(path)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "takes too much work" in answer.text
    assert "seconds of work" in answer.text


def test_programs_are_told_so_too(short: Flask) -> None:
    for path in ("/api/forever", "/api/v1/search?q=custody"):
        answer = short.test_client().get(path)
        assert answer.status_code == 503
        assert answer.json is not None
        assert answer.json["error"]["code"] == "too_costly"


def test_exports_have_no_budget_and_the_next_request_has_its_own(short: Flask) -> None:
    client = short.test_client()
    assert client.get("/?q=custody").status_code == 503
    assert client.get("/export.csv?q=custody").status_code == 200
    assert client.get("/?q=custody").status_code == 503


def test_it_ends_soon_after(index: Path) -> None:
    app = create_app({"INDEX": index, "WORK": 0.2})
    busy(app)
    began = time.thread_time()
    assert app.test_client().get("/forever").status_code == 503
    assert time.thread_time() - began >= 0.2
