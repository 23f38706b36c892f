"""What may be offered beside an answer is told before it is searched for, and counted at once."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.search.explanation import THIN
from indexer.search.language.interpretation import Change
from indexer.search.offers import Offers, offered
from indexer.search.query.nodes import Node, Phrase, Soon, nothing
from indexer.search.request import SearchRequest
from tests.indexer.search.outcomes import BARK, DOGS, outcome


class Counted:
    """Counts what it was told of, and keeps each call."""

    def __init__(self, *numbers: int) -> None:
        self.calls: list[list[Node]] = []
        self._numbers = numbers

    def __call__(self, nodes: Sequence[Node], soon: Soon = nothing) -> Sequence[int]:
        self.calls.append(list(nodes))
        return self._numbers[: len(nodes)]


def narrowed(request: SearchRequest) -> Node:
    """A node of its own for every request."""
    return Phrase((request.q, *sorted(request.filters)))


def test_hints_are_counted_in_one_call_and_only_those_that_find_more_are_given() -> None:
    count = Counted(5, 1, 9, 1)
    thin = outcome(1, q='"dogs" bark', filters={"area": ("custody",)}, count=count)
    offers = Offers(thin, narrowed)
    thin.numbers.ask(offers.nodes(1))
    hints = list(offers.hints(thin))
    assert [(hint.text, hint.findings) for hint in hints] == [
        ("Without the area 'Custody'", 5),
        ("'dogs' alone", 9),
    ]
    assert hints[0].request.filters == {}
    assert count.calls == [offers.nodes(1)]
    assert len(count.calls[0]) == 4


def test_a_full_answer_has_no_hints_and_nothing_is_counted_for_it() -> None:
    full = outcome(THIN)
    offers = Offers(full, narrowed)
    assert offers.nodes(THIN) == []
    assert list(offers.hints(full)) == []
    assert offers.suggestion(full) is None


def test_beside_an_empty_answer_its_words_are_counted_with_the_hints() -> None:
    nodes = Offers(outcome(0), narrowed).nodes(0)
    assert nodes[:2] == [DOGS.leaf, BARK.leaf]
    assert nodes[2:] == Offers(outcome(0), narrowed).nodes(1)


def test_what_was_probably_meant_is_offered_where_it_finds_anything() -> None:
    for number, said in ((3, "dogs bark"), (0, None)):
        count = Counted(number)
        slip = outcome(THIN, q="dogs brak", suggestions=[Change("brak", "bark")], count=count)
        offers = Offers(slip, narrowed)
        slip.numbers.ask(offers.nodes(THIN))
        assert offers.suggestion(slip) == said
        assert count.calls == [[Phrase(("dogs bark",))]]


def test_all_that_may_be_offered_is_known_before_anything_is_found() -> None:
    slip = outcome(0, q='"dogs brak"', suggestions=[Change("brak", "bark")])
    assert [one.q for one in offered(slip)] == ['"dogs bark"', "dogs brak", "dogs", "bark"]
