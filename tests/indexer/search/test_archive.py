"""Everything that can be asked, through the one door."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import NotFound, RequestError
from indexer.index.publication import Publication, publish
from indexer.index.records import ReportRecord
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import Match, SearchRequest, Sort
from tests.programs import joined

Found = Callable[..., Archive]
Make = Callable[..., Report]
#: Seconds after which something will not happen any more, on a machine that does other things too.
PATIENCE = 300
CHILD = "Protecting Vulnerable People – Child Abuse"


def wait_until(happened: Callable[[], bool]) -> None:
    """Returns when it has; pytest is told of a wait that has no end."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def texts(archive: Archive, **request: object) -> list[str]:
    page = archive.search(SearchRequest(**request))  # type: ignore[arg-type]
    return [hit.finding.text for hit in page.hits]


# Requests that cannot be


@pytest.mark.parametrize(
    ("request_", "parameter", "said"),
    [
        (SearchRequest(page=0), "page", "counted from 1"),
        (SearchRequest(size=0), "size", "1 to 100"),
        (SearchRequest(size=101), "size", "1 to 100"),
        (SearchRequest(q="x" * 2001), "q", "2000"),
        (SearchRequest(filters={"area": ("Cats",)}), "area", "Neighbourhood Policing"),
        (SearchRequest(filters={"colour": ("red",)}), "colour", "filter by"),
    ],
)
def test_a_bad_request_names_its_parameter(
    archive: Archive, request_: SearchRequest, parameter: str, said: str
) -> None:
    with pytest.raises(RequestError, match=said) as error:
        archive.search(request_)
    assert error.value.parameter == parameter
    assert not isinstance(error.value, NotFound)


def test_a_page_past_the_end_is_not_found(archive: Archive) -> None:
    with pytest.raises(NotFound) as error:
        archive.search(SearchRequest(page=9999))
    assert error.value.parameter == "page"
    assert archive.search(SearchRequest(q='"nowhere at all"')).pages == 1


@given(st.text(max_size=120))
@settings(max_examples=300)
def test_any_query_is_answered(archive: Archive, q: str) -> None:
    page = archive.search(SearchRequest(q=q, size=3))
    assert len(page.hits) == min(3, page.total + page.close)


# Order and pages


def test_pages_follow_each_other_without_gap_or_overlap(archive: Archive) -> None:
    request = SearchRequest(q="police training", size=7)
    first = archive.search(request)
    ids = [
        hit.finding.id
        for number in range(1, first.pages + 1)
        for hit in archive.search(SearchRequest(q="police training", size=7, page=number)).hits
    ]
    assert len(ids) == len(set(ids)) == first.total + first.close
    whole = archive.search(SearchRequest(q="police training", size=100))
    assert ids[:100] == [hit.finding.id for hit in whole.hits]


