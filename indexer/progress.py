"""How far a long build is: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from indexer.build import Step


class Progress:
    """Shows each step on standard error, as a context."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.render_finish()

    def __call__(self, step: Step) -> None:
        """The next step."""
        if not sys.stderr.isatty():
            click.echo(f"Read {step.report} ({step.place} of {step.of})", err=True)
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=step.of, label="Reading", item_show_func=self._shown, file=sys.stderr
            )
        self._bar.update(1, step)

    def _shown(self, step: Step | None) -> str | None:
        if step is None:
            return None
        speed = step.findings / max(1e-3, time.monotonic() - self._started)
        return f"{step.report}, {speed:.0f} findings/s"
