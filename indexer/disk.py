"""Writing so that it lasts: on the disk before it counts, whole or not at all.

After a power cut a name may be there and its bytes not: ext4 gives back an empty file. So what
is written is first made whole under a hidden name and synced, file and folder, and only then gets
its own name, in one step. What a killed process leaves lies under hidden names, for the next one to
sweep.

The corpus and the index write with this.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.errors import CannotStore

#: What a file is called while it is being written.
UNFINISHED = ".unfinished-"


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Have a folder with all that is in it on the disk."""
    for place, _, files in os.walk(folder):
        for name in files:
            sync(Path(place) / name)
        sync(Path(place))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; it is on the disk when this returns."""
    scratch = path.with_name(f"{UNFINISHED}{path.name}-{secrets.token_hex(4)}")
    try:
        scratch.write_bytes(data)
        sync(scratch)
        os.replace(scratch, path)
    except OSError:
        scratch.unlink(missing_ok=True)
        raise
    sync(path.parent)


def put(scratch: Path, place: Path) -> None:
    """Move a whole file or folder to its place beside, in one step, for good.

    Raises OSError when the place is taken by a folder that is not empty.
    """
    if scratch.is_dir():
        sync_tree(scratch)
    else:
        sync(scratch)
    os.rename(scratch, place)
    sync(place.parent)


def discard(path: Path) -> None:
    """Delete a file or folder as far as that goes; what stays is no harm. Links are not followed.

    It is for what has a hidden name: what people see is renamed first, so that it is gone whole.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def storing(what: str) -> Iterator[None]:
    """Within it, what the disk refuses is said in a sentence that begins with ``what``.

    Raises CannotStore: the disk is full, read-only, gone, or another file system.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotStore(
            f"{what} could not be stored ({reason}). Nothing that was there is lost. See to the "
            "disk and its permissions, and run the same again."
        ) from error
