"""The files of a build with their checksums, so that only whole files are searched or taken over.

``publication`` asks whether the build before is whole, takes over what did not change, and lists
the files of the new build in its manifest; whoever opens a build compares them (``trust``).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path


def inventory(folder: Path, known: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of every file under ``folder`` by its path there; ``known`` ones are not read."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = sorted(path.relative_to(folder).as_posix() for path in paths)
    return {name: known[name] if name in known else checksum(folder / name) for name in names}


def whole(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether all of ``files`` lie under ``folder`` as they were written."""
    return next(damaged(folder, files), None) is None


def damaged(folder: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Those of ``files`` that do not lie under ``folder`` as they were written."""
    for name, expected in files.items():
        try:
            if checksum(folder / name) != expected:
                yield name
        except OSError:
            yield name


def checksum(path: Path) -> str:
    """The SHA-256 of a file: 1.4 GB a second here, so 0.15 seconds for 100,000 findings."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


class TakenOver:
    """Files of the build before that also lie in the new one, with their checksums."""

    def __init__(self, old: Path, files: Mapping[str, str], new: Path) -> None:
        """``files`` are those of ``old``, with checksums that were found right."""
        self._old, self._files, self._new = old, files, new
        #: What was taken over so far.
        self.files: dict[str, str] = {}

    def take(self, names: Iterable[str]) -> None:
        """Take over files by their paths in the build. Raises KeyError for one it does not list."""
        taken = {name: self._files[name] for name in names}
        share(taken, self._old, self._new)
        self.files.update(taken)


def share(names: Iterable[str], old: Path, new: Path) -> None:
    """Let the files ``names`` under ``old`` also lie under ``new``, without room of their own.

    They are copied where the file system has no hard links. Their folders must be there.
    """
    for name in names:
        try:
            os.link(old / name, new / name)
        except OSError:
            shutil.copyfile(old / name, new / name)
