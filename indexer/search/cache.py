"""Caches, safe for threads. Engines, language and searcher keep things in ``Cache``.

Each cache says itself in what it is measured: bytes where values differ much in size, or simply
the number of values.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from indexer.budget import Budget

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def _each_one(_: object) -> int:
    return 1


class Cache(Generic[T]):
    """Keeps what was made for a key until newer values need the room."""

    def __init__(self, limit: int, weigh: Callable[[T], int] = _each_one) -> None:
        """``limit`` in whatever ``weigh`` says of a value: bytes, or by default each value one."""
        self._limit = limit
        self._weigh = weigh
        self._size = 0
        self._lock = Lock()
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    @property
    def size(self) -> int:
        """The weight of all values that are held now, at most the limit."""
        return self._size

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of ``key``, made by ``make`` when it is not there.

        Two threads that ask for the same key at the same time may both make it; values are
        immutable and equal, so either serves. Raises TooCostly, before it is made, when the budget
        of the question is used up.
        """
        with self._lock:
            if (held := self._values.get(key)) is not None:
                self._values.move_to_end(key)
                return held[0]
        Budget.check()
        value = make()
        self._put(key, value, self._weigh(value))
        return value

    def _put(self, key: Hashable, value: T, weight: int) -> None:
        """Hold a value, unless it is heavier than the whole limit."""
        with self._lock:
            if key in self._values or weight > self._limit:
                return
            self._values[key] = (value, weight)
            self._size += weight
            while self._size > self._limit:
                _, (_, freed) = self._values.popitem(last=False)
                self._size -= freed


class Kept(dict[K, T]):
    """What was made of each key, until there are too many; then it is begun anew.

    It is asked as a dictionary is, thirty million times for an export: a call of a function for
    each would take longer than what is kept.
    """

    def __init__(self, make: Callable[[K], T], limit: int) -> None:
        super().__init__()
        self._make = make
        self._limit = limit

    def __missing__(self, key: K) -> T:
        if len(self) >= self._limit:
            self.clear()
        made = self[key] = self._make(key)
        return made
