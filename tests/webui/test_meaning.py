"""A server whose index ranks by meaning says where it does, and how to do without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from webui import create_app

CORPUS = Path(__file__).parents[2] / "corpus"
ASKED = "/?q=bobbies+on+the+beat+feel+second+best"
ONLY = "Search only these words"


@pytest.fixture
def meant(meant_index: Path, client_over: Callable[[Path], Any]) -> Any:
    """A client of a server that ranks by meaning."""
    return client_over(meant_index)


def test_the_page_says_so_in_plain_words_and_offers_words_alone(meant: Any) -> None:
    page = meant.page(ASKED)
    notes = [note.get_text() for note in page.select(".note")]
    assert any("close, by words and meaning" in note for note in notes)
    assert (
        "Best match first, by words and meaning" in page.select_one("footer .provenance").get_text()
    )
    (only,) = (link for link in page.select(".note a") if link.get_text() == ONLY)
    alone = meant.page(only["href"])
    assert "by words and meaning" not in alone.get_text()


def test_what_answers_is_the_same_without_it_and_what_is_close_is_not(
    meant: Any, client: Any
) -> None:
    ours, theirs = (c.get(f"/api/v1{ASKED.replace('/', '/search')}").json for c in (meant, client))
    assert ours["findings"] != theirs["findings"]
    assert ours["total"] == theirs["total"] == 0
    for found in (ours, theirs):
        assert 0 < sum(value["count"] for value in found["facets"]["area"]) <= found["close"]
    answered = "/api/v1/search?q=return+interviews+for+missing+persons"
    assert meant.get(answered).json["total"] > 0
    for part in ("total", "close", "facets", "findings"):
        assert meant.get(answered).json[part] == client.get(answered).json[part]


def test_where_it_changes_nothing_nothing_is_said(meant: Any) -> None:
    for url in ("/?q=NPT", "/?q=%22problem+solving%22", "/", f"{ASKED}&sort=newest"):
        assert "by words and meaning" not in meant.page(url).get_text(), url


def test_help_tells_of_it_with_an_example_that_shows_it(meant: Any, client: Any) -> None:
    told = "Questions in your own words"
    page = meant.page("/help")
    heading = page.find("h2", string=told)
    assert "by words and meaning" in meant.page(heading.find_next("a")["href"]).get_text()
    assert told not in client.page("/help").get_text()


def test_health_says_whether_it_is_on(meant: Any, client: Any) -> None:
    assert (meant.get("/healthz").json["meaning"], client.get("/healthz").json["meaning"]) == (
        "on",
        "off",
    )


def test_a_kept_page_is_not_taken_for_one_ranked_otherwise(
    meant_index: Path, client_over: Callable[[Path], Any], without_model: Callable[[], None]
) -> None:
    tag = client_over(meant_index).get(ASKED).headers["ETag"]
    without_model()
    words = create_app({"INDEX": meant_index, "CORPUS": CORPUS}).test_client()
    assert words.get(ASKED, headers={"If-None-Match": tag}).status_code == 200
