"""What several rooms of the suite share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import build_index
from indexer.index import encoder
from tests.once import once

ROOT = Path(__file__).parents[1]

#: Invented reports of several families and formats; the first three share areas with the real one.
SAMPLES = ("f1-text", "f1-html", "f1-pdf", "f3-2022-html", "f3-word")


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the real report and of invented ones, for whatever needs more than one force."""
    return once(tmp_path_factory, "sample-corpus", _gather_samples)


def _gather_samples(corpus: Path) -> None:
    shutil.copytree(ROOT / "corpus" / "cambridgeshire-2007", corpus / "cambridgeshire-2007")
    for name in SAMPLES:
        (corpus / name).mkdir()
        for file in (ROOT / "tests" / "data" / "reports" / name).glob("report.*"):
            if file.suffix != ".json":
                shutil.copy(file, corpus / name)


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the whole corpus, not to be changed."""
    return once(tmp_path_factory, "corpus-index", lambda folder: _build(ROOT / "corpus", folder))


@pytest.fixture(scope="session")
def sample_index(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of several forces, most of them invented, not to be changed."""
    return once(tmp_path_factory, "sample-index", lambda folder: _build(sample_corpus, folder))


def _build(corpus: Path, index: Path) -> None:
    assert build_index(corpus, index).refused == ()


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Makes this process look as where the extra 'semantic' was not installed."""

    def forget() -> None:
        encoder.load.cache_clear()
        encoder.name.cache_clear()

    def take_away() -> None:
        monkeypatch.setattr(encoder, "_PACKAGES", ("a_package_that_nobody_has",))
        forget()

    yield take_away
    forget()
