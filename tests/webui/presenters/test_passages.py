from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer import Finding, Fragment
from indexer.reports.finding import Span
from webui.presenters.passages import UNFOLDED, Block, Piece, blocks, unfolds


def finding(text: str, nested: tuple[str, ...] = (), joins: tuple[int, ...] = ()) -> Finding:
    places: list[tuple[int, int]] = []
    at = 0
    for bullet in nested:
        start = text.index(bullet, at)
        at = start + len(bullet)
        places.append((start, at))
    return Finding(
        "id", "report", "Title", "Force", "2007-10", "family", "Area", "Strengths", "Good",
        "Strengths", ("Area", "Strengths"), None, text, Span(1, 2), tuple(places), joins,
    )  # fmt: skip


def test_nested_bullets_become_a_list_between_paragraphs() -> None:
    cut = blocks(finding("It has: one; two. This helps.", ("one;", "two.")))
    assert cut == (
        Block(False, ((Piece("It has: "),),)),
        Block(True, ((Piece("one;"),), (Piece("two."),))),
        Block(False, ((Piece(" This helps."),),)),
    )


def test_marks_are_cut_at_the_edges_of_bullets() -> None:
    marks = (Fragment("It has: on", False), Fragment("e; two", True), Fragment(".", False))
    cut = blocks(finding("It has: one; two.", ("one;", "two.")), marks)
    assert cut[1].rows == (
        (Piece("on"), Piece("e;", True)),
        (Piece("two", True), Piece(".")),
    )


def test_a_join_stands_before_its_second_half() -> None:
    cut = blocks(finding("before after", joins=(7,)))
    assert cut[0].rows[0] == (Piece("before "), Piece("after", join=True))


def test_a_join_inside_a_mark_keeps_both_halves_marked() -> None:
    cut = blocks(finding("before after", joins=(7,)), (Fragment("before after", True),))
    assert cut[0].rows[0] == (Piece("before ", True), Piece("after", True, True))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Finding, tuple[Fragment, ...]]:
    words = draw(st.lists(st.sampled_from(["police", "a", "unit;", "x."]), min_size=1))
    text = " ".join(words)
    first = draw(st.integers(0, len(words)))
    bullets = tuple(words[first : first + 3])
    joins = tuple(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    edges = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    marks = tuple(Fragment(text[a:b], draw(st.booleans())) for a, b in pairwise(edges))
    return finding(text, bullets, joins), marks


@given(cases())
def test_nothing_is_added_or_lost(case: tuple[Finding, tuple[Fragment, ...]]) -> None:
    given_finding, marks = case
    pieces = [p for block in blocks(given_finding, marks) for row in block.rows for p in row]
    assert "".join("".join(p.text for p in pieces).split()) == "".join(given_finding.text.split())
    marked = "".join(p.text for p in pieces if p.match)
    assert "".join(marked.split()) == "".join("".join(m.text for m in marks if m.match).split())


def test_only_a_text_of_some_length_unfolds_among_others() -> None:
    assert unfolds(finding("a" * UNFOLDED))
    assert not unfolds(finding("a" * (UNFOLDED + 1)))
