"""What a build is held against before anybody searches it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import CorpusError, IndexUnusable
from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.publication import publish
from indexer.index.segments import verification
from indexer.index.segments.verification import verify
from indexer.reports.report import Report


@pytest.fixture
def build(report: Callable[..., Report], index: Path) -> Build:
    """A build of two findings."""
    publish([report("Cells are clean.", "Files are kept.", id="a")], index)
    return builds.candidates(index)[0]


def test_a_build_is_sound_as_it_was_written(build: Build) -> None:
    verify(build, 2, {"a-1", "a-2"})


def test_findings_that_are_missing_are_noticed(build: Build) -> None:
    with pytest.raises(IndexUnusable, match="holds 2 findings instead of 3"):
        verify(build, 3)


def test_a_name_that_is_not_there_once_is_noticed(build: Build) -> None:
    with pytest.raises(CorpusError, match="a-7"):
        verify(build, 2, {"a-7"})


def test_words_that_are_not_found_are_noticed(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = verification.analyse("another word")
    monkeypatch.setattr(verification, "analyse", lambda text: other)
    with pytest.raises(IndexUnusable, match="does not find what was put in it"):
        verify(build, 2)


def test_a_build_of_nothing_is_sound(index: Path) -> None:
    publish([], index)
    verify(builds.candidates(index)[0], 0)
