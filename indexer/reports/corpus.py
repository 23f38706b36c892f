"""The corpus: reports as published, one folder each, with a small manifest. Never edited here."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indexer.errors import CorpusError
from indexer.reports.corrections import FILE as CORRECTIONS
from indexer.reports.readers import FORMATS
from indexer.reports.pipeline import read_report
from indexer.reports.report import Report
from indexer.slugs import slug

MANIFEST = "manifest.json"
LICENCE = "Crown copyright; Open Government Licence v3.0 unless the report says otherwise"
#: What a manifest may add to what the report itself says.
_FACTS = ("licence", "source")
#: The libraries that read: another version of one may read otherwise.
_LIBRARIES = ("beautifulsoup4", "lxml", "markdown-it-py", "pypdfium2")
_SUFFIXES = frozenset(suffix for format in FORMATS for suffix in format.suffixes)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the corpus: its slug, its file, and what its manifest says."""

    report: str
    file: Path
    manifest: Mapping[str, Any] = field(default_factory=dict)
    #: Why it cannot be read, in a sentence, when its manifest or its name is at fault.
    problem: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """What the manifest adds to what the report says of itself."""
        return {name: str(self.manifest[name]) for name in _FACTS if name in self.manifest}

    def read(self) -> Report:
        """The report, cut into findings.

        Raises ReportError when the file cannot be read, CorpusError when its manifest or its
        corrections are at fault.
        """
        if self.problem:
            raise CorpusError(self.problem)
        report = read_report(self.file, self.report)
        return replace(report, facts={**report.facts, **self.facts})

    def fingerprint(self) -> str:
        """A digest of all that ``read`` depends on, '' when that cannot be read.

        It covers the file, its corrections, its manifest's facts, its names and the reader.
        """
        digest = sha256(reader_version().encode())
        digest.update(json.dumps([self.report, self.file.name, self.problem, self.facts]).encode())
        try:
            for path in (self.file, self.file.with_name(CORRECTIONS)):
                data = path.read_bytes() if path.exists() else b""
                digest.update(sha256(data).digest())
        except OSError:
            return ""
        return digest.hexdigest()


@cache
def reader_version() -> str:
    """A digest of the code and data that read reports, and of the libraries' versions."""
    folder = Path(__file__).parents[1]
    code = [folder / "slugs.py", *folder.joinpath("reports").rglob("*")]
    files = sorted(path for path in code if path.suffix in (".py", ".toml"))
    digest = sha256(" ".join(map(version, _LIBRARIES)).encode())
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file handed to ``Corpus.add``."""

    report: Report
    #: The slug of the report that was there before, or None when this one is new.
    already: str | None = None


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

    def known_as(self, report: Report, said_by: Mapping[str, str] = _NOTHING) -> str | None:
        """The slug under which the corpus has the same report already, or None.

        It is the same when its bytes are, or its force, date and findings. ``said_by`` tells
        which report of the corpus says what (``said``), beside what the manifests tell.
        """
        for entry in self.found():
            if self._is_same(entry, report):
                return entry.report
        return said_by.get(said(report)) if report.findings else None

    def add(
        self, file: Path, report: Report | None = None, said_by: Mapping[str, str] = _NOTHING
    ) -> Added:
        """Copy a report into a folder of its own, unless the corpus has it already.

        ``report`` is the file as read, if it was; ``said_by`` is as in ``known_as``. Raises
        ReportError when the file cannot be read as a report, CorpusError when corrections beside
        it do not fit.
        """
        report = report or read_report(file)
        if already := self.known_as(report, said_by):
            return Added(report, already)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = self._free(report.id)
        self._copy(file, name, report)
        return Added(replace(report, id=name))

    def remove(self, report: str) -> None:
        """Take a report out of the corpus. Raises CorpusError when it is not there."""
        for entry in self.found():
            if entry.report == report:
                if entry.file.parent == self.folder:
                    entry.file.unlink()
                else:
                    shutil.rmtree(entry.file.parent)
                return
        raise CorpusError(
            f"There is no report called {report} in the corpus. 'indexer reports' lists them."
        )

    def found(self) -> Iterator[Entry]:
        """The entries in order; none when there is no folder. A name is given only once."""
        taken: dict[str, Path] = {}
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if entry := _entry(path):
                first = taken.setdefault(entry.report, path)
                yield entry if first == path else _second(entry, first)

    def _free(self, name: str) -> str:
        taken = {entry.report for entry in self.found()}
        number, free = 1, name
        while free in taken or (self.folder / free).exists():
            number += 1
            free = f"{name}-{number}"
        return free

    def _is_same(self, entry: Entry, report: Report) -> bool:
        if self._hash(entry.file) == report.sha256:
            return True
        return bool(report.findings) and entry.manifest.get("findings") == said(report)

    def _hash(self, file: Path) -> str:
        if file not in self._hashes:
            try:
                self._hashes[file] = sha256(file.read_bytes()).hexdigest()
            except OSError:
                return ""
        return self._hashes[file]

    def _copy(self, file: Path, name: str, report: Report) -> None:
        """Make the folder whole beside its place, then move it there in one step."""
        manifest = {
            "sha256": report.sha256,
            "file": "report" + file.suffix.lower(),
            "original_name": file.name,
            "added": datetime.now(UTC).date().isoformat(),
            "source": "",
            "licence": LICENCE,
            "findings": said(report),
        }
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".adding-") as scratch:
            folder = Path(scratch) / name
            folder.mkdir()
            shutil.copyfile(file, folder / str(manifest["file"]))
            if (corrections := file.with_name(CORRECTIONS)).is_file():
                shutil.copyfile(corrections, folder / CORRECTIONS)
            text = json.dumps(manifest, indent=2, ensure_ascii=False)
            (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
            os.rename(folder, self.folder / name)


def said(report: Report) -> str:
    """A digest of what the report says: its force, date and findings, whatever the format."""
    text = [report.force, report.published, *sorted(f.text for f in report.findings)]
    return sha256("\n".join(text).casefold().encode()).hexdigest()


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


def _entry(path: Path) -> Entry | None:
    """The report at ``path``, a folder or a loose file; None for anything else."""
    if path.name.startswith(".") or path.is_symlink():
        return None
    if path.is_file():
        return (
            None if path.suffix in ("", ".md", ".json", ".toml") else Entry(slug(path.stem), path)
        )
    return _in_folder(path) if path.is_dir() else None


def _in_folder(path: Path) -> Entry | None:
    problem = ""
    manifest: Mapping[str, Any] = {}
    try:
        manifest = _manifest(path / MANIFEST)
    except CorpusError as error:
        problem = str(error)
    if name := manifest.get("file"):
        return Entry(path.name, path / Path(str(name)).name, manifest)
    files = [
        file
        for file in sorted(path.iterdir())
        if file.is_file()
        and not file.is_symlink()
        and file.name not in (MANIFEST, CORRECTIONS)
        and file.name[0] != "."
    ]
    file = files[0] if files else path / MANIFEST
    return Entry(path.name, file, manifest, problem) if files or problem else None


def _second(entry: Entry, first: Path) -> Entry:
    where = entry.file.name if entry.file.parent == first.parent else f"{entry.file.parent.name}/"
    return replace(
        entry,
        problem=f"Two reports of the corpus are called '{entry.report}': {first.name} and "
        f"{where}. Rename one of them.",
    )


def _manifest(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(
            f"The manifest {path} is no JSON ({error}). Mend or delete it."
        ) from error
    if not isinstance(data, dict):
        raise CorpusError(f"The manifest {path} must hold one JSON object. Mend or delete it.")
    return data
