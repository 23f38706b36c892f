"""The spool: where changes wait until they are published or a day has passed.

``uploads`` hands in the name and the bytes of a file, ``reports`` what is to be done to a report,
and each gets an ``Upload`` back, by whose id it is found again; ``indexer.UploadJob`` reads and
publishes it in a process of its own.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from indexer import (
    FORMATS,
    Amendment,
    InspectionError,
    NotFound,
    UploadJob,
    UploadProgress,
    UploadState,
    UploadStep,
    anywhere,
    slug,
)

#: Seconds for which a change is kept.
KEPT = 24 * 3600
#: Changes that are kept at once: at 50 MB each, they fill at most a gigabyte.
MOST = 20
SUFFIXES = tuple(suffix for format in FORMATS for suffix in format.suffixes)

_ID = re.compile(r"[0-9a-f]{32}")
_METADATA = "upload.json"
_GONE = ".gone-"


@dataclass(frozen=True, slots=True)
class Upload:
    """One change that waits. Its id cannot be guessed, and lets its holder look at it."""

    id: str
    #: The file's name as sent, to be shown and for nothing else; '' where none was.
    name: str
    #: In bytes.
    size: int
    folder: Path

    def progress(self) -> UploadProgress:
        """How far it is now."""
        return UploadJob(self.folder).progress()


class Spool:
    """A folder of changes, each in a folder of its own that is named by its id."""

    def __init__(self, folder: Path, corpus: Path, index: Path) -> None:
        self._folder, self._index = folder.resolve(), anywhere(index)
        #: The folder of the reports that are changed.
        self.corpus = corpus.resolve()

    def receive(self, name: str, content: IO[bytes], amendment: Amendment | None = None) -> Upload:
        """Keep a file and begin to read it. Nothing outside the spool is written.

        ``amendment`` says what is to be done with it: it is added, where nothing is said. Raises
        InspectionError when it cannot be stored, or too many changes are waiting.
        """
        with self._room("The file") as folder:
            upload = _store(folder, name, content)
            self.begin(upload, UploadStep.READ, amendment or Amendment())
        return upload

    def ask(self, amendment: Amendment) -> Upload:
        """Keep a change of a report for which no file is needed. Raises the same."""
        with self._room("The change") as folder:
            UploadJob(folder).wait(amendment)
            return _described(Upload(folder.name, "", 0, folder))

    @contextmanager
    def _room(self, what: str) -> Iterator[Path]:
        """A new folder, gone again where what it is for could not be stored."""
        self.sweep()
        if self._make_room() >= MOST:
            raise InspectionError(
                f"{MOST} changes are waiting already. Publish or delete some of them, or come "
                "back tomorrow, when they are gone."
            )
        folder = self._folder / secrets.token_hex(16)
        try:
            # Each for itself: the mode is that of the last folder only.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            yield folder
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise InspectionError(
                f"{what} could not be stored ({error.strerror or error}). Nothing was changed. "
                "Tell whoever runs this service."
            ) from None

    def _make_room(self) -> int:
        """Takes away published changes, the oldest first, where one more change would be too many;
        how many are left comes out.
        """
        here: list[Path] = []
        published: list[Path] = []
        for _, folder in self._folders():
            with suppress(FileNotFoundError):
                if _is_published(UploadJob(folder).progress()):
                    published.append(folder)
                here.append(folder)
        gone = published[: max(0, len(here) - MOST + 1)]
        for folder in gone:
            _remove(folder)
        return len(here) - len(gone)

    def waiting(self) -> tuple[tuple[Upload, UploadProgress], ...]:
        """Every change that was not published yet with how far it is, the newest first."""
        self.sweep()
        found = []
        for _, folder in reversed(self._folders()):
            # Not there yet as a whole, or deleted elsewhere meanwhile.
            with suppress(FileNotFoundError):
                change = _read(folder)
                found.append((change, change.progress()))
        return tuple((change, far) for change, far in found if not _is_published(far))

    def find(self, upload_id: str) -> Upload:
        """The upload of that id. Raises NotFound when there is none, or no longer."""
        self.sweep()
        try:
            if not _ID.fullmatch(upload_id):
                raise FileNotFoundError
            return _read(self._folder / upload_id)
        except FileNotFoundError:
            raise NotFound(
                "There is no such upload. It was deleted, or a day has passed."
            ) from None

    def begin(self, upload: Upload, step: UploadStep, amendment: Amendment | None = None) -> bool:
        """Start a step, in a process of its own; False while another one runs.

        ``amendment`` says what is to be done, where that was not said before or is another now.
        """
        return UploadJob(upload.folder).begin(step, self.corpus, self._index, amendment)

    def delete(self, upload: Upload) -> None:
        """Take an upload away. A process that still reads it finds nothing to write to."""
        _remove(upload.folder)

    def sweep(self) -> None:
        """Take away what nothing was done with for a day."""
        for touched, folder in self._folders():
            if time.time() - touched > KEPT:
                _remove(folder)
        for folder in self._folder.glob(f"{_GONE}*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[tuple[float, Path]]:
        """The folders of changes and when each was touched, the oldest first.

        Other things in the folder are left alone, and what is deleted meanwhile is passed over.
        """
        found: list[tuple[float, Path]] = []
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if _ID.fullmatch(path.name):
                    found.append((path.stat().st_mtime, path))
        return sorted(found)


def _store(folder: Path, name: str, content: IO[bytes]) -> Upload:
    """Writes the card last, so that an upload with a card is whole."""
    (folder / "file").mkdir(mode=0o700)
    file = folder / "file" / _harmless(name)
    with file.open("xb") as copy:
        shutil.copyfileobj(content, copy)
    return _described(Upload(folder.name, name, file.stat().st_size, folder))


def _described(upload: Upload) -> Upload:
    """Writes the card of a change."""
    card = json.dumps({"name": upload.name, "size": upload.size}, ensure_ascii=False)
    (upload.folder / _METADATA).write_text(card, encoding="utf-8")
    return upload


def _read(folder: Path) -> Upload:
    """The change that is kept in a folder. Raises FileNotFoundError where there is none."""
    card = json.loads((folder / _METADATA).read_text(encoding="utf-8"))
    return Upload(folder.name, card["name"], card["size"], folder)


def _is_published(progress: UploadProgress) -> bool:
    return (progress.step, progress.state) == (UploadStep.PUBLISH, UploadState.DONE)


def _harmless(name: str) -> str:
    """A name for messages and for the report's slug: small letters, digits, hyphens, and a
    suffix from the list. Nothing of what was sent is ever used as a path.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = path.suffix.lower()
    stem = slug(path.stem.encode("ascii", "ignore").decode())[:60].strip("-") or "report"
    return stem + (suffix if suffix in SUFFIXES else "")


def _remove(folder: Path) -> None:
    """Renames the folder first, so that it is gone at once, and then removes it file by file."""
    gone = folder.with_name(_GONE + folder.name)
    try:
        folder.rename(gone)
    except FileNotFoundError:
        return
    shutil.rmtree(gone, ignore_errors=True)
