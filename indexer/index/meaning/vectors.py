"""What findings mean, as vectors, which a build is given when it is published and searched already.

A vector is kept as its direction, in whole numbers of -127 to 127, and the length of that: 39 MB
for 100,000 findings, a quarter of what it was made as. The cosine of two changes by less than
0.005. ``build.build_index`` has them made, the search reads them. Under the folder of a build::

    vectors/<model>/<report>.npy    those of a report, as soon as it is done
    vectors/<model>.npy             those of all documents by number, when all are; then only this

A file comes into being whole, so that whatever was made is there for the next run when one is
killed. What a finding is made from is its text: where that is as it was in the build before, so is
the vector.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexUnusable, InspectionError
from indexer.index.builds import Build
from indexer.index.meaning import encoder
from indexer.processes.workers import Workers

#: Vectors as they are kept, one a finding.
Rows = NDArray[np.void]
ROW = np.dtype([("length", np.float32), ("direction", np.int8, (encoder.WIDTH,))])
Floats = NDArray[np.float32]
#: The signs of vectors, 64 to a number.
Signs = NDArray[np.uint64]

#: Told after the vectors of each report: its id, its place, of how many, and findings so far.
OnVectors = Callable[[str, int, int, int], None]

#: Texts in a piece of work: they take two seconds, and to load the model 0.07.
_PIECE = 100
#: What reading a file may raise that is damaged, or that another version wrote.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError)
#: Rows that are compared, and whose signs are taken, at a time.
_COMPARED, _PACKED = 256, 4096
#: The cosine of two vectors by the number of their signs that differ.
_COSINES: Floats = np.cos(np.arange(encoder.WIDTH + 1) * np.pi / encoder.WIDTH).astype(np.float32)


def take_over(build: Build, before: Build) -> None:
    """Give a build, before it is current, the vectors of the reports that ``before`` has as well.

    If these are all its reports it has all its vectors then, without the model.
    """
    made = _Vectors(before, _begun(before))
    for report in build.records:
        rows = made.of(report) if made.model and _same_report(before, build, report) else None
        if rows is not None:
            _write(_single(build, made.model, report), rows)
    if made.model and not _missing(build, made.model):
        _gather(build, made.model)


def complete(build: Build, before: Build | None = None, told: OnVectors | None = None) -> None:
    """Give a published build the vectors that it has not yet, on all cores.

    A text that ``before`` has in a report of the same id keeps its vector. Raises NoModel when the
    model is not installed, IndexUnusable when vectors cannot be made or written; those made until
    then are kept.
    """
    model = encoder.name()
    try:
        encoder.unfold(build.models)
        if build.model == model and _readable(build):
            return
        _make(build, model, before, told)
        _gather(build, model)
    except (OSError, ValueError, InspectionError) as error:
        raise IndexUnusable(
            f"What the findings mean could not be worked out because {error}. Questions are "
            "ranked by words until 'indexer build' has been run again."
        ) from error


def read(build: Build) -> Rows:
    """The vectors of all documents of a build by number, those that do not count being zeros.

    They are mapped, not read. Raises OSError or ValueError when there are none, or damaged ones.
    """
    # As a plain array: numpy's own class of mapped ones takes as long to pick rows as to read them.
    rows: Rows = np.asarray(np.load(_whole(build, build.model), mmap_mode="r"))
    if rows.dtype != ROW or rows.shape != (sum(part.size for part in build.parts),):
        raise ValueError(f"the vectors of build {build.id} are not those of its findings")
    return rows


def nearness(rows: Rows, docs: NDArray[np.intp], vector: encoder.Vector) -> Floats:
    """The cosine of each of the ``docs`` of ``rows`` and ``vector``, which has length 1.

    Not by a matrix product, whose threads wait for each other when the machine is busy: 2,048 rows
    then took 5 ms instead of 0.4. In pieces, since each thread of a server keeps what it once took.
    """
    found = np.empty(len(docs), dtype=np.float32)
    for start in range(0, len(docs), _COMPARED):
        some = rows[docs[start : start + _COMPARED]]
        wide = some["direction"].astype(np.float32)
        found[start : start + _COMPARED] = np.einsum("ij,j->i", wide, vector) / some["length"]
    return found


def signs(rows: Rows) -> Signs:
    """The signs of the numbers of vectors: roughly what they are, in memory.

    A column for each document, 64 signs to a number.
    """
    found = np.empty((encoder.WIDTH // 64, len(rows)), dtype=np.uint64)
    for start in range(0, len(rows), _PACKED):
        some = rows["direction"][start : start + _PACKED]
        found[:, start : start + _PACKED] = np.packbits(some > 0, axis=1).view(np.uint64).T
    return found


def likeness(signs: Signs, vector: encoder.Vector) -> Floats:
    """Roughly the cosine of each document and ``vector``, with which it correlates by 0.83.

    The share of signs that differ is the angle, as a share of 180 degrees. It is good enough to
    choose what is compared in full: 100,000 take 1 ms, where ``nearness`` takes 20.
    """
    own = np.packbits(vector > 0).view(np.uint64)
    differing = np.zeros(signs.shape[1], dtype=np.uint16)
    for row, number in zip(signs, own, strict=True):
        differing += np.bitwise_count(row ^ number)
    return _COSINES.take(differing)


def spelled_out(text: str, meanings: Mapping[str, str]) -> str:
    """``text`` with its acronyms written out, since no model knows what those of a report mean.

    Worth 0.09 of nDCG on new questions. An acronym in brackets behind its long form is left out.
    """
    if not meanings:
        return text
    shorts = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
    text = re.sub(rf"\s*\((?:{shorts})s?\)", "", text)
    return re.sub(rf"\b({shorts})(s?)\b", lambda match: meanings[match[1]] + match[2], text)


@dataclass(frozen=True)
class _Vectors:
    """The vectors of one model that a build has, whether or not it has all."""

    build: Build
    model: str

    def of(self, report: str) -> Rows | None:
        """Those of a report; None when they are not there, or not readable."""
        try:
            if self.build.model == self.model:
                return self._all[self._places[report]]
            rows: Rows = np.load(_single(self.build, self.model, report))
            return rows
        except _UNREADABLE:
            return None

    def by_text(self, report: str) -> dict[str, Any]:
        """Those of a report by the texts that they were made of, as far as they are there."""
        rows = self.of(report)
        try:
            return {} if rows is None else dict(zip(_texts(self.build, report), rows, strict=True))
        except _UNREADABLE:
            return {}

    @cached_property
    def _all(self) -> Rows:
        return read(self.build)

    @cached_property
    def _places(self) -> Mapping[str, slice]:
        return dict(_places(self.build))


@dataclass(eq=False)
class _Draft:
    """The vectors of a report in the making: by text, since some say the same more than once."""

    report: str
    texts: list[str]
    known: dict[str, Any]
    lacking: deque[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lacking = deque(dict.fromkeys(t for t in self.texts if t not in self.known))

    def pieces(self) -> Iterator[list[str]]:
        """The texts that lack a vector, in pieces of work."""
        lacking = list(self.lacking)
        for start in range(0, len(lacking), _PIECE):
            yield lacking[start : start + _PIECE]

    def take(self, rows: Rows) -> None:
        """The vectors of the next piece."""
        for row in rows:
            self.known[self.lacking.popleft()] = row

    def rows(self) -> Rows:
        """The vectors of the findings, when none lacks any more."""
        return np.array([self.known[text] for text in self.texts], dtype=ROW)


def _make(build: Build, model: str, before: Build | None, told: OnVectors | None) -> None:
    """Have a file of its own for each report that has none, in the order of their ids."""
    missing = _missing(build, model)
    known = _Vectors(before, model) if before else None
    findings = 0
    for place, draft in enumerate(_drafts(build, missing, known), start=1):
        _write(_single(build, model, draft.report), draft.rows())
        findings += len(draft.texts)
        if told:
            told(draft.report, place, len(missing), findings)


def _missing(build: Build, model: str) -> list[str]:
    """The reports that have no file of their own yet, or one that is damaged."""
    made = _Vectors(build, model)
    return [
        name
        for name, record in build.records.items()
        if (rows := made.of(name)) is None or len(rows) != record.findings
    ]


def _readable(build: Build) -> bool:
    try:
        read(build)
    except _UNREADABLE:
        return False
    return True


def _begun(build: Build) -> str:
    """The model of the vectors that a build has all or some of, '' for none."""
    folders = (path.name for path in build.vectors.glob("*") if path.is_dir())
    return build.model or next(folders, "")


def _same_report(one: Build, other: Build, report: str) -> bool:
    try:
        return one.report(report).samefile(other.report(report))
    except OSError:
        return False


def _drafts(build: Build, reports: list[str], known: _Vectors | None) -> Iterator[_Draft]:
    """Each of the reports in order when all its vectors are there, which processes make."""
    begun: deque[_Draft] = deque()

    def pieces() -> Iterator[list[str]]:
        for report in reports:
            texts = _texts(build, report)
            begun.append(_Draft(report, texts, known.by_text(report) if known else {}))
            yield from begun[-1].pieces()

    with Workers(partial(_encoded, build.models)) as workers:
        for outcome in workers.map(pieces()):
            if isinstance(outcome, InspectionError):
                raise outcome
            next(draft for draft in begun if draft.lacking).take(outcome)
            while begun and not begun[0].lacking:
                yield begun.popleft()
    yield from begun


def _encoded(models: Path, texts: list[str]) -> Rows:
    model = encoder.load(models)
    return packed(np.array([model.encode(text) for text in texts]))


def packed(vectors: Floats) -> Rows:
    """Vectors as they are kept."""
    rows = np.zeros(len(vectors), dtype=ROW)
    rows["direction"] = np.rint(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True)))
    rows["length"] = np.linalg.norm(rows["direction"].astype(np.float32), axis=1)
    return rows


def _texts(build: Build, report: str) -> list[str]:
    """What the findings of a report are made vectors of."""
    data = build.read_report(report)
    meanings: dict[str, str] = {}
    for definition in data["definitions"]:
        meanings.setdefault(definition["short"], definition["long"])
    return [spelled_out(finding["text"], meanings) for finding in data["findings"]]


def _gather(build: Build, model: str) -> None:
    """All documents of a build in one file, in place of the files of the reports."""
    rows = np.zeros(sum(part.size for part in build.parts), dtype=ROW)
    for report, place in _places(build):
        rows[place] = np.load(_single(build, model, report))
    _write(_whole(build, model), rows)
    for path in build.vectors.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path != _whole(build, model):
            path.unlink()


def _places(build: Build) -> Iterator[tuple[str, slice]]:
    """Each report that counts, with the numbers of its documents."""
    first = 0
    for part in build.parts:
        for share in part.shares:
            if share.live:
                yield share.report, slice(first, first + share.findings)
            first += share.findings


def _write(path: Path, rows: Rows) -> None:
    """Write a file that is whole or not there, whenever the process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".new-{path.name}")
    with scratch.open("wb") as file:
        np.save(file, rows)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def _whole(build: Build, model: str) -> Path:
    return build.vectors / f"{model}.npy"


def _single(build: Build, model: str, report: str) -> Path:
    return build.vectors / model / f"{report}.npy"