def test_without_words_what_judges_comes_first_in_report_order(archive: Archive) -> None:
    hits = archive.search(SearchRequest(size=100)).hits
    assert all(hit.finding.category not in ("Context", "Findings", None) for hit in hits)
    report = archive.report(hits[0].finding.report)
    ids = [finding.id for finding in report.findings]
    places = [ids.index(hit.finding.id) for hit in hits]
    assert places == sorted(places)
    last = archive.search(SearchRequest(size=100, page=-(-len(ids) // 100))).hits[-1]
    assert last.finding.category == "Context"


def test_newest_and_report_order(found: Found, report: Make) -> None:
    archive = found(
        report("word a", id="b-2019", published="2019-01"),
        report("word b word", id="a-2018", published="2018-01"),
        report("word c", id="c-2020", published="2020-01"),
    )
    assert texts(archive, q="word", sort=Sort.NEWEST) == ["word c", "word a", "word b word"]
    assert texts(archive, q="word", sort=Sort.REPORT) == ["word b word", "word a", "word c"]


def test_what_was_added_last_comes_first(tmp_path: Path, report: Make) -> None:
    new = report("word new", id="b-2022", published="2022-01")
    publish([new], tmp_path)
    with Publication(tmp_path) as publication:
        publication.keep("b-2022")
        publication.add(report("word old", id="a-2007", published="2007-01"))
        publication.commit()
    archive = Archive(tmp_path)
    assert texts(archive, q="word", sort=Sort.ADDED) == ["word old", "word new"]
    assert texts(archive, q="word", sort=Sort.NEWEST) == ["word new", "word old"]


# Facets


def test_filters_are_or_inside_and_across(archive: Archive) -> None:
    areas = (CHILD, "neighbourhood-policing")
    page = archive.search(
        SearchRequest(q="training", filters={"area": areas, "category": ("Strengths",)}, size=100)
    )
    assert page.total > 0
    assert {hit.finding.area for hit in page.hits} == {CHILD, "Neighbourhood Policing"}
    assert {hit.finding.category for hit in page.hits} == {"Strengths"}


def test_a_value_counts_what_choosing_it_would_give(archive: Archive) -> None:
    chosen = {"category": ("strengths",), "grade": ("good",)}
    page = archive.search(SearchRequest(q="staff", filters=chosen))
    for value in page.facets["area"]:
        narrowed = archive.search(
            SearchRequest(q="staff", filters={**chosen, "area": (value.value,)})
        )
        assert narrowed.total == value.count
    for value in page.facets["category"]:
        other = archive.search(
            SearchRequest(q="staff", filters={**chosen, "category": (value.label,)})
        )
        assert other.total == value.count


def test_a_chosen_value_is_listed_with_none(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="abacus", filters={"area": (CHILD,)}))
    chosen = [value for value in page.facets["area"] if value.selected]
    assert [(value.label, value.count) for value in chosen] == [(CHILD, 0)]
    assert page.total == 0


def test_findings_without_a_grade_count_under_not_graded(archive: Archive) -> None:
    page = archive.search(SearchRequest(filters={"grade": ("Not graded",)}, size=100))
    assert page.total > 0
    assert {hit.finding.grade for hit in page.hits} == {None}


def test_areas_stand_in_report_order_and_years_newest_first(found: Found, report: Make) -> None:
    archive = found(
        report("x", id="a", area="Zeal", published="2018"),
        report("x", "y", id="b", area="Aim", published="2020"),
    )
    facets = archive.search(SearchRequest()).facets
    assert [value.label for value in facets["area"]] == ["Zeal", "Aim"]
    assert [value.value for value in facets["year"]] == ["2020", "2018"]
    assert facets["report"] == ()


@pytest.mark.parametrize("q", ['area:"child abuse" training', "training area:child-abuse"])
def test_a_facet_can_be_named_in_the_query(archive: Archive, q: str) -> None:
    page = archive.search(SearchRequest(q=q, size=100))
    assert {hit.finding.area for hit in page.hits} == {CHILD}
    assert page.total < archive.search(SearchRequest(q="training")).total


# How the query was understood


def test_ignored_words_are_named(archive: Archive) -> None:
    notes = archive.search(SearchRequest(q="what is said about the abacus")).notes
    assert any("'what'" in note and "Not searched for" in note for note in notes)


def test_a_query_of_fillers_only_is_searched_for(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="the of"))
    assert page.total > 0
    assert not any("Not searched for" in note for note in page.notes)


def test_only_punctuation_shows_everything_and_says_so(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="?!"))
    assert page.total == archive.health().findings
    assert any("no word to search for" in note for note in page.notes)


def test_a_slip_is_corrected_and_can_be_kept(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="neigbourhood"))
    assert [(c.typed, c.searched) for c in page.corrections] == [("neigbourhood", "neighbourhood")]
    kept = archive.search(SearchRequest(q="neigbourhood", correct=False))
    assert (kept.total, kept.corrections) == (0, ())
    assert kept.suggestion == "neighbourhood"


