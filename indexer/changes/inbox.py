"""A folder into which reports are dropped: what has stopped growing is added, what is refused laid
aside.

``indexer watch`` looks into it again and again. A file that was added is moved to ``added/`` in it,
one that was not to ``refused/``, with the reason in a text file beside it. Nothing is deleted.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from indexer.build import Addition, add_files
from indexer.disk import storing, write_whole
from indexer.errors import CorpusError

ADDED, REFUSED = "added", "refused"
#: What stands behind the name of a refused file in that of its reason.
REASON = ".why.txt"
#: What programs call a file while they write it, and put away themselves.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
_HIDDEN = (".", "~")

#: Size and time of the last change of a file.
_State = tuple[int, int]


class Inbox:
    """The folder, and how its files were when it was last looked into."""

    def __init__(
        self, folder: Path, settle: float = 5.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``settle``: seconds for which a file must not have changed. Raises CorpusError where
        there is no such folder.
        """
        if not folder.is_dir():
            raise CorpusError(f"There is no folder {folder} to watch. Make it, or name another.")
        self.folder = folder
        self._settle = settle
        self._clock = clock
        self._seen: dict[Path, tuple[_State, float]] = {}
        #: Whether something was added since the index was built last.
        self.unpublished = False

    def settled(self) -> list[Path]:
        """The files that have been as they are for a while, as this and earlier looks saw them.

        Folders, links and what is called as unfinished files are is left alone.
        """
        now = self._clock()
        seen = {path: self._since(path, state, now) for path, state in self._files()}
        self._seen = seen
        return [
            path
            for path, (_, since) in seen.items()
            if since < now and now - since >= self._settle and not _is_written(path)
        ]

    def _since(self, path: Path, state: _State, now: float) -> tuple[_State, float]:
        """The state of a file, with the first look that saw it so. Its own time may be wrong."""
        before = self._seen.get(path)
        return before if before and before[0] == state else (state, now)

    def take_in(self, corpus: Path, index: Path) -> Iterator[Addition]:
        """Add what has settled to the corpus, and move each file where it belongs.

        The index is built by the caller. Raises CannotStore when the disk takes nothing: the file
        then stays where it is.
        """
        if ready := self.settled():
            for addition in add_files(ready, corpus, index):
                self.unpublished = self.unpublished or addition.added is not None
                self._put_away(addition)
                yield addition

    def _put_away(self, addition: Addition) -> None:
        why = addition.refused or _alike(addition)
        with storing(f"What became of {addition.file.name}"):
            place = self._free(REFUSED if why else ADDED, addition.file.name)
            if why:
                write_whole(place.with_name(place.name + REASON), f"{why}\n".encode())
            with suppress(FileNotFoundError):  # somebody has taken it back
                os.rename(addition.file, place)

    def _free(self, kind: str, name: str) -> Path:
        """A path for a file of that name, which no other has."""
        (self.folder / kind).mkdir(exist_ok=True)
        first = free = self.folder / kind / name
        number = 1
        while free.exists():
            number += 1
            free = first.with_name(f"{first.stem}-{number}{first.suffix}")
        return free

    def _files(self) -> Iterator[tuple[Path, _State]]:
        for path in sorted(self.folder.iterdir()):
            if _is_dropped(path) and (state := _state(path)):
                yield path, state


def _alike(addition: Addition) -> str:
    """Why a report was not added that looks like another, '' for one that does not."""
    if not addition.like:
        return ""
    return (
        f"{addition.file.name} looks like the report {addition.like} of the corpus "
        f"({addition.why}). Add it by 'indexer add' with --replace {addition.like}, or with "
        "--keep-both."
    )


def _is_dropped(path: Path) -> bool:
    unfinished = path.suffix.lower() in _UNFINISHED or path.name.startswith(_HIDDEN)
    return not unfinished and not path.is_symlink()


def _state(path: Path) -> _State | None:
    """The state of a file, None for what is none or has just gone."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns) if path.is_file() else None


def _is_written(path: Path) -> bool:
    """Whether somebody has the file open to write, as far as the system tells.

    Linux grants a lease to read only while nobody writes.
    """
    try:
        with path.open("rb") as file:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False
