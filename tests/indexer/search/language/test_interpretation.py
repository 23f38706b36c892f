"""What a query is taken to mean, from a catalogue and counts alone: no index and no array."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from indexer.index.analysis import CAPITALS, stem
from indexer.index.facets import FACETS
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.language.interpretation import Change, Interpretation
from indexer.search.language.interpreter import Interpreter
from indexer.search.language.parser import parse
from indexer.search.language.plain_words import MOST_UNITS
from indexer.search.language.thesaurus.expansion import Acronyms, Expansions
from indexer.search.language.thesaurus.lexicon import Acronym, Fillers, Likeness
from indexer.search.language.words.denial import Denial
from indexer.search.query.nodes import (
    And,
    Everything,
    Having,
    Node,
    Not,
    Or,
    Phrase,
    Soon,
    Synonyms,
    Term,
    Typed,
    Words,
    first,
    nothing,
    plain,
)

TEXT = """Officers record missing persons at risk. The custody suite has nurses.
The NPT meets partners about domestic violence, and officers record it. Staff abuse is rare."""
ACRONYMS = (
    Acronym("NPT", ("Neighbourhood Policing Team",), "list"),
    Acronym("XYZ", ("Unheard Of Thing",), "list"),
)
LIKENESSES = (
    Likeness(("domestic abuse",), ("domestic violence",), 0.5),
    Likeness(("cop",), ("officer",), 0.7, loose=True),
    Likeness(("hospital",), ("clinic",), 0.5),
    Likeness(("short of",), ("not",), 1.0),
)
FILLERS = Fillers(
    frozenset({"the", "how", "do", "are", "at", "and", "not", "never"}),
    denial=Denial(frozenset({"not", "never"})),
)
LABELS = {"area": {"custody": "Custody", "missing-persons": "Missing persons"}}
COUNT = 100


class Asked:
    """Counts as an engine would: so many findings for each term or phrase, and what was asked."""

    def __init__(self, documents: dict[Node, int]) -> None:
        self.documents = documents
        self.calls: list[list[Node]] = []
        #: What might be searched for next, as it was told then.
        self.soon: list[Node] = []

    def count(self, nodes: Sequence[Node], soon: Soon = nothing) -> list[int]:
        self.calls.append(list(nodes))
        self.soon.extend(soon())
        return [self.documents.get(node, 0) for node in nodes]


def terms(words: str) -> tuple[str, ...]:
    return tuple(map(stem, words.split()))


DOCUMENTS: dict[Node, int] = {
    **{Term(term): 2 for term in terms("record missing persons risk custody suite nurses abuse")},
    Term(stem("officers")): 60,
    Term("not"): 5,
    Term(CAPITALS + "NPT"): 3,
    Phrase(terms("domestic violence")): 4,
    Phrase(terms("neighbourhood policing team")): 1,
}


@pytest.fixture
def asked() -> Asked:
    return Asked(dict(DOCUMENTS))


@pytest.fixture
def interpret(asked: Asked) -> Callable[..., Interpretation]:
    vocabulary = Vocabulary()
    vocabulary.add(TEXT)
    expansions = Expansions(Acronyms({}, ACRONYMS), LIKENESSES, FILLERS, vocabulary)
    catalogue = Catalogue(
        build="b",
        created="",
        count=COUNT,
        reports={},
        vocabulary=vocabulary,
        facets={f.name: FacetValues(LABELS.get(f.name, {}), [1, 1]) for f in FACETS},
        documents=lambda term: asked.documents.get(Term(term), 0),
    )
    interpreter = Interpreter(catalogue, expansions, FILLERS, asked.count)

    def made(q: str, expand: bool = True, correct: bool = True) -> Interpretation:
        return interpreter.interpret(parse(q), expand, correct)

    return made


def test_nothing_typed_means_everything(interpret: Callable[..., Interpretation]) -> None:
    assert interpret("").node == Everything()
    assert interpret("").question == ""


def test_words_side_by_side_are_a_run_in_the_form_that_was_typed(
    interpret: Callable[..., Interpretation],
) -> None:
    node = interpret("custody nurses").node
    assert isinstance(node, Words)
    words = [word for part in node.parts for word in part.words]
    assert words == [
        Typed(Term(stem("custody")), "custody", 2),
        Typed(Term(stem("nurses")), "nurses", 2),
    ]


@pytest.mark.parametrize(
    ("q", "denied", "beside"),
    [
        ("custody not at risk", ["risk"], ["custody"]),
        ("never record the missing", ["record"], ["missing"]),
        ("short of nurses in custody", ["nurses"], ["in", "custody"]),
        ("missing persons not", [], ["missing", "persons"]),
        ("missing persons", [], ["missing", "persons"]),
    ],
)
def test_what_follows_a_word_that_denies_is_denied(
    interpret: Callable[..., Interpretation], q: str, denied: list[str], beside: list[str]
) -> None:
    result = interpret(q)
    words = [first(word) for part in result.beside for word in part.words]
    assert [plain(leaf) for leaf in result.denied] == [Term(stem(one)) for one in denied]
    assert words == [Term(stem(one)) for one in beside]


@pytest.mark.parametrize(
    "q", ["domestic abuse", "NPT OR custody", "hospital -risk", "domestic abuse of the missing"]
)
def test_what_a_query_comes_to_is_told_with_what_is_asked_first(
    q: str, asked: Asked, interpret: Callable[..., Interpretation]
) -> None:
    asked.documents[Phrase(terms("clinic"))] = asked.documents[Term("clinic")] = 1
    node = interpret(q).node
    assert node in asked.soon or not asked.calls


def test_a_loose_synonym_is_told_ahead_for_words_that_are_had_seldom_and_often(
    asked: Asked, interpret: Callable[..., Interpretation]
) -> None:
    interpret("domestic abuse by a cop")
    trees = [node for node in asked.soon if isinstance(node, Words)]
    loose = [node for node in trees if Term(stem("officer")) in _looked_for(node)]
    assert 0 < len(loose) < len(trees)


def _looked_for(node: Node) -> set[Term | Phrase]:
    """Everything that a run of words is met by."""
    assert isinstance(node, Words)
    leaves = (plain(leaf) for part in node.parts for leaf in part.words)
    groups = (leaf.members for leaf in leaves if isinstance(leaf, Synonyms))
    return {member.node for group in groups for member in group}


def test_fillers_are_left_out_and_named(
    interpret: Callable[..., Interpretation],
) -> None:
    reading = interpret("how do the officers record risk")
    assert reading.ignored == ["how", "do", "the"]
    assert reading.question == "how do the officers record risk"


def test_a_word_of_hundreds_of_parts_is_cut_short_and_that_is_told(
    interpret: Callable[..., Interpretation],
) -> None:
    reading = interpret("nurses" + "%85" * 500)
    assert isinstance(reading.node, Words)
    assert len(reading.node.parts) <= MOST_UNITS
    assert any("Only the first 64 words" in note for note in reading.notes)


def test_fillers_alone_are_searched_for(interpret: Callable[..., Interpretation]) -> None:
    reading = interpret("the")
    assert isinstance(reading.node, Words)
    assert reading.ignored == []


def test_a_slip_is_corrected_or_else_offered(interpret: Callable[..., Interpretation]) -> None:
    change = Change("custdoy", "custody")
    corrected = interpret("custdoy suite")
    assert corrected.corrections == [change]
    assert corrected.question == "custody suite"
    kept = interpret("custdoy suite", correct=False)
    assert (kept.corrections, kept.suggestions) == ([], [change])


def test_an_acronym_brings_its_meaning_and_the_question_spells_it_out(
    interpret: Callable[..., Interpretation],
) -> None:
    reading = interpret("npt staff")
    assert reading.acronyms == ["NPT"]
    assert reading.expansions == [Change("npt", "Neighbourhood Policing Team")]
    assert reading.question == "Neighbourhood Policing Team staff"


def test_what_no_finding_has_is_not_brought_in(interpret: Callable[..., Interpretation]) -> None:
    assert interpret("hospital nurses").expansions == []
    assert interpret("XYZ").expansions == []


def test_everyday_words_count_less_the_more_the_reports_use_them(
    interpret: Callable[..., Interpretation], asked: Asked
) -> None:
    def weight() -> float:
        node = interpret("cop").node
        assert isinstance(node, Words)
        leaf = node.parts[0].words[0]
        assert isinstance(leaf, Typed)
        assert isinstance(leaf.concept, Synonyms)
        return leaf.concept.members[1].weight

    assert weight() == pytest.approx(0.7)
    asked.documents[Term("cop")] = 5  # of 100 findings: one of the reports' own words
    assert weight() == pytest.approx(0.35)
    asked.documents[Term("cop")] = 50
    assert interpret("cop").expansions == []


def test_the_numbers_of_a_query_are_asked_in_one_call(
    interpret: Callable[..., Interpretation], asked: Asked
) -> None:
    reading = interpret("how do officers record domestic abuse and what does the npt do at risk")
    assert len(reading.expansions) == 2
    (call,) = asked.calls
    assert Phrase(terms("domestic violence")) in call
    assert Phrase(terms("neighbourhood policing team")) in call
    assert len(call) == len(set(call))


def test_nothing_is_asked_where_nothing_may_be_brought_in(
    interpret: Callable[..., Interpretation], asked: Asked
) -> None:
    interpret("npt and domestic abuse", expand=False)
    interpret("custody suite nurses")
    assert asked.calls == []


def test_a_phrase_is_taken_word_for_word_with_its_letters_spelled_out(
    interpret: Callable[..., Interpretation],
) -> None:
    reading = interpret('"NPT meetings"')
    assert isinstance(reading.node, Synonyms)
    assert reading.expansions == [Change("NPT", "Neighbourhood Policing Team")]
    assert reading.question == ""


def test_operators_make_the_tree(interpret: Callable[..., Interpretation]) -> None:
    assert isinstance(interpret("custody OR nurses").node, Or)
    assert isinstance(interpret("custody AND nurses").node, And)
    assert isinstance(interpret("-custody").node, Not)
    node = interpret("-custody -nurses").node
    assert isinstance(node, And)
    assert [type(one) for one in node.nodes] == [Everything, Not, Not]


def test_a_facet_is_a_condition_by_name_or_by_words_of_it(
    interpret: Callable[..., Interpretation],
) -> None:
    assert interpret('area:"Missing persons"').node == Having("area", (1,))
    assert interpret("area:persons").node == Having("area", (1,))
    reading = interpret("area:dogs")
    assert isinstance(reading.node, Words)
    assert reading.notes == ["There is no area 'dogs'; it was searched for as words."]


def test_a_beginning_stands_for_the_words_of_the_reports(
    interpret: Callable[..., Interpretation],
) -> None:
    assert interpret("offi*").node == Term(stem("officers"))
    reading = interpret("rec*")
    assert reading.node == Term(stem("record"))
    assert [one.q for one in reading.wanted] == ["rec*"]
    assert interpret("zzz*").node == Term("zzz")


def test_a_change_is_told_once() -> None:
    reading = Interpretation()
    for _ in range(2):
        reading.tell("npt", "Neighbourhood Policing Team")
    assert reading.expansions == [Change("npt", "Neighbourhood Policing Team")]


def test_another_language_is_told_and_not_corrected_word_by_word(
    interpret: Callable[..., Interpretation],
) -> None:
    found = interpret("custodia przemoc domowa wobec dzieci")
    assert found.corrections == []
    assert any("ask in English" in note for note in found.notes)
    slip = interpret("custdy suite")
    assert [one.searched for one in slip.corrections] == ["custody"]
    assert not any("English" in note for note in slip.notes)
