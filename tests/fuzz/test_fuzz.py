"""Inputs that nobody would write are answered, or refused in a sentence.

In CI so many are tried as take about two minutes of work, elsewhere a tenth; ``python -m
tests.fuzz`` goes on for an hour.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz import seeds
from tests.fuzz.campaign import run
from tests.fuzz.mutation import Mutator, ZipMutator
from tests.fuzz.targets import FAULTY, INDEX, TARGETS

#: Inputs of each target in CI.
NUMBERS = {
    "query": 4000, "parameters": 4000, "request": 800, "splitter": 500, "text": 500,
    "markdown": 500, "html": 400, "web archive": 300, "word": 300, "pdf": 300,
}  # fmt: skip
SHARE = 1 if os.environ.get("CI") else 10


@pytest.fixture(autouse=True)
def one_index(corpus_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is searched by the processes that are started."""
    monkeypatch.setenv(INDEX, str(corpus_index))


def test_every_target_has_its_number() -> None:
    assert set(NUMBERS) == set(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_that_nobody_would_write(name: str) -> None:
    tried = run(name, 0, NUMBERS[name] // SHARE)
    assert tried.inputs == NUMBERS[name] // SHARE
    assert [find.what for find in tried.finds] == []


@pytest.mark.parametrize("name", TARGETS)
def test_what_failed_once_does_so_no_more(name: str) -> None:
    for data in seeds.cases(name):
        TARGETS[name].ask(data)


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_begins_from_seeds_that_it_takes(name: str) -> None:
    mutator = TARGETS[name].inputs()
    assert len(mutator.seeds) >= 5
    TARGETS[name].ask(mutator.seeds[0])


@pytest.mark.parametrize("kind", [Mutator, ZipMutator])
def test_the_same_number_is_the_same_input(kind: type[Mutator]) -> None:
    some = kind("word", seeds.word_files())
    made = [some.made(number) for number in range(30)]
    assert made == [kind("word", seeds.word_files()).made(number) for number in range(30)]
    assert len(set(made)) > 20


def test_what_raises_and_what_dies_is_found_and_the_rest_is_tried() -> None:
    tried = run("faulty", 0, 40)
    made = [FAULTY.inputs().made(number) for number in range(40)]
    assert {b"fine", b"raise", b"die"} <= set(made)
    assert [find.number for find in tried.finds if "ValueError: a fault" in find.what] == [
        number for number in range(40) if made[number] == b"raise"
    ]
    assert [find.number for find in tried.finds if "ended with 9" in find.what] == [
        number for number in range(40) if made[number] == b"die"
    ]
