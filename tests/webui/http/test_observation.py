"""Each request has a number, which its answer and the log have in common."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from webui import create_app
from webui.http.observation import NUMBER, Observation, current, observers


@pytest.fixture
def watched(index: Path) -> tuple[Flask, list[Observation]]:
    """An application, and what is observed of its requests."""
    app = create_app({"INDEX": index})
    seen: list[Observation] = []
    observers(app).append(seen.append)
    return app, seen


def test_what_is_observed(watched: tuple[Flask, list[Observation]], archive: Any) -> None:
    app, seen = watched
    who = {"REMOTE_ADDR": "192.0.2.7"}
    answer = app.test_client().get("/glossary?secret=1", environ_base=who, buffered=True)
    (one,) = seen
    assert (one.method, one.route, one.status) == ("GET", "/glossary", 200)
    assert one.build == archive.build
    assert one.address == "192.0.2.7"
    assert one.number == answer.headers[NUMBER]
    assert one.seconds > 0
    assert one.work > 0
    assert "secret" not in repr(one)


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", "/findings/nothing-here", "/findings/<finding_id>", 404),
        ("GET", "/nothing/here", "other", 404),
        ("BREW", "/", "other", 405),
        ("POST", "/", "other", 405),
        ("HEAD", "/", "/", 200),
        ("GET", "/static/app.css", "/static/<path:filename>", 200),
        ("GET", "/export.csv?q=custody", "/export.csv", 200),
    ],
)
def test_every_answer_is_observed_once(
    watched: tuple[Flask, list[Observation]], method: str, path: str, route: str, status: int
) -> None:
    app, seen = watched
    with app.test_client() as client:
        client.open(path, method=method).close()
    assert [(one.route, one.status) for one in seen] == [(route, status)]
    assert seen[0].method == ("other" if method == "BREW" else method)


def test_an_export_is_observed_when_it_has_been_sent(
    watched: tuple[Flask, list[Observation]],
) -> None:
    app, seen = watched
    answer = app.test_client().get("/export.csv")
    next(answer.iter_encoded())
    assert seen == []
    answer.close()
    assert [one.route for one in seen] == ["/export.csv"]


def test_numbers_differ_and_a_strangers_is_not_taken(index: Path) -> None:
    client = create_app({"INDEX": index}).test_client()
    numbers = {client.get("/", headers={NUMBER: "of-a-stranger"}).headers[NUMBER] for _ in "ab"}
    assert len(numbers) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", number) for number in numbers)


def test_the_number_of_a_trusted_proxy_is_kept_if_it_is_one(index: Path) -> None:
    client = create_app({"INDEX": index, "PROXIES": 1}).test_client()
    for given, kept in (("0123456789abcdef", True), ("x y", False), ("short", False)):
        found = client.get("/", headers={NUMBER: given}).headers[NUMBER]
        assert (found == given) is kept


def test_what_fails_tells_its_number(
    index: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app({"INDEX": index})
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert answer.headers[NUMBER] in answer.text
    assert len(caplog.records) == 1


def test_outside_a_request_there_is_no_number() -> None:
    assert current() == ""
