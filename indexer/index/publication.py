"""Reports to a published build: written in a fresh folder, read back, then made current.

What did not change since the build before is taken over as it is: its files are linked into the
new build, which therefore costs what is new and not what is there. ``build.build_index`` and the
tests call this with reports; a folder that the search opens comes out. What an engine searches is
written by a ``sink``.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexer.errors import CorpusError, IndexUnusable
from indexer.index import builds
from indexer.index.builds import Build, BuildInfo
from indexer.index.builds.inventory import TakenOver, inventory, whole
from indexer.index.builds.lock import exclusive
from indexer.index.builds.trust import refuse_planted, sealed
from indexer.index.meaning import encoder, vectors
from indexer.index.records import ReportRecord
from indexer.index.schema import headings
from indexer.index.segments.segment_sink import SegmentSink
from indexer.index.sink import BuildContents, Kept, Sink, twice
from indexer.index.vocabulary import Vocabulary
from indexer.reports.report import Report

#: Builds that are kept: the current one and the one before.
_KEPT = 2
#: Told after each report: its id, and how many findings are written so far.
Progress = Callable[[str, int], None]


def publish(
    reports: Iterable[Report],
    index_dir: Path,
    on_progress: Progress | None = None,
    meaning: bool = False,
) -> BuildInfo:
    """Write ``reports`` as a new build under ``index_dir`` and make it the current one.

    Reports may come in any order; each is read once and let go. Their findings get vectors only if
    ``meaning`` asks for them. ``Publication`` says what is raised.
    """
    with Publication(index_dir, meaning) as publication:
        for report in reports:
            publication.add(report)
            if on_progress:
                on_progress(report.id, publication.findings)
        info = publication.commit()
        publication.complete()
        return info


class Publication:
    """A build in the making, as a context: what is not committed in it leaves no trace.

    Searches go on in the old build all the while; whatever goes wrong, and whenever the process
    is killed, the old build stays current and whole. The build before is kept, older ones go.
    """

    def __init__(
        self,
        index_dir: Path,
        meaning: bool | None = None,
        sink: Callable[[Build], Sink] = SegmentSink,
    ) -> None:
        """``meaning`` says whether findings are to have vectors; None does as the build before.

        Where there is none before, they are.

        ``sink`` makes what writes for the engine that will search the build.
        """
        self.index_dir = index_dir
        self._meaning = meaning
        self._new_sink = sink
        self._started = time.monotonic()
        self._sources: dict[str, str] = {}
        self._kept: dict[str, None] = {}
        self._new: dict[str, int] = {}
        self._added: dict[str, str] = {}
        self._seen: set[str] = set()
        self._context = ExitStack()
        self._before_all: list[Build] = []

    def __enter__(self) -> Self:
        """Begins the build.

        Raises IndexBusy when another one is under way, ForeignIndex when the folder holds other
        things, NoModel when vectors are asked for and their model is not installed.
        """
        builds.refuse_foreign(self.index_dir)
        if self._meaning:
            encoder.name()
        self.index_dir.mkdir(parents=True, exist_ok=True)
        with ExitStack() as context:
            context.enter_context(exclusive(self.index_dir / builds.LOCK))
            self._before_all = _candidates(self.index_dir)
            self._before = next(iter(self._before_all), None)
            self._wanted = _wanted(self._before) if self._meaning is None else self._meaning
            # First of all: what killed builds left may be what fills the disk.
            self._sweep(*self._before_all[:_KEPT])
            self._build = builds.fresh(self.index_dir)
            context.callback(self._discard)
            self._sink = context.enter_context(self._new_sink(self._build))
            self._context = context.pop_all()
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

    def has(self, report: str) -> bool:
        """Whether that report was kept or added."""
        return report in self._sources

    def keep(self, report: str) -> None:
        """Take over a report of the build before. Raises KeyError when it is not in ``sources``."""
        self._claim(report, self.sources[report])
        self._kept[report] = None
        assert self._taken_over is not None
        self._taken_over.take([self._build.report(report).relative_to(self._build.path).as_posix()])

    def retain(self, report: str) -> bool:
        """Publish a report as it was published last, whichever version did that.

        False where no build on the disk has it whole.
        """
        if report in self.sources:
            self.keep(report)
            return True
        for build in self._before_all:
            if published := _published(build, report):
                self.add(*published)
                return True
        return False

    def add(self, report: Report, source: str = "", added: str = "") -> None:
        """Write a report; ``source`` says what it was made from, ``added`` since when it is there.

        Where nobody says so, it is since the build before, or since now.

        Raises CorpusError when there is a report or a finding of that id already.
        """
        self._claim(report.id, source or report.sha256)
        for finding in report.findings:
            if finding.id in self._seen:
                raise twice(finding.id)
            self._seen.add(finding.id)
        self._new[report.id] = len(report.findings)
        self._added[report.id] = added
        self._build.write_report(report.id, report.to_json())
        self._sink.add(report.id, len(report.findings))

    def commit(self) -> BuildInfo:
        """Make the build the current one, unless it would be the same as the one before.

        Raises CorpusError when a new finding has the id of one that was kept, IndexUnusable when
        what was written cannot be read back.
        """
        if self._unchanged and self._previous:
            self._sink.publish(self._previous)
            if builds.named(self.index_dir) != self._previous.id:
                builds.make_current(self._previous)
            return self._info(self._previous)
        kept = self._carried_on()
        written = self._sink.finish(kept)
        self._build.write_records(map(self._dated, _records(kept, written)))
        builds.write_json(
            self._build.path / "vocabulary.json", _vocabulary(kept, written).to_json()
        )
        self._sink.verify(written.findings, self._seen if kept else ())
        manifest = self._manifest(kept, written)
        builds.write_json(self._build.path / builds.MANIFEST, sealed(manifest))
        if self._wanted and self._before:
            vectors.take_over(self._build, self._before)
        self._sink.publish(self._build)
        builds.make_current(self._build)
        self._sweep(self._build, *self._before_all[: _KEPT - 1])
        return self._info(self._build)

    def _sweep(self, *keep: Build) -> None:
        (self.index_dir / "builds").mkdir(exist_ok=True)
        builds.sweep(self.index_dir, {build.id for build in keep})

    def complete(self, told: vectors.OnVectors | None = None) -> None:
        """Have the findings of the current build get the vectors that they lack, if they are to.

        The build is searched already, and is ranked by meaning when they are all there. ``told``
        is told how far they are, which take 17 ms a finding. Raises NoModel when their model is
        not installed, IndexUnusable when they cannot be made.
        """
        build = builds.candidates(self.index_dir)[0]
        if build.meaning:
            vectors.complete(build, self._before, told)
            self._sink.publish(build)

    def _info(self, build: Build) -> BuildInfo:
        figures = (build.manifest["reports"], build.manifest["findings"])
        return BuildInfo(build.id, build.path, *figures, time.monotonic() - self._started)

    @property
    def _unchanged(self) -> bool:
        same = bool(self._kept) and not self._new and self._kept.keys() == self.sources.keys()
        return same and self._previous is not None and self._previous.meaning == self._wanted

    @cached_property
    def _previous(self) -> Build | None:
        """The current build, if this version made it and every file of it is whole."""
        try:
            if (build := self._before) is None:
                return None
            build.check()
            refuse_planted(self.index_dir, build.path)
            same = build.manifest["writer"] == _writer()
            return build if same and whole(build.path, build.manifest["files"]) else None
        except (IndexUnusable, OSError, ValueError, KeyError):
            return None

    def _claim(self, report: str, source: str) -> None:
        if report in self._sources:
            raise CorpusError(f"Two reports are called '{report}'. Rename one of them.")
        self._sources[report] = source

    @cached_property
    def _taken_over(self) -> TakenOver | None:
        """What takes over files of the build before, if there is one that can be gone on from."""
        before = self._previous
        if before is None:
            return None
        return TakenOver(before.path, before.manifest["files"], self._build.path)

    def _carried_on(self) -> Kept | None:
        """What goes on from the build before; None when no report of it does."""
        if not self._kept or self._previous is None or self._taken_over is None:
            return None
        return Kept(self._previous, self._kept.keys(), self._taken_over)

    def _manifest(self, kept: Kept | None, written: BuildContents) -> dict[str, Any]:
        return {
            **builds.identity(),
            "build": self._build.id,
            "number": 1 + max((build.number for build in self._before_all), default=0),
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "tool": builds.tool_version(),
            "writer": _writer(),
            "meaning": self._wanted,
            "reports": len(self._sources),
            "findings": written.findings,
            "sources": dict(sorted(self._sources.items())),
            **written.manifest,
            "files": inventory(self._build.path, kept.files.files if kept else {}),
        }

    def _dated(self, record: ReportRecord) -> ReportRecord:
        """The record with the instant at which its report entered the corpus."""
        said = self._added.get(record.id) or record.added or self._since.get(record.id)
        return replace(record, added=said or datetime.now(UTC).isoformat())

    @cached_property
    def _since(self) -> Mapping[str, str]:
        """Since when the reports of the build before are there, whichever version made it."""
        try:
            records = self._before.records if self._before else {}
            return {name: record.added for name, record in records.items()}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _discard(self) -> None:
        if builds.named(self.index_dir) != self._build.id:
            shutil.rmtree(self._build.path, ignore_errors=True)


def _records(kept: Kept | None, written: BuildContents) -> Iterator[ReportRecord]:
    if kept:
        yield from (kept.build.records[name] for name in kept.reports)
    yield from written.records.values()


def _vocabulary(kept: Kept | None, written: BuildContents) -> Vocabulary:
    vocabulary = Vocabulary()
    if kept:
        vocabulary = kept.build.vocabulary
        for name in kept.build.records.keys() - kept.reports:
            vocabulary.subtract(_words(kept.build, name))
    vocabulary.update(written.vocabulary)
    return vocabulary


def _words(build: Build, report: str) -> Vocabulary:
    """The words of one report of a build."""
    words = Vocabulary()
    for finding in Report.from_json({**build.read_report(report), "ledger": []}).findings:
        words.add("\n".join((finding.text, *headings(finding))))
    return words


@cache
def _writer() -> str:
    """A hash of all that writes a build: what another version wrote is not taken over."""
    folder = Path(__file__).parents[1]
    code = [folder / "slugs.py", *folder.joinpath("index").rglob("*.*")]
    digest = hashlib.sha256()
    for path in sorted(path for path in code if path.suffix != ".pyc"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _wanted(before: Build | None) -> bool:
    """Whether the findings of a build are to have vectors, whichever version made it."""
    try:
        return before is None or before.meaning
    except (OSError, ValueError):
        return True


def _candidates(index_dir: Path) -> list[Build]:
    try:
        return builds.candidates(index_dir)
    except IndexUnusable:
        return []


def _published(build: Build, report: str) -> tuple[Report, str] | None:
    """A report as a build has it, with what it was made from; None where it is not there whole."""
    try:
        data = build.published_report(report)
        return Report.from_json(data), build.manifest["sources"][report]
    except (OSError, ValueError, KeyError, TypeError):
        return None