def test_words_in_quotes_are_not_changed_but_offered(archive: Archive) -> None:
    page = archive.search(SearchRequest(q='"risk assesment"'))
    assert (page.total, page.corrections) == (0, ())
    assert page.suggestion == '"risk assessment"'


@pytest.mark.parametrize("q", ["volunteering", "pedophile", "SOPOs", "kids", "runaways"])
def test_a_word_known_in_any_form_is_not_corrected(archive: Archive, q: str) -> None:
    assert archive.search(SearchRequest(q=q)).corrections == ()


def test_an_empty_answer_says_what_would_find_something(archive: Archive) -> None:
    filters = {"area": (CHILD,)}
    page = archive.search(SearchRequest(q='"operation abacus" resilience', filters=filters))
    assert page.total == 0
    notes = " ".join(page.notes)
    assert "'resilience' in" in notes
    assert "without the quotes" in notes.lower()
    page = archive.search(SearchRequest(q="abacus", filters=filters))
    assert f"Without the area '{CHILD}'" in " ".join(page.notes)


def test_a_thin_answer_offers_searches_that_find_more(archive: Archive) -> None:
    filters = {"area": (CHILD,)}
    page = archive.search(SearchRequest(q='"operation abacus" AND resilience', filters=filters))
    offered = {hint.text: hint for hint in page.hints}
    assert set(offered) == {"'resilience' alone"}
    (hint,) = archive.search(SearchRequest(q='"abacus operation"')).hints
    assert (hint.text, hint.request.q) == ("Without the quotes", "abacus operation")
    page = archive.search(SearchRequest(q="abacus", filters=filters, page=1))
    (hint,) = page.hints
    assert hint.text == f"Without the area '{CHILD}'"
    for hint in (*page.hints, *offered.values()):
        assert archive.search(hint.request).total == hint.findings > page.total
    assert archive.search(SearchRequest(q="risk staff")).hints == ()


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("heddlu", "No report has 'heddlu'."),
        ("su*", "A star stands for the rest of a word when three letters or more are before it."),
        ("burglary -vehicle", "By itself and without filters: 'burglary' in 2 findings."),
        ("heddlu AND abacus", "By itself and without filters: 'heddlu' in 0 findings, 'abacus' in"),
    ],
)
def test_an_empty_answer_says_what_its_words_find(archive: Archive, q: str, said: str) -> None:
    page = archive.search(SearchRequest(q=q, correct=False))
    assert page.total == 0
    assert said in " ".join(page.notes)


@pytest.mark.parametrize(
    ("q", "absent"),
    [
        ("heddlu", "No report has 'heddlu'."),
        ("burglary in Gwent", "No report here is of Gwent"),
        ("burglary 1985", "No report here is from then"),
    ],
)
def test_what_no_report_has_or_is_of_is_told_apart(archive: Archive, q: str, absent: str) -> None:
    page = archive.search(SearchRequest(q=q, correct=False))
    assert [note for note in page.missing if note.startswith(absent)]
    assert set(page.missing) <= set(page.notes)


def test_what_words_find_by_themselves_is_not_what_no_report_has(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="abacus AND zebra", correct=False))
    assert page.notes
    assert page.missing == ()


def test_what_is_left_out_is_offered_again(archive: Archive) -> None:
    (hint,) = archive.search(SearchRequest(q="burglary -vehicle")).hints
    assert (hint.text, hint.findings, hint.request.q) == ("'burglary' alone", 2, "burglary")


def test_a_question_finds_something_while_any_word_occurs(archive: Archive) -> None:
    page = archive.search(
        SearchRequest(q="do zebras and giraffes ever quarrel about xylophones or neighbourhoods?")
    )
    assert page.total == 0
    assert page.close > 0
    assert any("near each other" in note for note in page.notes)


