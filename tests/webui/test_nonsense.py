"""Whatever stands in an address, the answer is a sound page or a sentence, never a fault."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webui import params

_PIECES = [
    "police", "NPT", "domestic violence", "level 2", "24/7", "co-ordination", '"', "(", ")", "-",
    "*", "AND", "OR", "NOT", "area:", "category:strengths", "force:", "’", "<b>", "{{7*7}}", "%s",
    "\x00", "\u202e", "🚓", "полиция", "نص", "\n", "..", "/", "'", ";", "0", "1", "100", "newest",
    "neighbourhood-policing", "Strengths", "good", "2007", "cambridgeshire-2007",
]  # fmt: skip
_VALUES = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from(_PIECES), max_size=6).map(" ".join),
    st.sampled_from(_PIECES),
)
_NAMES = st.one_of(
    st.sampled_from([*sorted(params.NAMES), "finding", "n"]), st.text(min_size=1, max_size=5)
)
_ADDRESSES = st.lists(st.tuples(_NAMES, _VALUES), max_size=5)
_SETTINGS = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def encoded(parameters: list[tuple[str, str]]) -> str:
    return urlencode(parameters, errors="surrogatepass")


_FINDING = "cambridgeshire-2007-ffc9b710"
#: Pages and files that take the parameters of a search.
_ASKED = [
    "/", "/shape", "/compare", "/pack", f"/findings/{_FINDING}",
    "/export.csv", "/export.xlsx", "/export.json", "/feed.atom", "/api/v1/search",
    "/api/v1/suggestions",
]  # fmt: skip
#: Pages that take none, or one of their own, and pass everything else over.
_UNASKED = [
    "/pack.bib", "/pack.ris", f"/findings/{_FINDING}.bib", "/reports",
    "/reports/cambridgeshire-2007", "/reports/cambridgeshire-2007/ledger",
    "/reports/cambridgeshire-2007/original", "/glossary",
    "/help", "/about", "/accessibility", "/api", "/healthz", "/opensearch.xml", "/sitemap.xml",
    "/sitemap/pages.xml", "/sitemap/reports/cambridgeshire-2007.xml", "/robots.txt",
    "/favicon.ico", "/api/v1/openapi.json",
]  # fmt: skip
#: What some of these ask for themselves.
_OWN = {"/reports": ("page",)}
#: What no parameter takes, by its name.
_BAD = [
    *((name, value) for name in params.FILTERS for value in ("mars", "x" * 301, "\u202e")),
    ("sort", "best"), ("page", "0"), ("page", "1.5"), ("page", "١"), ("size", "101"),
    ("size", "-1"), ("size", "1e2"), ("expand", "yes"), ("correct", "2"), ("group", "on"),
]  # fmt: skip
#: Pages that do not look a filter's value up: the values only mark, or go on into addresses.
_LOOKS_NOTHING_UP = ("/pack", "/findings/")


@pytest.mark.parametrize("path", _ASKED)
@pytest.mark.parametrize(("name", "value"), _BAD)
def test_a_bad_value_is_refused_with_advice(client: Any, path: str, name: str, value: str) -> None:
    response = client.get(f"{path}?{urlencode({'q': 'custody', name: value})}")
    if path.startswith(_LOOKS_NOTHING_UP) and name in params.FILTERS and len(value) <= 300:
        assert response.status_code == 200
    else:
        assert response.status_code == 400
        _has_advice(response, name)


def _has_advice(response: Any, name: str) -> None:
    if response.mimetype == "application/json":
        error = response.json["error"]
        assert error["parameter"] == name
        assert error["message"].endswith((".", "?"))
        return
    page = BeautifulSoup(response.text, "html.parser")
    assert page.select_one("form[role=search]")
    assert page.select_one(".alert p:not(.hint)").get_text().rstrip().endswith((".", "?"))
    assert page.select("main .frame a[href]")


@pytest.mark.parametrize("path", _UNASKED)
@pytest.mark.parametrize("value", ["", "0", "\x00", "<b>", "x" * 3000, "\u202eنص"])
def test_what_a_page_does_not_ask_for_is_passed_over(client: Any, path: str, value: str) -> None:
    names = ("q", "page", "size", "show", "v", "finding", "n", "é")
    address = urlencode([(name, value) for name in names if name not in _OWN.get(path, ())])
    assert client.get(f"{path}?{address}").status_code == 200


def test_a_page_of_a_file_is_a_number_and_nothing_else_is_asked_for(client: Any) -> None:
    path = "/reports/cambridgeshire-2007/pages"
    assert client.get(f"{path}?q=<b>&size=x&show=&page=1").status_code == 200
    for page in ("0", "x", "<b>", "1.5", "9" * 3000):
        assert client.get(f"{path}?{urlencode({'page': page})}").status_code in (400, 404)


@pytest.mark.parametrize("path", _ASKED)
def test_a_page_past_the_last_is_not_there(client: Any, path: str) -> None:
    response = client.get(f"{path}?q=custody&page=999")
    if path in ("/", "/api/v1/search", "/feed.atom"):
        assert response.status_code == 404
    else:
        assert response.status_code == 200


@given(_ADDRESSES, st.sampled_from(_ASKED))
@_SETTINGS
def test_whatever_is_asked_there_is_an_answer(
    client: Any, parameters: list[tuple[str, str]], path: str
) -> None:
    assert client.get(f"{path}?{encoded(parameters)}").status_code in (200, 400, 404)


@given(_ADDRESSES)
@_SETTINGS
def test_the_api_answers_in_json(client: Any, parameters: list[tuple[str, str]]) -> None:
    response = client.get(f"/api/v1/search?{encoded(parameters)}")
    body = json.loads(response.data)
    if response.status_code == 200:
        assert len(body["findings"]) <= body["size"]
    else:
        assert response.status_code in (400, 404)
        assert body["error"]["message"].endswith((".", "?"))


@given(_VALUES, st.sampled_from(["findings", "reports"]))
@_SETTINGS
def test_no_name_opens_what_is_not_there(client: Any, name: str, kind: str) -> None:
    path = f"/{kind}/{quote(name, safe='', errors='surrogatepass')}"
    assert client.get(path).status_code in (200, 404)
