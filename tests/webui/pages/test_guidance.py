from __future__ import annotations

import json
from typing import Any

import pytest

from webui.presenters.examples import WAYS


@pytest.mark.parametrize("url", ["/about", "/help", "/accessibility", "/api", "/data"])
def test_the_page_can_be_reached_from_every_page(client: Any, url: str) -> None:
    assert client.page(url).select_one(f"footer a[href='{url}']")


def test_every_example_of_the_help_page_runs_and_finds(client: Any) -> None:
    links = {a.get_text(): a["href"] for a in client.page("/help").select("table a")}
    assert list(links) == [way.wordings[0] for way in WAYS]
    for words, href in links.items():
        assert client.page(href).select(".card"), words


def test_about_names_each_report_and_that_it_is_not_official(client: Any) -> None:
    page = client.page("/about")
    assert "not an official service" in page.get_text()
    assert page.select("a[href='/reports/cambridgeshire-2007']")


def test_no_page_calls_another_server(client: Any) -> None:
    for url in (
        "/",
        "/?q=NPT",
        "/reports",
        "/glossary",
        "/about",
        "/help",
        "/api",
        "/shape",
        "/compare",
        "/data",
    ):
        page = client.page(url)
        sources = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[href]")]
        assert all(str(source).startswith(("/", "#")) for source in sources), sources


def test_the_data_page_describes_what_its_file_holds(client: Any) -> None:
    page = client.page("/data")
    told = {
        (table.get_text().lower(), code.get_text())
        for table in page.select("h3")
        for code in table.find_next("table").select("th code")
    }
    lines = [json.loads(line) for line in client.get("/data.jsonl").text.splitlines()]
    held = {(line["table"], name) for line in lines for name in line if name != "table"}
    assert {pair for pair in held if pair[0] != "dictionary"} <= told
    assert [str(a["href"]) for a in page.select("article .ways a")]
    for link in page.select("article .ways a"):
        assert client.get(link["href"]).status_code == 200
