"""The corpus folder: reports come, go, and are known again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.errors import CorpusError, ReportError
from indexer.reports.corpus.folder import Choice, Corpus
from tests.indexer import somerton

TEXT = somerton.text()
PAGE = somerton.page()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus")


def written(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_added_report_has_a_folder_of_its_own(corpus: Corpus, tmp_path: Path) -> None:
    added = corpus.add(written(tmp_path / "new report.txt"))
    assert added.already is None
    folder = corpus.folder / "somerton-2007-10"
    assert (folder / "report.txt").read_text(encoding="utf-8") == TEXT
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["original_name"] == "new report.txt"
    assert manifest["sha256"] == added.report.sha256
    assert "licence" not in manifest, "nobody stated one"
    assert [entry.report for entry in corpus.entries()] == ["somerton-2007-10"]


def test_an_added_report_reads_as_its_file_did(corpus: Corpus, tmp_path: Path) -> None:
    added = corpus.add(written(tmp_path / "a.txt"))
    assert corpus.entries()[0].read().findings == added.report.findings


def test_corrections_come_with_their_report(corpus: Corpus, tmp_path: Path) -> None:
    number = TEXT.splitlines().index("- Parents are told the outcome.") + 1
    correction = f'[[correction]]\nline = {number}\ntext = "- Parents"\nis = "furniture"\n'
    written(tmp_path / "sent" / "corrections.toml", correction)
    added = corpus.add(written(tmp_path / "sent" / "a.txt"))
    assert len(added.report.findings) == 1
    assert corpus.entries()[0].read().findings == added.report.findings


def test_ids_stay_when_another_report_is_added(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    before = corpus.entries()[0].read()
    corpus.add(written(tmp_path / "b.txt", TEXT.replace("Somerton", "Ashford")))
    after = next(e.read() for e in corpus.entries() if e.report == "somerton-2007-10")
    assert [f.id for f in before.findings] == [f.id for f in after.findings]


def test_the_same_bytes_are_the_same_report(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    again = corpus.add(written(tmp_path / "another name.txt"))
    assert again.already == "somerton-2007-10"
    assert len(corpus.entries()) == 1


def test_the_same_findings_in_another_format_are_the_same_report(
    corpus: Corpus, tmp_path: Path
) -> None:
    first = corpus.add(written(tmp_path / "a.txt"))
    again = corpus.add(written(tmp_path / "a.html", PAGE))
    assert [f.text for f in first.report.findings] == [f.text for f in again.report.findings]
    assert again.already == "somerton-2007-10"


def test_another_report_of_the_same_force_and_month_gets_another_name(
    corpus: Corpus, tmp_path: Path
) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    file = written(tmp_path / "b.txt", TEXT.replace("in time", "too late"))
    other = corpus.add(file, choice=Choice(keep_both=True))
    assert (other.already, other.report.id) == (None, "somerton-2007-10-2")
    assert len(corpus.entries()) == 2


def test_a_corrected_edition_is_noticed_and_nothing_is_added(
    corpus: Corpus, tmp_path: Path
) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    again = corpus.add(written(tmp_path / "b.txt", TEXT.replace("in time", "too late")))
    assert (again.like, again.why) == (
        "somerton-2007-10",
        "it is of the same force, series and month",
    )
    assert [entry.report for entry in corpus.entries()] == ["somerton-2007-10"]


def test_a_report_takes_the_place_of_another(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    corpus.set("somerton-2007-10", {"licence": "CC0"})
    (tmp_path / "corpus" / "somerton-2007-10" / "corrections.toml").write_text("")
    file = written(tmp_path / "b.txt", TEXT.replace("in time", "too late"))
    done = corpus.add(file, choice=Choice(replace="somerton-2007-10"))
    assert done.replaced == "somerton-2007-10"
    (entry,) = corpus.entries()
    assert (entry.report, entry.facts) == ("somerton-2007-10", {"licence": "CC0"})
    assert any("too late" in finding.text for finding in entry.read().findings)
    names = {path.name for path in (corpus.folder / "somerton-2007-10").iterdir()}
    assert names == {entry.file.name, "manifest.json", "corrections-before.toml"}
    again = corpus.add(file, choice=Choice(replace="somerton-2007-10"))
    assert again.already == "somerton-2007-10"


def test_a_loose_file_is_replaced_in_a_folder(corpus: Corpus, tmp_path: Path) -> None:
    written(corpus.folder / "loose.txt")
    file = written(tmp_path / "b.txt", TEXT.replace("in time", "too late"))
    corpus.add(file, choice=Choice(replace="loose"))
    (entry,) = corpus.entries()
    assert (entry.report, entry.file.parent.name) == ("loose", "loose")
    assert any("too late" in finding.text for finding in entry.read().findings)


def test_what_is_not_there_cannot_be_replaced(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    with pytest.raises(CorpusError, match="no report called nobody"):
        corpus.add(written(tmp_path / "b.txt", PAGE), choice=Choice(replace="nobody"))


def test_another_force_is_another_report_whatever_it_says(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    other = corpus.add(written(tmp_path / "b.txt", TEXT.replace("Somerton", "Ashford")))
    assert (other.already, other.like, other.report.id) == (None, "", "ashford-2007-10")


def test_a_removed_report_is_gone_and_can_come_back(corpus: Corpus, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt")
    corpus.add(file)
    corpus.remove("somerton-2007-10")
    assert not (corpus.folder / "somerton-2007-10").exists()
    assert corpus.add(file).already is None


@pytest.mark.parametrize("name", ["nowhere", "../corpus", "", "/", "."])
def test_removing_what_is_not_there_harms_nothing(
    corpus: Corpus, tmp_path: Path, name: str
) -> None:
    corpus.add(written(tmp_path / "a.txt"))
    with pytest.raises(CorpusError, match="no report called"):
        corpus.remove(name)
    assert len(corpus.entries()) == 1


def test_a_file_that_is_no_report_is_refused_and_leaves_nothing(
    corpus: Corpus, tmp_path: Path
) -> None:
    with pytest.raises(ReportError):
        corpus.add(written(tmp_path / "empty.txt", ""))
    assert not corpus.folder.exists() or list(corpus.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["-rf.txt", "it's.txt", "$(touch x).txt", "a b\tc.txt", "ä.txt"])
def test_odd_names_are_copied_safely(corpus: Corpus, tmp_path: Path, name: str) -> None:
    corpus.add(written(tmp_path / name))
    (entry,) = corpus.entries()
    assert entry.file == corpus.folder / "somerton-2007-10" / "report.txt"
    assert entry.manifest["original_name"] == name


def test_loose_files_and_bare_folders_are_reports(corpus: Corpus) -> None:
    written(corpus.folder / "Loose Report.txt")
    written(corpus.folder / "in-a-folder" / "anything.txt")
    written(corpus.folder / "README.md", "Words about the corpus.")
    written(corpus.folder / ".hidden.txt")
    (corpus.folder / "empty").mkdir()
    assert {entry.report for entry in corpus.entries()} == {"loose-report", "in-a-folder"}
    assert all(len(entry.read().findings) == 2 for entry in corpus.entries())


def test_a_loose_file_can_be_removed(corpus: Corpus) -> None:
    written(corpus.folder / "loose.txt")
    written(corpus.folder / "other.txt", TEXT.replace("Somerton", "Ashford"))
    corpus.remove("loose")
    assert [entry.report for entry in corpus.entries()] == ["other"]


def test_the_manifest_says_source_and_licence(corpus: Corpus) -> None:
    written(corpus.folder / "one" / "report.txt")
    manifest = {"file": "report.txt", "licence": "Crown copyright 2007", "source": "HMIC"}
    written(corpus.folder / "one" / "manifest.json", json.dumps(manifest))
    report = corpus.entries()[0].read()
    assert (report.facts["licence"], report.facts["source"]) == ("Crown copyright 2007", "HMIC")


@pytest.mark.parametrize("text", ["{not json", "[]", '"text"'])
def test_a_bad_manifest_is_named(corpus: Corpus, text: str) -> None:
    written(corpus.folder / "one" / "report.txt")
    written(corpus.folder / "one" / "manifest.json", text)
    written(corpus.folder / "two" / "report.txt")
    one, two = corpus.entries()
    with pytest.raises(CorpusError, match=r"manifest\.json"):
        one.read()
    assert len(two.read().findings) == 2
    corpus.remove("one")
    assert [entry.report for entry in corpus.entries()] == ["two"]


def test_a_manifest_cannot_lead_out_of_its_folder(corpus: Corpus, tmp_path: Path) -> None:
    written(tmp_path / "secret.txt")
    written(corpus.folder / "one" / "manifest.json", json.dumps({"file": "../../secret.txt"}))
    assert all(entry.file.parent == corpus.folder / "one" for entry in corpus.entries())


def test_links_are_not_followed(corpus: Corpus) -> None:
    written(corpus.folder / "one" / "report.txt")
    (corpus.folder / "loop").symlink_to(corpus.folder, target_is_directory=True)
    assert [entry.report for entry in corpus.entries()] == ["one"]


def test_a_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--corpus"):
        Corpus(tmp_path / "nowhere").entries()


def test_an_empty_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="indexer add"):
        Corpus(tmp_path).entries()
