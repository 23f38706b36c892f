"""Reports to a published build: written in a fresh folder, read back, then made current.

What did not change since the build before is taken over as it is: its files are linked into the
new build, which therefore costs what is new and not what is there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from whoosh.reading import IndexReader

from indexer.errors import CorpusError, IndexUnusable, InspectionError, NoModel
from indexer.index import builds, encoder, vectors
from indexer.index.analysis import analyse
from indexer.index.batch import Batch, words, write_batch
from indexer.index.builds import Build, BuildInfo
from indexer.index.inventory import inventory, share, whole
from indexer.index.lock import exclusive
from indexer.index.parts import Part, surplus, worn
from indexer.index.records import ReportRecord
from indexer.index.schema import BODY, ID, STORED
from indexer.index.segments import write_contents
from indexer.index.twins import groups
from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.reports.workers import Workers

#: Told after each report: its id, and how many findings are written so far.
Progress = Callable[[str, int], None]
#: Told after the vectors of each report: its id, its place, of how many, and findings so far.
OnVectors = Callable[[str, int, int, int], None]

#: Findings in a segment of a large build. Smaller ones are more to look into for each term;
#: larger ones take more memory (200 MB a process with these).
_BATCH = 20_000


def publish(
    reports: Iterable[Report],
    index_dir: Path,
    on_progress: Progress | None = None,
    meaning: bool | None = None,
) -> BuildInfo:
    """Write ``reports`` as a new build under ``index_dir`` and make it the current one.

    Reports may come in any order; each is read once and let go. ``meaning`` is as for
    ``Publication``, which also says what is raised.
    """
    with Publication(index_dir, meaning) as publication:
        for report in reports:
            publication.add(report)
            if on_progress:
                on_progress(report.id, publication.findings)
        return publication.commit()


class Publication:
    """A build in the making, as a context: what is not committed in it leaves no trace.

    Searches go on in the old build all the while; whatever goes wrong, and whenever the process
    is killed, the old build stays current and whole. The build before is kept, older ones go.
    """

    def __init__(self, index_dir: Path, meaning: bool | None = None) -> None:
        """``meaning`` says whether findings get vectors; None does as the build before did."""
        self.index_dir = index_dir
        self._meaning = meaning
        self._started = time.monotonic()
        self._sources: dict[str, str] = {}
        self._kept: dict[str, None] = {}
        self._new: dict[str, int] = {}
        self._shared: dict[str, int] = {}
        self._seen: set[str] = set()
        self._no_model: NoModel | None = None
        self._context = ExitStack()

    def __enter__(self) -> Self:
        """Begins the build.

        Raises IndexBusy when another one is under way, ForeignIndex when the folder holds other
        things, NoModel when vectors are asked for and their model is not installed.
        """
        builds.refuse_foreign(self.index_dir)
        self._model = self._wanted_model()
        self.index_dir.mkdir(parents=True, exist_ok=True)
        self._context.enter_context(exclusive(self.index_dir / builds.LOCK))
        self._build = builds.fresh(self.index_dir)
        self._context.callback(self._discard)
        self._writers = self._context.enter_context(_Writers(self._build))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._context.__exit__(kind, error, trace)

    @property
    def findings(self) -> int:
        """The number of findings added so far."""
        return len(self._seen)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """What each report of the build before was made from: those that can be kept.

        Empty when there is no such build, another version made it, or it is damaged.
        """
        return self._previous.manifest["sources"] if self._previous else {}

    def keep(self, report: str) -> None:
        """Take over a report of the build before. Raises KeyError when it is not in ``sources``."""
        self._claim(report, self.sources[report])
        self._kept[report] = None
        files = [self._build.report(report)]
        if self._model and self._previous and self._previous.model == self._model:
            files.append(self._build.vectors(report))
        self._share(path.relative_to(self._build.path).as_posix() for path in files)

    def add(self, report: Report, source: str = "") -> None:
        """Write a report; ``source`` says what it was made from.

        Raises CorpusError when there is a report or a finding of that id already, NoModel when its
        findings should get vectors and the model is not installed.
        """
        if self._no_model:
            raise self._no_model
        self._claim(report.id, source or report.sha256)
        for finding in report.findings:
            if finding.id in self._seen:
                raise _twin(finding.id)
            self._seen.add(finding.id)
        self._new[report.id] = len(report.findings)
        builds.write_json(self._build.report(report.id), report.to_json())
        self._writers.add(report.id, len(report.findings))

    def commit(self, on_vectors: OnVectors | None = None) -> BuildInfo:
        """Make the build the current one, unless it would be the same as the one before.

        ``on_vectors`` is told how far the vectors are, which take 17 ms a finding. Raises
        CorpusError when a new finding has the id of one that was kept, IndexUnusable when what was
        written cannot be read back or the vectors cannot be made.
        """
        if self._unchanged and self._previous:
            return self._info(self._previous)
        batches = self._writers.finish()
        parts = self._parts(batches)
        findings = sum(part.live for part in parts)
        write_contents(self._build.segments, parts)
        np.save(self._build.path / builds.TWINS, groups(self._build.segments, parts))
        self._build.write_records(self._records(batches))
        builds.write_json(self._build.path / "vocabulary.json", self._vocabulary(batches).to_json())
        self._verify(findings)
        self._write_vectors(on_vectors)
        manifest = self._manifest(parts, findings)
        builds.write_json(self._build.path / "manifest.json", manifest)
        previous = _pointer(self.index_dir)
        builds.make_current(self._build)
        builds.sweep(self.index_dir, keep={self._build.id, previous or ""})
        return self._info(self._build)

    def _info(self, build: Build) -> BuildInfo:
        figures = (build.manifest["reports"], build.manifest["findings"])
        return BuildInfo(build.id, build.path, *figures, time.monotonic() - self._started)

    @property
    def _unchanged(self) -> bool:
        same = bool(self._kept) and not self._new and self._kept.keys() == self.sources.keys()
        return same and self._previous is not None and self._previous.model == self._model

    @cached_property
    def _previous(self) -> Build | None:
        """The current build, if this version made it and every file of it is whole."""
        try:
            build = builds.candidates(self.index_dir)[0]
            build.check()
            same = build.manifest["writer"] == _writer()
            return build if same and whole(build.path, build.manifest["files"]) else None
        except (IndexUnusable, OSError, ValueError, KeyError):
            return None

    def _wanted_model(self) -> str:
        """The model that the findings get vectors of, '' when they get none.

        Without the model vectors are still taken over, as when a report is only taken out.
        """
        before = _model(self.index_dir)
        if not (bool(before) if self._meaning is None else self._meaning):
            return ""
        try:
            return encoder.name()
        except NoModel as error:
            if self._meaning:
                raise
            self._no_model = error
            return before

    def _claim(self, report: str, source: str) -> None:
        if report in self._sources:
            raise CorpusError(f"Two reports are called '{report}'. Rename one of them.")
        self._sources[report] = source

    def _parts(self, batches: list[Batch]) -> list[Part]:
        """The parts of the build, all their files in place: kept ones, new ones, rewritten ones."""
        kept = self._kept_parts()
        parts = [*kept, *(batch.part for batch in batches if batch.part)]
        for part in filter(worn, kept):
            parts = self._rewritten(parts, [part])
        while some := surplus(parts):
            parts = self._rewritten(parts, some)
        for part in kept:
            if part in parts:
                self._share(f"segments/{path.name}" for path in self._files_of(part))
        return parts

    def _kept_parts(self) -> list[Part]:
        if not self._kept or self._previous is None:
            return []
        parts = (part.keeping(self._kept) for part in self._previous.parts)
        return [part for part in parts if part.live]

    def _rewritten(self, parts: list[Part], some: list[Part]) -> list[Part]:
        """``parts`` with ``some`` of them as one."""
        part = write_batch(self._build, sorted(r for old in some for r in old.reports)).part
        assert part is not None
        for old in some:
            for path in self._build.segments.glob(f"{old.name}.*"):
                path.unlink()
        return [*(other for other in parts if other not in some), part]

    def _files_of(self, part: Part) -> Iterable[Path]:
        return self._previous.segments.glob(f"{part.name}.*") if self._previous else ()

    def _share(self, names: Iterable[str]) -> None:
        """Take over files of the build before, by their paths in it."""
        assert self._previous is not None
        files = self._previous.manifest["files"]
        shared = {name: files[name] for name in names}
        share(shared, self._previous.path, self._build.path)
        self._shared.update(shared)

    def _write_vectors(self, on_vectors: OnVectors | None) -> None:
        if not self._model:
            return
        missing = [name for name in self._sources if not self._build.vectors(name).exists()]
        findings = 0
        written = vectors.write(self._build, missing)
        for place, (name, number) in enumerate(zip(missing, written, strict=True), start=1):
            findings += number
            if on_vectors:
                on_vectors(name, place, len(missing), findings)

    def _records(self, batches: list[Batch]) -> Iterator[ReportRecord]:
        if self._kept and self._previous:
            yield from (self._previous.records[name] for name in self._kept)
        for batch in batches:
            yield from batch.records.values()

    def _vocabulary(self, batches: list[Batch]) -> Vocabulary:
        vocabulary = Vocabulary()
        if self._kept and self._previous:
            vocabulary = self._previous.vocabulary
            for name in self._previous.records.keys() - self._kept.keys():
                vocabulary.subtract(words(self._previous, name))
        for batch in batches:
            vocabulary.update(batch.vocabulary)
        return vocabulary

    def _manifest(self, parts: list[Part], findings: int) -> dict[str, Any]:
        return {
            **builds.identity(),
            "build": self._build.id,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "tool": builds.tool_version(),
            "writer": _writer(),
            "model": self._model,
            "reports": len(self._sources),
            "findings": findings,
            "sources": dict(sorted(self._sources.items())),
            "parts": [part.to_json() for part in parts],
            "files": inventory(self._build.path, self._shared),
        }

    def _verify(self, findings: int) -> None:
        """Raises IndexUnusable when the build does not read back as it was written."""
        with self._build.open().reader() as reader:
            if reader.doc_count() != findings:
                raise IndexUnusable(
                    f"The new index holds {reader.doc_count()} findings instead of {findings}; it "
                    "was not published. Run 'indexer build' again."
                )
            leaves = [leaf for leaf, _ in reader.leaf_readers()] if findings else []
            if not all(_found(leaf, number) for leaf in leaves for number in _some(leaf)):
                raise IndexUnusable(
                    "The new index does not find what was put in it; it was not published. "
                    "Run 'indexer build' again."
                )
            for name in self._seen if self._kept else ():
                if sum(_live(leaf, name) for leaf in leaves) != 1:
                    raise _twin(name)

    def _discard(self) -> None:
        if _pointer(self.index_dir) != self._build.id:
            shutil.rmtree(self._build.path, ignore_errors=True)


class _Writers:
    """Writes the reports of a build in batches, in processes of their own if there are several."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._waiting: list[str] = []
        self._findings = 0
        self._batches = 0
        self._workers: Workers[list[str], Batch] = Workers(partial(write_batch, build))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._workers.__exit__(*error)

    def add(self, report: str, findings: int) -> None:
        """The next report, which lies in the build as JSON."""
        self._waiting.append(report)
        self._findings += findings
        if self._findings >= _BATCH:
            self._start()
        self._workers.proceed(0)

    def finish(self) -> list[Batch]:
        """All batches, in order, when they are written. Raises IndexUnusable when one cannot be."""
        if not self._batches:
            return [write_batch(self._build, self._waiting)]
        self._start()
        return [self._written() for _ in range(self._batches)]

    def _start(self) -> None:
        self._workers.start(self._waiting)
        self._batches += 1
        self._waiting, self._findings = [], 0

    def _written(self) -> Batch:
        outcome = self._workers.take()
        if isinstance(outcome, InspectionError):
            raise IndexUnusable(
                f"The index could not be written because {outcome}; nothing was published. Run "
                "'indexer build' again."
            ) from outcome
        return outcome


