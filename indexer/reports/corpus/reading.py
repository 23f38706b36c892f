"""What a process of its own does with one report: it shuts the cage around the file and reads it.

``build`` hands these to ``Workers``, whose server has this module loaded (by ``rehearsal``). In
``build`` itself each process imported that first, and with it the index and numpy: 0.15 of the 0.35
seconds of CPU that a report of ten pages took.
"""

from __future__ import annotations

from pathlib import Path

from indexer.reports.corpus.entries import Entry
from indexer.reports.pipeline import read_report
from indexer.reports.readers.caged import shut_around
from indexer.reports.report import Report

#: A file, its entry where it is in a corpus, and whether its corrections count.
OneFile = tuple[Path, Entry | None, bool]


def shut_around_entry(entry: Entry) -> None:
    """Shut the cage around this process. Raises OSError when the kernel refuses."""
    shut_around(entry.file)


def read_entry(entry: Entry) -> Report:
    """The report as its corpus has it. Raises what ``Entry.read`` does."""
    return entry.read()


def shut_around_file(one: OneFile) -> None:
    """Shut the cage around this process. Raises OSError when the kernel refuses."""
    shut_around(one[0])


def read_one_file(one: OneFile) -> Report:
    """The report, as a build reads it. Raises what ``Entry.read`` and ``read_report`` do."""
    file, entry, corrected = one
    return entry.read(corrected) if entry else read_report(file, corrected=corrected)
