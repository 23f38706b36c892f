"""Forces side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive, Match, Report, SearchRequest, publish, slug
from tests.national import national
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
    from webui.presenters.results import sides

    monkeypatch.setattr(sides, "MAX_SIZE", 2)
    page = sample.page(f"/compare?{ASKED}")
    assert all("the newest 2 below" in words(box) for box in page.select(".columns > .box"))


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


CUSTODY = "Police custody inspection"


def without_areas(report: Report) -> Report:
    """A report whose causes of concern name no area, as those of custody inspections."""
    findings = tuple(
        replace(one, area=None, grade=None) if one.category == "Causes of concern" else one
        for one in report.findings
    )
    return replace(report, findings=findings, ledger=())


@pytest.fixture(scope="module")
def custody(
    tmp_path_factory: pytest.TempPathFactory, client_over: Callable[[Path], Any]
) -> tuple[Any, list[Report]]:
    """A client over the custody inspections of five forces, and these."""
    index = tmp_path_factory.mktemp("custody") / "index"
    reports = [without_areas(one) for one in national(25) if one.series == CUSTODY]
    publish(reports, index)
    return client_over(index), reports


def asked_of(force: str, reports: list[Report], category: str) -> list[str]:
    return [
        one.id
        for report in reports
        if report.force == force
        for one in report.findings
        if one.category == category
    ]


def test_causes_of_concern_stand_beside_an_area_though_they_name_none(
    custody: tuple[Any, list[Report]],
) -> None:
    client, reports = custody
    forces = list(dict.fromkeys(one.force for one in reports))[:2]
    area = slug(reports[0].areas[0].name)
    query = "&".join(f"force={slug(force)}" for force in forces)
    page = client.page(f"/compare?{query}&area={area}&group=0")
    section = page.select_one("section[aria-labelledby=unnamed]")
    for force, column in zip(forces, section.select(".columns > div"), strict=True):
        expected = asked_of(force, reports, "Causes of concern")
        assert sorted(ids(column.select(".anchor"))) == sorted(expected)
        months = [
            words(one.select_one(".hint")).split(" · ")[0] for one in column.select(".finding")
        ]
        assert months == sorted(months, key=lambda month: month.split()[-1], reverse=True)
    bare = client.page(f"/compare?{query}&area=no-area-given&group=0")
    assert not bare.select("section[aria-labelledby=unnamed]")
    heading = bare.select_one("#category-1")
    assert words(heading) == "Causes of concern"
    assert len(heading.parent.select(".finding")) == len(ids(section.select(".anchor")))
    assert page.select_one("option[value=no-area-given]")
    assert bare.select_one("option[value=no-area-given][selected]")


def test_each_finding_says_when_and_by_when(custody: tuple[Any, list[Report]]) -> None:
    client, reports = custody
    forces = list(dict.fromkeys(one.force for one in reports))[:3]
    area = slug(reports[0].areas[0].name)
    query = "&".join(f"force={slug(force)}" for force in forces)
    page = client.page(f"/compare?{query}&area={area}")
    told = {one.id: one for report in reports for one in report.findings}
    dated = 0
    for card in page.select(".finding"):
        finding = told[ids(card.select(".anchor"))[0] if card.select(".anchor") else ""]
        hints = [words(hint) for hint in card.select(".hint")]
        assert hints[0].split(" · ")[0].endswith(finding.published[:4])
        assert not finding.deadline or any(finding.deadline in hint for hint in hints)
        dated += bool(finding.deadline)
    assert dated
    boxes = page.select(".columns > .box")
    for box, force in zip(boxes, forces, strict=True):
        own = [report.id for report in reports if report.force == force]
        links = [str(a["href"]) for a in box.select("a[href^='/reports/']")]
        assert sorted(links) == sorted(f"/reports/{name}" for name in own)


def test_what_says_the_same_is_shown_once_and_counted(
    custody: tuple[Any, list[Report]], client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    _, reports = custody
    first, other = reports[0], next(one for one in reports if one.force != reports[0].force)
    again = tuple(
        replace(one, id=f"again-{place}", report="again", published="2001-01")
        for place, one in enumerate(first.findings)
    )
    earlier = replace(first, id="again", published="2001-01", findings=again, ledger=())
    publish([first, earlier, other], tmp_path)
    area = first.areas[0]
    query = f"force={slug(first.force)}&force={slug(other.force)}&area={slug(area.name)}"
    page = client_over(tmp_path).page(f"/compare?{query}")
    box = page.select_one(".columns > .box")
    number = sum(one.area == area.name and one.category != "Context" for one in first.findings)
    said = words(box.select("p")[-1])
    assert said.startswith(f"{2 * number} findings, ")
    counted = [int(one.rpartition(" ")[2]) for one in said.partition(": ")[2].split(", ")]
    assert sum(counted) == 2 * number
    assert "below" not in said
    assert "Also said in January 2001" in words(page.main)


def test_those_of_which_most_is_asked_are_compared(custody: tuple[Any, list[Report]]) -> None:
    client, reports = custody
    asking = {"Causes of concern", "Recommendations", "Areas for improvement"}
    sums: dict[str, int] = {}
    for report in reports:
        number = sum(one.category in asking for one in report.findings)
        sums[report.force] = sums.get(report.force, 0) + number
    page = client.page("/compare?most=asked")
    ticked = {box["value"] for box in page.select("input[name=force][checked]")}
    assert ticked == {slug(force) for force in sums}
    assert words(page.select_one(".lead")).startswith(
        f"The {len(sums)} forces of which most is asked"
    )
    named = client.page(f"/compare?most=asked&force={slug(reports[0].force)}")
    assert "Tick another" in words(named.select_one("[role=alert]"))
    client.page("/compare?most=nothing", 400)


def called(report: Report, force: str, month: str) -> Report:
    """A report as if it were of a force of that name, of that month."""
    facts = {"force": force, "published": month}
    name = slug(f"{force} {month}")
    findings = tuple(
        replace(one, **facts, id=f"{name}-{place:04}", report=name)
        for place, one in enumerate(report.findings)
    )
    return replace(report, **facts, id=name, findings=findings, ledger=())


DURHAM = ("durham-police", "durham-constabulary")


@pytest.mark.parametrize("named", DURHAM)
def test_a_force_that_reports_call_by_two_names_is_compared_as_one(
    custody: tuple[Any, list[Report]],
    client_over: Callable[[Path], Any],
    tmp_path: Path,
    named: str,
) -> None:
    one, other, *_ = custody[1]
    reports = [
        called(one, "Durham Constabulary", "2018-01"),
        called(one, "Durham Police", "2020-01"),
        called(other, "Kent Police", "2020-01"),
    ]
    publish(reports, tmp_path)
    client = client_over(tmp_path)
    offered = client.page("/compare").select("input[name=force]")
    assert [box["value"] for box in offered] == ["durham-police", "kent-police"]
    query = f"/compare?force={named}&force=kent-police"
    page = client.page(query)
    for table in page.select("main table"):
        heads = table.select("thead th a")
        assert {words(head) for head in heads} == {"Durham Police", "Kent Police"}
        durham = next(place for place, head in enumerate(heads) if words(head) == "Durham Police")
        assert all(f"force={key}" in str(heads[durham]["href"]) for key in DURHAM)
        found = words(client.page(heads[durham]["href"]).h1)
        cells = [row.select("td")[durham].a for row in table.select("tbody tr")]
        assert found.startswith(f"{sum(int(words(cell)) for cell in cells if cell)} findings")
    area = next(area for area in reports[0].areas if area.name)
    first = client.page(f"{query}&area={slug(area.name)}").select_one(".columns > .box")
    assert words(first.h2) == "Durham Police"
    own = sum(f.area == area.name and f.category != "Context" for f in reports[0].findings)
    assert words(first.select("p")[-1]).startswith(f"{2 * own} findings")
    assert words(client.page(first.select("p")[-1].a["href"]).h1).startswith(f"{2 * own} findings")
    alone = client.page(f"/compare?force={DURHAM[0]}&force={DURHAM[1]}")
    assert "Tick another" in words(alone.select_one("[role=alert]"))
