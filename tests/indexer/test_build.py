"""The corpus, read and published: only what changed is read, and no report stops the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build import BuildStep, Built, add_files, build_index, list_reports
from indexer.errors import CorpusError
from indexer.reports import corpus as corpus_module
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from tests.indexer import somerton


def text(force: str = "Somerton", said: str = somerton.HELD[2:]) -> str:
    return somerton.text(f"- {said}", somerton.TOLD, force=force)


class Home:
    """A corpus and an index."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.steps: list[BuildStep] = []

    def put(self, name: str, content: str) -> Path:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def build(self, fresh: bool = False) -> Built:
        self.steps = []
        return build_index(self.corpus, self.index, self.steps.append, fresh)

    @property
    def read(self) -> list[str]:
        """What the last build read."""
        return [step.report for step in self.steps]

    def total(self, q: str) -> int:
        return Archive(self.index).search(SearchRequest(q=q, correct=False)).total


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    for force in ("Ashford", "Somerton", "Westshire"):
        home.put(f"{force.lower()}/report.txt", text(force))
    return home


def test_every_report_is_read_once(home: Home) -> None:
    built = home.build()
    assert (built.info.reports, built.info.findings, built.refused) == (3, 6, ())
    assert home.read == ["ashford", "somerton", "westshire"]
    last = home.steps[-1]
    assert (last.place, last.of, last.findings) == (3, 3, 6)


def test_nothing_is_read_again_when_nothing_changed(home: Home) -> None:
    first = home.build()
    again = home.build()
    assert home.read == []
    assert (first.changed, again.changed) == (True, False)
    assert (again.info.id, again.info.findings) == (first.info.id, 6)


def test_fresh_reads_everything(home: Home) -> None:
    first = home.build()
    assert home.build(fresh=True).info.id != first.info.id
    assert len(home.read) == 3


@pytest.mark.parametrize(
    ("name", "content", "holds"),
    [
        ("somerton/report.txt", text("Somerton", "Interviews come too late."),
            lambda report: "late" in report.findings[0].text),
        ("somerton/corrections.toml", '[[correction]]\nline = 27\ntext = "- Parents"\n'
            'is = "furniture"\n', lambda report: len(report.findings) == 1),
        ("somerton/manifest.json", json.dumps({"file": "report.txt", "source": "a library"}),
            lambda report: report.facts["source"] == "a library"),
    ],
    ids=["file", "corrections", "manifest"],
)  # fmt: skip
def test_what_changed_is_read_again(
    home: Home, name: str, content: str, holds: Callable[[Report], bool]
) -> None:
    home.build()
    home.put(name, content)
    assert home.build().refused == ()
    assert home.read == ["somerton"]
    archive = Archive(home.index)
    assert len(archive.reports()) == 3
    report = archive.report("somerton")
    assert holds(report)
    assert home.total("parents") == 2 + len(report.findings) - 1


def test_a_manifest_with_more_notes_is_no_change(home: Home) -> None:
    home.put("somerton/manifest.json", json.dumps({"file": "report.txt"}))
    home.build()
    home.put("somerton/manifest.json", json.dumps({"file": "report.txt", "shelf": "7"}))
    assert not home.build().changed


def test_another_reader_reads_everything_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.build()
    monkeypatch.setattr(corpus_module, "reader_version", lambda: "another")
    home.build()
    assert len(home.read) == 3


def test_a_report_that_is_gone_is_not_found(home: Home) -> None:
    home.build()
    shutil.rmtree(home.corpus / "somerton")
    built = home.build()
    assert (built.info.reports, home.read) == (2, [])
    assert [one.id for one in Archive(home.index).reports()] == ["ashford", "westshire"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad/report.txt", "", "empty"),
        ("somerton/manifest.json", "{", "no JSON"),
        ("somerton/corrections.toml", "[[correction", "TOML"),
        ("somerton/corrections.toml", '[[correction]]\nline = 99\ntext = "x"\nis = "finding"\n',
            "no line 99"),
        ("somerton.txt", text("Other"), "are called 'somerton'"),
    ],
)  # fmt: skip
def test_one_bad_report_does_not_stop_the_others(
    home: Home, name: str, content: str, said: str
) -> None:
    home.put(name, content)
    for _ in range(2):
        built = home.build()
        ((report, why),) = built.refused
        assert report in name
        assert said in why
        assert {"ashford", "westshire"} <= {one.id for one in Archive(home.index).reports()}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("corrections.toml", '[[correction]]\nline = 99\ntext = "x"\nis = "finding"\n'),
        ("manifest.json", "{"),
    ],
)
def test_what_can_no_longer_be_read_stays_as_it_was(home: Home, name: str, content: str) -> None:
    first = home.build()
    home.put("ashford/report.txt", text("Ashford", "Trains are mended."))
    home.put(f"somerton/{name}", content)
    for _ in range(2):
        built = home.build()
        assert (built.info.reports, built.info.findings) == (3, first.info.findings)
        ((report, why),) = built.refused
        assert report == "somerton"
        assert why.endswith("It stays published as it was in the build before.")
        assert home.total("trains") == 1
    (home.corpus / "somerton" / name).unlink()
    assert home.build().refused == ()


