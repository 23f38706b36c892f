"""What people come to do, with a mouse, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.browser.keyboard import heading, tab_to

AFI = "Areas for improvement"


def box(page: Any, label: str) -> Any:
    return page.get_by_role("checkbox", name=re.compile(rf"^{label} \("))


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_search_filter_open_and_go_back(open_page: Any, view: str) -> None:
    page = open_page("/", view)
    page.get_by_label("Search the findings").fill("training")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "findings about training" in heading(page)
    everything = int(heading(page).split()[0])

    box(page, AFI).check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).endswith(f"about training, under {AFI}")
    assert 0 < int(heading(page).split()[0]) < everything
    filtered = page.url

    text = page.locator(".card .quote").first.inner_text()
    page.locator(".card-title a").first.click()
    assert page.locator("blockquote mark").count()
    assert text.strip("… ")[:40] in " ".join(page.locator("blockquote").first.inner_text().split())

    page.go_back()
    assert page.url == filtered
    assert page.get_by_label("Search the findings").input_value() == "training"
    assert box(page, AFI).is_checked()

    page.get_by_role("link", name=f"Remove filter: {AFI}").click()
    assert int(heading(page).split()[0]) == everything
    assert not box(page, AFI).is_checked()


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_going_back_shows_what_the_address_says(open_page: Any, view: str) -> None:
    page = open_page("/?q=training", view)
    box(page, AFI).check()
    page.get_by_role("button", name="Apply filters").click()
    assert AFI in heading(page)
    page.go_back()
    assert page.url.endswith("/?q=training")
    assert AFI not in heading(page)
    assert not box(page, AFI).is_checked()
    page.go_forward()
    assert box(page, AFI).is_checked()


def test_an_address_says_no_more_than_it_must(open_page: Any) -> None:
    page = open_page("/")
    page.get_by_label("Search the findings").fill("NPT")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?q=NPT$"))


@pytest.mark.parametrize("view", ["wide", "narrow"])
def test_the_keyboard_is_enough(open_page: Any, view: str) -> None:
    page = open_page("/", view)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the forces"
    assert page.locator(":focus").is_visible()

    tab_to(page, "Search the findings")
    page.keyboard.type("training")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=training"))

    if view == "narrow":
        tab_to(page, "Filter these findings")
        page.keyboard.press("Enter")
    tab_to(page, AFI)
    page.keyboard.press("Space")
    tab_to(page, "Apply filters", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("category=areas-for-improvement"))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    tab_to(page, page.locator(".card-title a").first.text_content())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/findings/"))
    page.go_back()
    assert "category=areas-for-improvement" in page.url
    assert page.get_by_label("Search the findings").input_value() == "training"


def test_filters_are_open_on_a_wide_screen_and_fold_on_a_small_one(open_page: Any) -> None:
    for view in ("wide", "plain"):
        assert box(open_page("/", view), "Strengths").is_visible()
    page = open_page("/", "narrow")
    assert not box(page, "Strengths").is_visible()
    page.get_by_text("Filter these findings").click()
    assert box(page, "Strengths").is_visible()


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_nothing_found_offers_a_way_on(open_page: Any, view: str) -> None:
    page = open_page("/?q=xyzzyplugh&category=strengths&correct=0", view)
    assert heading(page).startswith("No findings about xyzzyplugh")
    assert box(page, "Strengths").is_checked()
    page.get_by_role("link", name="glossary", exact=True).click()
    assert heading(page) == "Glossary"


def test_a_citation_is_copied_by_its_button(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".card-title a").first.click()
    page.get_by_role("button", name="Copy the citation").click()
    page.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    assert copied.endswith(page.url.split("?")[0])


def test_a_citation_can_be_selected_without_a_script(open_page: Any) -> None:
    page = open_page("/?q=marac", "plain")
    page.locator(".card-title a").first.click()
    assert page.locator("#citation").is_visible()
    assert not page.get_by_role("button", name="Copy the citation").is_visible()


def test_a_finding_leads_to_its_place_in_the_report_and_back(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.locator(".card-title a").first.click()
    finding = page.url
    text = page.locator("blockquote").first.inner_text()[:60]
    page.locator(".crumbs a").last.click()
    assert "/reports/" in page.url
    target = page.locator(":target")
    assert text in target.inner_text()
    target.get_by_role("link", name="Open").click()
    assert page.url == finding.split("?")[0]


def test_print_leaves_the_controls_out(open_page: Any) -> None:
    page = open_page("/?q=NPT")
    page.emulate_media(media="print")
    for part in ("form", ".panel-body", ".range", ".nav"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".card").first.is_visible()
    assert page.locator(".provenance").is_visible()


def test_print_never_cuts_a_quotation(open_page: Any) -> None:
    page = open_page("/?q=programmed+frameworks&context=1")
    folded = page.locator(".card details")
    cut = page.locator(".card .cut")
    assert folded.count() == cut.count() > 0
    assert not folded.first.locator(".quote").is_visible()
    page.emulate_media(media="print")
    for place in range(folded.count()):
        assert folded.nth(place).locator(".quote").is_visible()
        assert not folded.nth(place).locator("summary").is_visible()
        assert not cut.nth(place).is_visible()


def test_one_of_many_forces_is_found_by_typing(open_page: Any, national_site: str) -> None:
    page = open_page("/?q=policing", base=national_site)
    force = page.get_by_role("group", name="Force")
    assert force.get_by_role("checkbox").count() == 8
    force.get_by_text("35 more").click()
    assert force.get_by_role("checkbox").count() == 43
    find = force.get_by_role("searchbox", name="Find in force")
    find.fill("county 41")
    assert force.get_by_role("checkbox").count() == 9
    find.press("Enter")
    assert page.url.endswith("/?q=policing")
    box(page, "County 41 Police").check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).endswith("about policing, in reports on County 41 Police")
    assert box(page, "County 41 Police").is_checked()


def test_many_forces_need_no_script(open_page: Any, national_site: str) -> None:
    page = open_page("/?q=policing", "plain", base=national_site)
    force = page.get_by_role("group", name="Force")
    force.get_by_text("35 more").click()
    force.get_by_role("searchbox", name="Find in force").fill("county 41")
    force.get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile("q=policing.*find-force=county"))
    assert force.get_by_role("checkbox").count() == 1
    box(page, "County 41 Police").check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).endswith("about policing, in reports on County 41 Police")


def test_one_of_many_forces_is_found_with_the_keyboard_alone(
    open_page: Any, national_site: str
) -> None:
    page = open_page("/?q=policing", base=national_site)
    tab_to(page, "35 more")
    page.keyboard.press("Enter")
    tab_to(page, "Find in force")
    page.keyboard.type("county 41")
    tab_to(page, "County 41 Police")
    page.keyboard.press("Space")
    tab_to(page, "Apply filters", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("force=county-41-police"))
    assert heading(page).endswith("in reports on County 41 Police")


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_areas_of_one_subject_stand_together(open_page: Any, view: str) -> None:
    page = open_page("/?q=children", view)
    stem = page.locator(".stem").filter(has_text="Protecting Vulnerable People")
    assert stem.locator(".hint").inner_text() == "Protecting Vulnerable People"
    assert stem.get_by_role("checkbox").count() == 5
    box(page, "Protecting Vulnerable People – Child Abuse").check()
    box(page, "Protecting Vulnerable People – Missing Persons").check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url(re.compile("area=.*area="))
    subjects = page.locator(".card-tags > span:first-child").all_inner_texts()
    kinds = {subject.rpartition(" – ")[2].strip() for subject in subjects}
    assert kinds == {"Child Abuse", "Missing Persons"}


@pytest.mark.parametrize("view", ["wide", "plain", "touch"])
def test_the_list_is_put_in_another_order_and_length(
    open_page: Any, sample_site: str, view: str
) -> None:
    page = open_page("/?q=training", view, base=sample_site)
    best = page.locator(".card-title").all_inner_texts()
    for name, address in (("Newest", "sort=newest$"), ("10", "sort=newest&size=10$")):
        if view == "touch":
            page.get_by_text("Sort, export").click()
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(re.compile(address))
    titles = page.locator(".card-title").all_inner_texts()
    assert len(titles) == 10
    assert all("2022" in title for title in titles)
    assert page.locator(".take [aria-current]").all_text_contents() == ["Newest", "10"]
    page.go_back()
    page.go_back()
    assert page.locator(".card-title").all_inner_texts() == best


def test_the_list_is_put_in_another_order_with_the_keyboard_alone(
    open_page: Any, sample_site: str
) -> None:
    page = open_page("/?q=training", base=sample_site)
    tab_to(page, "Newest")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sort=newest"))
    tab_to(page, "Search the findings")
    page.keyboard.type("training officers")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("officers.*sort=newest"))


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_what_is_said_more_than_once_is_shown_once(open_page: Any, view: str) -> None:
    page = open_page("/?q=role+profiles&size=100&context=1&match=all", view)
    total, shown = int(heading(page).split()[0]), page.locator(".card").count()
    assert shown < total <= 100
    twins = page.get_by_text("Also said, almost word for word").first
    twins.get_by_role("link", name="Show each").click()
    page.wait_for_url(re.compile("group=0"))
    assert page.locator(".card").count() == total


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_words_that_were_added_are_unfolded_and_switched_off(open_page: Any, view: str) -> None:
    page = open_page("/?q=runaway+children+at+risk", view)
    words = page.get_by_text("for ‘runaway’")
    assert not words.is_visible()
    page.get_by_text("Also searching").first.click()
    assert words.is_visible()
    page.get_by_role("link", name="Search only these words").click()
    page.wait_for_url(re.compile("expand=0"))
    page.get_by_role("link", name="Search for acronyms and their meanings too").first.click()
    page.wait_for_url(re.compile(r"/\?q=runaway\+children\+at\+risk$"))


# Taking away


def test_a_search_is_taken_away_as_a_spreadsheet(open_page: Any, tmp_path: Path) -> None:
    page = open_page("/?q=training&category=strengths")
    total = int(heading(page).split()[0])
    for said, ending in (
        ("spreadsheet (XLSX)", "xlsx"),
        ("table (CSV)", "csv"),
        ("data (JSON)", "json"),
    ):
        with page.expect_download() as download:
            page.get_by_role("link", name=said).click()
        name = f"inspection-findings-training-strengths.{ending}"
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / ending)
    with zipfile.ZipFile(tmp_path / "xlsx") as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == total + 1
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == total + 1
    answer = json.loads((tmp_path / "json").read_text("utf-8"))
    assert len(answer["findings"]) == total
    assert answer["stamp"]["Search"] == "training"


def test_a_search_is_taken_away_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/?q=training&category=strengths&size=10")
    tab_to(page, "table (CSV)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "inspection-findings-training-strengths.csv"


def test_the_original_of_a_report_is_downloaded(open_page: Any, tmp_path: Path) -> None:
    page = open_page("/reports/cambridgeshire-2007")
    with page.expect_download() as download:
        page.get_by_role("link", name="report.txt").click()
    assert download.value.suggested_filename == "cambridgeshire-2007.txt"


def test_a_citation_is_downloaded_for_a_reference_manager(open_page: Any) -> None:
    page = open_page("/?q=marac")
    page.locator(".card-title a").first.click()
    for name, ending in (("BibTeX", "bib"), ("RIS", "ris")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(f".{ending}")


def test_findings_of_several_pages_make_one_pack(open_page: Any) -> None:
    page = open_page("/?q=training&size=10")
    chosen = page.locator(".card-title a")
    first = [chosen.nth(place).get_attribute("href").split("?")[0] for place in (1, 4)]
    for place in (1, 4):
        page.locator(".pick input").nth(place).check()
    assert page.get_by_text("2 findings ticked").is_visible()
    assert page.url.count("finding=") == 2

    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(re.compile("page=2"))
    assert page.url.count("finding=") == 2
    last = chosen.first.get_attribute("href").split("?")[0]
    page.locator(".pick input").first.check()
    page.get_by_role("button", name="Make an evidence pack").click()
    page.wait_for_url(re.compile(r"/pack\?"))
    cited = [link.split("/", 3)[-1] for link in hrefs(page.locator(".card-title a"))]
    assert [f"/{link}" for link in cited] == [*first, last]

    page.get_by_role("link", name="Back to the search").click()
    page.wait_for_url(re.compile(r"/\?q="))
    assert "3 findings ticked" in page.locator(".pack").inner_text()
    page.get_by_label("Search the findings").fill("custody")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=custody"))
    assert page.url.count("finding=") == 3


def hrefs(links: Any) -> list[str]:
    return [link.get_attribute("href") for link in links.all()]


def test_what_is_unticked_leaves_the_address(open_page: Any) -> None:
    page = open_page("/?q=training")
    box_ = page.locator(".pick input").first
    box_.check()
    assert "finding=" in page.url
    page.reload()
    assert box_.is_checked()
    box_.uncheck()
    assert page.url.endswith("/?q=training")
    assert page.get_by_text("0 findings ticked").is_visible()


def test_a_pack_needs_no_script(open_page: Any) -> None:
    page = open_page("/?q=training&size=10", "plain")
    page.locator(".pick input").nth(2).check()
    page.get_by_role("button", name="Make an evidence pack").click()
    page.wait_for_url(re.compile(r"/pack\?"))
    assert page.locator(".card").count() == 1
    page.get_by_role("link", name="Back to the search").click()
    page.wait_for_url(re.compile(r"/\?q="))
    assert page.locator(".pick input").nth(2).is_checked()
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(re.compile("page=2"))
    page.locator(".pick input").first.check()
    page.get_by_role("button", name="Make an evidence pack").click()
    page.wait_for_url(re.compile(r"/pack\?"))
    assert page.locator(".card").count() == 2
    assert page.locator(".citation").count() == 2


def test_a_pack_prints_without_the_controls(open_page: Any) -> None:
    page = open_page("/?q=training")
    page.locator(".pick input").first.check()
    page.get_by_role("button", name="Make an evidence pack").click()
    page.wait_for_url(re.compile(r"/pack\?"))
    page.emulate_media(media="print")
    for part in (".nav", ".take", ".footer-links"):
        assert not page.locator(part).first.is_visible(), part
    for part in (".card .quote", ".card .citation", ".provenance"):
        assert page.locator(part).first.is_visible(), part


def test_a_pack_is_made_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/?q=training&size=10")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(2):
        tab_to(page, "Add to evidence pack")
        page.keyboard.press("Space")
    tab_to(page, "Make an evidence pack")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/pack"))
    assert page.locator(".card").count() == 2


# Reading on


def test_results_are_read_one_after_the_other(open_page: Any) -> None:
    page = open_page("/?q=training&category=strengths")
    expected = [link.split("?")[0] for link in hrefs(page.locator(".card-title a"))[:3]]
    page.locator(".card-title a").first.click()
    for place, address in enumerate(expected):
        page.get_by_text(f"Result {place + 1}", exact=True).wait_for()
        assert address in page.url
        page.get_by_role("link", name="Next result").click()
    page.wait_for_url(re.compile("n=4"))
    page.get_by_role("link", name="Previous result").click()
    page.wait_for_url(re.compile("n=3"))
    assert expected[-1] in page.url
    page.get_by_role("link", name="Search: training").click()
    page.wait_for_url(re.compile(r"/\?q=training&category=strengths$"))


def test_results_are_read_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/?q=training&size=10")
    following = hrefs(page.locator(".card-title a"))[1].split("?")[0]
    page.locator(".card-title a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("n=1"))
    tab_to(page, "Next result")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("n=2"))
    assert following in page.url


# Counting and comparing


@pytest.mark.parametrize("view", ["wide", "plain", "narrow"])
def test_a_number_leads_to_its_findings(open_page: Any, sample_site: str, view: str) -> None:
    page = open_page("/?q=training", view, base=sample_site)
    if view == "narrow":
        page.get_by_text("Sort, export").click()
    page.get_by_role("link", name="Count by area and category").click()
    page.wait_for_url(re.compile("/shape"))
    row = page.get_by_role("row").filter(has_text="Performance Management").first
    number = row.get_by_role("link").first
    count = number.inner_text()
    number.click()
    page.wait_for_url(re.compile(r"/\?"))
    assert heading(page).startswith(f"{count} finding")
    assert "in Performance Management" in heading(page)


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_forces_are_counted_with_their_grades(open_page: Any, sample_site: str, view: str) -> None:
    page = open_page("/shape?q=training", view, base=sample_site)
    table = page.get_by_role("region", name="Findings and grades by area and force")
    row = table.get_by_role("row").filter(has_text="Performance Management")
    grade = row.locator(".grade").first.inner_text().split()
    assert grade[0] == "Grade:"
    assert grade[1] in ("Excellent", "Good", "Fair", "Poor")
    row.get_by_role("rowheader").get_by_role("link").click()
    page.wait_for_url(re.compile(r"/compare\?.*area=performance-management"))


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_how_all_forces_were_graded_is_drawn_and_said(open_page: Any, view: str) -> None:
    page = open_page("/?q=NPT", view)
    page.locator(".card-title a").first.click()
    table = page.locator(".grades")
    assert "How 43 forces were graded" in table.locator("caption").inner_text()
    assert sum(map(int, table.locator("td.figure").all_inner_texts())) == 43
    own = table.locator(".grades-this")
    assert own.locator("td.figure").inner_text() == "14"
    assert own.locator("rect").get_attribute("width") == "14"


def test_an_area_is_counted_with_the_keyboard_alone(open_page: Any, sample_site: str) -> None:
    page = open_page("/?q=training", base=sample_site)
    tab_to(page, "Count by area and category")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/shape"))
    tab_to(page, "Strengths")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("category=strengths"))
    assert heading(page).endswith("about training, under Strengths")


@pytest.mark.parametrize("view", ["wide", "plain", "narrow"])
def test_forces_are_compared(open_page: Any, sample_site: str, view: str) -> None:
    page = open_page("/compare", view, base=sample_site)
    for force in ("Mercia Vale Police", "Cambridgeshire Constabulary"):
        page.get_by_role("checkbox", name=force).check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile("force="))
    assert heading(page).startswith("Compare ")
    page.get_by_role("rowheader", name="Performance Management").get_by_role("link").click()
    page.wait_for_url(re.compile("area="))
    sides = page.locator(".columns > .box")
    assert sides.count() == 2
    boxes = [sides.nth(place).bounding_box() for place in range(2)]
    if view == "narrow":
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
        assert page.get_by_role("heading", name="Mercia Vale Police", level=3).first.is_visible()
    else:
        assert boxes[0]["y"] == boxes[1]["y"]
    page.get_by_role("link", name=re.compile("^Open")).first.click()
    page.wait_for_url(re.compile("/findings/"))


def test_forces_are_compared_with_the_keyboard_alone(open_page: Any, sample_site: str) -> None:
    page = open_page("/", base=sample_site)
    tab_to(page, "Compare", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/compare"))
    for place in sorted(("Mercia Vale Police", "Cambridgeshire Constabulary")):
        tab_to(page, place)
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("force="))
    assert "Mercia Vale Police" in heading(page)


@pytest.mark.parametrize("view", ["wide", "touch", "plain"])
def test_a_force_among_many_is_two_steps_away_by_its_letter(
    open_page: Any, national_site: str, view: str
) -> None:
    """And by Tab alone: the forces come before all filters, and a link skips to them."""
    for path, what in (("/forces", "Forces"), ("/grades", "Rows")):
        page = open_page(path, view, base=national_site)
        index = page.get_by_role("navigation", name=f"{what} by first letter")
        index.get_by_role("link").last.click()
        row = page.locator("tr:target")
        assert row.bounding_box()["y"] >= 0
        assert row.get_by_role("link").first.inner_text()
    page = open_page("/", view, base=national_site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "Police" in page.locator(":focus").inner_text()
