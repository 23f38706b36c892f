"""A server that takes files, with its token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webui.serving.test_server import Started, Where, started

TOKEN = "a-token-for-tests-0123456789"


@pytest.fixture(scope="module")
def taking_files(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    file = tmp_path_factory.mktemp("secret") / "token"
    file.write_text(TOKEN)
    places = ["--index", str(index), "--uploads", str(file.parent / "uploads")]
    with started("-m", "webui", "--port", "0", *places, "--token-file", str(file)) as server:
        yield server


@pytest.fixture(scope="module")
def with_uploads(taking_files: Started) -> Where:
    return taking_files[1]
