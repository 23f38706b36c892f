"""The corpus: reports as published, one folder each, with a small manifest.

The reports themselves are never edited. What a person says of one (``by_hand``) stands in its
manifest, and what its lines are (``corrections``) in a file beside it.

The corpus is the one thing here that cannot be made again. Whatever changes it holds a lock on its
folder, makes what is new whole and synced under a hidden name, and puts it in its place in one
step. A killed process leaves hidden names; the next change, and the next build, tidies first::

    .adding-…          a report that did not come to be: deleted
    .removed-…         a report that was taken out: deleted
    .replacing-NAME    a report as it is to be
    .replaced-NAME     the same as it was: once it has this name, the other takes its place
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indexer.disk import UNFINISHED, discard, put, storing, sync, sync_tree, write_whole
from indexer.errors import CorpusError
from indexer.reports.corpus import by_hand
from indexer.reports.corpus.entries import (
    MANIFEST,
    OLD_CORRECTIONS,
    Entry,
    digest_of,
    entries_in,
    entry_of,
)
from indexer.reports.corpus.likeness import Likeness
from indexer.reports.corpus.sameness import likeness, said, shared, why_same
from indexer.reports.corrections import FILE as CORRECTIONS
from indexer.reports.pipeline import read_report
from indexer.reports.readers.formats import FORMATS
from indexer.reports.report import Report

_SUFFIXES = frozenset(suffix for format in FORMATS for suffix in format.suffixes)
_ADDING, _REMOVED = ".adding-", ".removed-"
_REPLACING, _REPLACED = ".replacing-", ".replaced-"
#: Seconds that one process waits for another to be done with the folder, which takes milliseconds.
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a report to know it again: a digest of what it says, and its likeness."""

    said: str
    likeness: Likeness

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Known | None:
        """What a manifest or an index keeps under 'said' and 'likeness', None where it does not."""
        try:
            return cls(str(data["said"]), Likeness.from_json(data["likeness"]))
        except (KeyError, TypeError, ValueError):
            return None


def known(report: Report) -> Known:
    """What is kept of a report to know it again."""
    return Known(said(report), likeness(report))


#: Slug → what is kept of a report of the corpus, beside what the manifests keep.
KnownReports = Mapping[str, Known]
_NONE: KnownReports = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of a report that looks like one of the corpus."""

    #: The report that it takes the place of; '' for none.
    replace: str = ""
    #: Both are kept.
    keep_both: bool = False


ASK = Choice()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file handed to ``Corpus.add``."""

    report: Report
    #: The slug of the report that was there before, or None when this one is new.
    already: str | None = None
    #: The slug of a report that it looks like, and why: then nothing was added.
    like: str = ""
    why: str = ""
    #: The slug of the report whose place it took; '' where it took none.
    replaced: str = ""


