"""What a page prints once more to catch the eye parts no text, and is in no finding twice."""

from __future__ import annotations

import pytest

from indexer.reports.structure.pull_quotes import pull_quotes
from indexer.reports.structure.tree import Block, Kind

SAID = Block(
    Kind.PARAGRAPH, "A sergeant said: “We ring each of them by night”, and they do.", (1,), 3
)


def quoted(text: str, page: int | None = 3, kind: Kind = Kind.HEADING) -> Block:
    return Block(kind, text, (2,), page)


@pytest.mark.parametrize("text", ["“We ring each of them by night”", '"We ring each of them."'])
@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.PARAGRAPH])
def test_a_quotation_whose_words_stand_in_the_text_is_one(text: str, kind: Kind) -> None:
    assert pull_quotes([SAID, quoted(text, kind=kind)]) == {1}
    assert pull_quotes([quoted(text, 4, kind), SAID]) == {0}


@pytest.mark.parametrize(
    "other",
    [
        quoted("“We ring none of them by night”"),
        quoted("We ring each of them by night"),
        quoted("“We ring each”"),
        quoted("“We ring each of them by night”", 9),
        quoted("“We ring each of them by night”", kind=Kind.ITEM),
    ],
)
def test_other_quotations_are_text(other: Block) -> None:
    """Not in the text, without marks, as short as a name, pages away, an item."""
    assert pull_quotes([SAID, other]) == frozenset()


def test_a_quotation_that_is_printed_alone_twice_stays() -> None:
    twice = [quoted("“We ring each of them by night”"), quoted("“We ring each of them by night”")]
    assert pull_quotes(twice) == frozenset()