def test_words_that_are_left_out_are_told(archive: Archive) -> None:
    page = archive.search(SearchRequest(q=" ".join(f"word{n}" for n in range(40))))
    assert any("first 32 words" in note for note in page.notes)


def test_a_long_sentence_in_quotes_is_found_by_its_beginning(found: Found, report: Make) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    page = found(report(text, "word0 word1")).search(SearchRequest(q=f'"{text} and more"'))
    assert page.total == 1
    assert any("first 48 words" in note for note in page.notes)


def test_those_that_answer_are_counted_and_the_others_apart(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="missing persons return interviews", size=100))
    assert [hit.answers for hit in page.hits] == [True] * page.total + [False] * page.close
    assert 0 < page.total < 20
    assert 0 < page.close <= 50
    counted = sum(value.count for value in page.facets["category"])
    assert counted == page.total == page.to_json()["total"]


# All of a search


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "police"},
        {"q": "missing persons"},
        {"sort": Sort.NEWEST},
        {"q": "xyzzyplugh", "correct": False},
    ],
)
def test_a_scan_gives_what_all_pages_give(archive: Archive, asked: dict[str, Any]) -> None:
    pages = [archive.search(SearchRequest(**asked, match=Match.ALL, size=100))]
    pages += [
        archive.search(SearchRequest(**asked, match=Match.ALL, size=100, page=page))
        for page in range(2, pages[0].pages + 1)
    ]
    expected = [hit for page in pages for hit in page.hits]
    scan = archive.scan(SearchRequest(**asked, page=7))
    assert scan.page.total == pages[0].total == len(expected)
    written = [json.dumps(hit.to_json(str), ensure_ascii=False) for hit in expected]
    assert [one.written(str) for one in scan.excerpts] == written
    again = archive.scan(SearchRequest(**asked))
    assert list(again.findings) == [hit.finding for hit in expected]


def test_a_scan_goes_on_in_the_build_in_which_it_began(index: Path, report: Make) -> None:
    publish([report(*(f"finding number {n}" for n in range(9)))], index)
    archive = Archive(index)
    findings = archive.scan(SearchRequest()).findings
    read = [next(findings)]
    for name in ("one", "two", "three"):
        publish([report(name)], index)
        wait_until(lambda: archive.health().findings == 1)
    assert [finding.text for finding in (*read, *findings)] == [
        f"finding number {n}" for n in range(9)
    ]


# Places


def test_a_finding_stands_between_its_neighbours(archive: Archive, gold_report: Report) -> None:
    findings = gold_report.findings
    place = archive.finding(findings[20].id, q="community")
    assert place.finding == findings[20]
    assert (place.previous, place.following) == (findings[19], findings[21])
    assert (place.number, place.of) == (21, len(findings))
    assert findings[20] in place.section
    assert {f.category for f in place.section} == {findings[20].category}
    assert any(segment.match for segment in place.hit.text)
    assert archive.finding(findings[0].id).previous is None
    assert archive.finding(findings[-1].id).following is None


def test_an_unknown_finding_or_report_is_not_found(archive: Archive) -> None:
    for ask in (archive.finding, archive.report):
        with pytest.raises(NotFound):
            ask("../../etc/passwd")


def test_a_report_reads_back_as_published(archive: Archive, gold_report: Report) -> None:
    assert archive.report(gold_report.id) == gold_report
    (summary,) = archive.reports()
    assert (summary.id, summary.findings) == (gold_report.id, len(gold_report.findings))
    assert summary.areas == gold_report.areas


def test_a_hit_has_its_national_spread_and_its_acronyms(archive: Archive) -> None:
    (hit,) = archive.search(SearchRequest(q='"turnover of PCSOs"')).hits
    assert hit.spread is not None
    assert (hit.spread.same, hit.spread.forces) == (14, 43)
    assert hit.acronyms == (("PCSO", "Police Community Support Officer"),)