class Corpus:
    """The folder of reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: dict[Path, str] = {}

    def entries(self) -> list[Entry]:
        """Every report of the corpus, by slug: each folder that holds one, and each loose file.

        Links are not followed. One that cannot be read because of its manifest or its name has
        a ``problem``. Raises CorpusError when there is no such folder or it holds no report.
        """
        if not self.folder.is_dir():
            raise CorpusError(
                f"There is no corpus folder at {self.folder}. Name it with --corpus, or make it "
                "and put a report in it."
            )
        found = list(self.found())
        if not found:
            raise CorpusError(
                f"The corpus folder {self.folder} holds no report. Add one with 'indexer add FILE'."
            )
        return found

    def known_as(self, report: Report, indexed: KnownReports = _NONE) -> str | None:
        """The slug under which the corpus has the same report already, or None.

        It is the same when its bytes are, or its force, date and findings. ``indexed`` tells of
        reports of the corpus, beside what their manifests tell.
        """
        says = said(report) if report.findings else None
        for entry in self.found():
            kept = self.kept(entry, indexed)
            if self._hash(entry.file) == report.sha256 or (kept and kept.said == says):
                return entry.report
        return None

    def like(self, report: Report, indexed: KnownReports = _NONE) -> tuple[str, str]:
        """The slug of the report that ``report`` looks like most, and why; ('', '') for none."""
        own = likeness(report)
        found = [
            (shared(own, kept.likeness), entry.report, why)
            for entry in self.found()
            if (kept := self.kept(entry, indexed)) and (why := why_same(own, kept.likeness))
        ]
        _, slug_, why = max(found, default=(0.0, "", ""))
        return slug_, why

    def kept(self, entry: Entry, indexed: KnownReports = _NONE) -> Known | None:
        """What is kept of an entry, in the index or since it was added; None where nothing is."""
        return indexed.get(entry.report) or Known.of(entry.manifest)

    def add(
        self,
        file: Path,
        report: Report | None = None,
        indexed: KnownReports = _NONE,
        choice: Choice = ASK,
    ) -> Added:
        """Copy a report into a folder of its own, unless the corpus has it already.

        One that looks like a report of the corpus is added only by ``choice``. ``report`` is the
        file as read, if it was; ``indexed`` is as in ``known_as``. Raises ReportError when the
        file cannot be read as a report, CorpusError when corrections beside it do not fit it or
        the report to replace is not there.
        """
        report = report or read_report(file)
        with storing(f"The report {file.name!r}"):
            self._make()
            with self._held():
                return self._added(file, report, indexed, choice)

    def _added(self, file: Path, report: Report, indexed: KnownReports, choice: Choice) -> Added:
        if choice.replace:
            return self._replace(file, report, choice.replace)
        if already := self.known_as(report, indexed):
            return Added(report, already)
        like, why = ("", "") if choice.keep_both else self.like(report, indexed)
        if like:
            return Added(report, like=like, why=why)
        name = self._free(report.id)
        with self._scratch(f"{_ADDING}{secrets.token_hex(4)}") as folder:
            _fill(folder, file, _manifest_of(file, report))
            put(folder, self.folder / name)
        return Added(replace(report, id=name))

    def _replace(self, file: Path, report: Report, name: str) -> Added:
        """Put a report in the place of another, which is gone only when the new one is there.

        What was set by hand stays, and so do other files of its folder. Corrections are laid aside
        under another name, for their lines were the other file's.
        """
        entry = self._entry(name)
        if _digest(entry.file) == report.sha256 == (entry.checksum or report.sha256):
            return Added(report, already=name)
        kept = {key: entry.manifest[key] for key in by_hand.NAMES if key in entry.manifest}

        def fill(folder: Path) -> None:
            (folder / entry.file.name).unlink(missing_ok=True)
            if (folder / CORRECTIONS).is_file():
                os.replace(folder / CORRECTIONS, folder / OLD_CORRECTIONS)
            _fill(folder, file, {**_manifest_of(file, report), **kept})

        self._exchange(entry, fill)
        return Added(replace(report, id=name), replaced=name)

    def set(self, name: str, facts: Mapping[str, str]) -> dict[str, str]:
        """Set facts of a report in its manifest, '' to take one back; all that are set then.

        A loose file gets a folder of its own. Raises CorpusError when the report is not there, or
        a fact cannot be that.
        """
        with storing(f"What was set of {name}"), self._held():
            entry = self._entry(name)
            if entry.problem:
                raise CorpusError(entry.problem)
            said_now = {key: by_hand.checked(key, value) for key, value in facts.items()}
            manifest = {**entry.manifest, **said_now}
            manifest = {key: value for key, value in manifest.items() if value != ""}
            manifest.setdefault("file", entry.file.name)
            self._write_manifest(entry, _as_bytes(manifest))
        return replace(entry, manifest=manifest).facts

    def _write_manifest(self, entry: Entry, manifest: bytes) -> None:
        if self._is_loose(entry):
            self._exchange(entry, lambda folder: (folder / MANIFEST).write_bytes(manifest))
        else:
            write_whole(entry.file.with_name(MANIFEST), manifest)

    def remove(self, report: str) -> None:
        """Take a report out of the corpus, in one step. Raises CorpusError when it is not there,
        CannotStore when the disk does not let go of it.
        """
        with storing(f"The corpus without {report}"), self._held():
            entry = self._entry(report)
            place = entry.file if self._is_loose(entry) else entry.file.parent
            gone = self.folder / f"{_REMOVED}{secrets.token_hex(4)}"
            os.rename(place, gone)
            sync(self.folder)
            discard(gone)

    def tidy(self) -> None:
        """Finish or undo what killed processes left half done, and delete what they left over.

        Raises CorpusError while another process changes the corpus for longer than that takes,
        CannotStore when a report that was half replaced cannot be put in its place.
        """
        if self.folder.is_dir():
            with storing("What was left half done in the corpus"), self._held():
                pass

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the lock on the folder, which is tidied first. It is free when a process ends."""
        try:
            descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            yield  # there is nothing to change, which whoever asked is told
            return
        try:
            _lock(descriptor, self.folder)
            self._tidy()
            yield
        finally:
            os.close(descriptor)

    def _tidy(self) -> None:
        for old in self.folder.glob(f"{_REPLACED}*"):
            self._complete(old, old.name.removeprefix(_REPLACED))
        for prefix in (_ADDING, _REMOVED, _REPLACING, _REPLACED):
            for path in self.folder.glob(f"{prefix}*"):
                discard(path)
        for path in self.folder.glob(f"*/{UNFINISHED}*"):
            discard(path)

    def _complete(self, old: Path, name: str) -> None:
        """Have a report in its place that was half replaced: the new one, or the old without it."""
        new, place = self.folder / f"{_REPLACING}{name}", self.folder / name
        if not place.exists():
            os.rename(new if new.exists() else old, place)
            sync(self.folder)

    def _exchange(self, entry: Entry, fill: Callable[[Path], object]) -> None:
        """Have a report's folder as ``fill`` changes a copy of it. A loose file gets a folder."""
        place = self.folder / entry.report
        loose = self._is_loose(entry)
        if loose and place.exists():
            raise CorpusError(
                f"{entry.file.name} lies loose in the corpus, and {place.name}/ is taken. Put it "
                "into a folder of its own first."
            )
        with self._scratch(f"{_REPLACING}{entry.report}") as folder:
            _copy_files([entry.file] if loose else _plain_files(place), folder)
            fill(folder)
            sync_tree(folder)
            self._change_places(entry.file if loose else place, folder, place)
        self._hashes.clear()

    def _change_places(self, before: Path, folder: Path, place: Path) -> None:
        old = self.folder / f"{_REPLACED}{place.name}"
        os.rename(before, old)
        try:
            os.rename(folder, place)
        except OSError:
            os.rename(old, before)
            raise
        sync(self.folder)
        discard(old)

    @contextmanager
    def _scratch(self, name: str) -> Iterator[Path]:
        """A hidden folder in the corpus. What an error leaves in it is undone."""
        folder = self.folder / name
        folder.mkdir()
        try:
            yield folder
        except BaseException:
            self._tidy()
            raise

    def _make(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            sync(self.folder.parent)

    def _is_loose(self, entry: Entry) -> bool:
        return entry.file.parent == self.folder

    def _entry(self, report: str) -> Entry:
        """The entry of that slug. Raises CorpusError when it is not there."""
        if found := next((entry for entry in self.found() if entry.report == report), None):
            return found
        raise CorpusError(
            f"There is no report called {report} in the corpus. 'indexer reports' lists them."
        )

    def found(self) -> Iterator[Entry]:
        """The entries in order; none when there is no folder. A name is given only once."""
        return entries_in(self.folder)

    def _free(self, name: str) -> str:
        taken = {entry.report for entry in self.found()}
        number, free = 1, name
        while free in taken or (self.folder / free).exists():
            number += 1
            free = f"{name}-{number}"
        return free

    def _hash(self, file: Path) -> str:
        if file not in self._hashes:
            self._hashes[file] = _digest(file)
        return self._hashes[file]


def _digest(file: Path) -> str:
    """The SHA-256 of a file, '' when it cannot be read."""
    try:
        return digest_of(file)
    except OSError:
        return ""


def _lock(descriptor: int, folder: Path) -> None:
    given_up = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > given_up:
                raise CorpusError(
                    f"The corpus in {folder} is being changed by another process. Wait for it to "
                    "end and try again."
                ) from None
        time.sleep(0.05)


def _fill(folder: Path, file: Path, manifest: Mapping[str, Any]) -> None:
    """Put a report, its corrections and its manifest into a folder."""
    shutil.copyfile(file, folder / str(manifest["file"]))
    if (corrections := file.with_name(CORRECTIONS)).is_file():
        shutil.copyfile(corrections, folder / CORRECTIONS)
    (folder / MANIFEST).write_bytes(_as_bytes(manifest))


def _plain_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]


