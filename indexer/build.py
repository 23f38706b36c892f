"""The corpus, read and published: the one place where reading and indexing meet.

The commands, the server's first start and ``upload_job`` call it: a corpus and the folder of an
index go in, a published build comes out, and the reports that could not be read with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from indexer.disk import storing
from indexer.errors import CannotStore, CorpusError, IndexUnusable, InspectionError, Lost, NoModel
from indexer.index import builds
from indexer.index.builds import Build, BuildInfo
from indexer.index.location import ClusterAddress, workspace
from indexer.index.meaning.vectors import OnVectors
from indexer.index.publication import Publication
from indexer.index.records import ReportRecord
from indexer.processes.workers import Workers
from indexer.reports.corpus.entries import Entry
from indexer.reports.corpus.folder import (
    ASK,
    Added,
    Choice,
    Corpus,
    Known,
    KnownReports,
    entry_at,
    files_in,
    known,
)
from indexer.reports.corpus.reading import (
    read_entry,
    read_one_file,
    shut_around_entry,
    shut_around_file,
)
from indexer.reports.pipeline import read_report
from indexer.reports.readers.caged import shut_around
from indexer.reports.report import Report

#: Read where nobody says whether findings get vectors: 'no' is for where their time is not had.
_MEANING = "INSPECTION_MEANING"
#: What is said of a report that was refused and that the build before had.
_STAYS = " It stays published as it was in the build before."
#: Seconds of work that one report may take to be read, and seconds in all: on a busy machine a
#: sound one waits much longer than it is worked on. A 60-page PDF takes under two.
WORK, SECONDS = 60, 600.0


class Task(StrEnum):
    """What is done with a report, in this order."""

    READ = "read"
    #: Its findings are sent to a cluster.
    SEND = "send"
    #: Its findings become vectors.
    ENCODE = "encode"


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build is: a report that has been read or refused, or encoded."""

    report: str
    #: Its place among those the task is done with, from 1, and how many these are.
    place: int
    of: int
    #: The findings of these so far.
    findings: int
    task: Task = Task.READ


