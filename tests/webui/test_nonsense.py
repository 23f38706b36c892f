"""Whatever stands in an address, the answer is a sound page or a sentence, never a fault."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webui import query

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
    st.sampled_from([*sorted(query.NAMES), "finding", "n"]), st.text(min_size=1, max_size=5)
)
_ADDRESSES = st.lists(st.tuples(_NAMES, _VALUES), max_size=5)
_SETTINGS = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def encoded(parameters: list[tuple[str, str]]) -> str:
    return urlencode(parameters, errors="surrogatepass")


@given(_ADDRESSES)
@_SETTINGS
def test_the_page_is_sound(client: Any, parameters: list[tuple[str, str]]) -> None:
    assert client.get(f"/?{encoded(parameters)}").status_code in (200, 400, 404)


@given(_ADDRESSES, st.sampled_from(["shape", "compare", "pack", "pack.bib", "export.xlsx"]))
@_SETTINGS
def test_what_is_made_of_a_search_is_sound(
    client: Any, parameters: list[tuple[str, str]], page: str
) -> None:
    assert client.get(f"/{page}?{encoded(parameters)}").status_code in (200, 400, 404)


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
