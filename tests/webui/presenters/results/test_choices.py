"""The choices of a list lead where their words say, and the one that is taken is marked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from indexer import SearchRequest, Sort
from webui import urls
from webui.presenters.results.choices import choices, page_numbers

ASKED = SearchRequest(q="a & b", sort=Sort.NEWEST, page=7, group=True, context=False)


@pytest.fixture(autouse=True)
def served(app: Any) -> Any:
    with app.test_request_context("/?finding=one-1&q=x"):
        yield


def test_each_leads_to_the_search_with_it() -> None:
    made = choices(ASKED, "sort", [(Sort.RELEVANCE, "Best"), (Sort.NEWEST, "New <est>")])
    addresses = [address.replace("&amp;", "&") for address in re.findall('href="(.*?)"', made)]
    assert addresses == [urls.search_url(ASKED, sort=sort) for sort in (Sort.RELEVANCE, "newest")]
    assert re.sub(' href="[^"]*"', "", made) == (
        ' <a>Best</a> · <a aria-current="true">New &lt;est&gt;</a>'
    )


def test_pages_are_numbered_and_gaps_lead_nowhere() -> None:
    made = page_numbers(ASKED, 1200)
    assert re.findall(r">([\d,]+|…)<", made) == ["1", "…", "5", "6", "7", "8", "9", "…", "1,200"]
    assert re.findall('aria-current="page".*?([0-9]+)<', made) == ["7"]
    assert f'href="{urls.search_url(ASKED, page=1200)}"'.replace("&", "&amp;") in made
