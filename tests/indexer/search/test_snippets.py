"""What is shown and marked; the text itself is never altered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.analysis import analyse, beginnings
from indexer.reports.report import Report
from indexer.search import snippets
from indexer.search.answer import Fragment, Hit
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from indexer.search.snippets import WHOLE, Mark, Pattern, Wanted, marks, segments, window

Found = Callable[..., Archive]
Make = Callable[..., Report]


def first(archive: Archive, q: str) -> Hit:
    return archive.search(SearchRequest(q=q)).hits[0]


def marked(hit: Hit) -> list[str]:
    return [segment.text for segment in hit.text if segment.match]


@pytest.mark.parametrize(
    ("text", "q", "expected"),
    [
        ("Risk and assessment of risk.", '"assessment of risk"', ["assessment of risk"]),
        ("A risk assessment, then risk.", '"risk assessment"', ["risk assessment"]),
        ("The PCSOs’ work.", "pcso", ["PCSOs’"[:-1]]),
        ("The force’s plan.", "forces", ["force’s"]),
        ("Co-ordination of work.", "coordination", ["Co-ordination"]),
        ("It uses IT.", "IT", ["IT"]),
        ("A paedophile unit.", "pedophile", ["paedophile"]),
        ("Training and courses.", "train*", ["Training"]),
        ("Red or blue.", "red -green", ["Red"]),
        ("The Climbié Inquiry.", "climbie enquiry", ["Climbié", "Inquiry"]),
    ],
)
def test_what_matched_is_marked(
    found: Found, report: Make, text: str, q: str, expected: list[str]
) -> None:
    assert marked(first(found(report(text)), q)) == expected


def test_what_is_merely_like_a_word_is_marked_where_the_word_is_not(
    found: Found, report: Make
) -> None:
    archive = found(report("They meet before the meetings.", "They meet."))
    both, near = archive.search(SearchRequest(q="meetings")).hits
    assert marked(both) == ["meetings"]
    assert marked(near) == ["meet"]


def test_what_is_close_says_which_words_it_lacks(found: Found, report: Make) -> None:
    archive = found(report("They meet early in clean custody.", "Custody suites are clean."))
    page = archive.search(SearchRequest(q="clean custody suites meetings"))
    assert {hit.finding.text: hit.lacks for hit in page.hits} == {
        # It has what is like meetings, which is marked.
        "They meet early in clean custody.": ("suites",),
        "Custody suites are clean.": ("meetings",),
    }


def test_what_is_close_and_lacks_no_word_says_which_it_has_otherwise_or_apart(
    found: Found, report: Make
) -> None:
    far = "Custody is cold. It has a van. It has a dog. Meetings are late."
    archive = found(report("They meet in cold custody.", far, "Cold custody meetings."))
    hits = archive.search(SearchRequest(q="cold custody meetings")).hits
    assert {hit.finding.text: (hit.lacks, hit.otherwise, hit.apart) for hit in hits} == {
        "Cold custody meetings.": ((), (), False),
        "They meet in cold custody.": ((), ("meetings",), False),
        far: ((), (), True),
    }


def test_letters_that_are_lacking_are_named_as_they_were_typed(found: Found, report: Make) -> None:
    page = found(report("Cold custody suites.", "The IT is old.", "It is cold.")).search(
        SearchRequest(q="cold custody IT")
    )
    assert {hit.finding.text: hit.lacks for hit in page.hits}["Cold custody suites."] == ("IT",)


def test_what_stands_in_a_heading_or_answers_lacks_nothing(found: Found, report: Make) -> None:
    archive = found(report("Suites are clean.", "Custody suites are cold.", area="Custody"))
    hits = archive.search(SearchRequest(q="custody cold")).hits
    assert {hit.finding.text: hit.lacks for hit in hits} == {
        "Custody suites are cold.": (),
        "Suites are clean.": ("cold",),
    }


def test_no_word_is_named_where_a_phrase_is_lacking(found: Found, report: Make) -> None:
    archive = found(report("Cold custody."))
    (hit,) = archive.search(SearchRequest(q='cold "custody suites"')).hits or [None]
    assert hit is None or hit.lacks == ()


def test_an_expansion_is_marked_too(found: Found, report: Make) -> None:
    meaning = "neighbourhood policing team"
    archive = found(report("Each neighbourhood policing team.", definitions=(("NPT", meaning),)))
    assert marked(first(archive, "NPT")) == ["neighbourhood policing team"]


def test_a_short_finding_is_shown_whole(found: Found, report: Make) -> None:
    hit = first(found(report("Few words.")), "words")
    assert not hit.shortened
    assert hit.snippet == hit.text == (Fragment("Few ", False), Fragment("words", True),
                                       Fragment(".", False))  # fmt: skip


def test_a_long_finding_is_shown_where_it_matches(found: Found, report: Make) -> None:
    text = "Filling words. " * 60 + "The needle lies here. " + "Filling words. " * 60
    hit = first(found(report(text.strip())), "needle")
    shown = "".join(segment.text for segment in hit.snippet)
    assert hit.shortened
    assert "The needle lies here." in shown
    assert len(shown) < WHOLE
    assert shown in text


def test_without_words_the_opening_is_shown(found: Found, report: Make) -> None:
    text = "Opening words. " + "Filling words. " * 60
    hit = found(report(text.strip())).search(SearchRequest()).hits[0]
    assert "".join(segment.text for segment in hit.snippet).startswith("Opening words.")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(st.sampled_from("ab  c"), min_size=1, max_size=1200))
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[0::2], places[1::2], strict=False)
    return text, [Mark(start, end) for start, end in pairs]


@given(marked_texts())
def test_segments_are_a_stretch_of_the_text(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    start, end = window(text, marks, Wanted(()))
    assert 0 <= start <= end <= len(text)
    pieces = segments(text, marks, start, end)
    assert "".join(piece.text for piece in pieces) == text[start:end]
    assert all(piece.text for piece in pieces)
    whole = segments(text, marks, 0, len(text))
    assert [p.text for p in whole if p.match] == [text[m.start : m.end] for m in marks]


def test_the_window_has_most_of_what_was_asked_and_begins_with_its_sentence(
    found: Found, report: Make
) -> None:
    filling = "Filling words. " * 30
    text = (
        f"{filling}The force gives prompt support to victims of burglary. {filling}"
        f"Victims, victim support, and supporting a victim. {filling}"
    )
    hit = first(found(report(text.strip())), "burglary victims")
    shown = "".join(segment.text for segment in hit.snippet)
    assert shown.startswith("The force gives prompt support to victims of burglary.")


#: What is looked for, each alone or in a row.
LOOKED_FOR = [("risk",), ("assessment",), ("assessment", "of", "risk"), ("officer",), ("go",),
              ("^MAPPA",), ("mappa", "an")]  # fmt: skip


@given(st.permutations(LOOKED_FOR))
def test_marks_hang_on_nothing_that_was_looked_for_before(asked: list[tuple[str, ...]]) -> None:
    text = "Officers’ risk assessments, the assessment of risk and MAPPA: an officer went on."
    alone = []
    for terms in asked:
        snippets._begins.clear()
        snippets._analysed.clear()
        alone.append(marks(text, "r", Wanted([Pattern(terms)])))
    snippets._begins.clear()
    snippets._analysed.clear()
    assert [marks(text, "r", Wanted([Pattern(terms)])) for terms in asked] == alone
    assert all(alone)


@given(st.from_regex(r"[(“]?[A-Za-z0-9%é’'/.-]{1,9}[.,)’”]{0,2}", fullmatch=True))
def test_what_is_printed_begins_as_each_of_its_terms_may(printed: str) -> None:
    told = snippets._begins[printed]
    assert not told or all(told in beginnings(token.term) for token in analyse(printed))


def test_the_heading_by_which_a_finding_answers_is_told(found: Found, report: Make) -> None:
    under = report("A child was found.", "A missing child was found.", area="Missing persons")
    page = found(under).search(SearchRequest(q="missing child"))
    hits = {hit.finding.text: hit for hit in page.hits}
    assert hits["A child was found."].heading == "Missing persons"
    assert hits["A missing child was found."].heading == ""


def test_what_stands_for_some_words_together_has_all_of_them(found: Found, report: Make) -> None:
    archive = found(report("Officers were called to domestic violence."))
    (hit,) = archive.search(SearchRequest(q="domestic abuse in hospital")).hits
    assert hit.lacks == ("hospital",)


def test_what_overlaps_in_one_mark_is_lacking_of_none(found: Found, report: Make) -> None:
    archive = found(report("There is a return home interview service here.", "Zebras graze."))
    (hit,) = archive.search(SearchRequest(q="return home interview service zebras")).hits[:1]
    assert hit.lacks == ("zebras",)


def test_what_nothing_listed_has_is_unmet(found: Found, report: Make) -> None:
    archive = found(report("Dogs bark at night.", "Cats bark at night.", "Cats and dogs sleep."))
    asked = SearchRequest(q="who barks at dogs and cats at night in kennels")
    assert archive.search(asked).unmet == ("kennels",)
    assert archive.search(replace(asked, size=1)).unmet == ()
    assert archive.search(replace(asked, q="who are the dogs that bark")).unmet == ()
