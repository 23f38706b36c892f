"""The budget of work: no page keeps a core busy for longer, whatever it is asked for.

A request that goes over it is answered with 503 and told when to come again. What an export takes
grows with what is taken away, so it may work longer by ``EACH`` for every finding that is
published; one that is sent already is broken off, which its reader is told by the missing end. Only
so many are made at once (``exports/places``).
"""

from __future__ import annotations

from itertools import count
from typing import Any

from flask import Flask, current_app, g, request

from indexer import Budget, ReportRecord
from webui.archive import get_archive

#: Seconds that an export may work for each finding: twice what the costliest takes, which is JSON
#: with marks (0.2 ms).
EACH = 0.0005
_EXPORTS = ("exports", "register_files")
#: To check takes longer than to print, so one value of sixteen that a template shows is checked.
_turns, _EACH_TURN = count(), 15


def init_app(app: Flask) -> None:
    """Begins a budget of ``WORK`` seconds for each request; what templates show counts, too."""
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.finalize = _shown


def _begin() -> None:
    seconds = current_app.config["WORK"]
    if request.blueprint in _EXPORTS:
        seconds += EACH * get_archive().of_reports(_findings)
    g.budget = Budget(seconds)
    g.budget.begin()


def _findings(reports: tuple[ReportRecord, ...]) -> int:
    return sum(report.findings for report in reports)


def _end(_: BaseException | None) -> None:
    if (budget := g.pop("budget", None)) is not None:
        budget.end()


def _shown(value: Any) -> Any:
    if next(_turns) & _EACH_TURN == 0:
        Budget.check()
    return value
