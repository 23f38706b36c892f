"""Builds on disk: where they lie, which one is current, and what may be deleted.

::

    <index>/CURRENT                 the id of the current build, replaced in one step
    <index>/LOCK                    held while a build is written
    <index>/models/                 the sentence model in the form in which it is computed
    <index>/builds/<id>/manifest.json    written last: a folder without it is no build
    <index>/builds/<id>/reports.json     facts, areas, definitions and labels of each report
    <index>/builds/<id>/reports/<report>.json.gz    a whole report, as read
    <index>/builds/<id>/vectors/         what the findings mean, made after the build became
                                    current (``vectors``), and so in no manifest
    <index>/builds/<id>/vocabulary.json
    <index>/builds/<id>/twins.npy        which findings are near-identical
    <index>/builds/<id>/segments/   Whoosh's own files, and beside each segment what its findings
                                    are known by (``near_duplicates``); never changed once written

Whoosh keeps pickles in its files: a build is a cache of the corpus and is never taken from
anywhere else.

``publication`` writes here, and whatever opens an index reads here: an index folder goes in, a
``Build`` comes out.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex

from indexer.disk import UNFINISHED, discard, sync, sync_tree, write_whole
from indexer.errors import ForeignIndex, NoIndex
from indexer.index.analysis import fingerprint
from indexer.index.builds.lease import unread
from indexer.index.builds.trust import close_to_others, unsealed
from indexer.index.records import ReportRecord
from indexer.index.schema import SCHEMA_VERSION, schema
from indexer.index.segments.files import SegmentFiles
from indexer.index.segments.segment_list import Part
from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding
from indexer.reports.report import ReportFacts

CURRENT = "CURRENT"
LOCK = "LOCK"
MANIFEST = "manifest.json"
TWINS = "twins.npy"
_BUILDS = "builds"
_MODELS = "models"
#: What a build is called while it is deleted.
_GONE = ".gone-"
_OURS = frozenset({CURRENT, CURRENT + ".new", LOCK, _BUILDS, _MODELS})
_BUILD_ID = re.compile(r"\d{8}T\d{12}-[0-9a-f]{6}")
_FORMAT = "inspection-findings"
REBUILD = "Run 'indexer build' to make it anew from the corpus."


@dataclass(frozen=True)
class Build:
    """One build on disk. Its parts are read when first asked for; they never change."""

    path: Path

    @property
    def id(self) -> str:
        """Tells when it was begun; unique."""
        return self.path.name

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the build was made from and by. Raises OSError or ValueError when unreadable, or
        when it is not as it was written.
        """
        return unsealed(_object(self.path / MANIFEST))

    @cached_property
    def number(self) -> int:
        """Its place among the builds of its index, whatever the clock said; 0 when unreadable."""
        try:
            return int(self.manifest.get("number", 0))
        except (OSError, ValueError, TypeError):
            return 0

    @cached_property
    def records(self) -> Mapping[str, ReportRecord]:
        """What is kept of each report by its id, in order of id.

        Raises OSError, ValueError, KeyError or TypeError when unreadable.
        """
        plain = _object(self.path / "reports.json")
        return {name: ReportRecord.from_json(data) for name, data in plain.items()}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the corpus."""
        return Vocabulary.from_json(_object(self.path / "vocabulary.json"))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The segments, in order, with the reports that each holds."""
        return tuple(Part.from_json(part) for part in self.manifest["parts"])

    @cached_property
    def twins(self) -> NDArray[np.int32]:
        """For each document the one that stands for its near-identical ones.

        Raises OSError or ValueError when unreadable.
        """
        twins: NDArray[np.int32] = np.load(self.path / TWINS)
        return twins

    @property
    def segments(self) -> Path:
        """The folder of Whoosh's files, and of what lies beside them."""
        return self.path / "segments"

    @property
    def meaning(self) -> bool:
        """Whether the findings are to have vectors."""
        return bool(self.manifest.get("meaning", True))

    @property
    def model(self) -> str:
        """The name of the model that the vectors were made with, '' while not all are there."""
        return next((path.stem for path in self.vectors.glob("[!.]*.npy")), "")

    @property
    def vectors(self) -> Path:
        """The folder of the vectors (which may not exist)."""
        return self.path / "vectors"

    @property
    def models(self) -> Path:
        """The folder of the model, which all builds of an index share (and may not exist)."""
        return self.path.parent.parent / _MODELS

    def report(self, report: str) -> Path:
        """The file of one whole report (which may not exist)."""
        return self.path / "reports" / f"{report}.json.gz"

    def read_report(self, report: str) -> dict[str, Any]:
        """A whole report in plain types, while the build is written.

        Raises OSError, EOFError or ValueError when unreadable.
        """
        return _unpacked(self.report(report).read_bytes(), report)

    def published_report(self, report: str) -> dict[str, Any]:
        """A whole report of a published build in plain types.

        Raises OSError, or ValueError when it is not as it was written.
        """
        return _unpacked(self.read_whole(self.report(report)), report)

    def write_report(self, report: str, plain: Mapping[str, Any]) -> None:
        """Write a whole report; packed it takes a fifth of the room."""
        self.report(report).write_bytes(gzip.compress(_compact(plain).encode(), mtime=0))

    def read_whole(self, path: Path) -> bytes:
        """A file of the build once it is published.

        Raises OSError, or ValueError when it is not as it was written.
        """
        data = path.read_bytes()
        name = path.relative_to(self.path).as_posix()
        if sha256(data).hexdigest() != self.manifest["files"].get(name):
            raise ValueError(f"{name} is not as it was written")
        return data

    def write_records(self, records: Iterable[ReportRecord]) -> None:
        """Write what is kept of each report."""
        plain = {record.id: record.to_json() for record in sorted(records, key=_by_id)}
        write_json(self.path / "reports.json", plain)

    def check(self) -> None:
        """Raises ForeignIndex when another version of this tool, or another tool, made it."""
        found = {name: self.manifest.get(name) for name in identity()}
        if found != identity():
            raise ForeignIndex(
                f"The index in {self.path.parent.parent} was made by another version of this "
                f"tool ({self.manifest.get('tool', 'unknown')}). {REBUILD}"
            )

    def open(self) -> FileIndex:
        """Whoosh's index, for reading, with the schema of this version and not a pickled one."""
        return FileIndex(SegmentFiles(self.segments), schema=schema())


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """A published build in figures."""

    id: str
    path: Path
    reports: int
    findings: int
    seconds: float


