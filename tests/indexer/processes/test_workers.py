"""Work that hangs, dies or raises costs its own item and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator

import pytest

from indexer.errors import Lost, ReportError
from indexer.processes.workers import Workers, end_server


def work(what: str | int) -> str:
    """Does what the item says, in another process."""
    match what:
        case "hang":
            time.sleep(60)
        case "spin":
            sum(iter(int, 1))
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "refuse":
            raise ReportError("The file 'x' cannot be read: it is empty.")
        case "fail":
            raise ZeroDivisionError("by nothing")
        case "hoard":
            bytearray(3 << 30)
        case "wait":
            time.sleep(0.4)
    return f"done {what}"


def test_outcomes_come_in_order() -> None:
    with Workers(work, count=3) as workers:
        assert list(workers.map(["wait", 1, 2, "wait", 3])) == [
            "done wait",
            "done 1",
            "done 2",
            "done wait",
            "done 3",
        ]


@pytest.mark.parametrize(
    ("what", "why", "seconds"),
    [
        # The others wait for the processor, on a busy machine for seconds.
        ("hang", "takes longer than 10 seconds", 10.0),
        ("spin", "takes more than 1 seconds of work", float("inf")),
        ("die", "ended without a word", float("inf")),
        ("fail", r"ZeroDivisionError \(by nothing\)", float("inf")),
        ("hoard", "more memory", float("inf")),
    ],
)
def test_the_others_go_on(what: str, why: str, seconds: float) -> None:
    with Workers(work, seconds, count=2, busy=1) as workers:
        before, lost, after = workers.map([1, what, 2])
    assert (before, after) == ("done 1", "done 2")
    assert isinstance(lost, Lost)
    with pytest.raises(Lost, match=why):
        raise lost


def test_a_refusal_is_an_outcome() -> None:
    with Workers(work) as workers:
        (outcome,) = workers.map(["refuse"])
    assert isinstance(outcome, ReportError)
    assert "it is empty" in str(outcome)


def test_items_are_asked_for_as_they_are_needed() -> None:
    asked = []

    def items() -> Iterator[int]:
        for number in range(100):
            asked.append(number)
            yield number

    with Workers(work, count=1) as workers:
        next(workers.map(items()))
        assert len(asked) < 10


def test_leaving_ends_what_still_runs() -> None:
    before = set(multiprocessing.active_children())
    with Workers(work, count=1) as workers:
        workers.start("hang")
        assert set(multiprocessing.active_children()) - before
    assert set(multiprocessing.active_children()) <= before


def test_there_is_a_new_server_after_the_last_one_was_ended() -> None:
    for _ in range(2):
        with Workers(work) as workers:
            assert list(workers.map([1])) == ["done 1"]
        end_server()
