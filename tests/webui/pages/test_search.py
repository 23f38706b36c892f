"""The search page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from indexer import Archive, SearchRequest
from webui.presenters import passages
from webui.presenters.dates import month
from webui.presenters.examples import TO_TRY

AFI = "category=areas-for-improvement"


def words(page: BeautifulSoup, selector: str) -> str:
    tag = page.select_one(selector)
    assert tag is not None, selector
    return " ".join(tag.get_text().split())


def ticked(page: BeautifulSoup) -> set[tuple[str, str]]:
    return {(str(box["name"]), str(box["value"])) for box in page.select("input[checked]")}


def test_a_first_visit_says_what_this_is_and_lists_no_findings(
    sample: Any, sample_archive: Archive
) -> None:
    page = sample.page("/")
    assert words(page, "h1") == "Search what police inspectors found"
    assert not page.select(".card")
    begin = page.select_one("#results")
    forces, areas, newest = begin.select("ul")
    reports = sample_archive.reports()
    assert month(max(report.published for report in reports)) in words(newest, "li a")
    assert [words_of(link) for link in forces.select("a")] == sorted({r.force for r in reports})
    for item in areas.select("li"):
        label, _, count = words_of(item).rpartition(" ")
        found = sample.page(item.a["href"])
        assert words(found, "h1") == f"{count.strip('()')} findings in {label}"


def test_everything_is_a_link_away(client: Any, archive: Archive) -> None:
    link = client.page("/").find("a", string=re.compile("^All .* newest report first$"))
    total = archive.search(SearchRequest(context=False)).total
    assert f"All {total} findings" in words_of(link)
    assert words(client.page(link["href"]), "h1") == f"{total} findings"


def test_every_example_finds_something(client: Any) -> None:
    page = client.page("/")
    links = {link.get_text(): link["href"] for link in page.select(".examples a")}
    assert len(links) == 5
    assert list(links) == [one for one in TO_TRY if one in links]
    for name, href in links.items():
        found = client.page(href)
        assert found.select(".card"), name
        assert words(found, "h1")[0].isdigit(), name


def test_a_search_is_said_as_a_sentence_and_announced(client: Any) -> None:
    page = client.page(f"/?q=problem+solving&area=neighbourhood-policing&{AFI}")
    sentence = words(page, "h1")
    assert sentence.endswith(
        "about problem solving in Neighbourhood Policing, under Areas for improvement"
    )
    status = page.select("[role=status]")
    assert [" ".join(tag.get_text().split()) for tag in status] == [sentence]
    assert sentence.split()[0] == "No"
    # One finding there says that problems persist, which is not close to it.
    assert words(page, "#results h2:not(.unseen)") == "Nothing matches all of that"
    assert page.select(".card") == []


def test_what_is_close_follows_under_a_heading_of_its_own(client: Any) -> None:
    url = "/?q=missing+persons+return+interviews&size=100"
    page = client.page(url)
    answers, close = page.select("#results ol[start]")
    number = len(answers.select(".card"))
    assert words(page, "h1") == (
        f"{number} findings have all the words of ‘missing persons return interviews’; "
        f"the {len(close.select('.card'))} closest others"
    )
    counted = words(page, ".panel-body > .hint")
    assert counted == f"Numbers count the {number} findings with all of the words"
    heading = close.find_previous("h2")
    assert heading.get_text().startswith("Also close: ")
    assert int(close["start"]) == number + 1
    (out,) = (link for link in page.select("#results a") if link.get_text() == "Leave them out")
    alone = client.page(out["href"])
    assert len(alone.select(".card")) == number
    assert "Also close" not in alone.get_text()
    assert words(alone, "h1") == f"{number} findings about missing persons return interviews"
    assert alone.select_one("#search input[name=match]")["value"] == "all"
    (back,) = (a for a in alone.select(".note a") if a.get_text() == "Show what is close too")
    assert "Also close" in client.page(back["href"]).get_text()


def test_what_answers_is_taken_away_alone_or_with_what_is_close(client: Any) -> None:
    page = client.page("/?q=missing+persons+return+interviews&size=100")
    offered = [item for item in page.select(".take li") if "away" in item.get_text()]
    answers, close = (len(some.select(".card")) for some in page.select("#results ol[start]"))
    assert [words_of(item).partition(":")[0] for item in offered] == [
        f"Take away the {answers} with all of the words",
        f"Take away all {answers + close}, each marked as answering or close",
    ]
    for item, number in zip(offered, (answers, answers + close), strict=True):
        (table,) = (link for link in item.select("a") if "CSV" in link.get_text())
        assert len(client.get(table["href"]).get_data(as_text=True).splitlines()) == number + 1


def test_where_nothing_has_all_of_it_the_list_is_said_to_be_of_what_is_close(client: Any) -> None:
    page = client.page("/?q=custody+elephants+training")
    cards = page.select(".card")
    assert cards
    said = words(page, ".range")
    assert (
        said
        == f"1 to {len(cards)} of the {len(cards)} closest: it may be that none of them answers"
    )
    assert "closest" not in words(client.page("/?q=custody"), ".range")


def test_a_question_in_a_sentence_has_one_list_and_each_card_says_what_it_has(client: Any) -> None:
    page = client.page("/?q=how+are+missing+persons+interviewed&size=100")
    (listed,) = page.select("#results ol[start]")
    cards = listed.select(".card")
    feet = [card.select_one(".card-foot").get_text() for card in cards]
    having = sum("Has all of the main words" in foot for foot in feet)
    assert having > 0
    said = "Lacks ‘|Has not all of it|in other words|far apart"
    lacking = [foot for foot in feet if re.search(said, foot)]
    assert having + len(lacking) == len(cards)
    named = [re.search("Lacks ‘(.*)’", foot) for foot in lacking]
    assert any(named)
    # What is named stands in no mark of the card.
    for card in cards:
        if told := re.search("Lacks (‘.*’)", card.select_one(".card-foot").get_text()):
            marks = {mark.get_text().casefold() for mark in card.select("mark")}
            assert marks.isdisjoint(re.findall("‘(.*?)’", told[1]))
    assert not page.select("#results h2:not(.unseen)")
    assert words(page, "h1").endswith(f"; the {len(cards) - having} closest others")
    (out,) = (a for a in page.select(".note a") if a.get_text().startswith("Leave out those"))
    assert len(client.page(out["href"]).select(".card")) == having


@pytest.mark.parametrize("q", ["custody+elephants+training", "missing+persons+return+interviews"])
def test_what_is_close_to_key_words_says_what_it_lacks(client: Any, q: str) -> None:
    page = client.page(f"/?q={q}&size=100")
    *_, close = page.select("#results ol[start]")
    said = "Lacks ‘|Has not all of it|in other words|far apart"
    feet = [card.select_one(".card-foot").get_text() for card in close.select(".card")]
    assert feet
    assert all(re.search(said, foot) for foot in feet)


def test_feed_exports_and_tables_have_what_answers(client: Any) -> None:
    q = "q=missing+persons+return+interviews"
    total = client.get(f"/api/v1/search?{q}").json["total"]
    assert total > 0
    exported = client.get(f"/export.json?{q}").json
    assert len(exported["findings"]) == exported["total"] == total
    assert all(finding["answers"] for finding in exported["findings"])
    assert client.get(f"/feed.atom?{q}").get_data(as_text=True).count("<entry>") == total
    assert client.get("/feed.atom?q=staff+turnover").get_data(as_text=True).count("<entry>") == 0


def test_marks_stand_on_what_was_searched_for(client: Any) -> None:
    page = client.page("/?q=%22problem+solving%22")
    for card in page.select(".card"):
        marks = {mark.get_text().lower() for mark in card.select(".quote mark")}
        assert any("problem" in mark for mark in marks), card


def test_the_text_of_a_report_cannot_become_markup(client: Any) -> None:
    page = client.page("/?q=%3Cscript%3Ealert(1)%3C/script%3E%22'%3E%3Cimg+src=x+onerror=y%3E")
    assert len(page.select("script")) == 1
    assert page.select_one("main img") is None
    box = page.select_one("#q")
    assert box is not None
    assert box["value"] == "<script>alert(1)</script>\"'><img src=x onerror=y>"


def test_what_is_ticked_is_what_was_asked(client: Any) -> None:
    page = client.page(f"/?{AFI}&category=Strengths&area=performance-management")
    assert ticked(page) == {
        ("category", "areas-for-improvement"),
        ("category", "strengths"),
        ("area", "performance-management"),
    }


def test_a_filter_is_removed_by_its_tag(client: Any) -> None:
    page = client.page(f"/?q=training&{AFI}&area=performance-management&sort=newest&page=1")
    tags = {words_of(tag): tag["href"] for tag in page.select(".chosen a")}
    assert tags == {
        "Remove filter: Performance Management×": f"/?q=training&{AFI}&sort=newest",
        "Remove filter: Areas for improvement×": "/?q=training&area=performance-management"
        "&sort=newest",
        "Clear all filters": "/?q=training&sort=newest",
    }
    # One filter is cleared by its own tag.
    assert len(client.page(f"/?q=training&{AFI}").select(".chosen a")) == 1


def words_of(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def test_the_counts_of_a_facet_are_what_ticking_gives(client: Any) -> None:
    page = client.page("/?q=training")
    for box in page.select("input[name=category]"):
        label = page.select_one(f'label[for="{box["id"]}"]')
        assert label is not None
        count = int(label.get_text().rsplit("(", 1)[1].rstrip(")\n "))
        only = client.page(f"/?q=training&category={box['value']}")
        assert words(only, "h1").split()[0] == str(count)


def test_a_card_says_whose_grade_it_is_and_its_page_how_all_forces_were_graded(
    client: Any,
) -> None:
    card = client.page(f"/?area=neighbourhood-policing&{AFI}").select_one(".card")
    assert words_of(card.select_one(".grade")) == "Area graded Good"
    assert not card.select(".bar")
    page = client.page(card.select_one(".card-title a")["href"])
    rows = page.select(".grades tbody tr")
    assert [int(words_of(row.select_one("td"))) for row in rows] == [6, 14, 21, 2]
    assert words_of(page.select_one(".grades-this th")).startswith("Good")


def test_an_acronym_is_explained_and_the_search_says_so(client: Any) -> None:
    page = client.page("/?q=NPT")
    note = " ".join(words_of(tag) for tag in page.select(".note"))
    assert "Also searching Neighbourhood Policing Team for ‘NPT’" in note
    meanings = {
        words_of(row.select_one("dt")): words_of(row.select_one("dd"))
        for row in page.select(".acronym")
    }
    assert meanings["NPT"] == "Neighbourhood Policing Team"


def test_an_expansion_can_be_switched_off_and_on(client: Any) -> None:
    page = client.page("/?q=SOPO")
    assert page.select(".card")
    only = page.find("a", string="Search only these words")
    assert only is not None
    assert only["href"] == "/?q=SOPO&expand=0"
    narrow = client.page(only["href"])
    assert words(narrow, "h1") == "No findings about SOPO"
    assert narrow.select_one("input[type=hidden][name=expand][value='0']")
    assert narrow.select_one("main .note a[href='/?q=SOPO']")


def test_a_slip_is_corrected_and_can_be_searched_as_typed(client: Any) -> None:
    page = client.page("/?q=neighborhod")
    assert page.select(".card")
    link = page.find("a", string="Search for it as typed")
    assert link is not None
    assert link["href"] == "/?q=neighborhod&correct=0"
    assert not client.page(link["href"]).select(".card")


def test_nothing_found_is_explained(client: Any) -> None:
    page = client.page(f"/?q=xyzzyplugh&{AFI}&correct=0")
    assert words(page, "h1").startswith("No findings about xyzzyplugh")
    assert page.select_one("main a[href='/?q=xyzzyplugh&correct=0']") is not None
    assert ticked(page) == {("category", "areas-for-improvement")}


def test_pages_hold_each_finding_once(client: Any, archive: Archive) -> None:
    seen: list[str] = []
    href: str | None = "/?size=100&group=0&context=1"
    while href:
        page = client.page(href)
        seen += [str(link["href"]) for link in page.select(".card-title a")]
        following = page.select_one("a[rel=next]")
        href = str(following["href"]) if following else None
    assert len(seen) == len(set(seen))
    assert len(seen) == sum(len(archive.report(r.id).findings) for r in archive.reports())


def test_the_whole_state_is_in_the_links(client: Any) -> None:
    page = client.page(f"/?q=force&{AFI}&size=10&sort=report&expand=0&group=0")
    following = page.select_one("a[rel=next]")
    assert following is not None
    for part in ("q=force", AFI, "size=10", "sort=report", "expand=0", "group=0", "page=2"):
        assert part in following["href"]
    assert [words_of(a) for a in page.select(".take [aria-current]")] == ["Report order", "10"]
    held = {(box["name"], box["value"]) for box in page.select("#search input[type=hidden]")}
    assert held == {("sort", "report"), ("size", "10"), ("expand", "0"), ("group", "0")}


BAD = [
    ("page=0", 400), ("page=-1", 400), ("page=abc", 400), ("page=9999", 404),
    ("page=" + "9" * 30, 400),
    ("size=0", 400), ("size=101", 400), ("size=abc", 400),
    ("sort=best", 400), ("expand=2", 400), ("correct=x", 400), ("group=x", 400),
    ("area=mars", 400), ("category=mars", 400), ("grade=mars", 400), ("force=mars", 400),
    ("year=1066", 400), ("report=mars", 400), ("area=%00", 400), ("area=" + "x" * 5000, 400),
    ("q=" + "a" * 10_000, 400), ("q=" + "police+" * 2000, 400), ("q=a&q=b", 400),
    ("page=1&page=2", 400),
]  # fmt: skip


@pytest.mark.parametrize(("query", "status"), BAD, ids=[query[:24] for query, _ in BAD])
def test_a_search_that_cannot_be_is_the_form_with_a_sentence(
    client: Any, query: str, status: int
) -> None:
    page = client.page(f"/?{query}", status)
    assert page.select_one("form[role=search] input[name=q]")
    sentence = words(page, ".alert p")
    assert sentence.endswith(".")
    assert len(sentence) < 400

    data = client.get(f"/api/v1/search?{query}")
    assert data.status_code == status
    assert data.json["error"]["parameter"] == query.split("=")[0]
    assert data.json["error"]["message"].endswith(".")


ODD = [
    "q=%00", "q=%00police", "q=%ff%fe", "q=%F0%9F%9A%93", "q=%E2%80%AE", "q=" + "%CC%81" * 300,
    "q=%22", "q=((((", "q=))))", "q=NOT", "q=AND+OR+NOT", "q=-", "q=*", "q=a*", "q=%22%22",
    "q=the+of+and", "q=%3F%21", "q=area%3A", "q=area%3Amars", "q=%D0%BF%D0%BE%D0%BB", "q=%20%20",
    "q=" + "NOT+" * 200 + "x", "q=" + "(" * 400, "q=" + "%22a%22+" * 100, "q=x%0D%0ASet-Cookie:a",
    "utm_source=mail", "q=police&fbclid=1", "area=&q=&page=&size=&sort=",
    "area=neighbourhood-policing" + "&area=neighbourhood-policing" * 300,
]  # fmt: skip


@pytest.mark.parametrize("query", ODD, ids=[query[:24] for query in ODD])
def test_nothing_that_is_typed_breaks_a_page(client: Any, query: str) -> None:
    for path in ("/", "/feed.atom", "/export.csv", "/shape", "/compare", "/pack"):
        assert client.get(f"{path}?{query}").status_code in (200, 400), path


def test_an_unknown_parameter_is_passed_over_for_people(client: Any) -> None:
    assert words(client.page("/?q=NPT&utm_source=mail"), "h1") == words(
        client.page("/?q=NPT"), "h1"
    )


def test_a_long_list_of_words_is_folded_and_can_be_switched_off(client: Any) -> None:
    page = client.page("/?q=runaway+children+at+risk")
    (summary,) = (words_of(tag) for tag in page.select(".note summary"))
    more = int(summary.split(" more")[0].split()[-1])
    (said,) = (words_of(p) for p in page.select(".note p") if "Also searching" in p.get_text())
    assert "for ‘runaway’" in said
    assert more > 0
    (off,) = (a for a in page.select(".note a") if a.get_text() == "Search only these words")
    assert "Also searching" not in client.get(off["href"]).text


def test_a_few_words_are_named_in_the_line_and_said_behind_it(client: Any) -> None:
    page = client.page("/?q=NPT")
    assert words(page, ".note summary") == "Also searching Neighbourhood Policing Team"
    assert "Also searching Neighbourhood Policing Team for ‘NPT’" in words(page, ".note")
    assert not page.select(".note[open]")


def test_a_finding_that_is_shortened_unfolds_where_it_stands(client: Any) -> None:
    page = client.page("/?q=programmed+frameworks&category=context")
    whole = [" ".join(quote.get_text().split()) for quote in page.select(".card details .quote")]
    assert any(len(text.split()) == 269 for text in whole)
    assert len(whole) == len(page.select(".card > .cut"))


def test_what_no_list_should_print_is_read_on_its_own_page(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "UNFOLDED", 1000)
    page = client.page("/?q=programmed+frameworks&category=context")
    (link,) = (a for a in page.select(".card a") if a.get_text().startswith("Read all 269 words"))
    quote = client.page(link["href"]).select_one("blockquote")
    assert len(quote.get_text().split()) == 269
    assert quote.select("mark")
    for whole in page.select(".card details"):
        assert len(" ".join(whole.select_one("blockquote").get_text().split())) <= 1000


def pointed_to(page: BeautifulSoup) -> list[str]:
    notes = (note for note in page.select(".note") if "See all findings" in note.get_text())
    return [str(link["href"]) for note in notes for link in note.select("a")]


def test_the_name_of_a_force_or_an_area_leads_to_all_of_it(client: Any, sample: Any) -> None:
    (link,) = pointed_to(sample.page("/?q=calderdene&read=0"))
    assert link == "/?force=calderdene-police"
    assert words(sample.page(link), "h1").endswith("findings, in reports on Calderdene Police")
    assert pointed_to(client.page("/?q=child+abuse")) == [
        "/?area=protecting-vulnerable-people-child-abuse"
    ]
    assert len(pointed_to(sample.page("/?q=Mercia&read=0"))) == 2


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=abuse+child",
        "q=pol",
        "q=police",
        "q=Protecting",
        "q=buse",
        "q=%25",
        "q=calderdene&force=calderdene-police",
    ],
)
def test_what_is_no_name_or_is_chosen_leads_nowhere(sample: Any, query: str) -> None:
    assert pointed_to(sample.page(f"/?{query}")) == []


def test_what_was_read_as_a_filter_is_said_with_a_way_back(sample: Any) -> None:
    page = sample.page("/?q=calderdene+custody")
    assert words(page, "h1").endswith("about custody, in reports on Calderdene Police")
    assert words(page, ".note summary").startswith("Filtered by Calderdene Police")
    (said,) = (p for p in page.select(".note p") if "is taken for" in p.get_text())
    assert words_of(said) == (
        "‘calderdene’ is taken for Calderdene Police. Take ‘calderdene’ as words"
    )
    assert ticked(page) == {("force", "calderdene-police")}
    assert page.select_one("input[value=calderdene-police][disabled]")
    (link,) = (str(a["href"]) for a in said.select("a"))
    back = sample.page(link)
    assert "‘calderdene custody’" in words(back, "h1")
    assert back.select_one("input[name=literal][value=calderdene]")


def notes(page: BeautifulSoup, beginning: str) -> list[str]:
    """Where the links lead of the note that begins so."""
    found = (note for note in page.select("p.note") if note.get_text().startswith(beginning))
    return [str(link["href"]) for note in found for link in note.select("a")]


def test_a_grade_that_is_asked_for_leads_to_who_was_given_it(sample: Any) -> None:
    page = sample.page("/?q=which+forces+are+graded+good")
    assert words(page, "h1").endswith("findings, graded Good")
    *areas, board = notes(page, "Graded Good: ")
    assert areas
    assert all(sample.get(link).status_code == 200 for link in areas)
    assert board.startswith("/grades")
    assert sample.get(board).status_code == 200
    assert notes(sample.page("/?q=custody"), "Graded ") == []


def test_what_somebody_must_do_leads_to_the_register(sample: Any) -> None:
    page = sample.page("/?q=what+must+Calderdene+do")
    (link,) = notes(page, "What is asked for stands in")
    # All that is asked, under whatever heading it stands.
    assert link == "/register?force=calderdene-police"
    assert "category" in {name for name, _ in ticked(page)}


def test_the_title_of_a_report_leads_to_it(sample: Any) -> None:
    page = sample.page("/?q=PEEL+inspection+of+Calderdene+2021")
    assert ", from PEEL 2021/22" in words(page, "h1")
    (link,) = notes(page, "Read from top to bottom")
    assert link.startswith("/reports/")
    assert sample.get(link).status_code == 200


def test_the_filter_that_was_read_is_that_of_the_tick(sample: Any) -> None:
    read, chosen = (
        sample.page(url)
        for url in ("/?q=calderdene+custody", "/?q=custody&force=calderdene-police")
    )
    assert words(read, "h1") == words(chosen, "h1")
    assert [a["href"].split("?")[0] for a in read.select(".card-title a")] == [
        a["href"].split("?")[0] for a in chosen.select(".card-title a")
    ]


def test_a_leaning_is_told_and_can_be_refused(client: Any) -> None:
    page = client.page("/?q=too+few+officers")
    (note,) = [p for p in page.select(".note p") if "come a little earlier" in p.get_text()]
    (link,) = note.select("a")
    assert link["href"] == "/?q=too+few+officers&literal=too+few"
    assert "come a little earlier" not in client.get(link["href"]).text


def test_the_latest_comes_first_and_the_page_says_so(sample: Any) -> None:
    page = sample.page("/?q=latest+training")
    assert words(page, ".note summary").endswith("ewest reports first")
    assert page.select_one('.note a[href="/?q=latest+training&literal=latest"]')
    assert words(page, "h1").endswith("about training")


def test_who_is_better_leads_to_a_comparison(sample: Any) -> None:
    page = sample.page("/?q=is+calderdene+better+than+cambridgeshire+at+training")
    (href,) = [str(a["href"]) for a in page.select('.note a[href^="/compare"]')]
    assert "force=calderdene-police" in href
    assert "force=cambridgeshire-constabulary" in href
    assert "q=training" in href
    assert words(sample.page(href), "h1")


def test_context_is_left_out_until_it_is_ticked(client: Any) -> None:
    without, with_it = client.page("/?sort=report"), client.page("/?sort=report&context=1")
    assert words(without, ".sentence") != words(with_it, ".sentence")
    assert not without.select("#context[checked]")
    assert with_it.select("#context[checked]")
    assert not without.select("#category-context")
    assert with_it.select("#category-context")
    assert client.page("/?category=context").select(".card")


def test_a_search_that_only_leaves_out_says_so(client: Any) -> None:
    heading = words(client.page("/?q=-custody"), "h1")
    assert heading.endswith("findings without custody")
    assert words(client.page("/?q=-custody+-taser"), "h1").endswith("without custody or taser")


def test_what_no_report_is_of_is_said_in_sight(sample: Any) -> None:
    page = sample.page("/?q=Thames+Valley+Police+custody")
    said = [words_of(note) for note in page.select("p.note")]
    assert any(one.startswith("No report here is of Thames Valley Police") for one in said)
    folded = words_of(page.select_one("details.note"))
    assert "No report here is of" not in folded
