"""Suggestions as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from webui import create_app


@pytest.fixture(scope="module")
def served(index: Path) -> Flask:
    return create_app({"INDEX": index, "TESTING": True})


def suggested(app: Flask, typed: str) -> list[dict[str, Any]]:
    response = app.test_client().get("/api/v1/suggestions", query_string={"q": typed})
    assert response.status_code == 200
    assert response.json["query"] == typed
    found: list[dict[str, Any]] = response.json["suggestions"]
    return found


def test_each_suggestion_leads_to_what_it_says(served: Flask) -> None:
    found = suggested(served, "miss")
    assert {one["kind"] for one in found} >= {"area", "term"}
    for one in found:
        address = one["url"].replace("/?", "/api/v1/search?context=0&")
        answer = served.test_client().get(address).json
        assert answer["total"] == one["findings"] > 0


def test_an_acronym_comes_with_its_meaning(served: Flask) -> None:
    (npt,) = (one for one in suggested(served, "np") if one["kind"] == "acronym")
    assert (npt["text"], npt["url"]) == ("NPT", "/?q=NPT")
    assert "Neighbourhood Policing Team" in npt["meaning"]


@pytest.mark.parametrize("typed", ["", " ", "zzzzz", "\x00", "x" * 101, "\u202e(", "<b>"])
def test_nothing_is_suggested_for_nonsense(served: Flask, typed: str) -> None:
    assert suggested(served, typed) == []


def test_a_suggestion_goes_on_from_the_search(served: Flask) -> None:
    ask = "miss&category=strengths&size=50&finding=cambridgeshire-2007-ffc9b710"
    answer = served.test_client().get(f"/api/v1/suggestions?q={ask}").json
    by_kind = {one["kind"]: one for one in answer["suggestions"]}
    assert by_kind["term"]["url"].startswith("/?q=missing&category=strengths&size=50")
    assert by_kind["area"]["url"].startswith("/?area=protecting-vulnerable-people-missing-persons")
    for one in by_kind.values():
        assert "category=strengths" in one["url"]
        assert one["url"].endswith("&finding=cambridgeshire-2007-ffc9b710")


def test_a_suggestion_is_said_in_a_line(served: Flask) -> None:
    labels = {one["kind"]: one["label"] for one in suggested(served, "miss")}
    assert labels["area"] == "Protecting Vulnerable People – Missing Persons, area (23)"
    assert labels["term"].startswith("missing (")
    assert suggested(served, "npt")[0]["label"] == "NPT: Neighbourhood Policing Team (34)"


def test_other_sites_may_read_suggestions(served: Flask) -> None:
    answer = served.test_client().get("/api/v1/suggestions?q=np")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_bad_value_is_refused(served: Flask) -> None:
    answer = served.test_client().get("/api/v1/suggestions?q=np&size=none")
    assert answer.status_code == 400
    assert answer.json["error"]["parameter"] == "size"


@pytest.mark.parametrize("typed", ["s", "po", "domestic v", "child abuse inv", "np"])
def test_short_and_long_beginnings_are_gone_on_from(sample: Any, typed: str) -> None:
    found = sample.get(f"/api/v1/suggestions?q={typed}").json["suggestions"]
    assert 0 < len(found) <= 8
    assert all(one["findings"] > 0 for one in found)
