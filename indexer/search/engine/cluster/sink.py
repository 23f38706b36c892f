"""The sink of an index in a cluster: a build is written in a folder of this machine, then sent.

The folder is where the next build goes on from, as that of the embedded engine is: what did not
change is not read and not analysed again. ``Publication`` calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Self

from indexer.index.builds import Build
from indexer.index.location import ClusterAddress
from indexer.index.segments.segment_sink import SegmentSink
from indexer.index.sink import BuildContents, Kept, Sink
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload
from indexer.search.engine.cluster.sending.shipment import OnSent


class ClusterSink:
    """Writes one build; see ``sink.Sink``."""

    def __init__(self, connection: Connection, build: Build, told: OnSent | None = None) -> None:
        self._connection = connection
        self._segments = SegmentSink(build)
        self._told = told

    def __enter__(self) -> Self:
        """Raises ClusterUnreachable or ForeignIndex before anything is read or written."""
        self._connection.check()
        upload.current(self._connection)
        self._segments.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._segments.__exit__(*error)

    def add(self, report: str, findings: int) -> None:
        """Write a report of so many findings, which lies in the build as JSON."""
        self._segments.add(report, findings)

    def finish(self, kept: Kept | None) -> BuildContents:
        """Write what is left, and have everything in place. Raises IndexUnusable if it cannot."""
        return self._segments.finish(kept)

    def verify(self, findings: int, new: Collection[str]) -> None:
        """Read back what was written; see ``verification.verify``."""
        self._segments.verify(findings, new)

    def publish(self, build: Build) -> None:
        """Have a build searched in the cluster; raises as ``upload.send``."""
        upload.send(self._connection, build, self._told)


def sink_of(address: ClusterAddress, told: OnSent | None = None) -> Callable[[Build], Sink]:
    """What makes the sink of a build. Raises IndexUnusable when the client is not installed."""
    return partial(ClusterSink, Connection(address), told=told)
