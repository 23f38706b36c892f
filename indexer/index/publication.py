"""Reports to a published build: written in a fresh folder, read back, then made current."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from indexer.errors import CorpusError, IndexError_
from indexer.index import builds
from indexer.index.analysis import analyse
from indexer.index.builds import Build, BuildInfo
from indexer.index.facets import FACETS
from indexer.index.lock import exclusive
from indexer.index.schema import BODY, ID, STORED, headings, label, schema, to_document
from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding
from indexer.reports.report import Report

#: Told after each report: its id, and how many findings are written so far.
Progress = Callable[[str, int], None]

#: Postings in a block. Whoosh's 128 makes eight times the blocks to unpack when a common term
#: is first used: 30 against 9 ms for one that stands in each of 100,000 findings.
_BLOCK = 1024
_MEGABYTES = 256


def publish(
    reports: Iterable[Report], index_dir: Path, on_progress: Progress | None = None
) -> BuildInfo:
    """Write ``reports`` as a new build under ``index_dir`` and make it the current one.

    Searches go on in the old build all the while; whatever goes wrong, and whenever the process
    is killed, the old build stays current and whole. The build before is kept, older ones go.
    Reports may come in any order; each is read once and let go.

    Raises IndexBusy when another build is under way, ForeignIndex when ``index_dir`` holds other
    things, CorpusError when two reports or two findings share an id, IndexError_ when what was
    written cannot be read back.
    """
    started = time.monotonic()
    builds.refuse_foreign(index_dir)
    index_dir.mkdir(parents=True, exist_ok=True)
    with exclusive(index_dir / builds.LOCK):
        build = builds.fresh(index_dir)
        try:
            records, findings = _write(build, reports, on_progress)
            _verify(build, findings)
            builds.write_json(build.path / "manifest.json", _manifest(build, records, findings))
            previous = _previous(index_dir)
            builds.make_current(build)
        except BaseException:
            if _previous(index_dir) != build.id:
                shutil.rmtree(build.path, ignore_errors=True)
            raise
        builds.sweep(index_dir, keep={build.id, previous or ""})
    return BuildInfo(build.id, build.path, len(records), findings, time.monotonic() - started)


def record(report: Report) -> dict[str, Any]:
    """What ``reports.json`` keeps of a report: its facts, not its findings or lines."""
    labels = {
        facet.name: list(dict.fromkeys(label(facet, finding) for finding in report.findings))
        for facet in FACETS
    }
    whole = report.to_json()
    for name in ("findings", "ledger"):
        del whole[name]
    return {**whole, "labels": labels, "count": len(report.findings)}


def _write(
    build: Build, reports: Iterable[Report], on_progress: Progress | None
) -> tuple[dict[str, Any], int]:
    records: dict[str, Any] = {}
    vocabulary = Vocabulary()
    seen: set[str] = set()
    index = FileIndex.create(FileStorage(str(build.segments)), schema(), "MAIN")
    codec = W3Codec(blocklimit=_BLOCK)
    with index.writer(limitmb=_MEGABYTES, codec=codec, compound=False) as writer:
        for report in reports:
            if report.id in records:
                raise CorpusError(f"Two reports are called '{report.id}'. Rename one of them.")
            for finding in report.findings:
                _refuse_twin(finding, seen)
                writer.add_document(**to_document(finding))
                vocabulary.add("\n".join((finding.text, *headings(finding))))
            records[report.id] = record(report)
            builds.write_json(build.report(report.id), report.to_json())
            if on_progress:
                on_progress(report.id, len(seen))
    builds.write_json(build.path / "reports.json", dict(sorted(records.items())))
    builds.write_json(build.path / "vocabulary.json", vocabulary.to_json())
    return records, len(seen)


def _refuse_twin(finding: Finding, seen: set[str]) -> None:
    if finding.id in seen:
        raise CorpusError(f"Two findings are called '{finding.id}', one in {finding.report}.")
    seen.add(finding.id)


def _manifest(build: Build, records: dict[str, Any], findings: int) -> dict[str, Any]:
    return {
        **builds.identity(),
        "build": build.id,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "tool": builds.tool_version(),
        "reports": len(records),
        "findings": findings,
        "sources": {name: facts["sha256"] for name, facts in sorted(records.items())},
    }


def _verify(build: Build, findings: int) -> None:
    """Raises IndexError_ when the build does not read back as it was written."""
    with build.open().reader() as reader:
        if reader.doc_count() != findings:
            raise IndexError_(
                f"The new index holds {reader.doc_count()} findings instead of {findings}; it was "
                "not published. Run 'indexer build' again."
            )
        for number in {0, findings // 2, findings - 1} if findings else ():
            if number not in _probe(reader, number):
                raise IndexError_(
                    "The new index does not find what was put in it; it was not published. "
                    "Run 'indexer build' again."
                )


def _probe(reader: IndexReader, number: int) -> Iterator[int]:
    """The documents found by the identifier and by the last word of document ``number``."""
    finding = Finding.from_json(_stored(reader, number))
    by_id = set(reader.postings(ID, finding.id).all_ids())
    tokens = analyse(finding.text)
    if not tokens:
        return iter(by_id)
    return iter(by_id & set(reader.postings(BODY, tokens[-1].term).all_ids()))


def _stored(reader: IndexReader, number: int) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(reader.stored_fields(number)[STORED])
    return data


def _previous(index_dir: Path) -> str | None:
    try:
        return builds.pointer(index_dir)
    except IndexError_:
        return None
