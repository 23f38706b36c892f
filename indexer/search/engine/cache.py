"""A least-recently-used cache bounded by the bytes it holds, safe for threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """Keeps what was made for a key until newer values need the room."""

    def __init__(self, limit: int, weigh: Callable[[T], int]) -> None:
        """``limit`` in bytes; ``weigh`` says how many of them a value takes."""
        self._limit = limit
        self._weigh = weigh
        self._size = 0
        self._lock = Lock()
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    @property
    def size(self) -> int:
        """The bytes held now."""
        return self._size

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of ``key``, made by ``make`` when it is not there.

        Two threads that ask for the same key at the same time may both make it; values are
        immutable and equal, so either serves.
        """
        with self._lock:
            if (held := self._values.get(key)) is not None:
                self._values.move_to_end(key)
                return held[0]
        value = make()
        self._put(key, value, self._weigh(value))
        return value

    def _put(self, key: Hashable, value: T, weight: int) -> None:
        with self._lock:
            if key in self._values or weight > self._limit:
                return
            self._values[key] = (value, weight)
            self._size += weight
            while self._size > self._limit:
                _, (_, freed) = self._values.popitem(last=False)
                self._size -= freed
