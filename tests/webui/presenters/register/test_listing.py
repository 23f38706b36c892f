"""The rows of the register: filtered, ordered, counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Archive, JoinedTable, SearchRequest, publish, slug
from webui.presenters.forces import forces
from webui.presenters.register.asked import SEARCH, Due, Order, RegisterRequest, Whose
from webui.presenters.register.listing import ASKING, Register, choices

ON = RegisterRequest(on="2026-06-30")


@pytest.fixture(scope="module")
def archive(asking_index: Path) -> Archive:
    return Archive(asking_index)


@pytest.fixture
def listed(archive: Archive, tmp_path: Path) -> Callable[[RegisterRequest], Register]:
    """``listed(asked)`` is the register without a joined table."""
    return lambda asked: Register(archive, JoinedTable(tmp_path), asked)


def test_each_choice_of_the_last_day_parts_the_register(
    listed: Callable[[RegisterRequest], Register],
) -> None:
    parts = {due: {e.id for e in listed(replace(ON, due=due)).entries} for due in Due}
    assert parts[Due.LATE] | parts[Due.COMING] == parts[Due.DATED]
    assert parts[Due.DATED] | parts[Due.UNDATED] == parts[Due.ANY]
    assert all(parts.values())
    assert sum(map(len, parts.values())) == 2 * len(parts[Due.ANY]) + len(parts[Due.DATED])


def test_it_is_ordered_as_asked(listed: Callable[[RegisterRequest], Register]) -> None:
    newest = [entry.published for entry in listed(ON).entries]
    assert newest == sorted(newest, reverse=True)
    due = [entry.due for entry in listed(replace(ON, order=Order.DUE)).entries]
    dated = [one for one in due if one]
    assert due == [*sorted(dated), *[""] * (len(due) - len(dated))]


def test_words_of_the_addressee_filter(listed: Callable[[RegisterRequest], Register]) -> None:
    found = listed(replace(ON, addressee="CONSTABLE chief")).entries
    assert found
    assert {entry.addressee.casefold() for entry in found} == {"the chief constable"}


def test_words_find_what_the_search_finds(
    listed: Callable[[RegisterRequest], Register], archive: Archive
) -> None:
    found = listed(replace(ON, search=replace(SEARCH, q="training"))).entries
    search = archive.scan(SearchRequest(q="training"))
    asking = {one.id for one in search.findings if one.category in ASKING}
    assert {entry.id for entry in found} == asking
    assert found


def test_the_choices_are_those_of_reports_that_ask(archive: Archive) -> None:
    found = choices(archive.reports())
    labels = [label for _, label in found["category"]]
    assert labels == sorted({archive.finding(e.id).finding.category for e in archive.register()})
    assert {value for value, _ in found["force"]} >= {
        slug(archive.finding(e.id).finding.force or "No force given") for e in archive.register()
    }
    assert all(len(dict(values)) == len(values) for values in found.values())
    years = [label for _, label in found["year"]]
    assert years == sorted(years, reverse=True)


def test_a_value_that_two_reports_print_in_other_letters_is_one_choice(archive: Archive) -> None:
    one = next(r for r in archive.reports() if "Areas for improvement" in r.labels["category"])
    areas = [{**one.labels, "area": (area,)} for area in ("Custody Suites", "Custody suites")]
    found = choices([replace(one, labels=labels) for labels in areas])
    assert found["area"] == (("custody-suites", "Custody suites"),)


def test_the_rows_of_a_file_are_those_of_all_pages(
    listed: Callable[[RegisterRequest], Register],
) -> None:
    asked = replace(ON, search=replace(SEARCH, size=100))
    register = listed(asked)
    shown = [
        row.hit.finding
        for page in range(1, register.pages + 1)
        for row in listed(replace(asked, search=replace(asked.search, page=page))).rows()
    ]
    assert [row.hit.finding for row in register.all_rows()] == shown
    assert len(shown) == len(register.entries)


def test_who_must_act_parts_the_register(archive: Archive, tmp_path: Path) -> None:
    report = archive.report(archive.register()[0].report)
    ask = next(one for one in report.findings if one.category in ASKING)
    some = [
        replace(
            ask, id=f"{report.id}-{place:04}", addressee=whom, due="2020-01-31", text=f"{whom}."
        )
        for place, whom in enumerate(("the force", "the Home Office", None))
    ]
    publish([replace(report, findings=tuple(some), ledger=())], tmp_path / "index")
    own = Archive(tmp_path / "index")
    found = {
        whose: Register(own, JoinedTable(tmp_path), replace(ON, whose=whose)) for whose in Whose
    }
    ids = {whose: [entry.id for entry in one.entries] for whose, one in found.items()}
    assert ids[Whose.OTHERS] == [some[1].id]
    assert ids[Whose.POLICE] == [some[0].id, some[2].id]
    assert len(ids[Whose.ANY]) == found[Whose.ANY].late == 3
    assert found[Whose.ANY].late_for_others == 1
    assert found[Whose.ANY].steps == 0


def test_of_a_force_what_its_newest_reports_ask_is_told(
    listed: Callable[[RegisterRequest], Register], archive: Archive
) -> None:
    assert listed(ON).foremost == ()
    force = next(one for one in archive.of_reports(forces) if len(one.reports) == 1)
    found = listed(replace(ON, search=replace(SEARCH, filters=force.filters)))
    assert found.foremost == (force.reports[0].id,)
    assert found.late_in_foremost == found.late
    report = {"report": (force.reports[0].id,)}
    assert listed(replace(ON, search=replace(SEARCH, filters=report))).foremost == ()
    # Their list keeps what else was asked: 3 of 11 recommendations had led to 7 things of any kind.
    filters = {**force.filters, "category": ("recommendations",)}
    some = listed(replace(ON, search=replace(SEARCH, filters=filters)))
    assert 0 < some.late_in_foremost < found.late_in_foremost
    assert len(listed(some.of_foremost).entries) == some.late_in_foremost
