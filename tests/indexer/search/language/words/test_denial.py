"""Words that deny are part of what is asked, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.report import Report
from indexer.search.answer import SearchPage
from indexer.search.archive import Archive
from indexer.search.language.thesaurus.lexicon import fillers
from indexer.search.request import SearchRequest

DENIAL = fillers().denial


@pytest.mark.parametrize(
    ("query", "denying"),
    [
        ("radios not repaired", {"not"}),
        ("why aren’t radios repaired?", {"aren’t"}),
        ("no policy on drones", {"no"}),
        ("dogs without handlers", {"without"}),
        ("the plan has never been read", {"never"}),
        ("it is read by nobody.", {"nobody."}),
        ("witnesses who don't hear back", {"don't"}),
        ("radios that cannot be repaired or not", {"cannot"}),
        ("are radios repaired or not", set()),
        ("whether or not radios are repaired", set()),
        ("not only radios", set()),
        ("no doubt about radios", set()),
        ("help for people who don't drive", set()),
        ("those who cannot hear", set()),
        ("people who are not heard", {"not"}),
        ("how do I hear of it if I’m not on the radio", set()),
        ("I can't find who repairs radios", set()),
        ("why do we not repair radios", {"not"}),
        ("radios repaired", set()),
        ("", set()),
    ],
)
def test_what_denies_is_told_from_what_looks_like_it(query: str, denying: set[str]) -> None:
    words = query.split()
    assert {words[place] for place in DENIAL.places(words)} == denying


@pytest.mark.parametrize("query", ["no one repairs radios", "No-one repairs radios"])
def test_what_only_writes_nobody_otherwise_is_read_as_it(query: str) -> None:
    assert DENIAL.plainly(query.split()) == ["nobody", "repairs", "radios"]
    assert DENIAL.plainly(["no", "further", "one"]) == ["no", "further", "one"]


def test_what_denies_is_a_little_word() -> None:
    assert DENIAL.words <= fillers().words


@pytest.fixture
def ask(found: Callable[..., Archive], report: Callable[..., Report]) -> Callable[..., SearchPage]:
    """``ask(q, *texts)`` is the page of a search over findings with these texts."""

    def asked(q: str, *texts: str) -> SearchPage:
        return found(report(*texts)).search(SearchRequest(q=q))

    return asked


DONE = "Radios are repaired within a day of a fault, and drivers have spare radios with them."
NOT_DONE = "Radios have not been repaired since the spring."


@pytest.mark.parametrize(
    "q",
    [
        "radios not repaired",
        "radios never repaired",
        "why aren't radios repaired",
        "radios are repaired by nobody",
        "failed to repair radios",
        "lack of repaired radios",
        "radios hardly repaired",
        "radios which cannot be repaired",
    ],
)
def test_what_is_denied_is_answered_by_what_denies_it(
    ask: Callable[..., SearchPage], q: str
) -> None:
    page = ask(q, DONE, NOT_DONE)
    assert [hit.finding.text for hit in page.hits if hit.answers] == [NOT_DONE]
    assert page.hits[0].finding.text == NOT_DONE
    assert page.total == 1


def test_the_one_of_no_one_is_not_looked_for(ask: Callable[..., SearchPage]) -> None:
    page = ask("no one repairs radios", "One car has one radio.", "Radios are repaired by nobody.")
    assert page.hits[0].answers
    marked = {part.text for hit in page.hits for part in hit.text if part.match}
    assert "one" not in map(str.lower, marked)


def test_what_denies_makes_a_question_of_key_words(ask: Callable[..., SearchPage]) -> None:
    assert ask("radios not repaired", DONE).mixed
    assert ask("no training for drivers", "Drivers had training.").mixed
    assert not ask("radios repaired", DONE).mixed
    assert not ask("no further action", DONE, "No further action was taken.").mixed


def test_a_word_that_denies_is_not_among_those_passed_over(ask: Callable[..., SearchPage]) -> None:
    assert ask("why are radios not repaired", DONE).ignored == ("why", "are")
    assert ask("are radios repaired or not", DONE).total == 1


def test_a_denial_in_another_sentence_denies_nothing_of_it(
    ask: Callable[..., SearchPage],
) -> None:
    elsewhere = "Some children do not know of it. Leaders listened to this and planned more of it."
    there = "The children who live in that home say that they were not listened to by anybody."
    texts = [hit.finding.text for hit in ask("children not listened to", elsewhere, there).hits]
    assert texts[0] == there