def identity() -> dict[str, Any]:
    """What a build must share with this version to be opened by it.

    The fields of a finding are among it, since findings are kept by the place of their fields: a
    new one in the middle would have others move into the wrong place without an error. So are those
    of a report, which a record has each of.
    """
    return {
        "format": _FORMAT,
        "schema": SCHEMA_VERSION,
        "finding": [one.name for one in fields(Finding)],
        "report": [one.name for one in fields(ReportFacts)],
        "analyser": fingerprint(),
        "sealed": True,
    }


def tool_version() -> str:
    """The version of the installed distribution, 'unknown' when it runs uninstalled."""
    # Imported here, as what else only publishing needs: every search would wait for it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("inspection-findings")
    except PackageNotFoundError:
        return "unknown"


def candidates(index_dir: Path) -> list[Build]:
    """The builds that can be opened: the current one first, then older ones, newest first.

    Where CURRENT is damaged or gone, all there are. Raises NoIndex when nothing was ever published,
    ForeignIndex when the folder is not ours.
    """
    complete = sorted(_complete(index_dir), key=_by_number, reverse=True)
    current = pointer(index_dir) if not complete else named(index_dir)
    if current is None:
        if complete:
            return complete
        refuse_foreign(index_dir)
        raise NoIndex(f"There is no index in {index_dir} yet. Run 'indexer build' first.")
    first = build(index_dir, current)
    others = [one for one in complete if one.id != current]
    return [first, *(one for one in others if one.number < first.number or not first.number)]


