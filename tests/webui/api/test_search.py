"""``/api/v1/search`` in the shape that is promised."""

from __future__ import annotations

from typing import Any

import pytest

from indexer import FACETS, FIELDS, Archive, SearchRequest

FINDING = {
    "id": str, "url": str, "report": str, "title": str, "force": str, "published": str,
    "area": str, "category": str, "grade": (str, type(None)), "section": str, "text": str,
    "snippet": list, "score": float, "answers": bool,
}  # fmt: skip
#: What a finding of an answer has: its own fields, and what is said of it in this answer.
FIELD_NAMES = {row.name for row in FIELDS if row.description}
FIELD_NAMES |= {"url", "snippet", "score", "answers"}


def get(client: Any, query: str) -> Any:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    return response.json


def test_the_shape_of_an_answer(client: Any, archive: Archive) -> None:
    found = get(client, "q=NPT&size=5")
    assert list(found) == sorted(found)
    assert set(found) == {
        "query", "total", "close", "page", "size", "findings", "facets", "expansions",
        "corrections", "understood", "suggestion", "notes", "build",
    }  # fmt: skip
    assert (found["query"], found["page"], found["size"]) == ("NPT", 1, 5)
    assert found["build"] == archive.build
    assert len(found["findings"]) == 5 < found["total"]
    for finding in found["findings"]:
        assert set(finding) == FIELD_NAMES >= set(FINDING)
        assert all(isinstance(finding[key], kind) for key, kind in FINDING.items())
        assert all(set(part) == {"text", "match"} for part in finding["snippet"])
        assert "".join(part["text"] for part in finding["snippet"]) in finding["text"]
    assert set(found["facets"]) == {facet.name for facet in FACETS}
    for values in found["facets"].values():
        for value in values:
            assert set(value) == {"value", "label", "count", "selected"}
    assert all(set(change) == {"from", "to"} for change in found["expansions"])


def test_an_expansion_says_from_what_to_what(client: Any) -> None:
    expansions = get(client, "q=NPT")["expansions"]
    assert any(
        change["from"] == "NPT" and "neighbourhood policing team" in change["to"].lower()
        for change in expansions
    )
    assert get(client, "q=NPT&expand=0")["expansions"] == []


def test_a_correction_says_from_what_to_what(client: Any) -> None:
    assert get(client, "q=neighborhod")["corrections"][0]["from"] == "neighborhod"
    assert get(client, "q=neighborhod&correct=0")["corrections"] == []


def test_the_api_and_the_library_are_one(client: Any, archive: Archive) -> None:
    request = SearchRequest(q="missing persons", size=10)
    expected = [hit.finding.id for hit in archive.search(request).hits]
    found = get(client, "q=missing+persons&size=10")
    assert [finding["id"] for finding in found["findings"]] == expected


def test_the_url_of_a_finding_leads_to_it(client: Any) -> None:
    finding = get(client, "q=marac&size=1")["findings"][0]
    assert finding["url"] == f"/findings/{finding['id']}"
    assert client.page(finding["url"]).select_one("blockquote")


def test_facets_filter_by_name_and_by_slug(client: Any) -> None:
    by_name = get(client, "area=Neighbourhood+Policing&category=Areas+for+improvement")
    by_slug = get(client, "area=neighbourhood-policing&category=areas-for-improvement")
    assert by_name["total"] == by_slug["total"] == 12
    assert by_name["findings"] == by_slug["findings"]
    selected = [value["label"] for value in by_slug["facets"]["area"] if value["selected"]]
    assert selected == ["Neighbourhood Policing"]


def test_a_count_is_under_all_filters_but_its_own(client: Any) -> None:
    found = get(client, "area=neighbourhood-policing&category=areas-for-improvement")
    counts = {value["label"]: value["count"] for value in found["facets"]["category"]}
    assert counts["Strengths"] == 39
    areas = {value["label"]: value["count"] for value in found["facets"]["area"]}
    assert areas["Performance Management"] == 1


def test_an_unknown_parameter_is_refused(client: Any) -> None:
    response = client.get("/api/v1/search?q=x&aera=y")
    assert response.status_code == 400
    assert response.json["error"]["code"] == "bad_request"
    assert response.json["error"]["parameter"] == "aera"


@pytest.mark.parametrize(
    ("url", "status", "code", "parameter"),
    [
        ("/api/v1/search?page=0", 400, "bad_request", "page"),
        ("/api/v1/search?page=9999", 404, "not_found", "page"),
        ("/api/v1/search?area=mars", 400, "bad_request", "area"),
        ("/api/v1/nothing", 404, "not_found", None),
    ],
)
def test_the_shape_of_an_error(
    client: Any, url: str, status: int, code: str, parameter: str | None
) -> None:
    response = client.get(url)
    assert response.status_code == status
    error = response.json["error"]
    assert set(error) == {"code", "message", "parameter"}
    assert (error["code"], error["parameter"]) == (code, parameter)


def test_other_sites_may_read_it(client: Any) -> None:
    assert client.get("/api/v1/search").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/").headers
