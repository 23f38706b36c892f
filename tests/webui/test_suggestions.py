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
        address = one["url"].replace("/?", "/api/v1/search?")
        answer = served.test_client().get(address).json
        assert answer["total"] >= one["findings"] > 0


def test_an_acronym_comes_with_its_meaning(served: Flask) -> None:
    (npt,) = (one for one in suggested(served, "np") if one["kind"] == "acronym")
    assert (npt["text"], npt["url"]) == ("NPT", "/?q=NPT")
    assert "Neighbourhood Policing Team" in npt["meaning"]


@pytest.mark.parametrize("typed", ["", " ", "zzzzz", "\x00", "x" * 101, "\u202e(", "<b>"])
def test_nothing_is_suggested_for_nonsense(served: Flask, typed: str) -> None:
    assert suggested(served, typed) == []
