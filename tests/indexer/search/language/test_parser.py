"""The query language, and that it takes anything."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.search.language.parser import (
    MAX_WORDS,
    AllOf,
    AnyOf,
    Beginning,
    Quoted,
    Restriction,
    Run,
    Typed,
    Without,
    Word,
    parse,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("?! ...", None),
        ("a", A),
        ("a b", Run((A, B))),
        ("a, b?", Run((A, B))),
        ("24/7 c.p.s.", Run((Word("24/7"), Word("c.p.s")))),
        ("a AND b", AllOf((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a OR b AND c", AnyOf((A, AllOf((B, C))))),
        ("(a OR b) AND c", AllOf((AnyOf((A, B)), C))),
        ("a and b", Run((A, Word("and"), B))),
        ("a NOT b", Run((A, Without(B)))),
        ("a -b", Run((A, Without(B)))),
        ("-(a b)", Without(Run((A, B)))),
        ("NOT NOT a", A),
        ("co-ordination", Word("co-ordination")),
        ('"a b" c', Run((Quoted("a b"), C))),
        ("“a b”", Quoted("a b")),
        ('-"a b"', Without(Quoted("a b"))),
        ("neigh*", Beginning("neigh")),
        ("ne*", Word("ne*")),
        ("area:custody a", Run((Restriction("area", "custody"), A))),
        ('Area:"Child Abuse"', Restriction("area", "Child Abuse")),
        ("size:large", Word("size:large")),
        ('a -force:"Kent Police"', Run((A, Without(Restriction("force", "Kent Police"))))),
        ("-area:custody", Without(Restriction("area", "custody"))),
        ("NOT area:custody", Without(Restriction("area", "custody"))),
        ("--area:custody a", Run((Without(Restriction("area", "custody")), A))),
        ("-size:large", Without(Word("size:large"))),
        ('a-"b"', Run((Word("a-"), Quoted("b")))),
    ],
)
def test_what_is_typed_is_understood(text: str, tree: Typed | None) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize("text", ['"a', "a)", "(a", "((a)", "a OR", "AND a", "NOT", "a NOT", 'a "'])
def test_what_does_not_pair_is_taken_as_words(text: str) -> None:
    assert parse(text).tree in (A, None)


def test_words_beyond_the_limit_are_named() -> None:
    words = [f"w{n}" for n in range(MAX_WORDS + 3)]
    query = parse(" ".join(words))
    assert query.tree == Run(tuple(map(Word, words[:MAX_WORDS])))
    assert query.dropped == tuple(words[MAX_WORDS:])


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"()-*: ANDORNOT')), max_size=300)
)
@example("(" * 2000)
@example("-" * 2000 + "a")
@example("NOT " * 500 + "a")
@example("(" * 900 + "a" + ")" * 900)
@example("area:" * 300)
def test_any_text_is_parsed(text: str) -> None:
    parse(text)
