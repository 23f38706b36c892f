"""The corpus: reports as published, one folder each, with a small manifest.

The reports themselves are never edited. What a person says of one (``by_hand``) stands in its
manifest, and what its lines are (``corrections``) in a file beside it.
"""

from __future__ import annotations

import json
import os
import re
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
from indexer.reports import by_hand
from indexer.reports.corrections import FILE as CORRECTIONS
from indexer.reports.likeness import Likeness
from indexer.reports.pipeline import read_report
from indexer.reports.readers.formats import FORMATS
from indexer.reports.report import Report
from indexer.reports.sameness import likeness, said, shared, why_same
from indexer.slugs import slug

MANIFEST = "manifest.json"
#: Corrections of a file that another took the place of: kept, and not read.
OLD_CORRECTIONS = "corrections-before.toml"
#: The libraries that read: another version of one may read otherwise.
_LIBRARIES = ("beautifulsoup4", "lxml", "markdown-it-py", "pypdfium2")
#: A day, or an instant in universal time.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z))?")
_SUFFIXES = frozenset(suffix for format in FORMATS for suffix in format.suffixes)


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
        """The facts that its manifest sets. Raises CorpusError when one cannot be that."""
        return by_hand.facts_in(self.manifest, f"The manifest of {self.report}")

    @property
    def added(self) -> str:
        """The day or the instant at which it was added, '' where its manifest does not say."""
        said = str(self.manifest.get("added", ""))
        return said if _INSTANT.fullmatch(said) else ""

    def read(self, corrected: bool = True) -> Report:
        """The report, cut into findings; without its corrections where not ``corrected``.

        Raises ReportError when the file cannot be read, CorpusError when its manifest or its
        corrections are at fault.
        """
        if self.problem:
            raise CorpusError(self.problem)
        return by_hand.with_facts(read_report(self.file, self.report, corrected), self.facts)

    def fingerprint(self) -> str:
        """A digest of all that ``read`` depends on, '' when that cannot be read.

        It covers the file, its corrections, its manifest's facts, its names and the reader.
        """
        digest = sha256(reader_version().encode())
        facts = [self.manifest.get(name) for name in by_hand.NAMES]
        digest.update(json.dumps([self.report, self.file.name, self.problem, facts]).encode())
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
        if choice.replace:
            return self._replace(file, report, choice.replace)
        if already := self.known_as(report, indexed):
            return Added(report, already)
        like, why = ("", "") if choice.keep_both else self.like(report, indexed)
        if like:
            return Added(report, like=like, why=why)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = self._free(report.id)
        self._copy(file, name, _manifest_of(file, report))
        return Added(replace(report, id=name))

    def _replace(self, file: Path, report: Report, name: str) -> Added:
        """Put a report in the place of another, which is gone only when the new one is there.

        What was set by hand stays. Corrections are laid aside under another name, for their lines
        were the other file's.
        """
        entry = self._entry(name)
        if self._hash(entry.file) == report.sha256:
            return Added(report, already=name)
        folder = entry.file.parent
        if folder == self.folder:
            folder = self._in_folder_of_its_own(entry)
        old = folder / entry.file.name
        new = folder / f"report-{report.sha256[:12]}{file.suffix.lower()}"
        kept = {key: entry.manifest[key] for key in by_hand.NAMES if key in entry.manifest}
        _copy_whole(file, new)
        # The manifest names the file: from here on it is the new one.
        _write_whole(
            folder / MANIFEST, _as_text({**_manifest_of(file, report), **kept, "file": new.name})
        )
        old.unlink(missing_ok=True)
        if (folder / CORRECTIONS).is_file():
            os.replace(folder / CORRECTIONS, folder / OLD_CORRECTIONS)
        if (corrections := file.with_name(CORRECTIONS)).is_file():
            _copy_whole(corrections, folder / CORRECTIONS)
        return Added(replace(report, id=name), replaced=name)

    def set(self, name: str, facts: Mapping[str, str]) -> dict[str, str]:
        """Set facts of a report in its manifest, '' to take one back; all that are set then.

        A loose file gets a folder of its own. Raises CorpusError when the report is not there, or
        a fact cannot be that.
        """
        entry = self._entry(name)
        if entry.problem:
            raise CorpusError(entry.problem)
        said_now = {key: by_hand.checked(key, value) for key, value in facts.items()}
        manifest = {**entry.manifest, **said_now}
        manifest = {key: value for key, value in manifest.items() if value != ""}
        folder = entry.file.parent
        if folder == self.folder:
            folder = self._in_folder_of_its_own(entry)
        manifest.setdefault("file", entry.file.name)
        _write_whole(folder / MANIFEST, _as_text(manifest))
        return replace(entry, manifest=manifest).facts

    def _in_folder_of_its_own(self, entry: Entry) -> Path:
        folder = self.folder / entry.report
        if folder.exists():
            raise CorpusError(
                f"{entry.file.name} lies loose in the corpus, and {folder.name}/ is taken. Put it "
                "into a folder of its own first."
            )
        folder.mkdir()
        os.rename(entry.file, folder / entry.file.name)
        return folder

    def remove(self, report: str) -> None:
        """Take a report out of the corpus. Raises CorpusError when it is not there."""
        entry = self._entry(report)
        if entry.file.parent == self.folder:
            entry.file.unlink()
        else:
            shutil.rmtree(entry.file.parent)

    def _entry(self, report: str) -> Entry:
        """The entry of that slug. Raises CorpusError when it is not there."""
        if found := next((entry for entry in self.found() if entry.report == report), None):
            return found
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

    def _hash(self, file: Path) -> str:
        if file not in self._hashes:
            try:
                self._hashes[file] = sha256(file.read_bytes()).hexdigest()
            except OSError:
                return ""
        return self._hashes[file]

    def _copy(self, file: Path, name: str, manifest: Mapping[str, Any]) -> None:
        """Make the folder whole beside its place, then move it there in one step."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".adding-") as scratch:
            folder = Path(scratch) / name
            folder.mkdir()
            shutil.copyfile(file, folder / str(manifest["file"]))
            if (corrections := file.with_name(CORRECTIONS)).is_file():
                shutil.copyfile(corrections, folder / CORRECTIONS)
            (folder / MANIFEST).write_text(_as_text(manifest), encoding="utf-8")
            os.rename(folder, self.folder / name)


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


def _as_text(manifest: Mapping[str, Any]) -> str:
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def _write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    scratch = path.with_name(f".{path.name}-{os.getpid()}")
    scratch.write_text(text, encoding="utf-8")
    os.replace(scratch, path)


def _copy_whole(file: Path, path: Path) -> None:
    """Copy a file whole or not at all."""
    scratch = path.with_name(f".{path.name}-{os.getpid()}")
    shutil.copyfile(file, scratch)
    os.replace(scratch, path)


def read_file(file: Path, corrected: bool = True) -> Report:
    """A report as the corpus reads it where the file lies in a folder of it, else by itself.

    Its corrections are left alone where not ``corrected``. Raises what ``Entry.read`` and
    ``read_report`` raise.
    """
    folder = file.resolve().parent
    entry = _in_folder(folder) if (folder / MANIFEST).is_file() else None
    if entry is None or entry.file.name != file.name:
        return read_report(file, corrected=corrected)
    return replace(entry, file=file).read(corrected)


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
        and file.name not in (MANIFEST, CORRECTIONS, OLD_CORRECTIONS)
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
