"""Is what lies on the disk what was put there?

``indexer verify`` asks: a corpus goes in, what is damaged comes out, each with a sentence that
names the file. Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError
from indexer.reports.corpus.entries import Entry
from indexer.reports.corpus.folder import Corpus


@dataclass(frozen=True, slots=True)
class Verified:
    """What was compared with its checksum."""

    #: The reports whose files are as they were added.
    sound: tuple[str, ...]
    #: Those of which no checksum was kept: they were put into the folder by hand.
    unknown: tuple[str, ...]
    #: Those that are not as they were added, with the reason in a sentence.
    damaged: tuple[tuple[str, str], ...]


def verify_corpus(folder: Path) -> Verified:
    """Every report of a corpus compared with the checksum in its manifest.

    Raises CorpusError when there is no corpus or nothing in it.
    """
    checked = [(entry, _flaw(entry)) for entry in Corpus(folder).entries()]
    whole = [entry for entry, flaw in checked if not flaw]
    return Verified(
        sound=tuple(entry.report for entry in whole if entry.checksum),
        unknown=tuple(entry.report for entry in whole if not entry.checksum),
        damaged=tuple((entry.report, flaw) for entry, flaw in checked if flaw),
    )


def _flaw(entry: Entry) -> str:
    try:
        entry.check()
    except CorpusError as error:
        return str(error)
    return ""
