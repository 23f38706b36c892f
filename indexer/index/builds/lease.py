"""Builds that are read are not deleted: a shared lock on the manifest says that somebody reads.

``LocalSource`` takes a lease with each build that it opens; ``builds.sweep`` deletes what nobody
has one of. The system ends a lease with its process, however that ends. Nothing is written, so a
reader needs no right to.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def lease(holder: object, manifest: Path) -> None:
    """Keep the build of ``manifest`` from being deleted for as long as ``holder`` lives.

    Raises OSError when it is deleted already, or just now.
    """
    descriptor = os.open(manifest, os.O_RDONLY)
    try:
        _share(descriptor)
        # It may have been renamed between the opening and the lock.
        if os.stat(manifest).st_ino != os.fstat(descriptor).st_ino:
            raise FileNotFoundError(f"{manifest} is another one by now")
    except BaseException:
        os.close(descriptor)
        raise
    weakref.finalize(holder, os.close, descriptor)


def _share(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FileNotFoundError("the build is being deleted") from None
    except OSError:
        # A file system without locks: then a build may go while it is read, and is read anew.
        return


@contextmanager
def unread(manifest: Path) -> Iterator[bool]:
    """Whether nobody reads the build of ``manifest``; nobody begins to within the block."""
    try:
        descriptor = os.open(manifest, os.O_RDONLY)
    except OSError:
        yield True  # it was never finished
        return
    try:
        yield _taken(descriptor)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # as in ``_share``
    return True
