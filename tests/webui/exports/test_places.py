"""So many exports at once: more are told to come back; a place is free when its answer ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webui import create_app

ENDINGS = ("csv", "json", "xlsx")


@pytest.fixture
def narrow(index: Path) -> Flask:
    """A server that makes two exports at once."""
    return create_app({"INDEX": index, "EXPORTS": 2})


def under_way(client: FlaskClient, ending: str = "csv") -> TestResponse:
    """An export of which the reader has not taken the end yet."""
    answer = client.get(f"/export.{ending}", buffered=False)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_too_many_is_asked_to_come_back(narrow: Flask, ending: str) -> None:
    client = narrow.test_client()
    both = [under_way(client, one) for one in ("csv", "json")]
    refused = client.get(f"/export.{ending}")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "2 exports are under way" in refused.text
    assert client.get("/?q=custody").status_code == client.get("/healthz").status_code == 200
    both[0].close()
    under_way(client, ending).close()
    both[1].close()


def test_whatever_becomes_of_an_export_its_place_is_free(
    narrow: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = narrow.test_client()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    for _ in range(3):
        assert client.get("/export.csv?page=0", buffered=True).status_code == 400
        tag = client.get("/export.csv", buffered=True).headers["ETag"]
        known = {"If-None-Match": tag}
        assert client.get("/export.csv", headers=known, buffered=True).status_code == 304
        assert client.head("/export.csv", buffered=True).status_code == 200
        with monkeypatch.context() as patch:
            patch.setattr("webui.exports.downloads.columns.row", fail)
            with pytest.raises(ZeroDivisionError):
                client.get("/export.csv", buffered=True)
    both = [under_way(client) for _ in range(2)]
    for one in both:
        one.close()
