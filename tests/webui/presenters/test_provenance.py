"""The provenance of an answer, wherever it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from indexer import Archive
from webui import create_app
from webui.presenters.dates import day, today

SEARCH = "q=NPT+neighborhod&category=strengths&category=areas-for-improvement&sort=newest"
FINDING = "cambridgeshire-2007-ffc9b710"
NAMES = [
    "Search", "Filters", "Also searched", "Corrected", "Order", "Findings", "Address", "Searched",
    "Build", "Built", "Taken",
]  # fmt: skip


def provenance(page: Any) -> dict[str, str]:
    return {
        dt.get_text(): dt.find_next("dd").get_text() for dt in page.select("footer .provenance dt")
    }


def test_a_page_of_results_says_how_to_have_it_again(client: Any, archive: Archive) -> None:
    said = provenance(client.page(f"/?{SEARCH}&page=2&size=10"))
    assert list(said) == NAMES
    assert said["Search"] == "NPT neighborhod"
    assert said["Filters"] == "Category: Strengths or Areas for improvement"
    assert "Neighbourhood Policing Team for NPT" in said["Also searched"]
    assert said["Corrected"] == "neighbourhood for neighborhod"
    assert said["Order"] == "Newest report first"
    assert said["Build"] == archive.build
    assert said["Built"] == day(archive.health().created)
    assert said["Taken"] == day(datetime.now(UTC).isoformat())
    assert (
        said["Searched"]
        == f"{archive.health().findings} findings and sections of context of 1 report"
    )


def test_its_address_gives_the_same_answer(client: Any) -> None:
    page = client.page(f"/?{SEARCH}&page=2&size=10")
    address = urlsplit(provenance(page)["Address"])
    again = client.page(f"{address.path}?{address.query}")
    assert [a["href"] for a in again.select(".card a")] == [
        a["href"] for a in page.select(".card a")
    ]
    assert page.select(".card")


def test_what_there_is_nothing_to_say_of_is_left_out(client: Any) -> None:
    said = provenance(client.page("/"))
    assert said["Search"] == "Everything"
    assert not {"Filters", "Also searched", "Corrected"} & set(said)


@pytest.mark.parametrize("url", ["/?q=NPT", "/shape?q=NPT", "/compare?q=NPT", "/pack?q=NPT"])
def test_every_page_of_an_answer_has_one(client: Any, archive: Archive, url: str) -> None:
    said = provenance(client.page(url))
    assert said["Build"] == archive.build
    assert {"Findings", "Address", "Taken"} <= set(said)


def test_the_data_has_it_whole(client: Any) -> None:
    said = client.get(f"/export.json?{SEARCH}").json["stamp"]
    assert list(said) == NAMES
    assert said["Address"].endswith("&sort=newest&group=0&context=1")


@pytest.mark.parametrize(
    "url",
    [
        "/reports", "/reports/cambridgeshire-2007", "/reports/cambridgeshire-2007/ledger",
        f"/findings/{FINDING}", "/glossary",
    ],
)  # fmt: skip
def test_every_other_page_says_of_which_build_it_is(
    client: Any, archive: Archive, url: str
) -> None:
    said = provenance(client.page(url))
    assert list(said) == ["Searched", "Build", "Built", "Taken"]
    assert said["Build"] == archive.build


def test_without_an_index_there_is_nothing_to_say(tmp_path: Path) -> None:
    client = create_app({"INDEX": tmp_path, "TESTING": True}).test_client()
    response = client.get("/glossary")
    assert response.status_code == 503
    assert "Built" not in response.text


@pytest.mark.parametrize("ending", ["bib", "ris"])
def test_a_reference_names_its_build_and_its_day(
    client: Any, archive: Archive, ending: str
) -> None:
    for url in (f"/findings/{FINDING}.{ending}", f"/pack.{ending}?finding={FINDING}"):
        text = client.get(url).text
        assert f"build {archive.build}" in text
        assert today() in text.replace("/", "-")


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("/?q=latest+training", "Newest report first"),
        ("/?q=latest+training&sort=report", "As in the reports"),
        ("/register", "Newest report first"),
        ("/register?order=due", "Earliest due date first"),
        ("/register?order=report", "As in the reports"),
    ],
)
def test_the_order_is_that_of_the_list(sample: Any, path: str, order: str) -> None:
    assert provenance(sample.page(path))["Order"].split(",")[0] == order
