"""The cage in which a process reads one report: what it sees, by what the file is.

``build`` and ``upload_job`` shut it around their processes before the file is read. A PDF is read
by a process of its own (``pdf.isolation``), which has to be started, and shuts a closer one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.processes import cage
from indexer.reports.corrections import FILE as CORRECTIONS
from indexer.reports.readers.recognition import looks_like_pdf

_BEGINNING = 1024


def shut_around(file: Path, readable: Iterable[Path] = (), writable: Path | None = None) -> None:
    """Have this process see ``file`` with its corrections, and ``readable``, for good.

    Into the folder ``writable`` it may write. Raises OSError when the kernel refuses.
    """
    seen = [file, file.with_name(CORRECTIONS), *readable]
    cage.shut(seen, writable, programs=_is_pdf(file))


def _is_pdf(file: Path) -> bool:
    """Whether it begins as one; a file that cannot be read is told of by whoever reads it."""
    try:
        with file.open("rb") as opened:
            return looks_like_pdf(opened.read(_BEGINNING))
    except OSError:
        return False
