"""A budget of work for one question: however it is asked, it cannot keep a core busy for long.

Whoever answers strangers begins one (``webui/http/work``); it is checked wherever a question may go
on for long: before anything is computed, at each node of a query tree, at each finding that is read
and each value that a page shows. It counts the work of its thread, not the time, so that nobody
pays for a busy machine. Without one nothing is limited.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

from indexer.errors import TooCostly


class Budget:
    """The work of this thread from ``begin`` to ``end``, both called in it."""

    def __init__(self, seconds: float) -> None:
        """``seconds`` of work, after which ``check`` refuses to go on."""
        self._seconds = seconds

    def begin(self) -> None:
        """Count from now on."""
        self._began, self._worked = time.perf_counter(), time.thread_time()
        self._before: Token[Budget | None] = _current.set(self)

    def end(self) -> None:
        """Limit nothing any more, or what was limited before."""
        _current.reset(self._before)

    @staticmethod
    def check() -> None:
        """Raises TooCostly when there is a budget and it is used up, once."""
        if (one := _current.get()) is not None and one._is_used_up():
            _current.set(None)  # what tells of it is not refused as well
            raise TooCostly(
                f"To answer this takes more than {one._seconds:.3g} seconds of work, which is the "
                "most that one request may take. Ask with fewer words, or with a filter more."
            )

    @staticmethod
    def more(seconds: float) -> None:
        """Have the budget that there is, if any, reach for so much more work."""
        if (one := _current.get()) is not None:
            one._seconds += seconds

    @staticmethod
    @contextmanager
    def lifted() -> Iterator[None]:
        """Within it nothing is limited and nothing counts: for what is worked out once and kept for
        everybody.
        """
        before = _current.get()
        began, worked = time.perf_counter(), time.thread_time()
        token = _current.set(None)
        try:
            yield
        finally:
            _current.reset(token)
            if before is not None:
                before._began += time.perf_counter() - began
                before._worked += time.thread_time() - worked

    def _is_used_up(self) -> bool:
        # There is never more work than time, and to ask for the time costs a tenth.
        return (
            time.perf_counter() - self._began >= self._seconds
            and time.thread_time() - self._worked >= self._seconds
        )


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)
