"""No page keeps a core busy for longer than its budget, and what it was is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from indexer import Budget, TooCostly
from webui import DEFAULTS, create_app
from webui.exports import downloads
from webui.http import work


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


def status(app: Flask, path: str) -> int:
    """What is answered, read to its end: until then an export keeps its place."""
    with app.test_client().get(path) as answer:
        answer.get_data()
        return answer.status_code


def test_an_export_may_work_longer_by_each_row_that_it_makes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "EACH", 1.0)
    budget = Budget(0.0)
    budget.begin()
    rows = work.paid(["row"])
    assert next(rows) == "row"
    Budget.check()
    budget.end()


@pytest.mark.parametrize("path", ["/export.csv", "/export.json", "/data.jsonl", "/register.csv"])
def test_rows_are_paid_for(path: str, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is worked out before the first row may take no more than a page."""
    paid: list[float] = []
    monkeypatch.setattr(Budget, "more", staticmethod(paid.append))
    app = create_app({"INDEX": index})
    assert status(app, path) == 200
    assert len(paid) > 10
    assert set(paid) == {work.EACH}


def test_an_export_that_works_too_long_is_refused(short: Flask) -> None:
    for path in ("/export.csv?q=custody", "/export.json", "/register.csv"):
        assert status(short, path) == 503


def test_or_broken_off_where_it_is_sent_already(short: Flask) -> None:
    pieces = iter(["first", "second"])
    with short.test_request_context("/export.csv"):
        sent = iter(downloads.sent(pieces, "csv").response)
        assert next(sent) == "first"
        spent = Budget(0.0)
        spent.begin()
        with pytest.raises(TooCostly):
            next(sent)
        spent.end()


def test_it_ends_soon_after(index: Path) -> None:
    app = create_app({"INDEX": index, "WORK": 0.2})
    busy(app)
    began = time.thread_time()
    assert app.test_client().get("/forever").status_code == 503
    assert time.thread_time() - began >= 0.2
