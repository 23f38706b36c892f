"""The list of forces, and how each one stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer import CATEGORIES, Archive, Movement, Report, SearchRequest, Stance, publish, slug
from tests.national import council, national

ASKING = [row.name for row in CATEGORIES if row.stance is Stance.ASKS]

#: What says that a grade changed.
BETTER_OR_WORSE = re.compile("better than [A-Z]|worse than [A-Z]|Better than before:|Better:|Worse")


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def numbers(page: Any) -> Any:
    """The paragraph that says how a force or a place stands in numbers."""
    return page.select_one("h2#reports + p")


def glance(page: Any) -> dict[str, Any]:
    """The rows of the table that stands first, by the name of the inspection."""
    rows = page.select_one("h1").find_next("table").select("tbody tr")
    return {words(row.th): row for row in rows}


def cell(row: Any, name: str) -> str:
    """What a row says under a heading."""
    return words(row.select_one(f'[data-of="{name}"]'))


def test_the_list_has_every_force_with_its_reports(sample: Any, sample_archive: Archive) -> None:
    rows = sample.page("/forces").select("tbody tr")
    forces = sorted({report.force for report in sample_archive.reports()})
    assert [words(row.select_one("th")) for row in rows] == forces
    for row, force in zip(rows, forces, strict=True):
        own = [report for report in sample_archive.reports() if report.force == force]
        assert words(row.select("td")[0]) == str(len(own))
        assert words(sample.page(row.select_one("th a")["href"]).select_one("h1")) == force


def test_every_grade_of_the_force_is_in_its_table(sample: Any, sample_archive: Archive) -> None:
    for report in sample_archive.reports():
        graded = [area for area in report.areas if area.grade]
        page = sample.page(f"/forces/{report.force.casefold().replace(' ', '-')}")
        cells = page.select(".crosstab tbody .grade-link")
        said = sorted(words(cell) for cell in cells)
        assert len(said) == len(graded)
        for area in graded:
            assert any(f"Grade: {area.grade} in {area.name}," in one for one in said)


def test_a_grade_leads_to_the_findings_behind_it(sample: Any) -> None:
    page = sample.page("/forces/mercia-vale-police")
    link = page.select_one(".crosstab tbody .grade-link")
    cards = sample.page(link["href"]).select(".card")
    assert cards
    grade = words(link).removeprefix("Grade: ").split(" in ")[0]
    assert all(grade in words(card) for card in cards)


def test_what_is_asked_is_all_that_asks_in_the_newest_report(
    sample: Any, sample_archive: Archive
) -> None:
    page = sample.page("/forces/mercia-vale-police")
    names = [words(summary) for summary in page.select(".box > details > summary")]
    assert names
    (report,) = [r for r in sample_archive.reports() if r.force == "Mercia Vale Police"]
    expected = {}
    for name in set(ASKING) & set(report.labels["category"]):
        found = sample_archive.search(
            SearchRequest(filters={"force": ("mercia-vale-police",), "category": (name,)})
        )
        if found.total:
            expected[name] = found.total
    assert sorted(names) == sorted(f"{name} ({total})" for name, total in expected.items())


def test_a_force_without_a_report_is_not_there(sample: Any) -> None:
    assert "no report on a force" in words(sample.page("/forces/atlantis-police", 404).main)


def test_a_printed_name_leads_to_the_page(sample: Any) -> None:
    response = sample.get("/forces/Mercia Vale Police")
    assert response.status_code == 301
    assert response.headers["Location"].endswith("/forces/mercia-vale-police")


def test_what_was_asked_before_says_when(
    client_over: Callable[[Path], Any], again_index: Path
) -> None:
    client, archive = client_over(again_index), Archive(again_index)
    force = archive.reports()[0].force
    page = client.page("/forces/" + force.casefold().replace(" ", "-"))
    asked = page.select("section .finding")
    assert asked
    for one in asked:
        finding = archive.finding(one.select_one(".anchor")["href"].rpartition("/")[2]).finding
        before = {r.published for r in archive.reports()} - {finding.published}
        links = {a["href"].rpartition("/")[2] for a in one.select(".hint a")}
        said = {archive.finding(name).finding for name in links}
        assert {other.published for other in said} <= before
        same = {other.published for other in said if other.text == finding.text}
        assert "2007-10" in same | {finding.published}
        assert "Also found in October 2007" in words(one) or finding.published == "2007-10"


def test_a_finding_leads_to_the_same_one_before_and_since(
    client_over: Callable[[Path], Any], again_index: Path
) -> None:
    archive = Archive(again_index)
    first = next(entry for entry in archive.register() if entry.published == "2012-03")
    page = client_over(again_index).page(f"/findings/{first.id}")
    again = page.select("[aria-labelledby=again] .near-name a")
    assert any("October 2007" in words(link) for link in again)
    similar = page.select("[aria-labelledby=similar] .near-name a")
    assert {a["href"] for a in again}.isdisjoint(a["href"] for a in similar)


def test_a_force_with_one_report_was_told_nothing_before(sample: Any) -> None:
    page = sample.page("/forces/mercia-vale-police")
    assert "Also found in" not in words(page.main)
    assert "There is one report on this force here" in words(page.main)
    (row,) = glance(page).values()
    assert cell(row, "Better or worse than before").endswith("Nothing before it here to compare")


def test_what_was_told_more_than_once_is_all_that_the_newest_reports_ask_again(
    client_over: Callable[[Path], Any], again_index: Path
) -> None:
    client, archive = client_over(again_index), Archive(again_index)
    force = archive.reports()[0].force
    page = client.page("/forces/" + force.casefold().replace(" ", "-"))
    newest = page.select_one("#reports ~ .scroll tbody a")["href"].rpartition("/")[2]
    asked = [entry.id for entry in archive.register() if entry.report == newest]
    told = {name for name in asked if archive.said_again(name)}
    heading = page.select_one("h2#again")
    listed = [
        a["href"].rpartition("/")[2]
        for part in heading.find_next_siblings()
        for a in part.select(".anchor, li > a:first-child")
        if a.find_parent("section") is None
    ]
    assert told
    assert told <= set(listed)
    assert len(listed) == len(set(listed))
    link = page.select_one('main a[href="#again"]')
    assert words(link.parent) == f"What it was told more than once ({len(listed)})"


def test_what_was_asked_long_ago_is_not_said_to_be_asked_now(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(50), tmp_path / "index")
    page = client_over(tmp_path / "index").page("/forces/northumbria-police")
    boxes = {box.h3["id"]: words(box.h3) for box in page.select("section.box")}
    after = {
        start: {box.h3["id"] for box in page.select_one(start).find_all_next("section")}
        for start in ("h2#asked", "h2#long-ago", "h2#undated")
    }
    recent = [boxes[one] for one in after["h2#asked"] - after["h2#undated"]]
    undated = [boxes[one] for one in after["h2#undated"] - after["h2#long-ago"]]
    long_ago = [boxes[one] for one in after["h2#long-ago"]]
    assert recent
    assert all(re.search("202[1-9]$", name) for name in recent)
    assert all(re.search("20(0|1)[0-9]$", name) for name in long_ago)
    assert [name.rpartition(" ")[2] for name in undated] == ["undated"]
    folds = page.select_one("h2#long-ago").find_all_next("details")
    assert not any("open" in fold.attrs for fold in folds)


def test_a_council_is_found_among_the_places(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish([council(next(national(1)), "Merrow", "Children")], tmp_path / "index")
    client = client_over(tmp_path / "index")
    (row,) = client.page("/forces").select("#places ~ .scroll tbody tr")
    assert words(row.th) == "Merrow"
    page = client.page(row.a["href"])
    assert words(page.h1) == "Merrow"
    every = page.find("a", string="All findings on Merrow")
    assert "Merrow" in words(client.page(every["href"]).select_one(".card-title"))


def test_a_place_has_all_its_reports_with_the_newest_grades(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    judged = next(one for one in national(400) if any(area.grade for area in one.areas))
    graded = council(judged, "Merrow", "Children")
    joint = next(one for one in national(400) if one.place and one.force)
    joint = replace(joint, place="Merrow", published="2030-01", areas=())
    publish([replace(graded, published="2020-02"), joint], tmp_path / "index")
    (row,) = client_over(tmp_path / "index").page("/forces").select("#places ~ .scroll tbody tr")
    reports, newest, grades = (words(cell) for cell in row.select("td"))
    assert (reports, newest[:12]) == ("2", "January 2030")
    assert grades.endswith(", February 2020")


def test_what_must_be_done_by_when_is_told(asking: Any, asking_index: Path) -> None:
    archive = Archive(asking_index)
    dated = {entry.id for entry in archive.register() if entry.due}
    shown = 0
    for report in archive.reports():
        if report.force:
            page = asking.page("/forces/" + report.force.casefold().replace(" ", "-"))
            for one in page.select(".finding"):
                has = one.select_one(".anchor")["href"].rpartition("/")[2] in dated
                assert ("For The chief constable: by then (" in words(one)) == has
                shown += has
    assert shown


def test_the_newest_report_stands_beside_the_one_before_it(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(25), tmp_path / "index")
    page = client_over(tmp_path / "index").page("/forces/northumbria-police")
    row = glance(page)["Police custody inspection, September 2024"]
    said = cell(row, "Better or worse than before")
    counts = re.findall(
        r"(fewer|more) ([a-z ]+?) (?:than in june 2021 )?\((\d+), were (\d+)\)", said.casefold()
    )
    assert len(counts) == 3
    assert all((word == "fewer") == (int(now) < int(before)) for word, _, now, before in counts)
    older = row.find("a", string="June 2021")["href"]
    assert "custody" in words(client_over(tmp_path / "index").page(older).h1)
    links = [a["href"] for a in row.select("a[href^='#asked-']")]
    assert [words(page.select_one(link)) for link in links] == [words(row.th)]


def test_a_joint_inspection_says_that_it_asks_others_too_and_whom(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    joint = next(one for one in national(400) if one.place and one.force)
    asking = [one for one in joint.findings if one.category in ASKING]
    assert len(asking) > 1
    texts = {
        asking[0].id: "The plan has no date.",
        asking[1].id: "There is no plan of the council with the police.",
    }
    findings = tuple(
        replace(one, addressee="The council", text=texts[one.id], nested_at=())
        if one.id in texts
        else replace(one, addressee=None)
        for one in joint.findings
    )
    publish([replace(joint, findings=findings)], tmp_path / "index")
    page = client_over(tmp_path / "index").page("/forces/" + slug(joint.force))
    (box,) = page.select("section.box")
    assert words(box.p) == (
        f"A joint inspection of {joint.place}, of which the police are a part: what follows is "
        f"asked of all who were inspected, and 1 of {len(asking)} of others by name (The council)."
    )
    said = {words(one.select_one(".quote")): words(one) for one in box.select(".finding")}
    alone, together = (said[text] for text in texts.values())
    assert "For The council, not the force" in alone
    assert "For The council" in together
    assert "not the force" not in together
    assert "it is a joint inspection" in words(numbers(page))


def test_how_a_force_stands_is_said_in_numbers_beside_its_reports(
    sample: Any, sample_archive: Archive
) -> None:
    said = words(numbers(sample.page("/forces/mercia-vale-police")))
    request = SearchRequest(filters={"force": ("mercia-vale-police",)}, context=False)
    found = sample_archive.search(request)
    asking = sum(v.count for v in found.facets["category"] if v.label in ASKING)
    assert f"Of {found.total} findings " in said
    assert f", {asking} ask for something, " in said


def test_what_is_worst_and_what_is_late_is_said_before_all_else(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(25), tmp_path)
    page = client_over(tmp_path).page("/forces/northumbria-police")
    rows = glance(page)
    newest = max(
        (
            one
            for one in national(25)
            if one.force == "Northumbria Police" and any(area.grade for area in one.areas)
        ),
        key=lambda one: one.published,
    )
    worst = [area.name for area in newest.areas if area.grade == "Inadequate"]
    stands = cell(rows[f"{newest.series}, March 2024"], "How it stands")
    assert worst
    assert all(name in stands.partition("Grade: Requires")[0] for name in worst)
    asked = [cell(row, "What must be done, by when") for row in rows.values()]
    late = [int(re.search(r"Date passed: (\d+)", said)[1]) for said in asked]
    newest_ids = {a["href"].rpartition("/")[2] for row in rows.values() for a in row.select("th a")}
    register = Archive(tmp_path).register()
    dated = sum(bool(entry.due) and entry.report in newest_ids for entry in register)
    assert words(page.select_one("h1 + p.lead")).startswith(
        f"Date passed: {sum(late)} The newest reports give a date for {dated} things that must "
    )


def test_what_has_a_last_day_stands_in_the_order_of_its_days(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(25), tmp_path)
    archive = Archive(tmp_path)
    page = client_over(tmp_path).page("/forces/northumbria-police")
    rows = glance(page)
    boxes = [box for box in page.select("h2#asked ~ section") if words(box.h3) in rows]
    assert len(boxes) == len(rows) > 1
    for box in boxes:
        report = box.h3.a["href"].rpartition("/")[2]
        dated = [entry for entry in archive.register() if entry.report == report and entry.due]
        dated.sort(key=lambda entry: entry.due)
        at_once, *rest = box.select("tbody tr")
        days = [row for row in rest if not words(row.th).startswith("No day given")]
        undated, *others = [row for row in rest if row not in days]
        shown = [a["href"].rpartition("/")[2] for row in days for a in row.select("li a")]
        assert shown == [entry.id for entry in dated[:8]]
        assert all(words(row.th).endswith(" Date passed") for row in days)
        # What is to be done at once comes first, and is not counted with what has no time.
        assert words(at_once.th) == "Immediately"
        some = [archive.finding(a["href"].rpartition("/")[2]).finding for a in at_once.select("a")]
        assert all((one.deadline, one.due) == ("immediately", None) for one in some)
        asked = [entry.id for entry in archive.register() if entry.report == report]
        prompt = [one for one in archive.findings(asked) if one.deadline and not one.due]
        assert len(some) == min(8, len(prompt))
        # What has no time comes last, the most urgent of it.
        assert words(undated.th) == "No day given: causes of concern"
        some = [archive.finding(a["href"].rpartition("/")[2]) for a in undated.select("li a")]
        assert some
        assert all(one.finding.category == "Causes of concern" for one in some)
        # Each category that asks without a time follows, with what it asks or where that stands.
        timeless = {one.category for one in archive.findings(asked) if not one.deadline}
        named = {words(row.th).rpartition(": ")[2] for row in (undated, *others)}
        assert named == {category.lower() for category in timeless}
        assert all(row.select("td a") for row in others)
        told = cell(rows[words(box.h3)], "What must be done, by when")
        assert f"At once: {len(prompt)};" in told
        assert told.endswith(f"Without a day: {len(asked) - len(dated) - len(prompt)}")


def test_what_is_asked_of_another_body_is_told_apart_in_the_order_of_days(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    joint = next(one for one in national(400) if one.place and one.force)
    asking = next(one for one in joint.findings if one.category in ASKING)
    step = replace(
        asking, addressee="the council", text="It should write.", due="2020-01-31",
        deadline="by 31 January", nested_at=(), category="Context", label=None,
    )  # fmt: skip
    publish([replace(joint, findings=(step,))], tmp_path)
    page = client_over(tmp_path).page("/forces/" + slug(joint.force))
    (line,) = page.select("section.box table li")
    assert words(line) == "Next step: It should write. (for the council, not the force)"


def test_what_names_who_must_act_stands_before_what_says_what_is_wrong(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(national(1))
    one = next(one for one in report.findings if one.category == "Areas for improvement")
    said = [(f"Records {number} are poor.", None) for number in range(19)]
    said += [("The force should keep records.", "the force")]
    findings = tuple(
        replace(one, id=f"{report.id}-{number:04}", text=text, addressee=who, nested_at=())
        for number, (text, who) in enumerate(said)
    )
    publish([replace(report, findings=findings, ledger=())], tmp_path)
    page = client_over(tmp_path).page("/forces/" + slug(report.force))
    (box,) = page.select("section.box")
    wrong = [text for text, _ in said[:4]]
    assert [words(line) for line in box.select("tbody li")] == ["… keep records.", *wrong]
    quoted = [words(quote) for quote in box.select(".finding .quote")]
    assert quoted == ["The force should keep records.", *wrong]
    assert box.select_one("tbody td > a").get_text() == "All 20 areas for improvement"


def test_the_newest_of_many_kinds_stand_first_and_the_others_are_counted(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    joint = next(one for one in national(400) if one.place and one.force)
    places = [f"Merrow {number}" for number in range(8)]
    publish(
        (replace(of_month(joint, slug(place), "2024-03"), place=place) for place in places),
        tmp_path,
    )
    page = client_over(tmp_path).page("/forces/" + slug(joint.force))
    assert len(glance(page)) == 6
    assert "The newest reports of 2 other kinds or places stand below." in words(page.main)


def test_what_was_told_once_only_is_said_last_and_not_linked(sample: Any) -> None:
    page = sample.page("/forces/mercia-vale-police")
    assert not page.select('main a[href="#again"]')
    assert [h["id"] for h in page.select("h2[id]")][-2:] == ["again", "reports"]


def test_a_place_has_a_page_of_what_was_asked_there_of_whom(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    joint = next(one for one in national(400) if one.place and one.force)
    first = next(one for one in joint.findings if one.category in ASKING)
    findings = tuple(
        replace(one, addressee="The council", text="The plan has no date.", nested_at=())
        if one is first
        else replace(one, addressee=None)
        for one in joint.findings
    )
    publish([replace(joint, findings=findings)], tmp_path / "index")
    client = client_over(tmp_path / "index")
    page = client.page("/places/" + slug(joint.place))
    assert words(page.h1) == joint.place
    said = words(numbers(page))
    assert "it is a joint inspection, which is of several services together" in said
    (box,) = page.select("section.box")
    asking = [one for one in findings if one.category in ASKING]
    assert words(box.p) == (
        "A joint inspection: what follows is asked of all who were inspected, "
        f"and 1 of {len(asking)} of one of them by name (The council)."
    )
    assert "For The council" in words(box)
    assert "not the force" not in words(box)
    # It leads to the force, the force leads back, and the search stays in the place.
    force = client.page(numbers(page).a["href"])
    assert words(force.h1) == joint.force
    assert force.select_one("section.box p a")["href"] == "/places/" + slug(joint.place)
    assert page.select_one("form[role=search] input[name=place]")["value"] == slug(joint.place)
    register = page.select_one("main a[href^='/register?place=']")
    assert len(client.page(register["href"]).select(".card")) == len(asking)


def test_a_place_without_a_report_is_not_there_and_a_printed_name_leads_there(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish([council(next(national(1)), "West Merrow", "Children")], tmp_path / "index")
    client = client_over(tmp_path / "index")
    assert "no report on a place called ‘atlantis’" in words(client.page("/places/atlantis", 404))
    response = client.get("/places/West Merrow")
    assert response.headers["Location"].endswith("/places/west-merrow")


def test_what_a_place_was_told_more_than_once_is_of_that_place(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    """One text in reports of two councils and of two times: each council was told it by its own."""
    report = next(national(1))
    asked = next(one for one in report.findings if one.category in ASKING)

    def told(place: str, month: str) -> Report:
        dated = replace(asked, published=month)
        return council(
            replace(report, id=month, published=month, findings=(dated,)), place, "Children"
        )

    there = [told("Merrow", "2024-03"), told("Merrow", "2021-03"), told("Ashdale", "2019-03")]
    publish(there, tmp_path / "index")
    client = client_over(tmp_path / "index")
    merrow, ashdale = (client.page(f"/places/{name}") for name in ("merrow", "ashdale"))
    assert "March 2024 and March 2021" in words(merrow.main)
    assert "2019" not in words(merrow.select_one("#again ~ ol"))
    assert "There is one report on this place here" in words(ashdale.main)


def test_a_matter_that_was_told_more_than_once_stands_once_by_its_newest_wording(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    """Two kinds of inspection, each the newest of its kind, ask the same: each has the other."""
    report = next(national(1))
    asked = next(one for one in report.findings if one.category in ASKING)
    publish(
        (
            replace(of_month(replace(report, findings=(asked,)), month, month), series=series)
            for month, series in (("2024-03", "Custody"), ("2007-10", "PEEL"))
        ),
        tmp_path,
    )
    page = client_over(tmp_path).page("/forces/" + slug(report.force))
    (told,) = page.select("#again ~ ol > li")
    assert words(told.select_one(".hint")).startswith("March 2024 and October 2007")
    boxes = {words(box.h3)[-4:]: words(box) for box in page.select("section.box")}
    assert "Also found in October 2007" in boxes["2024"]
    assert "Also found in March 2024" in boxes["2007"]


def test_a_force_with_forty_reports_lists_them_all_newest_first(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(one for one in national(5) if one.force == "Northumbria Police")
    months = [f"{2020 + number // 12}-{1 + number % 12:02}" for number in range(40)]
    publish((of_month(report, month, month) for month in months), tmp_path)
    page = client_over(tmp_path).page("/forces/northumbria-police")
    shown = [a["href"].rpartition("/")[2] for a in page.select("#reports ~ .scroll tbody a")]
    assert shown == sorted(months, reverse=True)
    assert words(numbers(page)).startswith("40 reports, the newest of April 2023")
    # One kind of inspection: what the newest asks for, beside the one before it.
    (box,) = page.select("section.box")
    (row,) = glance(page).values()
    assert words(row.th) == words(box.h3) == "Police custody inspection, April 2023"
    before = row.select_one('[data-of="Better or worse than before"] a')
    assert (words(before), before["href"]) == ("March 2023", "/reports/2023-03")


def test_of_two_reports_of_one_month_neither_is_better_or_told_again(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    graded = next(one for one in national(25) if any(area.grade for area in one.areas))
    names, scale = ("first", "second"), ("Good", "Inadequate")
    publish(
        (
            replace(
                of_month(graded, name, "2024-03"),
                areas=tuple(replace(area, grade=grade) for area in graded.areas),
            )
            for name, grade in zip(names, scale, strict=True)
        ),
        tmp_path,
    )
    page = client_over(tmp_path).page("/forces/" + slug(graded.force))
    shown = [a["href"].rpartition("/")[2] for a in page.select("#reports ~ .scroll tbody a")]
    assert sorted(shown) == sorted(names)
    grades = {words(one) for one in page.select(".crosstab .grade-link .grade")}
    assert grades == {f"Grade: {grade}" for grade in scale}
    assert not page.find(string=BETTER_OR_WORSE)
    assert not page.select("main ol .hint a")


def test_a_force_of_which_no_report_has_a_date_is_shown_without_one(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    some = [one for one in national(25) if one.force == "Northumbria Police"]
    publish((of_month(one, one.id, "") for one in some), tmp_path)
    page = client_over(tmp_path).page("/forces/northumbria-police")
    dates = [words(cell) for cell in page.select("#reports ~ .scroll [data-of=Published]")]
    assert dates == ["undated"] * len(some)
    assert ", the newest of" not in words(numbers(page))
    assert f", {len(some)} without a date" in words(numbers(page))
    assert not page.select_one("h2#asked, h2#long-ago")
    assert page.select_one("h2#undated").find_next("section")
    assert "are of one time, or have no date" in words(page.main)
    assert not page.find(string=BETTER_OR_WORSE)


def test_grades_of_five_scales_stand_as_printed_and_none_is_called_better(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(one for one in national(25) if any(area.grade for area in one.areas))
    area = report.areas[0]
    scales = {
        "F1": "Poor", "F2": "Meeting the standard", "F3": "Good", "F5": "Outstanding",
        "unstructured": "Excellent",
    }  # fmt: skip
    publish(
        (
            replace(
                of_month(report, family.casefold(), f"20{10 + number}-01"),
                family=family,
                areas=(replace(area, grade=grade),),
            )
            for number, (family, grade) in enumerate(scales.items())
        ),
        tmp_path,
    )
    page = client_over(tmp_path).page("/forces/" + slug(report.force))
    shown = [words(one) for one in page.select(".crosstab .grade-link .grade")]
    assert shown == [f"Grade: {grade}" for grade in reversed(scales.values())]
    assert not page.find(string=BETTER_OR_WORSE)


def of_month(report: Report, name: str, published: str) -> Report:
    """A report as if it had been published in another month, under another id."""
    findings = tuple(
        replace(one, id=f"{name}-{number:04}", report=name, published=published)
        for number, one in enumerate(report.findings)
    )
    return replace(report, id=name, published=published, findings=findings, ledger=())


def test_what_the_inspectors_say_of_how_it_moved_leads(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(national(1))
    said = "The force has made too little progress since our last inspection."
    told = Movement(report.findings[0].id, said)
    publish([replace(report, progress=(told,))], tmp_path)
    (row,) = glance(client_over(tmp_path).page("/forces/" + slug(report.force))).values()
    assert cell(row, "Better or worse than before").startswith(f"The inspectors: {said}")
    assert row.select_one("q").parent["href"].endswith(told.finding)


def test_what_is_counted_against_long_ago_says_so_and_what_is_not_here(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(one for one in national(1) if one.force)
    said = "The force has made progress since our last inspection of 2021."
    new = replace(of_month(report, "new", "2025-02"), progress=(Movement("new-0001", said),))
    publish([of_month(report, "old", "2016-03"), new], tmp_path)
    page = client_over(tmp_path).page("/forces/" + slug(report.force))
    told = cell(next(iter(glance(page).values())), "Better or worse than before")
    assert "No report of an inspection of 2021 is here" in told
    assert " in March 2016, 9 years before (" in told


def test_what_others_must_do_is_counted_apart(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(one for one in national(1) if one.force)
    one = next(one for one in report.findings if one.category == "Areas for improvement")
    both = [
        replace(
            one, id=f"{report.id}-{number:04}", text=f"{whom} should write it.", addressee=whom,
            deadline="by 31 January", due="2020-01-31", nested_at=(),
        )
        for number, whom in enumerate(("The force", "The Home Office"))
    ]  # fmt: skip
    publish([replace(report, findings=tuple(both), ledger=())], tmp_path)
    client = client_over(tmp_path)
    page = client.page("/forces/" + slug(report.force))
    (row,) = glance(page).values()
    told = cell(row, "What must be done, by when")
    assert "Date passed: 1. By 31 January 2020: 1." in told
    assert told.endswith("For others, not the force: 1 (date passed: 1)")
    red = row.select(".concern")
    assert [words(one) for one in red] == ["Date passed: 1"]
    (listed,) = client.page(page.select_one(".lead a")["href"]).select(".card")
    assert "The force should write it." in words(listed)


def test_whose_it_is_that_has_no_day_is_said_in_both_places(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(one for one in national(1) if one.force)
    one = next(one for one in report.findings if one.category == "Areas for improvement")
    told = (("The force", "2020-01-31"), ("The force", None), ("The Home Office", None))
    some = [
        replace(
            one, id=f"{report.id}-{number:04}", text=f"{whom} should write it.", addressee=whom,
            deadline="by 31 January" if due else None, due=due, nested_at=(),
        )
        for number, (whom, due) in enumerate(told)
    ]  # fmt: skip
    publish([replace(report, findings=tuple(some), ledger=())], tmp_path)
    page = client_over(tmp_path).page("/forces/" + slug(report.force))
    (row,) = glance(page).values()
    said = cell(row, "What must be done, by when")
    assert "Without a day: 1, and 1 for others" in said
    assert "2 of 3 without a day that can be worked out, 1 of them for others." in words(page.main)


def test_a_former_name_and_the_list_of_places_lead_to_the_page(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    names = ("Durham Constabulary", "Durham Police")
    old, new = (
        replace(one, force=force, published=published)
        for one, force, published in zip(national(2), names, ("2018-01", "2020-01"), strict=True)
    )
    publish([old, new], tmp_path)
    client = client_over(tmp_path)
    response = client.get("/forces/durham-constabulary")
    assert (response.status_code, response.headers["Location"]) == (301, "/forces/durham-police")
    assert client.get("/places").headers["Location"] == "/forces#places"


def test_a_name_with_overdue_or_told_more_than_once_leads_there(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(25), tmp_path)
    client, archive = client_over(tmp_path), Archive(tmp_path)
    page = client.page("/?q=Northumbria+overdue")
    link = page.find("a", string=re.compile("What is overdue: "))
    late = [e for e in archive.register() if e.is_late("2099-01-01")]
    late = [e for e in late if e.has("force", ("northumbria-police",))]
    assert words(link) == f"What is overdue: {len(late)}"
    lead = words(client.page(link["href"]).select_one(".lead"))
    assert f"that of {len(late)} had passed" in lead
    force = words(client.page("/forces/northumbria-police").select_one("h1 + .lead"))
    assert f"together the date of {len(late)} has passed" in force
    page = client.page("/?q=Northumbria+told+more+than+once")
    link = page.find("a", string=re.compile("what Northumbria Police was asked in several"))
    assert link["href"] == "/forces/northumbria-police#again"
    assert client.page("/forces/northumbria-police").select_one("#again")


def test_the_box_that_answers_leads_to_what_was_asked_before(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    publish(national(25), tmp_path)
    client = client_over(tmp_path)
    for more in ("", "+and+what+must+it+do"):
        page = client.page(f"/?q=how+does+Northumbria+stand+in+custody{more}")
        assert "were asked before in like words" in words(page.main.select_one("summary"))
        links = [one for one in page.select("main a") if " asked before" in words(one)]
        assert [one["href"] for one in links] == ["/forces/northumbria-police#again"]
        (register,) = [one for one in page.select("main a") if " in the register" in words(one)]
        total = client.page(register["href"]).select_one("p.lead")
        assert words(total).startswith(words(register).split()[1])
    assert client.page("/forces/northumbria-police").select_one("#again ~ ol")
