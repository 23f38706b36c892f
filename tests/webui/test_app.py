"""The application as a whole: its addresses, and what it does before there is an index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from webui import create_app

#: An address that is taken from this list breaks somebody's link: redirect it instead.
ROUTES = {
    "/",
    "/about",
    "/accessibility",
    "/api",
    "/api/v1/findings/<finding_id>",
    "/api/v1/forces",
    "/api/v1/glossary",
    "/api/v1/grades",
    "/api/v1/openapi.json",
    "/api/v1/register",
    "/api/v1/reports",
    "/api/v1/reports/<report_id>",
    "/api/v1/search",
    "/api/v1/suggestions",
    "/compare",
    "/data",
    "/data.jsonl",
    "/export.csv",
    "/export.json",
    "/export.xlsx",
    "/favicon.ico",
    "/favicon.svg",
    "/feed.atom",
    "/findings/<finding_id>",
    "/findings/<finding_id>.<any(bib, ris):ending>",
    "/forces",
    "/forces/<name>",
    "/glossary",
    "/grades",
    "/healthz",
    "/help",
    "/metrics",
    "/opensearch.xml",
    "/pack",
    "/pack.<any(csv, xlsx):ending>",
    "/pack.<ending>",
    "/places",
    "/places/<name>",
    "/register",
    "/register.csv",
    "/register.xlsx",
    "/register/misfits.csv",
    "/readyz",
    "/reports",
    "/reports/<report_id>",
    "/reports/<report_id>/ledger",
    "/reports/<report_id>/original",
    "/reports/<report_id>/pages",
    "/robots.txt",
    "/shape",
    "/sitemap.xml",
    "/sitemap/pages.xml",
    "/sitemap/reports/<report_id>.xml",
    "/static/<path:filename>",
    "/timeline",
}


def test_the_addresses_are_these(app: Flask) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} == ROUTES


def test_nothing_can_be_sent(app: Flask) -> None:
    methods = set().union(*(rule.methods or set() for rule in app.url_map.iter_rules()))
    assert methods == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("url", ["/findings//x", "/reports//ledger", "/reports/", "/pack/"])
def test_an_address_with_a_slash_too_many_is_a_helpful_page(client: Any, url: str) -> None:
    assert client.page(url, 404).select_one("form[role=search]")


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/reports",
        "/glossary",
        "/findings/x",
        "/api/v1/search",
        "/healthz",
        "/readyz",
        "/feed.atom",
    ],
)
def test_without_an_index_it_asks_for_patience(url: str, tmp_path: Path) -> None:
    client = create_app({"INDEX": tmp_path / "none"}).test_client()
    response = client.get(url)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "indexer build" in response.text


def test_it_answers_as_soon_as_there_is_an_index(index: Path, tmp_path: Path) -> None:
    place = tmp_path / "index"
    client = create_app({"INDEX": place}).test_client()
    assert client.get("/healthz").status_code == 503
    place.symlink_to(index)
    assert client.get("/healthz").status_code == 200


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"sun")
    client = create_app({"INDEX": tmp_path}).test_client()
    response = client.get("/api/v1/search")
    assert response.status_code == 503
    assert response.json is not None
    assert response.json["error"]["code"] == "not_ready"
    assert (tmp_path / "holiday.jpg").read_bytes() == b"sun"
