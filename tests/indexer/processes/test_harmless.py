"""What comes back from a process that was taken over is data, or nothing."""

from __future__ import annotations

import os
import pickle
from functools import partial
from pathlib import Path

import pytest

from indexer.errors import Lost, NotFound, ReportError
from indexer.processes.harmless import harmless
from indexer.processes.workers import Workers
from tests.indexer.conftest import make_report


@pytest.mark.parametrize("value", [make_report("text"), [1, "two", None], {"a": (True, 2.5)}])
def test_data_come_through(value: object) -> None:
    assert harmless(pickle.dumps(value)) == value


def test_errors_come_through() -> None:
    for error in (ReportError("empty"), Lost("late"), NotFound("gone", "page")):
        assert str(harmless(pickle.dumps(error))) == str(error)


class Runs:
    """A value that runs what it likes when it is unpickled."""

    def __init__(self, what: object, *arguments: object) -> None:
        self._made = (what, arguments)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._made


@pytest.mark.parametrize(
    "value",
    [
        Runs(os.system, "true"),
        Runs(eval, "1"),
        Runs(getattr, Lost, "mro"),
        Runs(partial, print),
        Path("/etc/passwd"),
    ],
)
def test_nothing_is_run(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no value of a report"):
        harmless(pickle.dumps(value))


@pytest.mark.parametrize(
    "pickled",
    [
        b"\x80\x04\x8c\x0findexer.workers\x8c\x09os.system\x93.",
        b"\x80\x04\x8c\x10indexer.reports.x\x8c\x01y\x93.",
        b"cindexer.reports.corpus\nCorpus\n.",
        b"nonsense",
        b"",
    ],
)
def test_what_is_made_up_is_refused(pickled: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        harmless(pickled)


def shut(_: object) -> None:
    """As if a cage were shut."""


def hostile(_: object) -> object:
    return Runs(os.system, "true")


def test_a_worker_that_answers_with_it_is_lost() -> None:
    with Workers(hostile, shut=shut) as workers:
        (outcome,) = workers.map([1])
    assert isinstance(outcome, Lost)
    assert "no report" in str(outcome)
