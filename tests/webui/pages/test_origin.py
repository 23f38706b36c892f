"""Where a finding is from: each page says what the report says, and leaves no hole for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import Report, publish
from indexer.reports.report import BY_HAND
from tests.indexer.conftest import make_report

SAID = "Northshire Police · Eastleigh · May 2020 · Custody visits"


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def placed() -> Report:
    report = make_report("Cells are checked by a nurse each hour.", "Beds are clean.")
    own = {"place": "Eastleigh", "series": "Custody visits"}
    findings = tuple(replace(finding, **own) for finding in report.findings)
    return replace(report, **own, findings=findings)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, client_over: Callable[[Path], Any]) -> Any:
    """A client over a report that says all of itself and one that says nothing."""
    nothing = make_report(
        "Cells are checked by nobody at night.", "Beds are old.", id="unknown", force="",
        published="",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("origin")
    publish([placed(), nothing], folder / "index")
    return client_over(folder / "index")


def facts(page: Any) -> dict[str, str]:
    return {words(row.dt): words(row.dd) for row in page.select("dl.facts div")}


def test_a_card_says_force_place_month_and_series(client: Any) -> None:
    titles = [words(title) for title in client.page("/?q=cells+checked").select(".card-title")]
    said = sorted(title.partition(":")[0] for title in titles)
    assert said[-2:] == [SAID, SAID]
    assert len(said) == 4


def test_a_report_page_says_them_too(client: Any) -> None:
    page = client.page("/reports/north-2020")
    assert words(page.select_one(".lead")) == f"{SAID} · 2 findings"
    assert facts(page).items() >= {"Place": "Eastleigh", "Series": "Custody visits"}.items()


def test_a_finding_page_links_each_to_a_search(client: Any) -> None:
    page = client.page("/findings/north-2020-1")
    said = {"Force": "Northshire Police", "Place": "Eastleigh", "Series": "Custody visits"}
    assert facts(page).items() >= said.items()
    for value in said.values():
        (link,) = [link for link in page.select("dl.facts a") if words(link) == value]
        assert "2 findings" in words(client.page(link["href"]).select_one("main"))


def test_nothing_stands_where_a_report_says_nothing(client: Any) -> None:
    assert words(client.page("/reports/unknown").select_one(".lead")) == "2 findings"
    page = client.page("/findings/unknown-1")
    assert not facts(page).keys() & {"Force", "Place", "Series"}
    near = [words(name) for name in client.page("/findings/north-2020-1").select(".near-name")]
    assert near
    assert not any(name.endswith(",") for name in near)
    assert "<title>Custody, Strengths</title>" in client.get("/feed.atom?q=cells").text


def test_a_report_page_says_what_was_set_by_hand_and_what_is_doubtful(
    tmp_path: Path, client_over: Callable[[Path], Any]
) -> None:
    doubtful = "No force or service was found that the report is about."
    read_at = {"title": "line 1", "place": BY_HAND, "series": BY_HAND}
    publish([replace(placed(), warnings=(doubtful,), read_at=read_at)], tmp_path / "index")
    page = client_over(tmp_path / "index").page("/reports/north-2020")
    assert [words(row) for row in page.select(".alert li")] == [doubtful]
    assert "Set by hand, not read from the report: place and series." in words(page.main)


def test_neither_stands_where_there_is_nothing_to_say(client: Any) -> None:
    page = client.page("/reports/north-2020")
    assert page.select(".alert") == []
    assert "by hand" not in words(page.main)
