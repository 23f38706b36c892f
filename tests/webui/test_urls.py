"""Addresses that are made in quantity are those that are made one by one."""

from __future__ import annotations

from typing import Any

import pytest
from flask import url_for

from indexer import Archive, SearchRequest
from webui import urls

ASKED = SearchRequest(
    q="force=any-finding & area=any", filters={"category": ("Strengths",)}, page=3, group=True
)


@pytest.fixture(autouse=True)
def served(app: Any) -> Any:
    with app.test_request_context("/?finding=one-1&q=x", base_url="https://reports.example/under"):
        yield


@pytest.mark.parametrize("finding", ["kent-2007-5-12-0a1b", "any-finding", "a b/ü?&=%"])
def test_those_of_findings(finding: str) -> None:
    assert urls.finding_urls()(finding) == urls.finding_url(finding)
    assert urls.finding_urls(full=True)(finding) == urls.full_finding_url(finding)


@pytest.mark.parametrize("values", [{"area": "custody"}, {"area": "custody", "force": "kent"}, {}])
def test_those_of_a_table(values: dict[str, str]) -> None:
    url = urls.filtered_urls(ASKED)
    filters = {**ASKED.filters, **{name: (value,) for name, value in values.items()}}
    for _ in range(2):
        assert url(values) == urls.search_url(ASKED, filters=filters)


def test_those_of_results(sample_archive: Archive) -> None:
    hits = sample_archive.search(SearchRequest(q="force")).hits
    for asked in (ASKED, SearchRequest(q="force", sort=ASKED.sort), SearchRequest()):
        url = urls.result_urls(asked)
        made = [url(hit.finding.id, place) for place, hit in enumerate(hits)]
        for url, hit in zip(made, hits, strict=True):
            assert url.startswith(urls.finding_url(hit.finding.id))
        assert len(set(made)) == len(hits)
    assert made[0] == urls.finding_url(hits[0].finding.id)


@pytest.mark.parametrize(
    "values",
    [{}, {"q": "a&b"}, {"q": None}, {"finding": ["a", "b"]}, {"_external": True}, {"_anchor": "x"}],
)
def test_those_of_pages(values: dict[str, Any]) -> None:
    wanted = url_for("pack.page", **values)
    assert urls.page_url("pack.page", **values) == urls.page_url("pack.page", **values) == wanted


def test_those_under_another_root_are_others(app: Any) -> None:
    assert urls.page_url("reports.index") == "/under/reports"
    with app.test_request_context("/", base_url="https://reports.example/"):
        assert urls.page_url("reports.index") == "/reports"
