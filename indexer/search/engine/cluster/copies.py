"""Which copies of the shards are asked: the same ones for all that is asked of a build, and while a
machine is stuck those of the others.

A machine that is lost leaves the cluster at once. One that is stuck stays in it for half a minute,
and its copies are asked meanwhile by whatever node is spoken to. The nodes tell which of them says
nothing. ``Connection`` looks again after each answer that was late.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

#: Seconds for which what was seen holds; the cluster drops a node that is stuck in thirty or forty.
_HOLDS = 60.0


class Copies:
    """Knows which nodes answer; shared by all threads."""

    def __init__(self, answering: Callable[[], tuple[str, ...]]) -> None:
        """``answering`` gives the ids of the nodes that answer, () where all do."""
        self._ask = answering
        self._answering: tuple[str, ...] = ()
        self._looked = -_HOLDS
        self._lock = Lock()

    def of(self, index: str) -> str:
        """What the cluster is told of the copies of an index that it shall ask.

        Other copies of the same may score by a hair otherwise, so they stay the same.
        """
        if self._answering and time.monotonic() - self._looked < _HOLDS:
            return f"_prefer_nodes:{','.join(self._answering)}"
        return index

    def look(self) -> None:
        """See which nodes answer: once for all who were waiting for a late answer."""
        late = time.monotonic()
        with self._lock:
            if self._looked < late:
                self._answering = self._ask()
                self._looked = time.monotonic()
