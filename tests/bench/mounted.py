"""A large index out of a smaller one: ``python -m tests.bench.mounted INDEX FOLDER TIMES``.

To write a million findings takes forty minutes of a core. Here the segments of an index that the
bench made lie in a new one so many times, without room of their own, each time as other reports:
lists, columns and tables are as long as those of an index of as many findings, and there are as
many reports. Findings keep their ids and words, so that what names one leads to the first of its
kind, and there are no more different words than in the smaller index. A cluster holds one finding
of an id: ``told_apart`` gives each an id of its own as it is read.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.builds.inventory import inventory
from indexer.index.builds.trust import sealed
from indexer.index.records import ReportRecord
from indexer.index.segments.segment_list import Part
from indexer.index.segments.writer import write_contents
from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding
from indexer.search.engine.local.columns.snapshot import StoredFindings


def mounted(index: Path, folder: Path, times: int) -> Build:
    """The current build of ``index`` so many times in one of ``folder``, which is made current."""
    old = builds.candidates(index)[0]
    new = builds.fresh(folder)
    parts = [_part(old, new, part, turn) for turn in range(times) for part in old.parts]
    write_contents(new.segments, parts)
    size = len(old.twins)
    np.save(
        new.path / builds.TWINS,
        np.concatenate([old.twins + np.int32(turn * size) for turn in range(times)]),
    )
    new.write_records(_records(old, new, times))
    words = Vocabulary()
    for _ in range(times):
        words.update(old.vocabulary)
    builds.write_json(new.path / "vocabulary.json", words.to_json())
    manifest = {
        **old.manifest,
        "build": new.id,
        "reports": times * old.manifest["reports"],
        "findings": times * old.manifest["findings"],
        "sources": {share.report: "" for part in parts for share in part.shares},
        "parts": [part.to_json() for part in parts],
        "files": inventory(new.path, {}),
    }
    builds.write_json(new.path / builds.MANIFEST, sealed(manifest))
    builds.make_current(new)
    return new


@contextmanager
def told_apart(times: int) -> Iterator[None]:
    """Meanwhile the findings of what was mounted so many times are each read under an id of their
    own, and in the report that they lie in.
    """
    if times == 1:
        yield
        return
    read = StoredFindings.read

    def named(stored: StoredFindings, doc: int) -> Finding:
        finding, turn = read(stored, doc), doc // (stored._bases[-1] // times)
        own = (_named(name, turn) for name in (finding.id, finding.report))
        return replace(finding, **dict(zip(("id", "report"), own, strict=True)))

    StoredFindings.read = named  # type: ignore[method-assign]
    try:
        yield
    finally:
        StoredFindings.read = read  # type: ignore[method-assign]


def _part(old: Build, new: Build, part: Part, turn: int) -> Part:
    """A segment as it lies in the new build, its reports under other names."""
    name = f"{part.name}{turn:02}"
    for path in old.segments.glob(f"{part.name}.*"):
        os.link(path, new.segments / f"{name}{path.name.removeprefix(part.name)}")
    shares = (replace(share, report=_named(share.report, turn)) for share in part.shares)
    return Part(name, tuple(shares))


def _records(old: Build, new: Build, times: int) -> Iterator[ReportRecord]:
    """The records of all reports, whose files come to lie in the new build."""
    for turn in range(times):
        for record in old.records.values():
            name = _named(record.id, turn)
            os.link(old.report(record.id), new.report(name))
            yield replace(record, id=name, labels={**record.labels, "report": (name,)})


def _named(name: str, turn: int) -> str:
    """A report or finding as it is called the first time, and every other."""
    return f"{name}-{turn}" if turn else name


def main() -> None:
    """Make what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mounted", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("times", type=int)
    options = parser.parse_args()
    made = mounted(options.index, options.folder, options.times)
    print(f"{made.manifest['findings']:,} findings, {made.manifest['reports']:,} reports")


if __name__ == "__main__":
    main()
