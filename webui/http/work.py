"""The budget of work: no page keeps a core busy for longer, whatever it is asked for.

A request that goes over it is answered with 503 and told when to come again. Exports have none,
since what they take grows with what is taken away: only so many are made at once
(``exports/places``).
"""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, request

from indexer import Budget

_EXPORTS = ("exports", "register_files")


def init_app(app: Flask) -> None:
    """Begins a budget of ``WORK`` seconds for each request; what templates show counts, too."""
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.finalize = _shown


def _begin() -> None:
    if request.blueprint not in _EXPORTS:
        g.budget = Budget(current_app.config["WORK"])
        g.budget.begin()


def _end(_: BaseException | None) -> None:
    if (budget := g.pop("budget", None)) is not None:
        budget.end()


def _shown(value: Any) -> Any:
    Budget.check()
    return value
