"""Some reports of a build, written as one segment: a piece of work for one process.

``segment_sink`` hands reports to the ``BatchWriters`` and takes batches. A report lies in the build
as JSON; a segment, its part of the list, the records and the words come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple, Self

from indexer.errors import IndexUnusable, InspectionError
from indexer.index.builds import Build
from indexer.index.records import ReportRecord
from indexer.index.segments.segment_list import Part, Share
from indexer.index.segments.writer import SegmentWriter, Written
from indexer.index.vocabulary import Vocabulary
from indexer.processes.workers import Workers
from indexer.reports.report import Report

#: Findings in a segment of a large build. Smaller ones are more to look into for each term;
#: larger ones take more memory (200 MB a process with these).
_BATCH = 20_000


class Batch(NamedTuple):
    """What came of a batch."""

    #: The segment; None when there was no finding to write.
    part: Part | None
    #: What ``reports.json`` keeps of each report.
    records: dict[str, ReportRecord]
    vocabulary: Vocabulary


def write_batch(build: Build, reports: Iterable[str]) -> Batch:
    """Write one segment of the reports that lie in ``build`` as JSON, in the order given.

    Raises OSError or ValueError when a report cannot be read or the segment not be written.
    """
    records = {}
    writer: SegmentWriter | None = None
    for name in reports:
        report = _read(build, name)
        records[name] = ReportRecord.of(report)
        for finding in report.findings:
            writer = writer or SegmentWriter(build.segments)
            writer.add(finding)
    if writer is None:
        return Batch(None, records, Vocabulary())
    written = writer.write()
    shares = tuple(_shares(written, records.values()))
    return Batch(Part(written.name, shares), records, written.vocabulary)


def _read(build: Build, name: str) -> Report:
    """A report without its lines."""
    return Report.from_json({**build.read_report(name), "ledger": []})


def _shares(written: Written, records: Iterable[ReportRecord]) -> Iterator[Share]:
    first = 0
    for record in records:
        end = first + record.findings
        terms = {field: int(n[first:end].sum()) for field, n in written.lengths.items()}
        yield Share(record.id, record.findings, terms)
        first = end


class BatchWriters:
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
