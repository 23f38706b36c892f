from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from webui.http.headers import HEADERS, POLICY


@pytest.mark.parametrize(
    "url",
    ["/", "/nowhere", "/?page=0", "/api/v1/search", "/export.csv", "/static/app.css", "/healthz"],
)
def test_every_answer_is_protected(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert {name: response.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert "Set-Cookie" not in response.headers


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    directives = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert directives["default-src"] == "'none'"
    for name, allowed in directives.items():
        assert set(allowed.split()) <= {"'self'", "'none'", "data:"}, name
    assert directives["script-src"] == directives["style-src"] == "'self'"
