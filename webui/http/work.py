"""The budget of work: no page keeps a core busy for longer, whatever it is asked for.

A request that goes over it is answered with 503 and told when to come again. What an export takes
grows with what is taken away, so it may work longer by ``EACH`` for every row that it has made
(``paid``), and an export of nothing no longer than a page; one that is sent already is broken off,
which its reader is told by the missing end. Only so many are made at once (``exports/places``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

from flask import Flask, current_app, g

from indexer import Budget

T = TypeVar("T")

#: Seconds that an export may work for each row: twice what the costliest takes on a busy machine,
#: which was JSON with marks (0.27 ms; 0.03 with fewer jobs beside it since).
EACH = 0.0005
#: To check takes longer than to print, so one value of sixteen that a template shows is checked.
_turns, _EACH_TURN = count(), 15


def init_app(app: Flask) -> None:
    """Begins a budget of ``WORK`` seconds for each request; what templates show counts, too."""
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.finalize = _shown


def paid(rows: Iterable[T]) -> Iterator[T]:
    """The rows of an export, which may work longer by each that it takes."""
    for row in rows:
        Budget.more(EACH)
        yield row


def _begin() -> None:
    g.budget = Budget(current_app.config["WORK"])
    g.budget.begin()


def _end(_: BaseException | None) -> None:
    if (budget := g.pop("budget", None)) is not None:
        budget.end()


def _shown(value: Any) -> Any:
    if next(_turns) & _EACH_TURN == 0:
        Budget.check()
    return value
