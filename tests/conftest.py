"""What several rooms of the suite share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Invented reports of several families and formats; the first three share areas with the real one.
SAMPLES = ("f1-text", "f1-html", "f1-pdf", "f3-2022-html", "f3-word")


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the real report and of invented ones, for whatever needs more than one force."""
    corpus = tmp_path_factory.mktemp("sample") / "corpus"
    shutil.copytree(ROOT / "corpus" / "cambridgeshire-2007", corpus / "cambridgeshire-2007")
    for name in SAMPLES:
        (corpus / name).mkdir()
        for file in (ROOT / "tests" / "data" / "reports" / name).glob("report.*"):
            if file.suffix != ".json":
                shutil.copy(file, corpus / name)
    return corpus
