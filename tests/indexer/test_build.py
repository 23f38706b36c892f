"""The corpus, read and published: only what changed is read, and no report stops the others."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import build
from indexer.build import BuildStep, Built, add_files, build_index, list_reports
from indexer.errors import CorpusError
from indexer.index import publication
from indexer.integrity import verify_corpus
from indexer.reports.corpus import entries
from indexer.reports.corpus.entries import Entry
from indexer.reports.corpus.folder import Choice
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
    monkeypatch.setattr(entries, "reader_version", lambda: "another")
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


def damaged(data: bytes) -> bytes:
    """The same with one bit turned."""
    return data[:200] + bytes([data[200] ^ 1]) + data[201:]


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("hurt", [damaged, lambda data: b""], ids=["bit", "empty"])
def test_a_damaged_file_stays_published_as_it_was(
    home: Home, tmp_path: Path, hurt: Callable[[bytes], bytes], fresh: bool
) -> None:
    sent = home.put("../sent/new.txt", text("Newtown"))
    assert [a.refused for a in add_files([sent], home.corpus, home.index)] == [""]
    before = home.build()
    file = home.corpus / "newtown-2007-10" / "report.txt"
    file.write_bytes(hurt(file.read_bytes()))
    for _ in range(2):
        built = home.build(fresh)
        ((report, why),) = built.refused
        assert (report, built.info.findings) == ("newtown-2007-10", before.info.findings)
        assert "report.txt of newtown-2007-10 is not the one that was added" in why
        assert why.endswith("It stays published as it was in the build before.")
    (found,) = verify_corpus(home.corpus).damaged
    assert found[0] == "newtown-2007-10"
    shutil.copy(sent, file)
    assert home.build().refused == verify_corpus(home.corpus).damaged == ()


@pytest.mark.usefixtures("in_this_process")
def test_a_file_changed_on_purpose_is_taken_as_it_is_now(home: Home) -> None:
    sent = home.put("../sent/new.txt", text("Newtown"))
    list(add_files([sent], home.corpus, home.index))
    file = home.put("newtown-2007-10/report.txt", text("Newtown", "Trains are mended."))
    assert home.build().refused
    choice = Choice(replace="newtown-2007-10")
    (addition,) = add_files([file], home.corpus, home.index, choice)
    assert (addition.refused, addition.replaced) == ("", True)
    assert home.build().refused == ()
    assert home.total("trains") == 1


def outside(_: Entry) -> None:
    """Shuts no cage: in one a reader cannot even kill itself."""


def read_once_killed(entry: Entry) -> Report:
    """The first of all readers is killed, as when memory runs out."""
    if not (mark := entry.file.parent.parent.with_name("killed")).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return entry.read()


def read_always_killed(entry: Entry) -> Report:
    """Every reader of one report is killed."""
    if entry.report == "somerton":
        os.kill(os.getpid(), signal.SIGKILL)
    return entry.read()


def test_a_reader_that_is_killed_once_costs_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "read_entry", read_once_killed)
    monkeypatch.setattr(build, "shut_around_entry", outside)
    built = home.build(fresh=True)
    assert (home.corpus.with_name("killed").exists(), built.refused) == (True, ())
    assert built.info.reports == 3


def test_a_reader_that_is_always_killed_unpublishes_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.build()
    monkeypatch.setattr(build, "read_entry", read_always_killed)
    monkeypatch.setattr(build, "shut_around_entry", outside)
    built = home.build(fresh=True)
    ((report, why),) = built.refused
    assert (report, built.info.reports, built.info.findings) == ("somerton", 3, 6)
    assert "could not be read this time" in why
    assert why.endswith("It stays published as it was in the build before.")
    monkeypatch.undo()
    assert home.build(fresh=True).refused == ()


@pytest.mark.usefixtures("in_this_process")
def test_a_report_stays_that_another_version_published(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.build()
    home.put("somerton/report.txt", "")
    monkeypatch.setattr(publication, "_writer", lambda: "another")
    built = home.build()
    assert [name for name, _ in built.refused] == ["somerton"]
    assert (built.info.reports, built.info.findings) == (3, 6)


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_changes_while_it_is_read_is_read_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, later = home.corpus / "somerton" / "report.txt", text("Somerton", "Trains are mended.")

    def changed_after(entries: list[Entry]) -> Iterator[tuple[Entry, Report]]:
        for entry in entries:
            yield entry, entry.read()
            file.write_text(later, encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(build, "_read", changed_after)
        home.build()
    home.build()
    assert home.total("trains") == 1


@pytest.mark.usefixtures("in_this_process")
def test_a_link_named_by_a_manifest_is_not_followed(home: Home, tmp_path: Path) -> None:
    outside = home.put("../outside.txt", text("Outside"))
    (home.corpus / "linked").mkdir()
    (home.corpus / "linked" / "report.txt").symlink_to(outside)
    home.put("linked/manifest.json", json.dumps({"file": "report.txt"}))
    built = home.build()
    assert [(name, "is a link" in why) for name, why in built.refused] == [("linked", True)]


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
