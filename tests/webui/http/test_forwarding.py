"""Who asks, and by which name, as the settings say."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, request

from webui import create_app, urls

FORWARDED = {
    "X-Forwarded-For": "192.0.2.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "findings.example",
    "X-Forwarded-Prefix": "/search",
}


def told(app: Flask) -> tuple[str | None, str]:
    """The address of the client and of the service, as the application sees them."""
    seen = []

    def tell() -> str:
        seen.append((request.remote_addr, request.url_root))
        return ""

    app.add_url_rule("/tell", "tell", tell)
    app.test_client().get("/tell", headers=FORWARDED)
    return seen[0]


def test_without_a_proxy_nobody_is_believed(index: Path) -> None:
    assert told(create_app({"INDEX": index})) == ("127.0.0.1", "http://localhost/")


def test_a_proxy_is_believed(index: Path) -> None:
    app = create_app({"INDEX": index, "PROXIES": 1})
    assert told(app) == ("192.0.2.9", "https://findings.example/search/")
    feed = app.test_client().get("/feed.atom", headers=FORWARDED).text
    assert "https://findings.example/search/" in feed
    assert "localhost" not in feed


@pytest.mark.parametrize(("host", "status"), [("findings.example", 200), ("evil.example", 400)])
def test_another_host_is_refused(index: Path, host: str, status: int) -> None:
    app = create_app({"INDEX": index, "TRUSTED_HOSTS": ["findings.example"]})
    answer = app.test_client().get("/reports", headers={"Host": host})
    assert answer.status_code == status
    assert "evil.example" not in answer.text


def test_another_host_is_refused_with_a_page_though_it_comes_first(index: Path) -> None:
    urls._kept_url.cache_clear()
    app = create_app({"INDEX": index, "TRUSTED_HOSTS": ["findings.example"]})
    answer = app.test_client().get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "That request cannot be answered" in answer.text
