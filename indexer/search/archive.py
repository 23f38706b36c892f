"""The archive: everything that can be asked of the published findings, through one object.

Pages, API, exports and the command call it; it finds what is published and hands every question
to the ``Searcher`` of the build that is open.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Concatenate, ParamSpec, TypeVar

from indexer.budget import Budget
from indexer.errors import DamagedIndex, IndexUnusable, InspectionError, NotFound
from indexer.index.builds import REBUILD
from indexer.index.location import ClusterAddress
from indexer.index.records import ReportRecord
from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.search.answer import FindingPlace, Health, Hit, Matrix, Scan, SearchPage
from indexer.search.engine.interface import Opened, Source
from indexer.search.engine.local.source import LocalSource
from indexer.search.glossary import GlossaryEntry
from indexer.search.query.ranking import Ranking
from indexer.search.register import RegisterEntry
from indexer.search.request import SearchRequest
from indexer.search.searcher import Searcher
from indexer.search.suggestions import Suggestion

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

_EVERYTHING = SearchRequest()
#: How often at most the source is looked at for a newer build, in seconds.
_LOOK = 0.25
#: How often at most a build is read whole because a question failed, in seconds.
_EXAMINED = 60.0
_log = logging.getLogger(__name__)


def _answered(
    question: Callable[Concatenate[Archive, P], R],
) -> Callable[Concatenate[Archive, P], R]:
    """Has a question that fails on a damaged build asked again of a whole one."""

    @wraps(question)
    def ask(archive: Archive, /, *args: P.args, **kwargs: P.kwargs) -> R:
        opened = archive._current()
        try:
            return question(archive, *args, **kwargs)
        except InspectionError:
            raise
        except Exception as error:  # what is damaged may raise anything
            archive._examine(opened, error)
        try:
            return question(archive, *args, **kwargs)
        except InspectionError:
            raise
        except Exception as error:
            raise DamagedIndex(archive._damage or f"{error!r}. {REBUILD}") from error

    return ask


class Archive:
    """The published findings of one index; shared by all threads, never writes.

    A newer build is taken up by itself: it is opened beside the old one by a thread of its own,
    so that no call waits for it; a call that is under way keeps the build it began with.
    """

    def __init__(self, index_dir: Path | str, ranking: Ranking | None = None) -> None:
        """Opens the current build. Raises NoIndex or ForeignIndex as ``Source.open``."""
        self._source: Source = _source(Path(index_dir), ranking)
        self._lock = Lock()
        self._opened: Opened[Searcher] | None = self._source.open(Searcher)
        #: Why a newer build is not being searched, '' when there is none or all is well.
        self._trouble = ""
        #: What is damaged of the build, though it answers; '' when nothing is.
        self._damage = ""
        self._looked = time.monotonic()
        self._examined = -_EXAMINED

    @_answered
    def search(self, request: SearchRequest) -> SearchPage:
        """The page that ``request`` asks for.

        Raises RequestError, naming the parameter, for what cannot be asked, and NotFound for a
        page past the last one.
        """
        return self._searcher.search(request)

    @_answered
    def scan(self, request: SearchRequest) -> Scan:
        """All that ``request`` finds, of all its pages, to take away: findings are read one by one.

        What answers is scanned; what is close only where nothing does, or after it where the
        request asks for it (``Match.CLOSE``). A build that is published meanwhile changes nothing.
        Raises RequestError, naming the parameter, for what cannot be asked.
        """
        return self._searcher.scan(request)

    @_answered
    def cross(self, request: SearchRequest, rows: str, columns: str) -> Matrix:
        """The findings of ``request``, of all its pages, by the values of two facets.

        Raises RequestError, naming the parameter, for what cannot be asked or counted by.
        """
        return self._searcher.crosstab(request, rows, columns)

    @_answered
    def finding(self, finding_id: str, q: str = "") -> FindingPlace:
        """A finding in its place, with what the query ``q`` finds marked. Raises NotFound."""
        searcher = self._searcher
        finding = searcher.finding(finding_id)
        beside, number = searcher.engine.neighbours(finding)
        return FindingPlace(
            hit=searcher.hits((finding_id,), q)[finding_id],
            number=number + 1,
            of=len(beside),
            previous=beside[number - 1] if number else None,
            following=beside[number + 1] if number + 1 < len(beside) else None,
            section=tuple(_section(beside, number)),
        )

    @_answered
    def hits(self, ids: Iterable[str], q: str = "") -> dict[str, Hit]:
        """The findings of ``ids`` that are there, in that order, with what ``q`` finds marked."""
        return self._searcher.hits(ids, q)

    @_answered
    def findings(self, ids: Iterable[str]) -> list[Finding]:
        """The findings of ``ids`` that are there, in that order, without what is shown of them."""
        return self._searcher.engine.get(tuple(ids))

    @_answered
    def report(self, report_id: str) -> Report:
        """A whole report as it was read, with its ledger. Raises NotFound."""
        engine = self._searcher.engine
        if report_id not in engine.catalogue.reports:
            raise NotFound(f"There is no report '{report_id}'.", "report")
        return engine.report(report_id)

    @_answered
    def record(self, report_id: str) -> ReportRecord:
        """What is known of a report without its findings. Raises NotFound."""
        if (record := self._searcher.engine.catalogue.reports.get(report_id)) is None:
            raise NotFound(f"There is no report '{report_id}'.", "report")
        return record

    @_answered
    def reports(self) -> tuple[ReportRecord, ...]:
        """All reports in order of id."""
        return self._searcher.reports

    def of_reports(self, make: Callable[[tuple[ReportRecord, ...]], T]) -> T:
        """What the function ``make`` makes of all reports, worked out once for each build."""
        return self._searcher.of_reports(make)

    @_answered
    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Every acronym that a report defines or uses, in alphabetical order."""
        return self._searcher.glossary

    @_answered
    def register(self) -> tuple[RegisterEntry, ...]:
        """Everything that the reports ask for, in report order, without its words."""
        return self._searcher.register

    @_answered
    def similar(self, finding_id: str, number: int = 3) -> tuple[Hit, ...]:
        """The findings on the same matter as a finding, nearest first, at most ``number``, or ().

        A hit's score is how near it is, up to 1; marked are the words they share. Raises NotFound.
        """
        return self._searcher.similar(finding_id, number)

    @_answered
    def who_does_this_well(self, finding_id: str, number: int = 3) -> tuple[Hit, ...]:
        """As ``similar``, of strengths and practice only, those of other forces first.

        () says that no report here plainly praises it.
        """
        return self._searcher.similar(finding_id, number, praising=True)

    @_answered
    def said_again(self, finding_id: str) -> tuple[Hit, ...]:
        """The same that other reports ask of the force or place, the earliest first, at most 3.

        Of reports of another month, before or since; () for what asks for nothing. Raises NotFound.
        """
        return self._searcher.said_again(finding_id)

    @_answered
    def suggest(
        self, prefix: str, number: int = 8, asked: SearchRequest = _EVERYTHING
    ) -> tuple[Suggestion, ...]:
        """What ``prefix``, a query being typed, may become, at most ``number``.

        ``asked`` is the search to go on from: all but its query stays as it is.
        Acronyms come first, then areas, forces and words of the reports; () when nothing fits.
        """
        return self._searcher.suggest(replace(asked, q=prefix), number)

    @_answered
    def named(self, typed: str) -> tuple[Suggestion, ...]:
        """All areas and forces whose name has ``typed``, from the beginning of a word."""
        return self._searcher.suggester.named(typed)

    @property
    def build(self) -> str:
        """The id of the build that answers now."""
        return self._searcher.engine.catalogue.build

    def health(self) -> Health:
        """The state of the index. Raises DamagedIndex when no whole build is left."""
        known = self.known()
        try:
            return replace(known, cluster=self._source.state())
        except IndexUnusable as error:
            return replace(known, problem=known.problem or str(error))

    def known(self) -> Health:
        """The state of the index as far as it is known here: no cluster is asked how it is, which
        each page would wait for twice. Raises DamagedIndex as ``health``.
        """
        opened = self._current()
        engine = opened.used.engine
        return Health(
            build=engine.catalogue.build,
            created=engine.catalogue.created,
            findings=engine.catalogue.count,
            reports=len(engine.catalogue.reports),
            meaning=engine.meaning,
            problem=self._trouble or self._damage or opened.problem,
        )

    def catch_up(self) -> None:
        """Has what is published by now searched before it returns; what cannot be opened is not."""
        with Budget.lifted(), self._lock:
            if (opened := self._opened) is not None and not self._is_newest(opened):
                self._open_newer(opened)

    @property
    def _searcher(self) -> Searcher:
        return self._current().used

    def _current(self) -> Opened[Searcher]:
        """What is open, after a look for something newer if the last look is some time ago.

        Raises DamagedIndex when what was open is damaged and no other build is whole.
        """
        if time.monotonic() - self._looked >= _LOOK and self._lock.acquire(blocking=False):
            self._looked = time.monotonic()
            self._look()
        if self._opened is None:
            raise DamagedIndex(self._trouble)
        return self._opened

    def _look(self) -> None:
        """Take up what is whole at once, or what is newer beside what is open; frees the lock."""
        beside = False
        try:
            if self._opened is None or not self._source.sound():
                self._reopen()
            elif not self._is_newest(self._opened):
                Thread(target=self._take_up, args=(self._opened,), daemon=True).start()
                beside = True
        finally:
            if not beside:
                self._lock.release()

    def _is_newest(self, opened: Opened[Searcher]) -> bool:
        """Whether what is open is what is published; a source that cannot say is looked into."""
        try:
            newest = self._source.current() == opened.current
        except IndexUnusable:
            return False
        if newest:
            self._trouble = ""
        return newest

    def _take_up(self, opened: Opened[Searcher]) -> None:
        """Open what is published now; frees the lock that keeps others from doing the same."""
        try:
            self._open_newer(opened)
        finally:
            self._lock.release()

    def _open_newer(self, opened: Opened[Searcher]) -> None:
        """Open what is published now; what is ``opened`` stays where it cannot be."""
        try:
            newer = self._source.open(Searcher)
            with suppress(Exception):  # what is damaged may raise anything, and is told who asks
                newer.used.follow(opened.used)
            self._opened = newer
            self._damage = ""
            self._trouble = ""
        except IndexUnusable as error:
            build = opened.used.engine.catalogue.build
            self._trouble = f"{error} Build {build} is still being searched."

    def _reopen(self) -> None:
        """Open a whole build, whatever is open now; none where none is left."""
        self._damage = self._trouble = ""
        try:
            self._opened = self._source.open(Searcher)
        except IndexUnusable as error:
            self._opened, self._trouble = None, str(error)

    def _examine(self, opened: Opened[Searcher], error: Exception) -> None:
        """Have another build open where ``opened``, of which a question failed, is damaged.

        Raises ``error`` again where it is whole, and the fault another.
        """
        with self._lock:
            if self._opened is not opened or self._damage:
                return
            if time.monotonic() - self._examined < _EXAMINED:
                raise error
            self._examined = time.monotonic()
            if not (flaw := self._source.flaw()):
                raise error
            _log.error("%s", flaw)
            self._reopen()
            self._damage = f"{flaw} {REBUILD}"


def _source(index: Path, ranking: Ranking | None) -> Source:
    """Where the builds of an index are published."""
    if (address := ClusterAddress.of(index)) is None:
        return LocalSource(index, ranking)
    # Imported here: to search a folder needs nothing of it.
    from indexer.search.engine.cluster.source import ClusterSource

    return ClusterSource(address, ranking)


def _section(neighbours: Sequence[Finding], number: int) -> Iterator[Finding]:
    """The unbroken run of findings around ``number`` under the same headings."""

    def heading(finding: Finding) -> tuple[Any, ...]:
        return finding.area, finding.category, finding.section, finding.path

    own = heading(neighbours[number])
    first = number
    while first and heading(neighbours[first - 1]) == own:
        first -= 1
    for place in range(first, len(neighbours)):
        if heading(finding := neighbours[place]) != own:
            break
        yield finding
