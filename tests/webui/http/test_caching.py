from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer import Archive
from webui.http import caching


@pytest.mark.parametrize("url", ["/", "/?q=NPT", "/reports", "/api/v1/search", "/feed.atom"])
def test_a_page_is_not_sent_twice(client: FlaskClient, archive: Archive, url: str) -> None:
    first = client.get(url)
    etag = first.headers["ETag"]
    assert archive.build in etag
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag


def test_another_build_or_program_is_sent(client: FlaskClient, app: Flask) -> None:
    stale = client.get("/").headers["ETag"].replace(app.config["ASSET_VERSION"], "0" * 12)
    assert client.get("/", headers={"If-None-Match": stale}).status_code == 200


def test_a_page_of_yesterday_is_sent_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/").headers["ETag"]
    monkeypatch.setattr(caching, "today", lambda: "2007-10-01")
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_errors_and_health_are_never_kept(client: FlaskClient) -> None:
    for url in ("/nowhere", "/?page=0", "/healthz"):
        response = client.get(url)
        assert response.headers["Cache-Control"] == "no-store", url
        assert "ETag" not in response.headers


def test_static_files_of_this_edition_are_kept_for_good(client: FlaskClient, app: Flask) -> None:
    kept = client.get("/static/app.css", query_string={"v": app.config["ASSET_VERSION"]})
    assert "immutable" in kept.headers["Cache-Control"]
    assert "max-age=31536000" in kept.headers["Cache-Control"]
    other = client.get("/static/app.css?v=000000000000")
    assert "immutable" not in other.headers["Cache-Control"]
    assert "max-age=0" in other.headers["Cache-Control"]


@pytest.mark.parametrize("url", ["/findings/nope", "/?page=0", "/reports/nope", "/?q=NPT"])
def test_a_tag_is_of_its_own_address_alone(client: FlaskClient, url: str) -> None:
    tag = client.get("/").headers["ETag"]
    plain = client.get(url).status_code
    for known in (tag, "*", f"{tag}, *"):
        assert client.get(url, headers={"If-None-Match": known}).status_code == plain, known
