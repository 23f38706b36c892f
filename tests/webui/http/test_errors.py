"""Whatever goes wrong is said in a sentence, to people and to programs."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask, abort
from flask.testing import FlaskClient

from indexer import CannotStore, DamagedIndex, InspectionError
from webui import create_app
from webui.http.errors import Busy


@pytest.mark.parametrize("status", [400, 404, 405, 413, 429, 500, 503])
def test_every_error_has_a_page_and_a_json(status: int) -> None:
    app = create_app()
    app.add_url_rule("/fail", "fail", lambda: abort(status))
    app.add_url_rule("/api/fail", "api_fail", lambda: abort(status))
    client = app.test_client()

    page = client.get("/fail")
    assert page.status_code == status
    text = BeautifulSoup(page.text, "html.parser").select_one("main .alert")
    assert text is not None
    assert str(status) in text.get_text()
    assert len(text.select("p")[-1].get_text()) > 20

    data = client.get("/api/fail")
    assert data.status_code == status
    assert data.json is not None
    assert set(data.json) == {"error"}
    assert set(data.json["error"]) == {"code", "message", "parameter"}
    assert data.json["error"]["message"].endswith(".")
    if status in (429, 503):
        assert page.headers["Retry-After"] == data.headers["Retry-After"]


def test_a_fault_of_ours_is_a_page_without_its_traceback() -> None:
    app = create_app()

    def fail() -> str:
        raise ZeroDivisionError("secret detail")

    app.add_url_rule("/fail", "fail", fail)
    response = app.test_client().get("/fail")
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert "Traceback" not in response.text


def test_an_unknown_address_is_a_helpful_page(client: FlaskClient) -> None:
    response = client.get("/nowhere/at/all")
    assert response.status_code == 404
    assert 'role="search"' in response.text


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_large_body_is_refused_unread(client: FlaskClient, app: Flask) -> None:
    body = b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1)
    assert client.post("/", data=body).status_code == 413
    assert client.get("/api/v1/search", data=body).json == {
        "error": {
            "code": "too_large",
            "message": "The request is larger than this service takes. Send less, or nothing at "
            "all: a search needs only its address.",
            "parameter": None,
        }
    }


def test_a_redirect_is_no_error(client: FlaskClient) -> None:
    response = client.get("/reports/")
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CannotStore("The disk is full."), 503),
        (DamagedIndex("It is damaged."), 503),
        (Busy("Too much is asked."), 429),
    ],
)
def test_what_may_pass_says_when_to_come_back(error: InspectionError, status: int) -> None:
    app = create_app()

    def fail() -> str:
        raise error

    app.add_url_rule("/fail", "fail", fail)
    answer = app.test_client().get("/fail")
    assert answer.status_code == status
    assert int(answer.headers["Retry-After"]) > 0
    assert str(error) in answer.text
