"""The corpus: reports as published, one folder each, with a small manifest. Never edited here."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError
from indexer.reports.corrections import FILE as CORRECTIONS
from indexer.reports.reading import read_report
from indexer.reports.report import Report
from indexer.reports.wording import slug

MANIFEST = "manifest.json"
LICENCE = "Crown copyright; Open Government Licence v3.0 unless the report says otherwise"


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the corpus: its slug, its file, and what its manifest says."""

    report: str
    file: Path
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def read(self) -> Report:
        """The report, cut into findings. Raises ReportError when the file cannot be read."""
        facts = {
            name: str(self.manifest[name])
            for name in ("licence", "source")
            if name in self.manifest
        }
        report = read_report(self.file, self.report)
        return replace(report, facts={**report.facts, **facts})


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

    def entries(self) -> list[Entry]:
        """Every report of the corpus, by slug: each folder that holds one, and each loose file.

        Raises CorpusError when there is no such folder or it holds no report.
        """
        if not self.folder.is_dir():
            raise CorpusError(
                f"There is no corpus folder at {self.folder}. Name it with --corpus, or make it "
                "and put a report in it."
            )
        found = [entry for path in sorted(self.folder.iterdir()) if (entry := _entry(path))]
        if not found:
            raise CorpusError(
                f"The corpus folder {self.folder} holds no report. Add one with 'indexer add FILE'."
            )
        return found

    def known_as(self, report: Report) -> str | None:
        """The slug under which the corpus has the same report already, or None."""
        return next((e.report for e in self._entries_or_none() if _is_same(e, report)), None)

    def add(self, file: Path) -> Added:
        """Copy a report into a folder of its own, unless the corpus has it already.

        It is the same report when its bytes are, or its force, date and findings. Raises
        ReportError when the file cannot be read as a report.
        """
        report = read_report(file)
        if already := self.known_as(report):
            return Added(report, already)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = self._free(report.id)
        self._copy(file, name, report)
        return Added(replace(report, id=name))

    def remove(self, report: str) -> None:
        """Take a report out of the corpus. Raises CorpusError when it is not there."""
        for entry in self._entries_or_none():
            if entry.report == report:
                if entry.file.parent == self.folder:
                    entry.file.unlink()
                else:
                    shutil.rmtree(entry.file.parent)
                return
        raise CorpusError(
            f"There is no report called {report} in the corpus. 'indexer reports' lists them."
        )

    def _entries_or_none(self) -> list[Entry]:
        try:
            return self.entries()
        except CorpusError:
            return []

    def _free(self, name: str) -> str:
        number, free = 1, name
        while (self.folder / free).exists():
            number += 1
            free = f"{name}-{number}"
        return free

    def _copy(self, file: Path, name: str, report: Report) -> None:
        """Make the folder whole beside its place, then move it there in one step."""
        manifest = {
            "sha256": report.sha256,
            "file": "report" + file.suffix.lower(),
            "original_name": file.name,
            "added": datetime.now(UTC).date().isoformat(),
            "source": "",
            "licence": LICENCE,
            "findings": _fingerprint(report),
        }
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".adding-") as scratch:
            folder = Path(scratch) / name
            folder.mkdir()
            shutil.copyfile(file, folder / str(manifest["file"]))
            text = json.dumps(manifest, indent=2, ensure_ascii=False)
            (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
            os.rename(folder, self.folder / name)


def _is_same(entry: Entry, report: Report) -> bool:
    manifest = entry.manifest
    if manifest.get("sha256") == report.sha256:
        return True
    return bool(report.findings) and manifest.get("findings") == _fingerprint(report)


def _fingerprint(report: Report) -> str:
    """A digest of what the report says: its force, date and findings, whatever the format."""
    from hashlib import sha256

    said = [report.force, report.published, *sorted(f.text for f in report.findings)]
    return sha256("\n".join(said).casefold().encode()).hexdigest()


def _entry(path: Path) -> Entry | None:
    """The report at ``path``, a folder or a loose file; None for anything else."""
    if path.name.startswith(".") or path.is_symlink():
        return None
    if path.is_file():
        return (
            None if path.suffix in ("", ".md", ".json", ".toml") else Entry(slug(path.stem), path)
        )
    if not path.is_dir():
        return None
    manifest = _manifest(path / MANIFEST)
    if name := manifest.get("file"):
        return Entry(path.name, path / Path(str(name)).name, manifest)
    files = [
        file
        for file in sorted(path.iterdir())
        if file.is_file() and file.name not in (MANIFEST, CORRECTIONS) and file.name[0] != "."
    ]
    return Entry(path.name, files[0], manifest) if files else None


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
