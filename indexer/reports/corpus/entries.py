"""What lies in the folder of a corpus: each report's folder or loose file, and its manifest.

``corpus`` asks for them; a folder goes in, an ``Entry`` a report comes out, which reads it. Nothing
is written here, and links are not followed: neither those in the folder nor one that a manifest
names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError, ReportError
from indexer.reports.corpus import by_hand
from indexer.reports.corrections import FILE as CORRECTIONS
from indexer.reports.pipeline import read_report
from indexer.reports.report import Report
from indexer.slugs import slug

MANIFEST = "manifest.json"
#: Corrections of a file that another took the place of: kept, and not read.
OLD_CORRECTIONS = "corrections-before.toml"
#: The libraries that read: another version of one may read otherwise.
_LIBRARIES = ("beautifulsoup4", "lxml", "markdown-it-py", "pypdfium2")
#: A day, or an instant in universal time.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z))?")


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
    def checksum(self) -> str:
        """The SHA-256 that its file had when it was added, '' where none was kept."""
        return str(self.manifest.get("sha256") or "")

    @property
    def added(self) -> str:
        """The day or the instant at which it was added, '' where its manifest does not say."""
        said = str(self.manifest.get("added", ""))
        return said if _INSTANT.fullmatch(said) else ""

    def read(self, corrected: bool = True) -> Report:
        """The report, cut into findings; without its corrections where not ``corrected``.

        Raises ReportError when the file cannot be read, CorpusError when its manifest or its
        corrections are at fault, or the file is not the one that was added.
        """
        if self.problem:
            raise CorpusError(self.problem)
        try:
            report = read_report(self.file, self.report, corrected)
        except ReportError:
            self.check()
            raise
        self._compare(report.sha256)
        return by_hand.with_facts(report, self.facts)

    def check(self) -> None:
        """Raises CorpusError when the file is not byte for byte the one that was added."""
        if self.problem:
            raise CorpusError(self.problem)
        try:
            self._compare(digest_of(self.file) if self.checksum else "")
        except OSError as error:
            raise CorpusError(
                f"The file {self.file.name} of {self.report} cannot be read ({error.strerror}). "
                "Put it back from a backup."
            ) from error

    def _compare(self, checksum: str) -> None:
        if self.checksum and checksum != self.checksum:
            raise CorpusError(
                f"The file {self.file.name} of {self.report} is not the one that was added: its "
                "checksum is another. Put it back from a backup or, if it was changed on purpose, "
                f"run 'indexer add --replace {self.report}' with it."
            )

    def fingerprint(self) -> str:
        """A digest of all that ``read`` depends on, '' when that cannot be read.

        It covers the file, its corrections, its manifest's facts, its names and the reader.
        """
        digest = sha256(reader_version().encode())
        facts = [self.manifest.get(name) for name in (*by_hand.NAMES, "sha256")]
        digest.update(json.dumps([self.report, self.file.name, self.problem, facts]).encode())
        try:
            for path in (self.file, self.file.with_name(CORRECTIONS)):
                digest.update((digest_of(path) if path.exists() else "").encode())
        except OSError:
            return ""
        return digest.hexdigest()


def digest_of(file: Path) -> str:
    """The SHA-256 of a file. Raises OSError when it cannot be read."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


@cache
def reader_version() -> str:
    """A digest of the code and data that read reports, and of the libraries' versions."""
    folder = Path(__file__).parents[2]
    code = [folder / "slugs.py", *folder.joinpath("reports").rglob("*")]
    files = sorted(path for path in code if path.suffix in (".py", ".toml"))
    digest = sha256(" ".join(map(version, _LIBRARIES)).encode())
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def entries_in(folder: Path) -> Iterator[Entry]:
    """The entries of a corpus in order; none when there is no folder.

    A name is given only once: a second one of it has a ``problem``.
    """
    taken: dict[str, Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry := _entry(path):
            first = taken.setdefault(entry.report, path)
            yield entry if first == path else _second(entry, first)


def _entry(path: Path) -> Entry | None:
    """The report at ``path``, a folder or a loose file; None for anything else."""
    if path.name.startswith(".") or path.is_symlink():
        return None
    if path.is_file():
        return (
            None if path.suffix in ("", ".md", ".json", ".toml") else Entry(slug(path.stem), path)
        )
    return entry_of(path) if path.is_dir() else None


def entry_of(path: Path) -> Entry | None:
    """The report in a folder of its own, None when it holds none."""
    problem = ""
    manifest: Mapping[str, Any] = {}
    try:
        manifest = _manifest(path / MANIFEST)
    except CorpusError as error:
        problem = str(error)
    if name := manifest.get("file"):
        file = path / Path(str(name)).name
        return Entry(path.name, file, manifest, _link(file))
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


def _link(file: Path) -> str:
    """What is wrong with a file that is a link, '' when it is none."""
    if not file.is_symlink():
        return ""
    return f"The file {file.name} of {file.parent.name} is a link. Put the report itself there."


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
