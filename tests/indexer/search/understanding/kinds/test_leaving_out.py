"""Which words leave out what stands behind them."""

from __future__ import annotations

import pytest

from indexer.search.language.parser import Word
from indexer.search.language.thesaurus.lexicon import fillers
from indexer.search.understanding.kinds.leaving_out import LeavingOut
from indexer.search.understanding.line import Line


def before(q: str, name: str, ended: int = 0) -> str | None:
    """The words of ``q`` that leave out ``name``; None where none do."""
    line = Line([Word(word) for word in q.split()], fillers().words)
    places = LeavingOut().before(line, (q.split().index(name),), ended)
    return None if places is None else line.typed(places)


@pytest.mark.parametrize(
    ("q", "marks"),
    [
        ("custody but Kent", "but"),
        ("custody in all forces but Kent", "all forces but"),
        ("custody not in the Kent", "not in the"),
        ("anywhere apart from Kent", "anywhere apart from"),
        ("instead of Kent", "instead of"),
    ],
)
def test_a_turn_of_speech_right_before_it(q: str, marks: str) -> None:
    assert before(q, "Kent") == marks


@pytest.mark.parametrize("q", ["Kent", "custody in Kent", "not custody Kent", "Kent but custody"])
def test_nothing_else_does(q: str) -> None:
    assert before(q, "Kent") is None


def test_a_list_goes_on_where_only_joining_words_stand_between() -> None:
    q = "all but Kent and Essex then Wexmoor"
    assert before(q, "Essex", ended=3) == "and"
    assert before(q, "Wexmoor", ended=5) is None
