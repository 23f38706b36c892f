"""What a question says of the list that is wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.search.catalogue import Catalogue
from indexer.search.query.nodes import Having
from indexer.search.understanding.reading import AsRead

Read = Callable[..., AsRead]


@pytest.mark.parametrize(
    "q", ["latest reports on custody", "newest custody", "most recent findings about custody"]
)
def test_the_latest_is_an_order_and_no_word(read: Read, q: str) -> None:
    found = read(q)
    assert found.words == "custody"
    assert found.newest


@pytest.mark.parametrize(
    "q",
    [
        "Which forces are good at custody?",
        "which police forces are good at custody",
        "which force is best at custody",
        "which areas are best at custody",
        "who does custody best",
        "who is best at custody",
        "best force for custody",
        "which forces do custody well",
        "is Kent better than Essex at custody",
        "compare Kent and Essex on custody",
        "Kent versus Essex custody",
        "worst force at custody",
    ],
)
def test_who_is_better_asks_for_a_comparison(read: Read, q: str) -> None:
    found = read(q)
    assert found.words.strip("?") == "custody"
    assert found.comparing


def test_it_leans_to_what_was_asked_for(read: Read) -> None:
    well, badly = read("which forces are good at custody"), read("worst force at custody")
    assert well.leaning
    assert "Strengths" in well.leaning.categories
    assert badly.leaning
    assert "Areas for improvement" in badly.leaning.categories


@pytest.mark.parametrize(
    "q",
    [
        "What needs to improve in custody?",
        "what do forces need to improve in custody",
        "where are forces failing on custody",
        "what is wrong with custody",
        "what do forces do badly in custody",
        "what should forces do better in custody",
        "what are the main weaknesses in custody",
        "weaknesses in custody",
        "problems with custody",
        "room for improvement in custody",
        "what must improve in custody",
        "what must forces do about custody",
        "what are they asked to do about custody",
    ],
)
def test_a_question_of_what_is_lacking_puts_that_first_and_asks_for_its_subject(
    read: Read, catalogue: Catalogue, q: str
) -> None:
    found = read(q)
    assert found.words.strip("?") == "custody"
    assert found.leaning
    (first,) = found.leaning.first
    assert isinstance(first, Having)
    names = {catalogue.facets["category"].names[code] for code in first.codes}
    assert names == {"Areas for improvement", "Recommendations", "Causes of concern"}


@pytest.mark.parametrize(
    "q", ["what is Kent good at", "what does Kent do well", "where is Kent doing well?"]
)
def test_a_question_of_what_is_done_well_is_answered_by_what_praises(read: Read, q: str) -> None:
    found = read(q)
    assert [(one.facet, one.values) for one in found.understood] == [
        ("force", ("Kent Police",)),
        ("category", ("Strengths",)),
    ]
    assert found.query.tree is None


@pytest.mark.parametrize(
    "q", ["what must Kent do", "what should Kent Police do next?", "what is Kent asked to do"]
)
def test_what_somebody_must_do_is_all_that_is_asked_of_them(read: Read, q: str) -> None:
    found = read(q)
    assert [(one.facet, one.values) for one in found.understood] == [
        ("force", ("Kent Police",)),
        ("category", ("Areas for improvement", "Recommendations")),
    ]
    assert found.query.tree is None
    assert found.demanding
    assert not read("Kent custody").demanding


def test_what_others_must_do_is_asked_of_them_first(read: Read) -> None:
    found = read("what should schools do about custody")
    assert (found.words, found.addressed) == ("schools custody", "schools")
    assert found.demanding
    assert found.leaning
    assert found.leaning.first


@pytest.mark.parametrize(
    ("q", "words", "addressed"),
    [
        ("what should schools do", "schools", "schools"),
        ("what must the fire service do next?", "fire service", "fire service"),
        ("who must act on custody", "custody", ""),
        ("who should do something about custody", "custody", ""),
        ("who is asked to improve custody", "custody", ""),
    ],
)
def test_who_must_do_what_leads_to_the_register(
    read: Read, q: str, words: str, addressed: str
) -> None:
    found = read(q)
    assert (found.words, found.addressed) == (words, addressed)
    assert found.demanding
    assert found.leaning
    assert found.leaning.first


def test_the_things_that_somebody_is_good_at_are_asked_for(read: Read) -> None:
    found = read("which things are they good at in custody")
    assert (found.words, found.understood) == ("custody", ())
    assert found.leaning
    assert found.leaning.about == "what is done well"


def test_of_whom_nothing_is_asked_all_is_listed(read: Read) -> None:
    """Its reports have no category that asks."""
    found = read("what must Wexmoor do")
    assert [one.facet for one in found.understood] == ["force"]


@pytest.mark.parametrize(
    "q", ["problems", "mental health problems", "failing", "what does a force do", "how do they"]
)
def test_such_words_without_a_subject_stay(read: Read, q: str) -> None:
    assert read(q).words == q


@pytest.mark.parametrize(
    "q",
    [
        "too few detectives",
        "nobody answers the phone",
        "shortage of detectives",
        "force fails to record crime",
        "victims not kept informed",
        "victims aren't told",
    ],
)
def test_what_is_lacking_leans_to_what_asks_and_stays_words(read: Read, q: str) -> None:
    found = read(q)
    assert found.words == q
    assert found.leaning
    assert "Areas for improvement" in found.leaning.categories
    assert "Strengths" not in found.leaning.categories


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("what did inspectors say about Kent", ""),
        ("is there any evidence of custody", "custody"),
        ("I would like to know about custody", "custody"),
        ("I am looking for custody nurses", "custody nurses"),
        ("examples of good custody", "good custody"),
        ("details of custody", "custody"),
        ("what was said about custody", "custody"),
        ("is custody mentioned", "custody"),
        ("do reports mention custody", "custody"),
        ("which inspections mention custody", "custody"),
        ("what inspectors found in custody", "custody"),
        ("what did the inspectors find in Kent custody", "custody"),
        ("what do reports say about custody", "custody"),
    ],
)
def test_to_be_told_is_no_word_to_look_for(read: Read, q: str, left: str) -> None:
    assert read(q).words == left


@pytest.mark.parametrize("q", ["custody", "domestic violence", "missing persons return interviews"])
def test_plain_words_lean_nowhere(read: Read, q: str) -> None:
    assert read(q) == read(q, literal=["anything"])
    assert read(q).leaning is None


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("is Kent better than last time", ""),
        ("custody in Kent compared to the last inspection", "custody"),
        ("is custody better than it was", "custody"),
        ("how does Kent stand in custody, is it better than three years ago", "custody,"),
        (
            "how does Kent stand in custody, is it better than three years ago, "
            "what must it do and by when",
            "custody,",
        ),
        ("is Kent custody any worse than it was a couple of years ago", "custody"),
        ("custody in Kent compared with 5 years ago", "custody"),
        ("is Kent better in custody than three years ago", "custody"),
        ("is Kent any worse at custody than the last inspection", "custody"),
        ("has custody improved", "has custody improved"),
        ("is custody getting worse in Kent", "custody getting worse"),
    ],
)
def test_how_it_was_before_is_asked_of_the_past(read: Read, q: str, left: str) -> None:
    found = read(q)
    assert found.past
    assert found.words == left
    assert not found.comparing


@pytest.mark.parametrize("q", ["improving custody", "custody", "is Kent better than Essex"])
def test_other_questions_do_not_ask_of_the_past(read: Read, q: str) -> None:
    assert not read(q).past


@pytest.mark.parametrize(
    "q",
    [
        "how does Kent stand in custody",
        "how do forces stand on custody",
        "how is it faring in custody",
        "how is Kent doing in custody",
    ],
)
def test_how_somebody_stands_is_no_part_of_the_subject(read: Read, q: str) -> None:
    assert read(q).words == "custody"
    assert read(q).standing.startswith("how")


@pytest.mark.parametrize(
    "q",
    ["How is Kent custody", "how is custody in Kent?", "how is Kent Police in custody"],
)
def test_how_is_somebody_asks_it_where_only_a_subject_is_left(read: Read, q: str) -> None:
    assert read(q).words.strip("?") == "custody"
    assert read(q).standing.casefold().startswith("how is")


@pytest.mark.parametrize(
    "q",
    [
        "custody in Kent",
        "what must Kent do",
        "how is custody staffed",
        # Nobody is named, more is asked of them, or they were not inspected in that.
        "how is custody",
        "how is custody staffed in Kent",
        "how is custody in Essex",
        "how is Kent",
    ],
)
def test_other_questions_do_not_ask_how_somebody_stands(read: Read, q: str) -> None:
    assert not read(q).standing


def test_to_stand_in_for_somebody_is_a_subject(read: Read) -> None:
    assert read("officers stand in for each other").words == "officers stand in for each other"


@pytest.mark.parametrize(
    "q", ["Kent told more than once", "what was Kent told more than once", "repeat findings Kent",
          "what has Kent been told repeatedly", "repeated recommendations"],
)  # fmt: skip
def test_what_was_told_more_than_once_is_no_subject(read: Read, q: str) -> None:
    assert read(q).repeated
    assert not read(q).words


@pytest.mark.parametrize(
    "q", ["children told more than once to leave", "repeat victims", "repeat missing episodes"]
)
def test_beside_a_subject_they_are_words(read: Read, q: str) -> None:
    assert not read(q).repeated
    assert read(q).words == q
