"""The same copies of the shards are asked, until a machine is stuck that has some of them."""

from __future__ import annotations

import pytest

from indexer.search.engine.cluster.copies import Copies


def test_the_same_copies_are_asked_while_all_nodes_answer() -> None:
    copies = Copies(tuple)
    assert copies.of("findings-1") == copies.of("findings-1")
    copies.look()
    assert copies.of("findings-1") == "findings-1"


def test_those_of_the_nodes_that_answer_are_asked_while_one_does_not() -> None:
    copies = Copies(lambda: ("a", "c"))
    assert "a" not in copies.of("findings-1")
    copies.look()
    assert copies.of("findings-1") == copies.of("findings-2") == "_prefer_nodes:a,c"


def test_after_a_minute_all_are_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    copies = Copies(lambda: ("a", "c"))
    copies.look()
    now[0] = 59
    assert copies.of("findings-1") == "_prefer_nodes:a,c"
    now[0] = 61
    assert copies.of("findings-1") == "findings-1"


def test_a_node_that_answers_again_is_seen_at_the_next_look() -> None:
    told = iter([("a", "c"), ()])
    copies = Copies(lambda: next(told))
    copies.look()
    copies.look()
    assert copies.of("findings-1") == "findings-1"


def test_one_look_serves_all_who_were_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 5.0)
    looks: list[str] = []

    def answering() -> tuple[str, ...]:
        looks.append("looked")
        return ("a", "c")

    copies = Copies(answering)
    for _ in range(4):
        copies.look()
    assert looks == ["looked"]
