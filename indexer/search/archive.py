"""The archive: everything that can be asked of the published findings, through one object."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from indexer.errors import ForeignIndex, IndexUnusable, NotFound
from indexer.index import builds
from indexer.index.builds import Build
from indexer.reports.finding import Finding
from indexer.reports.report import Area, Report
from indexer.search.answer import Hit, SearchPage
from indexer.search.engine.ranking import Ranking
from indexer.search.engine.snapshot import Snapshot
from indexer.search.glossary import GlossaryEntry, entries
from indexer.search.matrix import Matrix, cross
from indexer.search.request import SearchRequest
from indexer.search.searcher import Searcher
from indexer.search.suggestions import Suggestion

#: How often at most the index folder is looked at for a newer build, in seconds.
_LOOK = 0.25
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """A finding where it stands in its report."""

    hit: Hit
    #: Its place among the findings of the report, from 1, and how many there are.
    number: int
    of: int
    previous: Finding | None
    following: Finding | None
    #: The findings of its section in order, itself among them.
    section: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.hit.finding


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report in a list."""

    id: str
    title: str
    force: str
    published: str
    family: str
    format: str
    sha256: str
    areas: tuple[Area, ...]
    findings: int
    warnings: tuple[str, ...]
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the index that is being searched."""

    build: str
    created: str
    findings: int
    reports: int
    #: Whether questions are ranked by meaning as well: 'on'; 'off' when the build has no vectors;
    #: 'missing' when it has, and the model that made them is not installed.
    meaning: str
    #: What is wrong in a sentence, '' when nothing is.
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Opened:
    searcher: Searcher
    reports: tuple[ReportSummary, ...]
    #: What CURRENT named when this was opened, which may be a damaged build.
    pointer: str | None
    problem: str


class Archive:
    """The published findings of one index folder; shared by all threads, never writes.

    A newer build is taken up by itself within half a second; a call that is under way keeps the
    build it began with.
    """

    def __init__(self, index_dir: Path | str, ranking: Ranking | None = None) -> None:
        """Opens the current build. Raises NoIndex or ForeignIndex as ``builds.candidates``."""
        self._index_dir = Path(index_dir)
        self._ranking = ranking
        self._lock = Lock()
        self._opened = self._open()
        #: Why a newer build is not being searched, '' when there is none or all is well.
        self._trouble = ""
        self._looked = time.monotonic()

    def search(self, request: SearchRequest) -> SearchPage:
        """The page that ``request`` asks for.

        Raises RequestError, naming the parameter, for what cannot be asked, and NotFound for a
        page past the last one.
        """
        return self._current().searcher.search(request)

    def cross(self, request: SearchRequest, rows: str, columns: str) -> Matrix:
        """The findings of ``request``, of all its pages, by the values of two facets.

        Raises RequestError, naming the parameter, for what cannot be asked or counted by.
        """
        searcher = self._current().searcher
        return cross(searcher.snapshot, searcher.matching(request), rows, columns)

    def finding(self, finding_id: str, q: str = "") -> FindingPlace:
        """A finding in its place, with what the query ``q`` finds marked. Raises NotFound."""
        searcher = self._current().searcher
        snapshot = searcher.snapshot
        doc = searcher.doc(finding_id)
        hit = searcher.hit(doc, searcher.wanted(q))
        place = int(snapshot.ranks[doc])
        first, last = snapshot.report_span(place)
        neighbours = [snapshot.finding(int(snapshot.order[i])) for i in range(first, last)]
        number = place - first
        return FindingPlace(
            hit=hit,
            number=number + 1,
            of=len(neighbours),
            previous=neighbours[number - 1] if number else None,
            following=neighbours[number + 1] if number + 1 < len(neighbours) else None,
            section=tuple(_section(neighbours, number)),
        )

    def report(self, report_id: str) -> Report:
        """A whole report as it was read, with its ledger. Raises NotFound."""
        snapshot = self._current().searcher.snapshot
        if report_id not in snapshot.reports:
            raise NotFound(f"There is no report '{report_id}'.", "report")
        text = snapshot.build.report(report_id).read_text(encoding="utf-8")
        return Report.from_json(json.loads(text))

    def reports(self) -> tuple[ReportSummary, ...]:
        """All reports in order of id."""
        return self._current().reports

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Every acronym that a report defines or uses, in alphabetical order."""
        searcher = self._current().searcher
        return entries(searcher.snapshot, searcher.evaluator, searcher.expansions)

    def similar(self, finding_id: str, number: int = 5) -> tuple[Hit, ...]:
        """The findings nearest to a finding, nearest first, at most ``number``.

        A hit's score is how near it is, up to 1; marked are the words they share. Raises NotFound.
        """
        return self._current().searcher.similar(finding_id, number)

    def who_does_this_well(self, finding_id: str, number: int = 5) -> tuple[Hit, ...]:
        """As ``similar``, of strengths and practice only, those of other forces first."""
        return self._current().searcher.praised(finding_id, number)

    def suggest(self, prefix: str, number: int = 8) -> tuple[Suggestion, ...]:
        """What ``prefix``, a query being typed, may become, at most ``number``.

        Acronyms come first, then areas, forces and words of the reports; () when nothing fits.
        """
        return self._current().searcher.suggester.suggest(prefix, number)

    def named(self, typed: str) -> tuple[Suggestion, ...]:
        """All areas and forces whose name has ``typed``, from the beginning of a word."""
        return self._current().searcher.suggester.named(typed)

    @property
    def build(self) -> str:
        """The id of the build that answers now."""
        return self._current().searcher.snapshot.build.id

    def health(self) -> Health:
        """The state of the index."""
        opened = self._current()
        snapshot = opened.searcher.snapshot
        return Health(
            build=snapshot.build.id,
            created=str(snapshot.build.manifest["created"]),
            findings=snapshot.count,
            reports=len(snapshot.reports),
            meaning=_state(opened.searcher),
            problem=self._trouble or opened.problem,
        )

    def _current(self) -> _Opened:
        """What is open, after a look for something newer if the last look is some time ago."""
        if time.monotonic() - self._looked < _LOOK or not self._lock.acquire(blocking=False):
            return self._opened
        try:
            self._looked = time.monotonic()
            self._refresh()
        finally:
            self._lock.release()
        return self._opened

    def _refresh(self) -> None:
        try:
            if builds.pointer(self._index_dir) != self._opened.pointer:
                self._opened = self._open()
            self._trouble = ""
        except IndexUnusable as error:
            build = self._opened.searcher.snapshot.build.id
            self._trouble = f"{error} Build {build} is still being searched."

    def _open(self) -> _Opened:
        """The first build that opens. A build may be swept away while it is opened: look again."""
        damage = ""
        for _ in range(_ATTEMPTS):
            pointer = builds.pointer(self._index_dir)
            for build in builds.candidates(self._index_dir):
                try:
                    searcher = self._searcher(build)
                    reports = tuple(map(_summary, build.reports.values()))
                except ForeignIndex:
                    raise
                except Exception as error:  # a damaged pickle may raise anything
                    damage = damage or f"Build {build.id} cannot be opened ({error!r})."
                    continue
                problem = "" if build.id == pointer else f"{damage} Run 'indexer build' again."
                return _Opened(searcher, reports, pointer, problem)
        raise ForeignIndex(f"{damage} No older build is left. Run 'indexer build'.")

    def _searcher(self, build: Build) -> Searcher:
        build.check()
        return Searcher(Snapshot(build), self._ranking)


def _state(searcher: Searcher) -> str:
    if searcher.meaning:
        return "on"
    return "missing" if searcher.snapshot.build.model else "off"


def _section(neighbours: list[Finding], number: int) -> Iterator[Finding]:
    """The unbroken run of findings around ``number`` under the same headings."""

    def heading(finding: Finding) -> tuple[Any, ...]:
        return finding.area, finding.category, finding.section, finding.path

    own = heading(neighbours[number])
    first = number
    while first and heading(neighbours[first - 1]) == own:
        first -= 1
    for finding in neighbours[first:]:
        if heading(finding) != own:
            break
        yield finding


def _summary(record: Mapping[str, Any]) -> ReportSummary:
    return ReportSummary(
        id=record["id"],
        title=record["title"],
        force=record["force"],
        published=record["published"],
        family=record["family"],
        format=record["format"],
        sha256=record["sha256"],
        areas=tuple(
            Area(a["name"], a["grade"], tuple((g, n) for g, n in a["spread"]))
            for a in record["areas"]
        ),
        findings=record["count"],
        warnings=tuple(record["warnings"]),
        facts=dict(record["facts"]),
    )
