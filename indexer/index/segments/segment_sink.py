"""The local engine's sink: segments in the folder of the build, in as few parts as is good.

``publication`` calls it. Reports go in one after the other; segments, the list of them and the
near-identical findings come to lie in the build.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

import numpy as np

from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.segments.batch import Batch, BatchWriters, write_batch
from indexer.index.segments.merge_policy import surplus, worn
from indexer.index.segments.near_duplicates import groups
from indexer.index.segments.segment_list import Part
from indexer.index.segments.verification import verify
from indexer.index.segments.writer import write_contents
from indexer.index.sink import BuildContents, Kept
from indexer.index.vocabulary import Vocabulary


class SegmentSink:
    """Writes the segments of one build; see ``sink.Sink``."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._writers = BatchWriters(build)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._writers.__exit__(*error)

    def add(self, report: str, findings: int) -> None:
        """Write a report of so many findings, which lies in the build as JSON."""
        self._writers.add(report, findings)

    def finish(self, kept: Kept | None) -> BuildContents:
        """Write what is left, and have everything in place. Raises IndexUnusable if it cannot."""
        batches = self._writers.finish()
        parts = self._parts(batches, kept)
        write_contents(self._build.segments, parts)
        np.save(self._build.path / builds.TWINS, groups(self._build.segments, parts))
        vocabulary = Vocabulary()
        for batch in batches:
            vocabulary.update(batch.vocabulary)
        return BuildContents(
            findings=sum(part.live for part in parts),
            records={name: one for batch in batches for name, one in batch.records.items()},
            vocabulary=vocabulary,
            manifest={"parts": [part.to_json() for part in parts]},
        )

    def verify(self, findings: int, new: Collection[str]) -> None:
        """Read back what was written; see ``verification.verify``."""
        verify(self._build, findings, new)

    def publish(self, build: Build) -> None:
        """Nothing: the build is searched where it lies."""

    def _parts(self, batches: list[Batch], kept: Kept | None) -> list[Part]:
        """The parts of the build, all their files in place: kept ones, new ones, rewritten ones."""
        old = _kept_parts(kept)
        parts = [*old, *(batch.part for batch in batches if batch.part)]
        for part in filter(worn, old):
            parts = self._rewritten(parts, [part])
        while some := surplus(parts):
            parts = self._rewritten(parts, some)
        for part in old:
            if kept and part in parts:
                files = kept.build.segments.glob(f"{part.name}.*")
                kept.files.take(f"segments/{path.name}" for path in files)
        return parts

    def _rewritten(self, parts: list[Part], some: list[Part]) -> list[Part]:
        """``parts`` with ``some`` of them as one."""
        part = write_batch(self._build, sorted(r for old in some for r in old.reports)).part
        assert part is not None
        for old in some:
            for path in self._build.segments.glob(f"{old.name}.*"):
                path.unlink()
        return [*(other for other in parts if other not in some), part]


def _kept_parts(kept: Kept | None) -> list[Part]:
    parts = (part.keeping(kept.reports) for part in kept.build.parts) if kept else ()
    return [part for part in parts if part.live]
