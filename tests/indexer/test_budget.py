"""A question may do so much work and no more; time that others take does not count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from indexer import Archive, Budget, SearchRequest, TooCostly
from tests.programs import joined


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    one = Budget(seconds)
    one.begin()
    try:
        yield
    finally:
        one.end()


def work(seconds: float) -> None:
    began = time.thread_time()
    while time.thread_time() - began < seconds:
        pass


def test_without_a_budget_nothing_is_refused() -> None:
    work(0.01)
    Budget.check()


def test_who_has_worked_too_long_is_told_once() -> None:
    with budget(0.01):
        Budget.check()
        work(0.02)
        with pytest.raises(TooCostly, match=r"0\.01 seconds of work"):
            Budget.check()
        Budget.check()


def test_waiting_is_no_work() -> None:
    with budget(0.05):
        time.sleep(0.1)
        Budget.check()


def test_it_ends_and_is_of_its_thread_alone() -> None:
    told: list[str] = []

    def other() -> None:
        work(0.02)
        Budget.check()
        told.append("nothing was refused")

    with budget(0.001):
        thread = Thread(target=other)
        thread.start()
        joined([thread])
        work(0.01)
    Budget.check()
    assert told == ["nothing was refused"]


def test_what_is_made_for_everybody_is_not_limited() -> None:
    with budget(0.001):
        work(0.01)
        with Budget.lifted():
            Budget.check()
        with pytest.raises(TooCostly):
            Budget.check()


def test_what_is_made_for_everybody_does_not_count() -> None:
    with budget(0.05):
        with Budget.lifted():
            work(0.1)
        Budget.check()


def test_a_budget_within_another_gives_way_to_it() -> None:
    with budget(0.001):
        with budget(10):
            work(0.01)
            Budget.check()
        with pytest.raises(TooCostly):
            Budget.check()


@pytest.mark.parametrize("q", ["custody", '"child protection"', "pol*", "NPT OR review", ""])
def test_a_search_is_stopped_and_another_is_answered(
    gold_index: Path, archive: Archive, q: str
) -> None:
    right = archive.search(SearchRequest(q=q))
    archive = Archive(gold_index)
    with budget(0), pytest.raises(TooCostly):
        archive.search(SearchRequest(q=q))
    assert archive.search(SearchRequest(q=q)).to_json() == right.to_json()
    assert archive.health().problem == ""
