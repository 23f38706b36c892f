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


STATIC = ("app.css", "app.js", "mark.svg")
#: A first visit, an acronym, words, a question, and filters that are all ticked.
SEARCHES = [
    "/", "/?q=NPT", "/?q=training", "/?q=domestic+violence", "/?q=performance+management",
    "/?q=are+the+police+good+at+finding+runaway+children",
    "/?q=staff+shortage&category=strengths&category=areas-for-improvement&year=2007",
]  # fmt: skip


def weight(client: Any, url: str) -> int:
    """The bytes of an answer as it is sent to a browser."""
    response = client.get(url, headers=GZIP)
    assert response.status_code == 200
    return len(response.data)


@pytest.mark.parametrize("url", SEARCHES)
@pytest.mark.parametrize("site", ["client", "sample"])
def test_a_search_is_light(request: pytest.FixtureRequest, site: str, url: str) -> None:
    client = request.getfixturevalue(site)
    page = weight(client, url)
    assert page < 12_000
    assert page + sum(weight(client, f"/static/{name}") for name in STATIC) < 30_000


@pytest.mark.parametrize("name", STATIC)
def test_a_file_of_ours_is_the_same_in_less(client: Any, name: str) -> None:
    whole = client.get(f"/static/{name}")
    packed = client.get(f"/static/{name}", headers=GZIP)
    if name == "mark.svg":
        assert packed.data == whole.data
    else:
        assert gzip.decompress(packed.data) == whole.data
        assert len(packed.data) < len(whole.data) / 2
    assert packed.get_etag() == whole.get_etag()
    tag = {"If-None-Match": packed.headers["ETag"]}
    assert client.get(f"/static/{name}", headers={**GZIP, **tag}).status_code == 304


def test_a_part_of_a_file_is_a_part_of_its_bytes(client: Any) -> None:
    whole = client.get("/static/app.css").data
    part = client.get("/static/app.css", headers={**GZIP, "Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole[10:20])


def test_who_refuses_gzip_is_not_sent_it(client: Any) -> None:
    assert (
        "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip;q=0"}).headers
    )


def test_a_short_answer_is_sent_as_it_is(client: Any) -> None:
    response = client.get("/healthz", headers=GZIP)
    assert "Content-Encoding" not in response.headers
