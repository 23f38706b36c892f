"""How the memory of the server is had of the system: of one pool.

The C library gives each of the first threads a pool of its own. A build is opened in one thread,
asked by eight others and let go by any of them: each pool kept room for some of it, and the server
grew from 150 to 280 MB over thirty publications during exports. Of one pool it takes 160. Threads
of Python wait for each other anyway, so none waits longer for memory.
"""

from __future__ import annotations

import ctypes

#: The number of the setting in glibc's <malloc.h>.
_M_ARENA_MAX = -8


def take_from_one_pool() -> bool:
    """Whether the C library does so from now on; where it is not glibc it has its own ways."""
    try:
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1))
    except (OSError, AttributeError):
        return False