def build(index_dir: Path, name: str) -> Build:
    """The build of that id, which may not be there."""
    return Build(index_dir / _BUILDS / name)


def pointer(index_dir: Path) -> str | None:
    """The id in CURRENT, None when there is none. Raises ForeignIndex when it is no build id."""
    try:
        text = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ForeignIndex(f"{index_dir / CURRENT} cannot be read ({error}). {REBUILD}") from None
    if not _BUILD_ID.fullmatch(text):
        raise ForeignIndex(f"{index_dir / CURRENT} names no build. {REBUILD}")
    return text


def named(index_dir: Path) -> str | None:
    """The id in CURRENT; None when there is none or it is damaged."""
    try:
        return pointer(index_dir)
    except ForeignIndex:
        return None


def refuse_foreign(index_dir: Path) -> None:
    """Raises ForeignIndex when ``index_dir`` holds anything that this tool did not put there."""
    if index_dir.exists() and not index_dir.is_dir():
        raise ForeignIndex(
            f"{index_dir} is a file, not a folder. Name another folder with --index."
        )
    names = {path.name for path in index_dir.iterdir()} if index_dir.exists() else set()
    foreign = sorted(name for name in names - _OURS if not name.startswith(UNFINISHED))
    if foreign:
        raise ForeignIndex(
            f"{index_dir} holds files that are no index ({', '.join(foreign[:3])}). "
            "Nothing was changed. Name an empty folder with --index and run 'indexer build'."
        )


def fresh(index_dir: Path) -> Build:
    """A new, empty build folder under ``index_dir``, named by the time."""
    import secrets

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    new = build(index_dir, f"{stamp}-{secrets.token_hex(3)}")
    new.segments.mkdir(parents=True)
    (new.path / "reports").mkdir()
    for folder in (index_dir, new.path.parent):
        close_to_others(folder)
    return new


def make_current(new: Build) -> None:
    """Point CURRENT at ``new`` in one step, everything it consists of being on the disk."""
    for path in (new.path, *new.path.rglob("*")):
        close_to_others(path)
    sync_tree(new.path)
    sync(new.path.parent)
    write_whole(new.path.parent.parent / CURRENT, f"{new.id}\n".encode())


def sweep(index_dir: Path, keep: set[str]) -> None:
    """Delete the builds that are not in ``keep`` and that nobody reads, and what was left over.

    Folders that are no builds are left alone.
    """
    for path in (index_dir / _BUILDS).iterdir():
        if path.name.startswith(_GONE):
            discard(path)
        elif _BUILD_ID.fullmatch(path.name) and path.name not in keep:
            _delete(path)
    for path in index_dir.glob(f"{UNFINISHED}*"):
        discard(path)


def _delete(path: Path) -> None:
    """Delete a build, gone at once under its name; nothing where somebody reads it."""
    with unread(path / MANIFEST) as free:
        if not free:
            return
        gone = path.with_name(_GONE + path.name)
        with contextlib.suppress(OSError):
            os.rename(path, gone)
            discard(gone)


def write_json(path: Path, data: Any) -> None:
    """Write ``data`` as compact JSON."""
    path.write_text(_compact(data), encoding="utf-8")


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _object(path: Path) -> dict[str, Any]:
    return _plain(path.read_bytes(), str(path))


def _unpacked(packed: bytes, report: str) -> dict[str, Any]:
    return _plain(gzip.decompress(packed), report)


def _plain(text: bytes, name: str) -> dict[str, Any]:
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError(f"{name} holds no object")
    return data


def _complete(index_dir: Path) -> Iterator[Build]:
    with contextlib.suppress(FileNotFoundError):
        for path in (index_dir / _BUILDS).iterdir():
            if _BUILD_ID.fullmatch(path.name) and (path / MANIFEST).exists():
                yield Build(path)


def _by_id(one: ReportRecord) -> str:
    return one.id


def _by_number(build: Build) -> tuple[int, str]:
    return build.number, build.id
