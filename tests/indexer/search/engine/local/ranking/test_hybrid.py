"""Meaning changes the order, and brings what has none of the words; what answers is the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.publication import Publication, publish
from indexer.reports.report import Report
from indexer.search import archive as archive_module
from indexer.search.answer import SearchPage
from indexer.search.archive import Archive
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.engine.local.ranking import hybrid
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.language.parser import parse
from indexer.search.query.nodes import And, Having, Not, Part, Term, Words
from indexer.search.query.plan import Plan, Sort
from indexer.search.query.ranking import Ranking
from indexer.search.request import SearchRequest
from indexer.search.searcher import Searcher

Make = Callable[..., Report]
#: Seconds after which something will not happen any more, on a machine that does other things too.
PATIENCE = 300
QUESTION = "who speaks to a runaway child once it is found"


@pytest.fixture(scope="module")
def build(report: Make, tmp_path_factory: pytest.TempPathFactory) -> builds.Build:
    """Findings that share words with the question, of which one answers it in other words."""
    index = tmp_path_factory.mktemp("meaning") / "index"
    publish(
        [
            report(
                "A runaway lorry was found on the motorway.",
                "The child protection database is found on the intranet and speaks for itself.",
                "Young persons who went missing speak to a PCSO when they return.",
                "Lost property is speedily found.",
                "The canteen is open.",
                definitions=(("PCSO", "Police Community Support Officer"),),
            )
        ],
        index,
        meaning=True,
    )
    return builds.candidates(index)[0]


@pytest.fixture(scope="module")
def meant(build: builds.Build) -> Searcher:
    return Searcher(LocalEngine(build))


@pytest.fixture(scope="module")
def words(build: builds.Build) -> Searcher:
    return Searcher(LocalEngine(build, replace(Ranking(), meaning=0.0)))


def ids(page: SearchPage) -> list[str]:
    return [hit.finding.id for hit in page.hits]


def test_what_answers_the_question_comes_first(meant: Searcher, words: Searcher) -> None:
    asked = SearchRequest(q=QUESTION)
    assert ids(words.search(asked))[0] != "north-2020-3"
    page = meant.search(asked)
    assert ids(page)[0] == "north-2020-3"
    assert page.meant
    assert page.notes[-1].startswith("No finding has all of these words near each other; ")
    assert "by words and meaning" in page.notes[-1]


def test_what_is_found_counted_and_marked_stays_as_it_is(meant: Searcher, words: Searcher) -> None:
    asked = SearchRequest(q=QUESTION, filters={"category": ("strengths",)})
    ours, theirs = meant.search(asked), words.search(asked)
    assert ours.total == theirs.total == 0
    # What is close ends elsewhere by meaning (see ``finder``); what both show is marked alike.
    marked = {hit.finding.id: hit.text for hit in ours.hits}
    by_words = {hit.finding.id: hit.text for hit in theirs.hits}
    both = marked.keys() & by_words.keys()
    assert both
    assert all(marked[one] == by_words[one] for one in both)
    scores = [hit.score for hit in ours.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


@pytest.mark.parametrize(
    "asked",
    [
        SearchRequest(q="runaway lorry"),
        SearchRequest(q="runaway"),
        SearchRequest(q='"found on the"'),
        SearchRequest(q="runaway OR property"),
        SearchRequest(q="runaway intranet -canteen"),
        SearchRequest(q="area:custody runaway intranet"),
        SearchRequest(q="PCSO"),
        SearchRequest(q=""),
        SearchRequest(q="whatever likes zyzzyva", correct=False),
        SearchRequest(q=QUESTION, expand=False),
        SearchRequest(q=QUESTION, sort=Sort.NEWEST),
        SearchRequest(q=QUESTION, sort=Sort.REPORT),
    ],
    ids=lambda asked: f"{asked.q[:20]} {asked.sort} {asked.expand}",
)
def test_everything_else_is_ordered_by_words(
    meant: Searcher, words: Searcher, asked: SearchRequest
) -> None:
    page = meant.search(asked)
    assert page.to_json() == words.search(asked).to_json()
    assert not page.meant


@pytest.mark.parametrize("read", [1, 2, 4])
def test_what_leads_is_listed_as_if_all_had_been_worked_out(
    build: builds.Build, monkeypatch: pytest.MonkeyPatch, read: int
) -> None:
    monkeypatch.setattr(hybrid, "READ", read)
    few = Searcher(LocalEngine(build)).search(SearchRequest(q=QUESTION))

    def all_of_them(fusion: hybrid.Fusion, matches: Matches, question: str) -> hybrid.Leading:
        return hybrid.Leading(fusion.order(matches, question), np.float32(0), 0)

    monkeypatch.setattr(hybrid.Fusion, "leading", all_of_them)
    every = Searcher(LocalEngine(build)).search(SearchRequest(q=QUESTION))
    assert few.to_json() == every.to_json()


def test_the_same_question_has_the_same_answer(meant: Searcher, build: builds.Build) -> None:
    asked = SearchRequest(q=QUESTION)
    again = Searcher(LocalEngine(build))
    assert again.search(asked).to_json() == meant.search(asked).to_json()
    assert meant.search(asked).to_json() == meant.search(asked).to_json()


def test_a_slip_and_an_acronym_are_understood_before_they_are_compared(meant: Searcher) -> None:
    typed = meant.search(SearchRequest(q="who speaks to a runawy child once it is found"))
    assert typed.meant
    assert ids(typed) == ids(meant.search(SearchRequest(q=QUESTION)))


@pytest.mark.parametrize(
    ("q", "plainly"),
    [
        ("is it so that a pcso speaks", "is it so that a Police Community Support Officer speaks"),
        ("runaway runaways runawy lorry", "runaway runaways runaway lorry"),
        ("what do PCSOs do?", "what do Police Community Support Officer do"),
    ],
)
def test_a_question_is_compared_as_it_is_understood(meant: Searcher, q: str, plainly: str) -> None:
    reading = meant._interpreter.interpret(parse(q), True, True)
    assert " ".join(reading.plainly) == plainly


@pytest.mark.parametrize("odd", ["\ud800", "n\u0131m", "\u202e", "\x00", "😀"])
def test_a_question_may_hold_any_letter(meant: Searcher, odd: str) -> None:
    assert meant.search(SearchRequest(q=f"{QUESTION} {odd}")).close


def test_what_is_not_compared_in_full_is_not_close(
    meant: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = SearchRequest(q=QUESTION)
    whole = ids(meant.search(asked))
    monkeypatch.setattr(hybrid, "READ", 2)
    page = meant.search(asked)
    assert ids(page)[0] == whole[0]
    scores = [hit.score for hit in page.hits]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 2


def test_a_question_finds_what_has_none_of_its_words(meant: Searcher, words: Searcher) -> None:
    asked = SearchRequest(q="where do I eat my lunch")
    assert words.search(asked).listed == 0
    page = meant.search(asked)
    assert page.hits[0].finding.text == "The canteen is open."
    assert (page.total, page.mixed) == (0, True)
    assert not page.hits[0].answers


def test_what_is_found_by_meaning_passes_the_conditions_too(build: builds.Build) -> None:
    engine = LocalEngine(build)
    lunch = Words((Part((Term("lunch"),)), Part((Term("eat"),))))
    asked = Plan(lunch, size=9, question="where do I eat my lunch", sentence=True)
    assert engine.search(asked).close > 0
    (category,) = np.flatnonzero(engine.search(asked).counts["category"])
    unwanted = Not(Having("category", (int(category),)))
    assert engine.search(replace(asked, node=And((lunch, unwanted)))).close == 0


def test_what_answers_a_question_comes_first(meant: Searcher) -> None:
    page = meant.search(SearchRequest(q="where is the runaway lorry"))
    assert page.mixed
    assert page.total == 1
    assert [hit.answers for hit in page.hits] == [True, *[False] * page.close]


def test_a_server_without_the_model_ranks_by_words(
    build: builds.Build, words: Searcher, without_model: Callable[[], None]
) -> None:
    index = build.path.parent.parent
    assert Archive(index).health().meaning == "on"
    without_model()
    archive = Archive(index)
    asked = SearchRequest(q=QUESTION)
    assert archive.health().meaning == "missing"
    assert archive.health().problem == ""
    assert archive.search(asked).to_json() == words.search(asked).to_json()


def test_vectors_of_another_model_are_not_used(
    build: builds.Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hybrid.encoder, "name", lambda: "a better one")
    assert Archive(build.path.parent.parent).health().meaning == "missing"


def test_a_build_without_vectors_says_so(index: Path, report: Make) -> None:
    publish([report("one")], index)
    assert Archive(index).health().meaning == "off"


def test_a_build_with_damaged_vectors_is_searched_by_words(index: Path, report: Make) -> None:
    info = publish([report("one")], index, meaning=True)
    (path,) = (info.path / "vectors").iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    archive = Archive(index)
    assert archive.build == info.id
    assert archive.health().meaning == "missing"
    assert archive.search(SearchRequest(q="one")).total == 1


def test_vectors_that_come_later_are_picked_up(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "_LOOK", 0.0)
    with Publication(index) as publication:
        publication.add(report("one"))
        info = publication.commit()
        archive = Archive(index)
        assert (archive.build, archive.health().meaning) == (info.id, "off")
        publication.complete()
    end = time.monotonic() + PATIENCE
    while archive.health().meaning != "on":
        assert time.monotonic() < end
        time.sleep(0.02)
    assert archive.build == info.id