def test_a_corpus_of_bad_reports_only_is_refused_and_changes_nothing(home: Home) -> None:
    first = home.build()
    for name in ("ashford", "somerton", "westshire"):
        home.put(f"{name}/report.txt", "")
    with pytest.raises(CorpusError, match="No report of the corpus could be read"):
        home.build()
    assert Archive(home.index).build == first.info.id


def test_names_with_spaces_quotes_and_dashes_are_names(home: Home) -> None:
    odd = ["a report's name", "-rf", "$(touch pwned)", 'say "x"', "--help", "tab\there"]
    for number, name in enumerate(odd):
        home.put(f"{name}/{name}.txt", text(f"Force{number}"))
    built = home.build()
    assert (built.refused, built.info.reports) == ((), 9)
    assert {one.id for one in Archive(home.index).reports()} > set(odd)
    assert not home.build().changed


def test_links_and_loops_are_not_followed(home: Home, tmp_path: Path) -> None:
    (home.corpus / "loop").symlink_to(home.corpus, target_is_directory=True)
    (home.corpus / "ashford" / "a-loop").symlink_to(home.corpus, target_is_directory=True)
    (home.corpus / "linked").mkdir()
    (home.corpus / "linked" / "report.txt").symlink_to(home.put("../outside.txt", text("Out")))
    assert home.build().info.reports == 3


def test_files_are_added_and_known_again(home: Home, tmp_path: Path) -> None:
    home.build()
    new = home.put("../sent/-new $(x).txt", text("Newtown"))
    same = home.put("../sent/same.html", somerton.page("Ashford"))
    bytes_ = home.put("../sent/copy.txt", text("Somerton"))
    bad = home.put("../sent/bad.txt", "")
    found = {a.file.name: a for a in add_files([tmp_path / "sent"], home.corpus, home.index)}
    assert list(found) == [new.name, bad.name, bytes_.name, same.name]
    added = found[new.name].added
    assert added is not None
    assert added.id == "newtown-2007-10"
    assert "'bad.txt'" in found[bad.name].refused
    assert found[bytes_.name].already == "somerton"
    assert found[same.name].already == "ashford", "the same findings in another format"


def test_a_report_taken_out_of_the_corpus_is_no_longer_known(home: Home, tmp_path: Path) -> None:
    home.build()
    shutil.rmtree(home.corpus / "ashford")
    same = home.put("../sent/same.html", somerton.page("Ashford"))
    (addition,) = add_files([same], home.corpus, home.index)
    assert addition.added


def test_folders_are_searched_without_hidden_files_and_links(home: Home, tmp_path: Path) -> None:
    home.put("../sent/deep/er/one.txt", text("Newtown"))
    home.put("../sent/.hidden.txt", text("Hidden"))
    home.put("../sent/.git/two.txt", text("Hidden"))
    home.put("../sent/photo.jpg", "x")
    (tmp_path / "sent" / "deep" / "loop").symlink_to(tmp_path / "sent", target_is_directory=True)
    (tmp_path / "sent" / "link.txt").symlink_to(tmp_path / "sent" / ".hidden.txt")
    found = list(add_files([tmp_path / "sent"], home.corpus, home.index))
    assert [addition.file.name for addition in found] == ["one.txt"]


def test_reports_are_listed_from_the_index_or_read(home: Home) -> None:
    home.build()
    home.put("new/report.txt", text("Newtown"))
    home.put("bad/report.txt", "")
    listed = {one.report: one for one in list_reports(home.corpus, home.index)}
    assert list(listed) == ["ashford", "bad", "new", "somerton", "westshire"]
    for name, force in (("ashford", "Ashford"), ("new", "Newtown")):
        record = listed[name].record
        assert record is not None
        assert (record.force, record.findings) == (f"{force} Constabulary", 2)
    assert listed["bad"].record is None
    assert "empty" in listed["bad"].refused


def test_listing_does_not_read_what_the_index_has(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.build()
    (records,) = home.index.glob("builds/*/reports.json")
    records.write_text(records.read_text().replace('"Ashford Constabulary"', '"From the index"'))
    (ashford, *_) = list_reports(home.corpus, home.index)
    assert ashford.record is not None
    assert ashford.record.force == "From the index"