def _copy_files(files: Iterable[Path], folder: Path) -> None:
    for path in files:
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, folder / path.name, symlinks=True)
        else:
            shutil.copy2(path, folder / path.name, follow_symlinks=False)


def _manifest_of(file: Path, report: Report) -> dict[str, Any]:
    """The manifest of a report that is added. No source and no licence: nobody stated them."""
    kept = known(report)
    return {
        "sha256": report.sha256,
        "file": "report" + file.suffix.lower(),
        "original_name": file.name,
        "added": datetime.now(UTC).isoformat(),
        "said": kept.said,
        "likeness": kept.likeness.to_json(),
    }


def _as_bytes(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


def entry_at(file: Path) -> Entry | None:
    """The entry of a corpus whose report this file is, None where it lies by itself."""
    folder = file.resolve().parent
    entry = entry_of(folder) if (folder / MANIFEST).is_file() else None
    return replace(entry, file=file) if entry and entry.file.name == file.name else None


def files_in(path: Path) -> list[Path]:
    """The files meant by ``path``: itself, or the reports at any depth of a folder, in order.

    Hidden files, files of no format that is read, and links are left out.
    """
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(folder) / name for name in sorted(names) if _readable(name))
        found += [file for file in files if file.is_file() and not file.is_symlink()]
    return found


def _readable(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in _SUFFIXES
