"""What lies in the folder of a corpus, and whether it is what was put there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.reports.corpus.entries import digest_of, entries_in, entry_of
from tests.indexer import somerton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report in a folder of its own, with a manifest that has its checksum."""
    folder = tmp_path / "somerton"
    folder.mkdir()
    (folder / "report.txt").write_text(somerton.text())
    told = {"file": "report.txt", "sha256": digest_of(folder / "report.txt"), "added": "2026-11-26"}
    (folder / "manifest.json").write_text(json.dumps(told))
    return folder


def test_a_file_that_is_as_it_was_is_read(folder: Path) -> None:
    (entry,) = entries_in(folder.parent)
    entry.check()
    assert (entry.report, entry.added) == ("somerton", "2026-11-26")
    assert len(entry.read().findings) == 2


@pytest.mark.parametrize("damaged", ["", "not a report", somerton.text("- Another finding.")])
def test_a_file_that_is_not_is_refused(folder: Path, damaged: str) -> None:
    (folder / "report.txt").write_text(damaged)
    (entry,) = entries_in(folder.parent)
    for look in (entry.check, entry.read):
        with pytest.raises(CorpusError, match="not the one that was added"):
            look()


def test_a_link_that_a_manifest_names_is_not_followed(folder: Path) -> None:
    file = folder / "report.txt"
    file.rename(folder.parent / "elsewhere.md")
    file.symlink_to(folder.parent / "elsewhere.md")
    entry = entry_of(folder)
    assert entry is not None
    with pytest.raises(CorpusError, match="is a link"):
        entry.read()


def test_the_fingerprint_is_of_all_that_is_read(folder: Path) -> None:
    (before,) = entries_in(folder.parent)
    seen = {before.fingerprint()}
    (folder / "corrections.toml").write_text("")
    seen.add(before.fingerprint())
    (folder / "report.txt").write_text("other")
    seen.add(before.fingerprint())
    assert len(seen) == 3