def test_the_glossary_counts_and_names_conflicts(archive: Archive) -> None:
    entries = {entry.short: entry for entry in archive.glossary()}
    assert entries["NPT"].findings == 34
    assert entries["CDAIU"].conflict
    assert not entries["NPT"].conflict
    assert entries["CAMNET"].meanings == ()
    assert "ANPR" not in entries


# A new build


def test_what_was_published_is_searched_at_once_where_that_is_asked(
    index: Path, report: Make
) -> None:
    publish([report("Risk is seen.")], index)
    archive = Archive(index)
    for number in range(2, 4):
        publish([report(*["Risk is seen."] * number)], index)
        archive.catch_up()
        assert archive.health().findings == number
    archive.catch_up()
    assert archive.search(SearchRequest(q="risk")).total == 3


def test_a_new_build_is_taken_up_by_itself(index: Path, report: Make) -> None:
    publish([report("old")], index)
    archive = Archive(index)
    info = publish([report("new")], index)
    wait_until(lambda: archive.build == info.id)
    assert texts(archive) == ["new"]


def test_a_new_build_has_worked_out_what_the_old_one_was_asked_before_it_answers(
    index: Path, report: Make
) -> None:
    publish([report("Risk is seen.")], index)
    archive = Archive(index)
    archive.search(SearchRequest(q="risk"))
    seen: list[int] = []

    def number(reports: tuple[ReportRecord, ...]) -> int:
        seen.append(len(reports))
        return seen[-1]

    assert archive.of_reports(number) == 1
    publish([report("Risk is seen."), report("Risk is not.", id="other")], index)
    archive.catch_up()
    assert seen == [1, 2]
    assert archive.of_reports(number) == 2
    assert seen == [1, 2]


def test_a_build_that_cannot_work_it_out_answers_all_the_same(index: Path, report: Make) -> None:
    publish([report("Risk is seen.")], index)
    archive = Archive(index)

    def one(reports: tuple[ReportRecord, ...]) -> str:
        (only,) = reports
        return only.id

    archive.of_reports(one)
    publish([report("Risk is seen."), report("Risk is not.", id="other")], index)
    archive.catch_up()
    assert archive.health().reports == 2


def test_what_happens_to_the_folder_does_not_stop_the_search(index: Path, report: Make) -> None:
    publish([report("old")], index)
    archive = Archive(index)
    pointer = (index / "CURRENT").read_text()
    (index / "CURRENT").write_text("nonsense")
    wait_until(lambda: "names no build" in archive.health().problem)
    assert texts(archive, q="old") == ["old"]
    (index / "CURRENT").write_text(pointer)
    wait_until(lambda: archive.health().problem == "")


def test_threads_search_on_while_builds_are_published(index: Path, report: Make) -> None:
    words = [f"common word{n} text" for n in range(60)]
    publish([report(*words)], index)
    archive = Archive(index)
    errors: list[BaseException] = []
    answers = 0
    done = threading.Event()

    def asked(number: int) -> Callable[[], bool]:
        return lambda: answers > number or bool(errors)

    def ask(seed: int) -> None:
        nonlocal answers
        n = seed
        try:
            while not done.is_set():
                n += 7
                page = archive.search(SearchRequest(q=f'word{n % 60} OR "common word{n % 59}"'))
                assert page.total == (1 if n % 60 == n % 59 else 2), page
                assert archive.search(SearchRequest(q="common", page=3)).total == 60
                answers += 1
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(8):
        publish([report(*words)], index)
        wait_until(asked(answers + 5))
    done.set()
    joined(threads)
    assert errors == []


def test_a_beginning_of_two_letters_is_taken_as_a_word_and_told(archive: Archive) -> None:
    page = archive.search(SearchRequest(q="po*"))
    assert "'po*' was searched for as a word" in page.notes[0]
    assert "three letters or more" in page.notes[0]
    assert sum("star" in note for note in page.notes) == 1
