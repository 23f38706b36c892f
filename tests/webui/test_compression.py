from __future__ import annotations

import gzip
from typing import Any

import pytest

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("url", ["/", "/?q=NPT", "/api/v1/search", "/feed.atom", "/glossary"])
def test_who_takes_gzip_gets_the_same_page_in_less(client: Any, url: str) -> None:
    whole = client.get(url)
    assert "Content-Encoding" not in whole.headers
    packed = client.get(url, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == whole.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(whole.data) / 2
    assert whole.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_the_first_load_is_light(client: Any) -> None:
    page = len(client.get("/", headers=GZIP).data)
    assert page < 14_000
    style, script, mark = (
        len(client.get(f"/static/{name}").data) for name in ("app.css", "app.js", "mark.svg")
    )
    assert page + style + script + mark < 30_000


def test_who_refuses_gzip_is_not_sent_it(client: Any) -> None:
    assert (
        "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip;q=0"}).headers
    )


def test_a_short_answer_is_sent_as_it_is(client: Any) -> None:
    response = client.get("/healthz", headers=GZIP)
    assert "Content-Encoding" not in response.headers
