"""The page of the register: what is asked for, what is overdue, what people keep beside it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import CONTEXT, Archive, JoinedTable, publish, slug
from tests.national import council, national

ON = "on=2026-06-30"


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


@pytest.fixture(scope="module")
def archive(asking_index: Path) -> Archive:
    return Archive(asking_index)


def kept(folder: Path, archive: Archive, text: str) -> None:
    """Joins a table in which {0}, {1} … stand for ids of entries that have a last day."""
    dated = [entry.id for entry in archive.register() if entry.due]
    (folder / "mine.csv").write_text(text.format(*dated), encoding="utf-8")
    JoinedTable(folder).put(folder / "mine.csv", archive.register())


def test_it_counts_what_is_asked_for_and_what_is_overdue(asking: Any, archive: Archive) -> None:
    register = archive.register()
    dated = [entry for entry in register if entry.due]
    late = [entry for entry in dated if entry.due < "2026-06-30"]
    assert 0 < len(late) < len(dated) < len(register)
    lead = words(asking.page(f"/register?{ON}").select_one(".lead"))
    assert lead == (
        f"{len(register)} findings ask for something here. For {len(dated)} of them a due date "
        f"can be worked out: that of {len(late)} had passed by 30 June 2026; whether they were "
        "done, no report here says."
    )


def test_a_choice_of_due_dates_says_how_many_it_leaves(asking: Any, archive: Archive) -> None:
    late = sum("" < entry.due < "2026-06-30" for entry in archive.register())
    lead = words(asking.page(f"/register?{ON}&due=overdue").select_one(".lead"))
    assert lead.startswith(f"{len(archive.register())} findings ask for something here.")
    assert lead.endswith(f"{late} of them are listed, by the due date that was chosen.")


def test_every_entry_is_on_one_of_its_pages(asking: Any, archive: Archive) -> None:
    found: list[str] = []
    page = asking.page("/register?order=report&size=100")
    while True:
        found += [a["href"].rpartition("/")[2] for a in page.select(".card-title a")]
        if not (following := page.select_one("a[rel=next]")):
            break
        page = asking.page(following["href"])
    assert found == [entry.id for entry in archive.register()]


def test_what_is_overdue_says_so(asking: Any) -> None:
    page = asking.page(f"/register?{ON}&due=overdue&order=due&size=100")
    cards = page.select(".card")
    assert cards
    assert all("Date passed" in words(card.select_one(".card-tags")) for card in cards)
    assert all("The chief constable" in words(card) for card in cards)
    assert "by then (15 March 2026)" in words(cards[0])
    coming = asking.page(f"/register?{ON}&due=coming&size=100").select(".card")
    assert coming
    assert not [card for card in coming if "Date passed" in words(card.select_one(".card-tags"))]


def test_a_filter_is_kept_on_the_form_and_narrows(asking: Any, archive: Archive) -> None:
    force = archive.reports()[0].force
    page = asking.page("/register")
    (option,) = [one for one in page.select("select[name=force] option") if words(one) == force]
    page = asking.page(f"/register?force={option['value']}&size=100")
    assert words(page.select_one("select[name=force] option[selected]")) == force
    cards = page.select(".card-title")
    assert cards
    assert all(words(card).startswith(force) for card in cards)


def test_several_values_of_a_filter_stay_chosen(asking: Any) -> None:
    page = asking.page("/register")
    first, second = [one["value"] for one in page.select("select[name=category] option")][1:3]
    page = asking.page(f"/register?category={first}&category={second}")
    assert len(page.select("select[name=category][multiple] option[selected]")) == 2


def test_a_place_is_chosen_and_stays_chosen(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    places = ("Merrow", "Ashdale")
    publish((council(one, p, "S") for one, p in zip(national(2), places, strict=True)), tmp_path)
    client = client_over(tmp_path)
    page = client.page("/register?place=merrow")
    assert page.select_one("select[name=place] option[selected]")["value"] == "merrow"
    assert page.select_one("details[open] select[name=place]")
    titles = [words(one) for one in page.select(".card-title")]
    assert titles
    assert all(title.startswith("Merrow") for title in titles)
    assert len(titles) < len(client.page("/register?size=100").select(".card"))


def test_a_next_step_is_called_one_and_not_context(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    report = next(national(1))
    step, asks = report.findings[:2]
    step = replace(step, category=CONTEXT, due="2030-01-31", deadline="by 31 January 2030")
    asks = replace(asks, category="Recommendations", due=None, deadline=None)
    publish([replace(report, findings=(step, asks))], tmp_path)
    client = client_over(tmp_path)
    cards = client.page("/register").select(".card")
    tags = {words(one.blockquote): words(one.select_one(".tag")) for one in cards}
    assert tags == {step.text: "Next step", asks.text: "Recommendations"}
    table = client.get("/register.csv").get_data(as_text=True).removeprefix("\ufeff")
    rows = csv.DictReader(io.StringIO(table, newline=""))
    assert {row["Text"]: row["Category"] for row in rows} == tags


def test_words_are_searched_and_marked(asking: Any) -> None:
    page = asking.page("/register?q=training&size=100")
    cards = page.select(".card")
    assert cards
    assert all(card.select("mark") for card in cards)


def test_nothing_that_fits_is_said(asking: Any) -> None:
    assert "Nothing is asked for" in words(asking.page("/register?q=xyzzyplugh&correct=0").main)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("category=strengths", "ask for nothing"),
        ("due=tomorrow", "overdue, coming"),
        ("on=2026-02-30", "a day"),
        ("on=20260330", "a day"),
        ("order=best", "newest, due or report"),
        ("force=atlantis", "There is no force"),
        ("own.status=Open", "No table is joined"),
        ("page=999", "There is no page 999"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(asking: Any, query: str, said: str) -> None:
    page = asking.page(f"/register?{query}", 404 if "page" in query else 400)
    assert said in words(page.main)


def test_a_joined_table_is_shown_and_filtered(
    asking: Any, archive: Archive, tmp_path: Path
) -> None:
    kept(tmp_path, archive, "Reference,Status,Owner\n{0},Open,Amy\n{1},Closed,Ben\n{2},Open,Cy\n")
    page = asking.page(f"/register?{ON}&due=dated&order=report&size=100")
    said = [[words(dd) for dd in card.select("dd")][-2:] for card in page.select(".card")]
    assert said[:2] == [["Open", "Amy"], ["Closed", "Ben"]]
    assert [words(dt) for dt in page.select(".card dt")][2:4] == ["Status", "Owner"]
    assert "Done" in words(page.select(".card-tags")[1])
    options = [words(one) for one in page.select("select[name='own.status'] option")]
    assert options == ["Any", "Closed", "Open", "(nothing)"]
    opened = asking.page("/register?own.status=open").select(".card")
    assert len(opened) == 2
    rest = asking.page("/register?own.status=(nothing)")
    assert words(rest.select_one(".lead")).startswith(f"{len(archive.register()) - 3} findings ask")


def test_what_is_done_is_not_overdue(asking: Any, archive: Archive, tmp_path: Path) -> None:
    before = len(asking.page(f"/register?{ON}&due=overdue&size=100").select(".card"))
    kept(tmp_path, archive, "Reference,Closed on\n{0},2026-06-30\n{1},2026-07-01\n")
    after = len(asking.page(f"/register?{ON}&due=overdue&size=100").select(".card"))
    assert after == before - 1


def test_a_row_without_a_place_is_named(asking: Any, archive: Archive, tmp_path: Path) -> None:
    kept(tmp_path, archive, "Reference,Closed on\n{0},soon\nnobody,\n")
    said = [words(li) for li in asking.page("/register").select("details li")]
    assert said[0].startswith("Line 2: ‘soon’ under ‘Closed on’ is no date")
    assert said[1].startswith("Line 3: ‘nobody’ is the reference of nothing")


def test_a_cell_cannot_be_markup(asking: Any, archive: Archive, tmp_path: Path) -> None:
    kept(tmp_path, archive, "Reference,<b>Note</b>\n{0},<script>x</script>\x01\n")
    page = asking.page(f"/register?{ON}&due=dated&order=report")
    assert "<script>x</script>" in words(page.select_one(".card"))
    assert page.select("main script") == []


def test_a_table_that_was_damaged_is_said_and_the_rest_is_shown(
    asking: Any, archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / ".joined.csv").write_bytes(b"PK\x03\x04")
    page = asking.page("/register")
    assert "workbook" in words(page.select_one(".alert"))
    assert page.select(".card")


def test_a_browser_that_has_the_page_is_told_when_the_table_changes(
    asking: Any, archive: Archive, tmp_path: Path
) -> None:
    tag = asking.get("/register").headers["ETag"]
    assert asking.get("/register", headers={"If-None-Match": tag}).status_code == 304
    kept(tmp_path, archive, "Reference,Note\n{0},new\n")
    assert asking.get("/register", headers={"If-None-Match": tag}).status_code == 200


def test_of_how_many_forces_and_in_how_many_places_something_is_asked(
    client_over: Callable[[Path], Any], tmp_path: Path
) -> None:
    some = [*national(5), council(next(national(1)), "Ashdale", "Children’s services")]
    publish(some, tmp_path)
    client, archive = client_over(tmp_path), Archive(tmp_path)
    assert "Asked of" not in words(client.page("/register").main)
    page = client.page("/register?q=risk+assessment&size=100")
    found = [a["href"].rpartition("/")[2] for a in page.select(".card-title a")]
    whose = [archive.finding(name).finding for name in found]
    forces = Counter(one.force for one in whose if one.force)
    assert len(forces) > 1
    (fold,) = [one for one in page.select("details") if "Asked of" in words(one.summary)]
    assert words(fold.summary) == f"Asked of {len(forces)} forces and in 1 place"
    told = [(words(li.a), int(words(li).rpartition("(")[2][:-1])) for li in fold.select("li")]
    assert dict(told[:-1]) == forces
    assert [count for _, count in told[:-1]] == sorted(forces.values(), reverse=True)
    assert told[-1] == ("Ashdale", sum(one.place == "Ashdale" for one in whose))
    for link, (_, count) in zip(fold.select("li a"), told, strict=True):
        assert len(client.page(f"{link['href']}&size=100").select(".card")) == count


@pytest.mark.parametrize("named", ["durham-police", "durham-constabulary"])
def test_a_force_that_reports_call_by_two_names_is_one(
    client_over: Callable[[Path], Any], tmp_path: Path, named: str
) -> None:
    def called(place: int, force: str, month: str) -> Any:
        report = list(national(2))[place]
        facts = {"force": force, "published": month}
        findings = tuple(
            replace(one, **facts, id=f"{month}-{number:04}", report=month)
            for number, one in enumerate(report.findings)
        )
        return replace(report, **facts, id=month, findings=findings, ledger=())

    reports = [
        called(0, "Durham Constabulary", "2018-01"),
        called(0, "Durham Police", "2020-01"),
        called(1, "Kent Police", "2020-02"),
    ]
    publish(reports, tmp_path)
    client = client_over(tmp_path)
    entries = Counter(slug(entry.values("force")[0]) for entry in Archive(tmp_path).register())
    both = entries["durham-police"] + entries["durham-constabulary"]
    page = client.page(f"/register?force={named}")
    options = page.select("select[name=force] option")
    assert [words(one) for one in options] == ["Any", "Durham Police", "Kent Police"]
    assert [words(one) for one in options if one.has_attr("selected")] == ["Durham Police"]
    assert words(page.select_one(".lead")).startswith(f"{both} findings ask for something")
    everyone = client.page("/register?q=&due=any")
    told = [words(one) for one in everyone.select("details .ticks li") if "Police" in words(one)]
    assert sorted(told) == sorted(
        [f"Durham Police ({both})", f"Kent Police ({entries['kent-police']})"]
    )
