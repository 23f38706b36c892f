"""What a query that is being typed may become."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from indexer.search.suggestions import ACRONYM, TERM

Found = Callable[..., Archive]
Make = Callable[..., Report]


def texts(archive: Archive, typed: str, kind: str) -> list[str]:
    return [s.text for s in archive.suggest(typed, 20) if s.kind == kind]


def test_acronyms_are_found_by_letters_and_by_meaning(archive: Archive) -> None:
    assert texts(archive, "np", ACRONYM) == ["NPT"]
    assert "RSO" in texts(archive, "sex off", ACRONYM)
    (npt,) = (s for s in archive.suggest("NPT") if s.kind == ACRONYM)
    assert "Neighbourhood Policing Team" in npt.meaning
    assert npt.findings == archive.search(SearchRequest(q="NPT")).total


def test_areas_and_forces_are_found_by_any_of_their_words(archive: Archive) -> None:
    area = "Protecting Vulnerable People – Missing Persons"
    assert texts(archive, "missing per", "area") == [area]
    assert texts(archive, "CAMBRIDGE", "force") == ["Cambridgeshire Constabulary"]


def test_the_last_word_is_completed_to_what_stands_after_the_others(archive: Archive) -> None:
    assert texts(archive, "missing p", TERM) == ["missing persons"]
    assert texts(archive, "risk ass", TERM)[0] == "risk assessment"


def test_each_term_is_offered_once_in_its_usual_form(found: Found, report: Make) -> None:
    archive = found(report("referrals", "referrals referral", "reform"))
    assert texts(archive, "ref", TERM) == ["referrals", "reform"]


def test_a_word_is_only_suggested_where_it_stands_beside_the_one_before(
    found: Found, report: Make
) -> None:
    archive = found(report("The return of interviews.", "Return visits. Interviews follow."))
    assert texts(archive, "return vi", TERM) == ["return visits"]
    assert texts(archive, "return int", TERM) == []


def test_what_is_suggested_finds_as_much_as_it_says(archive: Archive) -> None:
    for typed in ("res", "vuln", "custody s", "domestic v", "st"):
        for suggestion in archive.suggest(typed, 20):
            if suggestion.kind in (TERM, ACRONYM):
                page = archive.search(SearchRequest(q=suggestion.text))
                assert 0 < suggestion.findings == page.total


@pytest.mark.parametrize("typed", ["", "  ", "?!", "zzzz", "the"])
def test_nothing_fits(archive: Archive, typed: str) -> None:
    assert texts(archive, typed, ACRONYM) == []
    assert len(archive.suggest(typed, 3)) <= 3


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_anything_typed_is_answered(archive: Archive, typed: str) -> None:
    assert len(archive.suggest(typed, 5)) <= 5


def test_a_word_of_nothing_but_marks_suggests_no_words(found: Found, report: Make) -> None:
    archive = found(report("custody police training"))
    assert archive.suggest("a ’s") == ()
    assert archive.named("’s") == ()


def test_names_are_found_from_the_beginning_of_a_word(found: Found, report: Make) -> None:
    archive = found(
        report("one", id="a", area="Child Abuse"),
        report("two", id="b", area="Patrol", force="Abingdon Police"),
    )
    assert [one.text for one in archive.named("ab")] == ["Child Abuse", "Abingdon Police"]
    assert archive.named("buse") == ()