OnStep = Callable[[BuildStep], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A published build, and the reports that are not in it as they are now, with the reason."""

    info: BuildInfo
    #: (slug, sentence) of each report that could not be read.
    refused: tuple[tuple[str, str], ...] = field(default=())
    #: False when the index had all this already, so that no new build was made.
    changed: bool = True
    #: Why findings have no vectors though they should, in sentences; '' if they have.
    by_words: str = ""


def build_index(
    corpus_dir: Path,
    index_dir: Path,
    on_step: OnStep | None = None,
    fresh: bool = False,
    meaning: bool | None = None,
    on_published: Callable[[Built], object] | None = None,
) -> Built:
    """Publish the reports of the corpus as a new build, reading those that are new or changed.

    A report is taken over from the build before when its file, its corrections, its manifest and
    the reader are the same; none is when ``fresh``. A report that cannot be read is named, and
    stays as the build before had it or else is left out; the others are published, which
    ``on_published`` is told, and searched by words. The vectors that findings are ranked by as well
    are made after that, those of new texts only; what is there of them when the process is killed
    the next call goes on from. ``meaning`` says whether they are made; None does as for the build
    before, and makes them where there was none unless INSPECTION_MEANING is 'no' in the
    environment. Raises CorpusError when the corpus is missing, empty or holds nothing that can be
    read, ForeignIndex or IndexBusy when the index folder cannot be written, CannotStore when the
    disk takes nothing, NoModel when ``meaning`` asks for vectors and cannot have them.
    """
    before = _current(index_dir)
    if before is None and meaning is None and os.environ.get(_MEANING) == "no":
        meaning = False
    corpus = Corpus(corpus_dir)
    corpus.tidy()
    entries = corpus.entries()
    with storing("The index"), _publication(index_dir, meaning, on_step) as publication:
        refused = _gathered(publication, entries, fresh, on_step)
        info = publication.commit()
        built = Built(info, tuple(refused), changed=before is None or info.id != before.id)
        if on_published:
            on_published(built)
        return replace(built, by_words=_completed(publication, on_step))


def _publication(index: Path, meaning: bool | None, on_step: OnStep | None) -> Publication:
    """A build in the making, for a folder or for a cluster."""
    if (address := ClusterAddress.of(index)) is None:
        return Publication(index, meaning)
    # Imported here: to build in a folder needs nothing of it.
    from indexer.search.engine.cluster.sink import sink_of

    return Publication(workspace(index), meaning, sink_of(address, _telling(on_step, Task.SEND)))


def _gathered(
    publication: Publication, entries: list[Entry], fresh: bool, on_step: OnStep | None
) -> list[tuple[str, str]]:
    """Have every entry in the publication that can be; those that are not as they are now, and why.

    Raises CorpusError when none can be read.
    """
    refused: list[tuple[str, str]] = []
    same, different = _compared(entries, {} if fresh else publication.sources)
    for entry in same:
        publication.keep(entry.report)
    found = _read([entry for entry, _ in different])
    for place, ((_, source), (entry, outcome)) in enumerate(zip(different, found, strict=True), 1):
        if isinstance(outcome, Report):
            # As it was before it was read: what changes meanwhile is read by the next build.
            publication.add(outcome, source, entry.added)
        else:
            refused.append((entry.report, _sentence(entry.file, outcome)))
        if on_step:
            on_step(BuildStep(entry.report, place, len(different), publication.findings))
    if len(refused) == len(entries):
        raise CorpusError(
            "No report of the corpus could be read. " + " ".join(why for _, why in refused)
        )
    return [_stayed(publication, name, why) for name, why in refused]


def _stayed(publication: Publication, name: str, why: str) -> tuple[str, str]:
    """A refusal, with what is said where the report stays as the build before had it."""
    stays = not publication.has(name) and publication.retain(name)
    return name, why + _STAYS if stays else why


def _completed(publication: Publication, on_step: OnStep | None) -> str:
    """Why the findings that were published are ranked by words alone, '' if they are not."""
    try:
        with storing("What the findings mean"):
            publication.complete(_telling(on_step, Task.ENCODE))
    except (NoModel, IndexUnusable, CannotStore) as error:
        return str(error)
    return ""


def _telling(on_step: OnStep | None, task: Task) -> OnVectors:
    """Tells ``on_step`` how far a task is."""

    def told(report: str, place: int, of: int, findings: int) -> None:
        if on_step:
            on_step(BuildStep(report, place, of, findings, task))

    return told


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of a file that was to be added: one of the four."""

    file: Path
    added: Report | None = None
    #: The report of the corpus that it is.
    already: str = ""
    #: The report of the corpus that it looks like, and why: nothing was added.
    like: str = ""
    why: str = ""
    #: Why it was refused, in a sentence.
    refused: str = ""
    #: True when what was added took the place of another.
    replaced: bool = False


def add_files(
    paths: Iterable[Path], corpus_dir: Path, index_dir: Path, choice: Choice = ASK
) -> Iterator[Addition]:
    """Copy reports into the corpus, each as soon as it is read; folders stand for what is in them.

    One that looks like a report of the corpus is added only by ``choice``. The index is only
    looked at, for what reports of the corpus say; build it afterwards. Raises CorpusError when
    several files are to replace one report, CannotStore when the disk takes nothing.
    """
    corpus = Corpus(corpus_dir)
    files = [file for path in paths for file in files_in(path)]
    if choice.replace and len(files) != 1:
        raise CorpusError(
            f"{len(files)} files cannot replace one report. Name the one file that is to take the "
            f"place of {choice.replace}."
        )
    indexed = _known(corpus, index_dir)
    with Workers(read_report, SECONDS, busy=WORK, shut=shut_around) as workers:
        for file, outcome in zip(files, workers.map(files), strict=True):
            yield _addition(corpus, file, outcome, indexed, choice)


#: How the corpus has a report, as ``recogniser`` tells it.
Recogniser = Callable[[Report], tuple[str, str, str]]


def recogniser(corpus_dir: Path, index_dir: Path) -> Recogniser:
    """What tells how the corpus has a report, as ``add_files`` does; it reads no report any more.

    The slug under which the corpus has the same one, that of one which it looks like, and why it
    does; '' for what is not so.
    """
    corpus = Corpus(corpus_dir)
    indexed = _known(corpus, index_dir)

    def recognised(report: Report) -> tuple[str, str, str]:
        already = corpus.known_as(report, indexed) or ""
        return already, *(("", "") if already else corpus.like(report, indexed))

    return recognised


def _known(corpus: Corpus, index_dir: Path) -> KnownReports:
    """What is kept of every report of the corpus: in the index, in its manifest, or read now."""
    indexed = _indexed(corpus, index_dir)
    found = {name: Known(record.said, record.likeness) for name, record in indexed.items()}
    others = [entry for entry in corpus.found() if corpus.kept(entry, found) is None]
    read = _read(others) if others else iter(())
    found |= {e.report: known(outcome) for e, outcome in read if isinstance(outcome, Report)}
    return found


def _addition(
    corpus: Corpus,
    file: Path,
    outcome: Report | InspectionError,
    indexed: KnownReports,
    choice: Choice,
) -> Addition:
    if not isinstance(outcome, Report):
        return Addition(file, refused=_sentence(file, outcome))
    try:
        result: Added = corpus.add(file, outcome, indexed, choice)
    except CannotStore:
        raise
    except InspectionError as error:
        return Addition(file, refused=str(error))
    if result.already:
        return Addition(file, already=result.already)
    if result.like:
        return Addition(file, like=result.like, why=result.why)
    return Addition(file, added=result.report, replaced=bool(result.replaced))


@dataclass(frozen=True, slots=True)
class Listed:
    """A report of the corpus in a list."""

    report: str
    #: What the index keeps of it, None when it cannot be read.
    record: ReportRecord | None
    #: Why it cannot be read, in a sentence.
    refused: str = ""


def list_reports(corpus_dir: Path, index_dir: Path) -> list[Listed]:
    """The reports of the corpus in order, from the index where it is up to date, else read.

    Raises CorpusError when there is no corpus or nothing in it.
    """
    corpus = Corpus(corpus_dir)
    entries = corpus.entries()
    indexed = _indexed(corpus, index_dir)
    others = [entry for entry in entries if entry.problem or entry.report not in indexed]
    listed = [Listed(name, record) for name, record in indexed.items()]
    for entry, outcome in _read(others):
        if isinstance(outcome, Report):
            listed.append(Listed(entry.report, ReportRecord.of(outcome)))
        else:
            listed.append(Listed(entry.report, None, _sentence(entry.file, outcome)))
    return sorted(listed, key=lambda one: one.report)


def published_reports(index_dir: Path) -> frozenset[str]:
    """The slugs of the reports of the current build; none where there is no build."""
    build = _current(index_dir)
    return frozenset(build.records) if build else frozenset()


def _read(entries: list[Entry]) -> Iterator[tuple[Entry, Report | InspectionError]]:
    """Each entry as it was read. What failed for a reason that may pass is tried again, alone."""
    with Workers(read_entry, SECONDS, busy=WORK, shut=shut_around_entry) as workers:
        for entry, outcome in zip(entries, workers.map(entries), strict=True):
            yield entry, _read_alone(entry) if isinstance(outcome, Lost) else outcome


def _read_alone(entry: Entry) -> Report | InspectionError:
    with Workers(read_entry, SECONDS, count=1, busy=WORK, shut=shut_around_entry) as workers:
        (outcome,) = workers.map([entry])
    return outcome


def read_file(file: Path, corrected: bool = True) -> Report:
    """A report as a build reads it, also where it is in no corpus, in a process and a cage of its
    own; without its corrections where not ``corrected``.

    Raises what ``Entry.read`` and ``read_report`` raise, Lost where it was not read this time.
    """
    entry = entry_at(file)
    with Workers(read_one_file, SECONDS, count=1, busy=WORK, shut=shut_around_file) as workers:
        (outcome,) = workers.map([(file, entry, corrected)])
    if isinstance(outcome, Report):
        return outcome
    if isinstance(outcome, Lost):
        raise Lost(f"The file {file.name!r} could not be read this time: {outcome}. Try again.")
    raise outcome


def _compared(
    entries: Iterable[Entry], sources: Mapping[str, str]
) -> tuple[list[Entry], list[tuple[Entry, str]]]:
    """The entries that are as they were when a build was made from ``sources``, and the others,
    these with their fingerprints.
    """
    same: list[Entry] = []
    different: list[tuple[Entry, str]] = []
    for entry in entries:
        now = entry.fingerprint()
        if not entry.problem and sources.get(entry.report) == now:
            same.append(entry)
        else:
            different.append((entry, now))
    return same, different


def _indexed(corpus: Corpus, index_dir: Path) -> dict[str, ReportRecord]:
    """What the index keeps of the reports of the corpus that it has as they are now."""
    build = _current(index_dir)
    if build is None or not corpus.folder.is_dir():
        return {}
    try:
        build.check()
        same, _ = _compared(corpus.found(), build.manifest["sources"])
        return {entry.report: build.records[entry.report] for entry in same}
    except (IndexUnusable, OSError, ValueError, KeyError, TypeError):
        return {}


def _current(index_dir: Path) -> Build | None:
    try:
        return builds.candidates(workspace(index_dir))[0]
    except IndexUnusable:
        return None


def _sentence(file: Path, error: InspectionError) -> str:
    """Why a file was refused; what ``Lost`` says begins with neither the file nor the verb."""
    return (
        f"The file {file.name!r} could not be read this time: {error}. Run 'indexer build' again."
        if isinstance(error, Lost)
        else str(error)
    )
