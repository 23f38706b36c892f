"""The spool: where files that were sent in wait until they are published or a day has passed.

``uploads`` hands in the name and the bytes of a file, and gets an ``Upload`` back, by whose id it
finds it again; ``indexer.UploadJob`` reads and publishes it in a process of its own.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from indexer import (
    FORMATS,
    Choice,
    InspectionError,
    NotFound,
    UploadJob,
    UploadProgress,
    UploadStep,
    slug,
)

#: Seconds for which an upload is kept.
KEPT = 24 * 3600
#: Uploads that are kept at once: at 50 MB each, they fill at most a gigabyte.
MOST = 20
SUFFIXES = tuple(suffix for format in FORMATS for suffix in format.suffixes)

_ID = re.compile(r"[0-9a-f]{32}")
_METADATA = "upload.json"
_GONE = ".gone-"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that was sent in. Its id cannot be guessed, and lets its holder look at it."""

    id: str
    #: The file's name as sent, to be shown and for nothing else.
    name: str
    #: In bytes.
    size: int
    folder: Path

    def progress(self) -> UploadProgress:
        """How far it is now."""
        return UploadJob(self.folder).progress()


class Spool:
    """A folder of uploads, each in a folder of its own that is named by its id."""

    def __init__(self, folder: Path, corpus: Path, index: Path) -> None:
        self._folder, self._corpus, self._index = (p.resolve() for p in (folder, corpus, index))

    def receive(self, name: str, content: IO[bytes]) -> Upload:
        """Keep a file and begin to read it. Nothing outside the spool is written.

        Raises InspectionError when it cannot be stored, or too many uploads are waiting.
        """
        self.sweep()
        if sum(1 for _ in self._uploads()) >= MOST:
            raise InspectionError(
                f"{MOST} uploads are waiting already. Publish or delete some of them, or come "
                "back tomorrow, when they are gone."
            )
        folder = self._folder / secrets.token_hex(16)
        try:
            upload = _store(folder, name, content)
            self.begin(upload, UploadStep.READ)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise InspectionError(
                f"The file could not be stored ({error.strerror or error}). Nothing was added. "
                "Tell whoever runs this service."
            ) from None
        return upload

    def find(self, upload_id: str) -> Upload:
        """The upload of that id. Raises NotFound when there is none, or no longer."""
        self.sweep()
        try:
            if not _ID.fullmatch(upload_id):
                raise FileNotFoundError
            folder = self._folder / upload_id
            card = json.loads((folder / _METADATA).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotFound(
                "There is no such upload. It was deleted, or a day has passed."
            ) from None
        return Upload(upload_id, card["name"], card["size"], folder)

    def begin(
        self,
        upload: Upload,
        step: UploadStep,
        choice: Choice | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> bool:
        """Start a step, in a process of its own; False while another one runs.

        ``choice`` says what becomes of a report that looks like one of the corpus, ``facts`` what
        was set of it by hand.
        """
        job = UploadJob(upload.folder)
        return job.begin(step, self._corpus, self._index, choice or Choice(), facts or {})

    def delete(self, upload: Upload) -> None:
        """Take an upload away. A process that still reads it finds nothing to write to."""
        _remove(upload.folder)

    def sweep(self) -> None:
        """Take away what nothing was done with for a day."""
        for folder in self._uploads():
            if time.time() - folder.stat().st_mtime > KEPT:
                _remove(folder)
        for folder in self._folder.glob(f"{_GONE}*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _uploads(self) -> Iterator[Path]:
        """The folders of uploads; other things in the folder are left alone."""
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if _ID.fullmatch(path.name))


def _store(folder: Path, name: str, content: IO[bytes]) -> Upload:
    """Writes the card last, so that an upload with a card is whole."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "file").mkdir(mode=0o700, parents=True)
    file = folder / "file" / _harmless(name)
    with file.open("xb") as copy:
        shutil.copyfileobj(content, copy)
    upload = Upload(folder.name, name, file.stat().st_size, folder)
    card = json.dumps({"name": name, "size": upload.size}, ensure_ascii=False)
    (folder / _METADATA).write_text(card, encoding="utf-8")
    return upload


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
