"""Forces side by side."""

from __future__ import annotations

from typing import Any

import pytest

from indexer import Archive, Match, SearchRequest
from webui.pages.compare import MOST_FORCES

FORCES = {
    "mercia-vale-police": "Mercia Vale Police",
    "cambridgeshire-constabulary": "Cambridgeshire Constabulary",
    "north-wessex-constabulary": "North Wessex Constabulary",
}
AREA = "performance-management"
ASKED = "&".join(f"force={force}" for force in FORCES) + f"&area={AREA}"


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def ids(tags: Any) -> list[str]:
    return [str(a["href"]).split("/findings/")[1].split("?")[0] for a in tags]


@pytest.mark.parametrize("q", ["", "training"])
def test_each_column_holds_what_one_force_has(sample: Any, sample_archive: Archive, q: str) -> None:
    page = sample.page(f"/compare?{ASKED}&q={q}")
    sections = [s for s in page.select("main section") if s.select(".columns")]
    for place, force in enumerate(FORCES):
        expected = sample_archive.search(
            SearchRequest(
                q=q,
                filters={"force": (force,), "area": (AREA,)},
                size=100,
                match=Match.ALL,
                context=False,
            )
        )
        shown = []
        for section in sections:
            column = section.select(".columns > div")[place]
            assert words(column.select_one("h3")) == FORCES[force]
            for finding in ids(column.select(".anchor")):
                found = sample_archive.finding(finding).finding
                assert found.category == words(section.select_one("h2"))
                shown.append(finding)
        assert sorted(shown) == sorted(hit.finding.id for hit in expected.hits)
    assert bool(page.select("mark")) is bool(q)


def test_grades_and_counts_head_the_columns(sample: Any, sample_archive: Archive) -> None:
    page = sample.page(f"/compare?{ASKED}")
    boxes = page.select(".columns > .box")
    assert [words(box.select_one("h2")) for box in boxes] == list(FORCES.values())
    for box, force in zip(boxes, FORCES.values(), strict=True):
        (report,) = [r for r in sample_archive.reports() if r.force == force]
        (area,) = [a for a in report.areas if a.name == "Performance Management"]
        assert words(box.select_one(".grade")) == f"Grade: {area.grade}"
        link = box.select_one("a[href^='/?']")
        assert words(sample.page(link["href"]).select_one("h1")).startswith(words(link))


def test_without_an_area_it_offers_those_that_there_are(sample: Any) -> None:
    page = sample.page("/compare?force=mercia-vale-police&force=north-wessex-constabulary")
    links = {words(a): a["href"] for a in page.select("tbody th a")}
    assert links["Performance Management"] == (
        "/compare?area=performance-management"
        "&force=mercia-vale-police&force=north-wessex-constabulary"
    )
    forces = ["North Wessex Constabulary", "Mercia Vale Police", "All"]
    for table, first in zip(page.select("main table")[:2], ("Category", "Area"), strict=True):
        assert [words(th) for th in table.select("thead th")] == [first, *forces]


def test_the_counts_by_category_are_all_that_was_found(sample: Any) -> None:
    page = sample.page("/compare?force=mercia-vale-police&force=north-wessex-constabulary")
    by_category, by_area = page.select("main table")[:2]
    for column in (0, 1):
        link = by_category.select("thead th a")[column]
        found = words(sample.page(link["href"]).select_one("h1"))
        for table in (by_category, by_area):
            cells = [row.select("td")[column].a for row in table.select("tbody tr")]
            assert found.startswith(f"{sum(int(words(cell)) for cell in cells if cell)} findings")


@pytest.mark.parametrize("query", ["", "force=mercia-vale-police", "area=performance-management"])
def test_without_two_forces_it_offers_them(sample: Any, query: str) -> None:
    page = sample.page(f"/compare?{query}")
    assert "two to 6 forces" in words(page.select_one(".lead"))
    boxes = page.select("form[action='/compare'] input[type=checkbox]")
    assert len(boxes) == 6
    ticked = [box["value"] for box in boxes if box.has_attr("checked")]
    assert ticked == (["mercia-vale-police"] if "force" in query else [])
    chosen = page.select_one("form[action='/compare'] option[selected]")
    assert (chosen["value"] if chosen else None) == (AREA if "area" in query else None)


def test_the_form_asks_for_what_is_compared(sample: Any) -> None:
    form = sample.page(f"/compare?{ASKED}&q=training").select_one("form[action='/compare']")
    assert form.select_one("input[name=q]")["value"] == "training"
    assert {box["value"] for box in form.select("input[checked]")} == set(FORCES)
    assert form.select_one("option[selected]")["value"] == AREA


def test_too_many_forces_are_refused_on_the_form_with_their_ticks(
    sample: Any, monkeypatch: Any
) -> None:
    from webui.pages import compare

    assert MOST_FORCES == 6
    monkeypatch.setattr(compare, "MOST_FORCES", 2)
    page = sample.page(f"/compare?q=training&{ASKED}", 400)
    assert "3 forces are too many to read side by side" in words(page.select_one("[role=alert]"))
    form = page.select_one("form[action='/compare']")
    assert {box["value"] for box in form.select("input[checked]")} == set(FORCES)
    assert form.select_one("input[name=q]")["value"] == "training"
    assert "two to 2 of them" in words(form.legend)


def test_one_force_alone_is_told_so(sample: Any) -> None:
    page = sample.page("/compare?force=mercia-vale-police")
    assert "Tick another" in words(page.select_one("[role=alert]"))
    assert page.select("input[name=force][checked]")
    assert not sample.page("/compare").select("[role=alert]")


def test_more_findings_than_fit_are_counted_and_linked(sample: Any, monkeypatch: Any) -> None:
    from webui.pages import compare

    monkeypatch.setattr(compare, "MAX_SIZE", 2)
    page = sample.page(f"/compare?{ASKED}")
    assert all("the first 2 below" in words(box) for box in page.select(".columns > .box"))


def test_nothing_in_common_is_said(sample: Any) -> None:
    page = sample.page(f"/compare?{ASKED}&q=xyzzyplugh&correct=0")
    assert [words(box.select("p")[-1]) for box in page.select(".columns > .box")] == [
        "No findings: none"
    ] * 3


def test_where_there_is_one_force_nothing_is_compared(client: Any) -> None:
    page = client.page("/compare")
    said = words(page.select_one(".lead"))
    assert said == "There is one force here: nothing to compare it with."
    # A form with one box would ask for what cannot be done.
    assert not page.select("form[action='/compare']")
    link = page.select_one("#forces a")
    assert words(link) == f"the page of {words(client.page(link['href']).h1)}"
    assert not client.page("/forces").select(".lead a[href='/compare']")
