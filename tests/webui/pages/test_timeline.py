"""The page of the years: a drawing, its numbers as a table, each a link to what it counts."""

from __future__ import annotations

from typing import Any

import pytest


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("query", ["", "?q=training", "?q=training&category=strengths"])
def test_each_number_is_that_of_the_search_behind_it(sample: Any, query: str) -> None:
    page = sample.page(f"/timeline{query}")
    links = page.select("tbody a")
    assert links
    for link in links[:6]:
        found = sample.page(str(link["href"]))
        assert words(found.select_one("h1")).startswith(f"{words(link)} finding")


def test_the_drawing_says_that_the_table_has_its_numbers(sample: Any) -> None:
    page = sample.page("/timeline?q=training")
    drawings = page.select("svg[role=img]")
    assert len(drawings) == 2
    assert all("table below" in drawing["aria-label"] for drawing in drawings)
    drawn = {text.get_text() for text in drawings[0].select("text")}
    rows = page.select("tbody tr")
    assert {words(row.select_one("th")) for row in rows} - {"No date given"} <= drawn
    counted = {words(row.select("td")[0]) for row in rows if words(row.select("td")[0]) != "0"}
    assert counted <= drawn


def test_years_without_a_report_are_neither_drawn_nor_listed(sample: Any) -> None:
    page = sample.page("/timeline?q=training")
    listed = [words(row.select_one("th")) for row in page.select("tbody tr")]
    assert "2007" in listed
    for drawing in page.select("svg[role=img]"):
        drawn = [text.get_text() for text in drawing.select("text[x='0']")]
        assert drawn == [year for year in listed if year != "No date given"]
    assert all(words(row.select("td")[-1]) != "0" for row in page.select("tbody tr"))


def test_a_drawing_says_in_how_many_reports_of_how_many_it_is_said(sample: Any) -> None:
    page = sample.page("/timeline?q=training")
    said = {text.get_text() for text in page.select("svg[role=img]")[1].select("text")}
    for row in page.select("tbody tr"):
        saying, every = (words(cell) for cell in row.select("td")[-2:])
        assert f"{saying} of {every}" in said


def test_a_search_and_a_force_lead_to_it(sample: Any) -> None:
    link = sample.page("/?q=training").select_one(".take a[href^='/timeline']")
    assert "training: over the years" in words(sample.page(link["href"]).select_one("h1"))
    assert sample.page("/forces/mercia-vale-police").select(
        "a[href^='/timeline?force=mercia-vale-police']"
    )


def test_one_report_has_one_year(client: Any) -> None:
    rows = client.page("/timeline").select("tbody tr")
    assert [words(row.select_one("th")) for row in rows] == ["2007"]
    assert number(words(rows[0].select("td")[0])) > 100


def test_where_nothing_is_found_the_years_stay(sample: Any) -> None:
    page = sample.page("/timeline?q=xyzzyplugh&correct=0")
    assert {words(row.select("td")[0]) for row in page.select("tbody tr")} == {"0"}


def test_a_bad_search_is_refused(sample: Any) -> None:
    assert "There is no force" in words(sample.page("/timeline?force=atlantis", 400).main)
