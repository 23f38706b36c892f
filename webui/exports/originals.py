"""The file that a report was read from, as it was published, for the report's page.

The folder of the corpus and a report go in, and the path of the file comes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from indexer import NotFound, Report

#: What a file is sent as, by the format in which it was read.
MEDIA_TYPES: Mapping[str, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
UNKNOWN = "application/octet-stream"


def original(corpus: Path, report: Report) -> Path:
    """The path of a report's file in the corpus: in a folder of its name, or loose.

    Only the very bytes that were read will do, so that what is downloaded is what the findings
    quote. Raises NotFound when the corpus does not hold them any more.
    """
    name = Path(report.file).name
    for path in (corpus / report.id / name, corpus / name):
        if path.is_file() and not path.is_symlink() and _digest(path) == report.sha256:
            return path.resolve()
    raise NotFound(
        f"The file {name} is not at hand, or it has changed since it was read. "
        "The report can still be read here, finding by finding.",
        "report",
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
