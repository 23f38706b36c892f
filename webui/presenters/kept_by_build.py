"""What is made of a build and is the same until the next: kept, so that it is made once.

A presenter hands in the archive, a key and what makes it; what was made comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from indexer import Archive

T = TypeVar("T")

#: So much is kept of one build; then it begins anew. What is asked of a force takes some 30 kB.
_MOST = 64
_KEPT: WeakKeyDictionary[Archive, tuple[str, dict[Hashable, Any]]] = WeakKeyDictionary()


def kept_by_build(archive: Archive, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` makes, which is called for once for each build of an archive."""
    build, known = _KEPT.get(archive, ("", {}))
    if build != archive.build or len(known) >= _MOST:
        known = {}
        _KEPT[archive] = archive.build, known
    if key not in known:
        known[key] = make()
    made: T = known[key]
    return made
