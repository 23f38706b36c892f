"""So many exports at once: more are told to come back; a place is free when its answer ends."""

from __future__ import annotations

from pathlib import Path
from threading import BoundedSemaphore

import pytest
from flask import Flask

from webui import create_app

ENDINGS = ("csv", "json", "xlsx")


@pytest.fixture
def narrow(index: Path) -> Flask:
    """A server that makes two exports at once."""
    return create_app({"INDEX": index, "EXPORTS": 2})


def free(app: Flask) -> int:
    """How many places are free now."""
    places: BoundedSemaphore = app.extensions["places"]
    taken = 0
    while places.acquire(blocking=False):
        taken += 1
    for _ in range(taken):
        places.release()
    return taken


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_too_many_is_told_to_come_back(narrow: Flask, ending: str) -> None:
    client = narrow.test_client()
    places: BoundedSemaphore = narrow.extensions["places"]
    with places, places:
        refused = client.get(f"/export.{ending}", buffered=True)
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert "2 exports are under way" in refused.text
        assert client.get("/?q=custody").status_code == 200
    assert client.get(f"/export.{ending}", buffered=True).status_code == 200


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_has_its_place_until_all_of_it_is_sent(narrow: Flask, ending: str) -> None:
    answer = narrow.test_client().get(f"/export.{ending}")
    assert answer.status_code == 200
    assert free(narrow) == 1
    answer.close()
    assert free(narrow) == 2


def test_whatever_becomes_of_an_export_its_place_is_free(
    narrow: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = narrow.test_client()
    assert client.get("/export.csv?page=0", buffered=True).status_code == 400
    assert free(narrow) == 2
    tag = client.get("/export.csv", buffered=True).headers["ETag"]
    known = {"If-None-Match": tag}
    assert client.get("/export.csv", headers=known, buffered=True).status_code == 304
    assert client.head("/export.csv", buffered=True).status_code == 200
    assert free(narrow) == 2

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("webui.exports.downloads.columns.row", fail)
    with pytest.raises(ZeroDivisionError):
        client.get("/export.csv", buffered=True)
    assert free(narrow) == 2
    assert client.get("/export.xlsx", buffered=True).status_code == 500
    assert free(narrow) == 2
