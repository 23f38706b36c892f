"""Acronyms both ways, the thesaurus, and compounds: what is searched for as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.reports.report import Report
from indexer.search.answer import SearchPage
from indexer.search.archive import Archive
from indexer.search.language.interpretation import Change
from indexer.search.language.thesaurus.lexicon import Lexicon
from indexer.search.request import SearchRequest

Found = Callable[..., Archive]
Make = Callable[..., Report]

NPT = (("NPTs", "Neighbourhood Policing teams"),)


def ids(page: SearchPage) -> set[str]:
    return {hit.finding.id for hit in page.hits}


def search(archive: Archive, q: str, expand: bool = True) -> SearchPage:
    return archive.search(SearchRequest(q=q, expand=expand))


@pytest.fixture
def archive(found: Found, report: Make) -> Archive:
    return found(
        report(
            "Every NPT has a sergeant.",
            "Neighbourhood policing teams meet weekly.",
            "A neighbourhood policing team sergeant was seen.",
            "The team of the station.",
            definitions=NPT,
        )
    )


@pytest.mark.parametrize("q", ["NPT", "npts", "NPT's", "neighbourhood policing team"])
def test_letters_and_long_form_find_each_other(archive: Archive, q: str) -> None:
    page = search(archive, q)
    assert {"north-2020-1", "north-2020-2", "north-2020-3"} <= ids(page)
    assert page.expansions


@pytest.mark.parametrize("q", ['"NPT sergeant"', '"neighbourhood policing team sergeant"'])
def test_an_acronym_inside_a_phrase(archive: Archive, q: str) -> None:
    assert ids(search(archive, q)) == {"north-2020-3"}


def test_expansion_can_be_switched_off(archive: Archive) -> None:
    page = search(archive, "NPT", expand=False)
    assert ids(page) == {"north-2020-1"}
    assert page.expansions == ()


def test_the_expansion_is_told(archive: Archive) -> None:
    assert search(archive, "NPTs").expansions == (Change("NPTs", "Neighbourhood Policing teams"),)


def test_the_national_list_knows_what_no_report_says(found: Found, report: Make) -> None:
    archive = found(report("It applies for Sex Offender Prevention Orders.", "The SOP is clear."))
    assert ids(search(archive, "SOPOs")) == {"north-2020-1"}


def test_a_report_comes_before_the_national_list(found: Found, report: Make) -> None:
    archive = found(
        report(
            "ABC is used.",
            "Activity-based costing is used.",
            "An acceptable behaviour contract is used.",
            definitions=(("ABC", "activity-based costing"),),
        )
    )
    assert ids(search(archive, "ABC")) == {"north-2020-1", "north-2020-2"}


def test_meanings_hold_in_the_reports_that_give_them(found: Found, report: Make) -> None:
    archive = found(
        report("PPT leads.", "The public protection team.", "A property tax.", id="a",
               definitions=(("PPT", "public protection team"),)),
        report("PPT is due.", "The public protection team.", "A police property tax.", id="b",
               definitions=(("PPT", "police property tax"),)),
    )  # fmt: skip
    page = search(archive, "PPT")
    assert ids(page) == {"a-1", "a-2", "b-1", "b-3"}
    assert any("more than one meaning for PPT" in note for note in page.notes)
    assert {"a-1", "a-2", "b-2"} <= ids(search(archive, "public protection team"))
    assert "b-1" not in ids(search(archive, '"public protection team"'))


def test_two_meanings_in_one_report_are_both_searched_and_named(found: Found, report: Make) -> None:
    meanings = (("CDA", "child and domestic abuse"), ("CDA", "child domestic abuse unit"))
    texts = ("CDA", "child and domestic abuse", "child domestic abuse unit", "else")
    page = search(found(report(*texts, definitions=meanings)), "CDA")
    assert page.total == 3
    assert any("'child and domestic abuse' and 'child domestic" in note for note in page.notes)


def test_a_word_that_would_be_an_acronym_in_capitals_is_told(found: Found, report: Make) -> None:
    archive = found(
        report("SEND is well led.", "They send letters. It is so.", "IT is new.",
               definitions=(("SEND", "special educational needs"), ("IT", "technology")))
    )  # fmt: skip
    page = search(archive, "send it letters")
    assert page.in_capitals == (Change("send", "SEND"),)
    (note,) = [note for note in page.notes if "in capitals or not" in note]
    assert "what SEND stands for, 'special educational needs'" in note
    for other in ("SEND letters", "letters"):
        assert search(archive, other).in_capitals == ()
    assert search(archive, "send letters", expand=False).in_capitals == ()


def test_small_letters_that_are_a_word_are_no_acronym(found: Found, report: Make) -> None:
    archive = found(
        report("IT is new.", "It is new.", "Information technology is new.",
               definitions=(("IT", "information technology"),))
    )  # fmt: skip
    assert ids(search(archive, "IT")) == {"north-2020-1", "north-2020-3"}
    assert search(archive, "it", expand=False).total == 2


@pytest.mark.parametrize("q", ["front line", "frontline", "front-line", '"front-line staff"'])
def test_compounds_are_found_however_they_are_written(found: Found, report: Make, q: str) -> None:
    texts = ("Front-line staff.", "Frontline staff.", "Front line staff.", "A line in front.")
    page = search(found(report(*texts)), q)
    first_three = {hit.finding.id for hit in page.hits[:3]}
    assert first_three == {"north-2020-1", "north-2020-2", "north-2020-3"}


def test_an_entry_is_not_cut_to_its_opposite(found: Found, report: Make) -> None:
    """'Not found guilty' stands for 'unconvicted'; 'found guilty' does not."""
    archive = found(report("Unconvicted persons are listed.", "Persons found guilty are listed."))
    assert "north-2020-1" in ids(search(archive, "not found guilty"))
    assert ids(search(archive, "found guilty")) == {"north-2020-2"}


def test_words_to_ignore_make_no_compound(found: Found, report: Make) -> None:
    archive = found(report("A to-do list is kept.", "Burglary fell."))
    page = search(archive, "what to do when there is burglary")
    assert ids(page) == {"north-2020-2"}


def test_a_turn_of_speech_does_not_drown_the_other_words(found: Found, report: Make) -> None:
    """'Kept posted' stands for 'informed', and not for more than the one word it is."""
    told = tuple(f"They are informed in part {n}." for n in range(9))
    falls = tuple(f"Burglary fell in part {n}." for n in range(5))
    archive = found(report(*told, *falls, "Letters were posted."))
    page = search(archive, "kept posted on burglary")
    assert {hit.finding.text for hit in page.hits[:6]} == {*falls, "Letters were posted."}


def test_the_thesaurus_finds_but_does_not_lead(found: Found, report: Make) -> None:
    archive = found(report("Domestic violence rose.", "Domestic abuse rose.", "Costs rose."))
    page = search(archive, "domestic abuse")
    assert [hit.finding.id for hit in page.hits][:2] == ["north-2020-2", "north-2020-1"]


def test_fillers_inside_a_set_phrase_do_not_hide_it(found: Found, report: Make) -> None:
    archive = found(report("An Osman warning was given.", "Costs rose."))
    page = search(archive, "threats to the life")
    assert ids(page) == {"north-2020-1"}


def test_every_entry_of_the_data_files_can_be_asked(gold_index: Path) -> None:
    """Set phrases of nothing but filler words ('over and over') among them."""
    archive = Archive(gold_index)
    lexicon = Lexicon.load()
    typed = {text for likeness in lexicon.likenesses for text in likeness.typed}
    typed |= {form for acronym in lexicon.acronyms for form in (acronym.short, *acronym.long)}
    assert len(typed) > 3000
    for text in sorted(typed):
        assert archive.search(SearchRequest(q=text, size=1)).total >= 0, text


def test_what_is_coupled_is_no_set_phrase(gold_index: Path) -> None:
    archive = Archive(gold_index)
    coupled = search(archive, "schools and police")
    assert not any(change.typed == "schools and police" for change in coupled.expansions)
    assert search(archive, "school for the police").expansions[0].typed == "school for the police"


def test_an_acronym_that_no_report_has_is_taken_for_what_it_stands_for(
    found: Found, report: Make
) -> None:
    archive = found(report("Violence against women and girls is a priority.", "Dogs bark."))
    page = search(archive, "VAWG")
    assert ids(page) == {"north-2020-1"}
    bare = found(report("Women say that violence is rare; girls say so too.", "Dogs bark."))
    (change,) = search(bare, "VAWG").corrections
    assert change == Change("VAWG", "violence against women and girls")
    assert "north-2020-1" in ids(search(bare, "VAWG"))


def test_a_hyphen_makes_no_other_meaning(found: Found, report: Make) -> None:
    archive = found(
        report(
            "The MARAC meets.", definitions=(("MARAC", "Multi Agency Risk Assessment Conference"),)
        )
    )
    assert not any("more than one meaning" in note for note in search(archive, "MARAC").notes)


def test_a_month_and_its_year_stand_side_by_side(found: Found, report: Make) -> None:
    archive = found(report("It began in March 2019.", "In March it had 2019 members."))
    page = search(archive, "March 2019")
    assert ids(page) == {"north-2020-1"}


def test_what_is_only_like_what_was_typed_is_told_as_close(found: Found, report: Make) -> None:
    archive = found(report("A case conference was held.", "A strategy meeting was held."))
    (change,) = (one for one in search(archive, "case conference").expansions)
    assert change.close
