"""The corpus, read and published: the one place where reading and indexing meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import CorpusError, ReportError
from indexer.index.builds import BuildInfo
from indexer.index.publication import publish
from indexer.reports.corpus import Corpus
from indexer.reports.report import Report

#: Told before each report: its slug, its place from 1, and how many there are.
OnReport = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A published build, and the reports that are not in it with the reason."""

    info: BuildInfo
    #: (slug, sentence) of each report that could not be read.
    refused: tuple[tuple[str, str], ...] = field(default=())


def build_index(corpus_dir: Path, index_dir: Path, on_report: OnReport | None = None) -> Built:
    """Read every report of the corpus and publish them as a new build.

    A report that cannot be read is left out and named; the others are published. Raises
    CorpusError when the corpus is missing, empty or holds nothing that can be read, ForeignIndex
    or IndexBusy when the index folder cannot be written.
    """
    reader = _Reader(Corpus(corpus_dir), on_report)
    info = publish(reader.reports(), index_dir)
    return Built(info, tuple(reader.refused))


class _Reader:
    """Reads the corpus one report at a time, and remembers what it could not read."""

    def __init__(self, corpus: Corpus, on_report: OnReport | None) -> None:
        self.entries = corpus.entries()
        self.on_report = on_report
        self.refused: list[tuple[str, str]] = []

    def reports(self) -> Iterator[Report]:
        """The reports in the order of the corpus. Raises CorpusError when none can be read."""
        for place, entry in enumerate(self.entries, start=1):
            if self.on_report:
                self.on_report(entry.report, place, len(self.entries))
            try:
                yield entry.read()
            except ReportError as error:
                self.refused.append((entry.report, str(error)))
        if len(self.refused) == len(self.entries):
            raise CorpusError(
                "No report of the corpus could be read. " + " ".join(why for _, why in self.refused)
            )
