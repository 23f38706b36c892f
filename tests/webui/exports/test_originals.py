"""The file that a report was read from: the very bytes, or none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Archive, NotFound, Report
from webui.exports.originals import MEDIA_TYPES, original

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture
def report(archive: Archive) -> Report:
    return archive.report("cambridgeshire-2007")


@pytest.fixture
def corpus(tmp_path: Path, report: Report) -> Path:
    """A corpus of one's own with the report in its folder."""
    shutil.copytree(CORPUS / report.id, tmp_path / report.id)
    return tmp_path


def test_it_is_found_in_the_folder_of_the_report(corpus: Path, report: Report) -> None:
    assert original(corpus, report) == corpus / report.id / report.file
    assert report.format in MEDIA_TYPES


def test_it_is_found_loose_in_the_corpus(corpus: Path, report: Report) -> None:
    (corpus / report.id / report.file).rename(corpus / report.file)
    assert original(corpus, report) == corpus / report.file


def test_a_file_that_was_changed_is_not_the_original(corpus: Path, report: Report) -> None:
    with (corpus / report.id / report.file).open("a", encoding="utf-8") as file:
        file.write("More.\n")
    with pytest.raises(NotFound, match="not at hand, or it has changed"):
        original(corpus, report)


def test_a_link_leads_nowhere(corpus: Path, report: Report, tmp_path: Path) -> None:
    path = corpus / report.id / report.file
    path.rename(tmp_path / "elsewhere.txt")
    path.symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(NotFound):
        original(corpus, report)


def test_a_name_with_folders_in_it_is_taken_by_its_end(corpus: Path, report: Report) -> None:
    assert original(corpus, replace(report, file=f"../../{report.file}")).parent == (
        corpus / report.id
    )
