"""Where the findings of a build are written, so that an engine can search them.

``publication`` knows nothing of how an engine searches: it hands reports to a sink, which writes
what its engine needs, beside or away from the files of the build. ``segment_sink`` is the one of
the local engine, and what is meant where no other is named.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, Protocol, Self

from indexer.errors import CorpusError
from indexer.index.builds import Build
from indexer.index.builds.inventory import TakenOver
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary


class Kept(NamedTuple):
    """What goes on from the build before."""

    build: Build
    #: The reports that are in the new build as they are.
    reports: Collection[str]
    #: Takes over files of that build.
    files: TakenOver


class BuildContents(NamedTuple):
    """What a sink wrote."""

    #: The number of findings of the build, kept ones included.
    findings: int
    #: The records of the reports that were added, and the words of their findings.
    records: Mapping[str, ReportRecord]
    vocabulary: Vocabulary
    #: What the manifest says of it, for the engine that opens the build.
    manifest: Mapping[str, Any]


class Sink(Protocol):
    """Writes the findings of one build, as a context that is left when the build is done."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def add(self, report: str, findings: int) -> None:
        """Write a report of so many findings, which lies in the build as JSON."""

    def finish(self, kept: Kept | None) -> BuildContents:
        """Write what is left, and have everything in place. Raises IndexUnusable if it cannot."""

    def verify(self, findings: int, new: Collection[str]) -> None:
        """Read back what was written; see ``verification.verify``."""

    def publish(self, build: Build) -> None:
        """Have a finished build searched, where that takes more than to name it the current one.

        Called again when the build has got its vectors, and nothing is done where it is published
        already. Raises IndexUnusable when it cannot be.
        """


def twice(finding: str) -> CorpusError:
    """What is raised when two findings have one identifier, seen before or after it is written."""
    return CorpusError(f"Two findings are called '{finding}'. Rename one of their reports.")
