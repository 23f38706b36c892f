"""The files of a build's segments as bytes in memory, for Whoosh and for what is read beside it.

``builds`` hands them to Whoosh as its storage, ``finding_store`` reads one of its own.
"""

from __future__ import annotations

import mmap
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

#: A file of fewer bytes is read as a whole. A mapping keeps a descriptor, and a server that took up
#: a report every twenty seconds held between 92 and 179 of them, as small segments came and were
#: merged; read, those of a segment of 400 findings take 350 KB and no descriptor.
_SMALL = 1 << 18
#: What is held of files, by their place on the disk and their state.
_HELD: WeakValueDictionary[tuple[int, ...], mmap.mmap] = WeakValueDictionary()


def in_memory(path: Path) -> mmap.mmap:
    """The bytes of a file, not to be written: a small one read, a larger one mapped.

    Raises OSError when it cannot be read, ValueError when it is empty.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        if not 0 < size < _SMALL:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        read = mmap.mmap(-1, size)
        file.readinto(read)
        return read


def shared(path: Path) -> mmap.mmap:
    """As ``in_memory``; the same bytes for the same file by another name, while they are held.

    A build links the segments that it takes over. Each export that began in an older one counted
    17 MB of 100,000 findings as its own. Nobody closes these bytes, and they know no place.
    """
    state = path.stat()
    key = (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)
    held = _HELD.get(key)
    if held is None:
        held = _HELD[key] = in_memory(path)
    return held


class SegmentFiles(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """A folder of segments from which Whoosh reads; each file is opened in memory.

    Whoosh itself keeps a file open, and a mapping of it would hold a second descriptor.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), readonly=True)
        self._folder = folder

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """As ``FileStorage``: a file from which structures are read. Raises OSError as that.

        Empty is that of a field which no finding has: nothing can be mapped of it.
        """
        path = self._folder / name
        held = in_memory(path) if path.stat().st_size else BytesIO()
        return StructFile(held, name=name, **kwargs)
