"""Some reports of a build, written as one segment: a piece of work for one process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from indexer.index.builds import Build
from indexer.index.parts import Part, Share
from indexer.index.records import ReportRecord
from indexer.index.schema import headings
from indexer.index.segments import SegmentWriter, Written
from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding
from indexer.reports.report import Report


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
        report, data = _read(build, name)
        records[name] = ReportRecord.of(report)
        for finding, plain in zip(report.findings, data, strict=True):
            writer = writer or SegmentWriter(build.segments)
            writer.add(finding, plain)
    if writer is None:
        return Batch(None, records, Vocabulary())
    written = writer.write()
    shares = tuple(_shares(written, records.values()))
    return Batch(Part(written.name, shares), records, written.vocabulary)


def words(build: Build, report: str) -> Vocabulary:
    """The words of one report that lies in ``build`` as JSON."""
    vocabulary = Vocabulary()
    for finding in _read(build, report)[0].findings:
        vocabulary.add("\n".join((finding.text, *headings(finding))))
    return vocabulary


def _read(build: Build, name: str) -> tuple[Report, list[dict[str, Any]]]:
    """A report without its lines, and its findings in plain types."""
    data = json.loads(build.report(name).read_text(encoding="utf-8"))
    findings = [Finding.from_json(plain) for plain in data["findings"]]
    report = Report.from_json({**data, "findings": [], "ledger": []})
    return replace(report, findings=tuple(findings)), data["findings"]


def _shares(written: Written, records: Iterable[ReportRecord]) -> Iterator[Share]:
    first = 0
    for record in records:
        end = first + record.findings
        terms = {field: int(n[first:end].sum()) for field, n in written.lengths.items()}
        yield Share(record.id, record.findings, terms)
        first = end