@cache
def _writer() -> str:
    """A hash of all that writes a build: what another version wrote is not taken over."""
    folder = Path(__file__).parents[1]
    code = [folder / "slugs.py", *folder.joinpath("index").rglob("*.*")]
    digest = hashlib.sha256()
    for path in sorted(path for path in code if path.suffix != ".pyc"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _some(leaf: IndexReader) -> set[int]:
    """The first, the middle and the last document that counts."""
    docs = list(leaf.all_doc_ids())
    return {docs[0], docs[len(docs) // 2], docs[-1]} if docs else set()


def _found(leaf: IndexReader, number: int) -> bool:
    """Whether a document is found by its identifier and by the last word of its text."""
    finding = Finding.from_json(json.loads(leaf.stored_fields(number)[STORED]))
    tokens = analyse(finding.text)
    terms = [(ID, finding.id), *((BODY, token.term) for token in tokens[-1:])]
    return all(_has(leaf, field, term, number) for field, term in terms)


def _has(leaf: IndexReader, field: str, term: str, number: int) -> bool:
    if (field, term) not in leaf:
        return False
    matcher = leaf.postings(field, term)
    matcher.skip_to(number)
    return bool(matcher.is_active() and matcher.id() == number)


def _live(leaf: IndexReader, finding: str) -> int:
    """How many documents of that identifier count."""
    return sum(1 for _ in leaf.postings(ID, finding).all_ids()) if (ID, finding) in leaf else 0


def _twin(finding: str) -> CorpusError:
    return CorpusError(f"Two findings are called '{finding}'. Rename one of their reports.")


def check_model(index_dir: Path) -> None:
    """Raises NoModel when the findings of the index have vectors and new ones could get none."""
    if _model(index_dir):
        encoder.name()


def _model(index_dir: Path) -> str:
    """The model of the vectors of the current build, whichever version made it; '' for none."""
    try:
        return builds.candidates(index_dir)[0].model
    except (IndexUnusable, OSError, ValueError):
        return ""


def _pointer(index_dir: Path) -> str | None:
    try:
        return builds.pointer(index_dir)
    except IndexUnusable:
        return None
