"""Small files made on the spot, one oddity each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.reports.lines import Source
from indexer.reports.readers.formats import read_source

ReadBytes = Callable[..., Source]


@pytest.fixture
def read(tmp_path: Path) -> ReadBytes:
    """Reads bytes or text as a file of the given name."""

    def reader(content: bytes | str, name: str = "report.txt") -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_source(path)

    return reader
