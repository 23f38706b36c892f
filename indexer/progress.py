"""How far a long build is: a bar on a terminal for each task, lines elsewhere.

The commands hand it to ``build_index``, which tells it of each step.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Any

import click

from indexer.build import BuildStep, Task

#: What each task is called while it goes on, and what is said of a report that has been through.
_CALLED: Mapping[Task, tuple[str, str]] = {
    Task.READ: ("Reading", "Read"),
    Task.SEND: ("Sending", "Sent"),
    Task.ENCODE: ("Working out meanings", "Worked out the meaning of"),
}


class Progress:
    """Shows each step on standard error, as a context."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Task | None = None
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.pause()

    def __call__(self, step: BuildStep) -> None:
        """The next step."""
        going_on, done = _CALLED[step.task]
        if not sys.stderr.isatty():
            click.echo(f"{done} {step.report} ({step.place} of {step.of})", err=True)
            return
        if step.task is not self._task:
            self.pause()
            self._task, self._started = step.task, time.monotonic()
            self._bar = click.progressbar(
                length=step.of, label=going_on, item_show_func=self._shown, file=sys.stderr
            )
        self._bar.update(1, step)

    def pause(self) -> None:
        """Leave the line, so that something else can be said."""
        if self._bar:
            self._bar.render_finish()
        self._bar, self._task = None, None

    def _shown(self, step: BuildStep | None) -> str | None:
        if step is None:
            return None
        speed = step.findings / max(1e-3, time.monotonic() - self._started)
        return f"{step.report}, {speed:.0f} findings/s"
