"""How far a build is: a line for each report where nobody looks at a terminal."""

from __future__ import annotations

import sys

import pytest

from indexer.build import BuildStep, Task
from indexer.progress import Progress


def told(monkeypatch: pytest.MonkeyPatch, terminal: bool, *steps: BuildStep) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with Progress() as progress:
        for step in steps:
            progress(step)


def test_each_report_is_a_line_in_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(
        monkeypatch,
        False,
        BuildStep("north-2020", 1, 2, 30),
        BuildStep("north-2020", 1, 1, 30, Task.ENCODE),
    )
    assert capsys.readouterr().err.splitlines() == [
        "Read north-2020 (1 of 2)",
        "Worked out the meaning of north-2020 (1 of 1)",
    ]


def test_a_terminal_has_a_bar_for_each_task(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(
        monkeypatch,
        True,
        BuildStep("north-2020", 1, 1, 30),
        BuildStep("north-2020", 1, 1, 30, Task.ENCODE),
    )
    shown = capsys.readouterr().err
    assert shown.index("Reading") < shown.index("Working out meanings")
    # What is said behind it has a line of its own.
    assert shown.endswith("\n")


def test_nothing_is_shown_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress():
        pass
    assert capsys.readouterr().err == ""
