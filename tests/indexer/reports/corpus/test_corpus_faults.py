"""Whatever fails at whatever moment, no report of the corpus is lost, and the same again works."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.errors import CannotStore, CorpusError
from indexer.reports.corpus.folder import Choice, Corpus
from indexer.reports.pipeline import read_report
from indexer.reports.report import Report
from tests.faults import HOWS, Faults
from tests.indexer import somerton

STAY, CHANGED = "ashford-2007-10", "somerton-2007-10"
NEW = somerton.text("- Interviews come too late.")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files as somebody sends them in: another report, and a newer edition of one."""
    folder = tmp_path_factory.mktemp("sent")
    (folder / "other.txt").write_text(somerton.text(force="Westshire"))
    (folder / "newer.txt").write_text(NEW)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three reports, the third a loose file."""
    home = tmp_path_factory.mktemp("made")
    corpus = Corpus(home / "corpus")
    for force in ("Ashford", "Somerton"):
        file = home / f"{force}.txt"
        file.write_text(somerton.text(force=force))
        corpus.add(file)
    (corpus.folder / "loose.txt").write_text(somerton.text(force="Loose"))
    (corpus.folder / CHANGED / "notes.txt").write_text("A person's own notes.")
    return home


class Changes:
    """Each thing that changes the corpus, as a function without arguments."""

    def __init__(self, home: Path, sent: Path) -> None:
        self.folder = home / "corpus"
        self._sent = sent
        self._read: dict[str, Report] = {
            file.name: read_report(file) for file in sorted(sent.iterdir())
        }

    def add(self) -> None:
        self._add("other.txt", Choice(keep_both=True))

    def replace(self) -> None:
        self._add("newer.txt", Choice(replace=CHANGED))

    def replace_loose(self) -> None:
        self._add("newer.txt", Choice(replace="loose"))

    def set(self) -> None:
        Corpus(self.folder).set(CHANGED, {"licence": "CC0"})

    def set_loose(self) -> None:
        Corpus(self.folder).set("loose", {"licence": "CC0"})

    def remove(self) -> None:
        Corpus(self.folder).remove(CHANGED)

    def remove_loose(self) -> None:
        Corpus(self.folder).remove("loose")

    def _add(self, name: str, choice: Choice) -> None:
        Corpus(self.folder).add(self._sent / name, self._read[name], choice=choice)


NAMES = ("add", "replace", "replace_loose", "set", "set_loose", "remove", "remove_loose")


def state(folder: Path) -> dict[str, object]:
    """Each report with its text and what was set of it, all of it whole."""
    found: dict[str, object] = {}
    for entry in Corpus(folder).entries():
        entry.check()
        found[entry.report] = (entry.file.read_text(), entry.facts)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_is_as_before_or_as_after(
    name: str, made: Path, sent: Path, tmp_path: Path
) -> None:
    faults = Faults(made, tmp_path / "home")
    changes = Changes(faults.home, sent)
    change: Callable[[], None] = getattr(changes, name)
    before = state(made / "corpus")
    points = faults.points(change)
    after = state(changes.folder)
    assert before != after
    for at, how in points:
        with suppress(CannotStore):
            faults.run(change, at, how)
        Corpus(changes.folder).tidy()
        now = state(changes.folder)
        assert now in (before, after), (name, at, how)
        assert not list(changes.folder.rglob(".*")), (name, at, how, "leftovers")
        if now == before:
            change()
            assert state(changes.folder) == after, (name, at, how, "again")


def test_a_fault_is_said_in_a_sentence(made: Path, sent: Path, tmp_path: Path) -> None:
    faults = Faults(made, tmp_path / "home")
    changes = Changes(faults.home, sent)
    with pytest.raises(CannotStore, match=r"'other\.txt' could not be stored \(No space left"):
        faults.run(changes.add, 2, "full")


@pytest.mark.parametrize("name", ["add", "replace", "set"])
def test_all_is_on_the_disk_before_it_has_its_name(
    name: str, made: Path, sent: Path, tmp_path: Path
) -> None:
    """As a power cut would have it: a name that is there has its bytes."""
    faults = Faults(made, tmp_path / "home")
    changes = Changes(faults.home, sent)
    seen = faults.run(getattr(changes, name))
    renamed = max(at for at, what in enumerate(seen) if what.startswith("os.rename"))
    synced = {what.removeprefix("fsync ") for what in seen[:renamed] if what.startswith("fsync")}
    written = {what.removeprefix("open ") for what in seen[:renamed] if what.startswith("open")}
    assert written
    assert written <= synced
    parent = changes.folder / (CHANGED if name == "set" else "")
    assert f"fsync {parent}" in seen[renamed:]


def test_what_two_processes_change_is_changed_one_after_the_other(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(made / "corpus")
    monkeypatch.setattr("indexer.reports.corpus.folder._PATIENCE", 0.1)
    with corpus._held(), pytest.raises(CorpusError, match="being changed by another process"):
        Corpus(made / "corpus").tidy()


def test_every_way_to_fail_is_tried(made: Path, sent: Path, tmp_path: Path) -> None:
    faults = Faults(made, tmp_path / "home")
    points = faults.points(Changes(faults.home, sent).add)
    assert {how for _, how in points} == set(HOWS)
    assert len(points) > 20


def test_a_report_that_was_half_replaced_long_ago_comes_back(
    made: Path, sent: Path, tmp_path: Path
) -> None:
    faults = Faults(made, tmp_path / "home")
    changes = Changes(faults.home, sent)
    faults.run(lambda: None)
    place = changes.folder / STAY
    place.rename(changes.folder / f".replaced-{STAY}")
    Corpus(changes.folder).tidy()
    assert state(changes.folder) == state(made / "corpus")
    assert json.loads((place / "manifest.json").read_text())["file"] == "report.txt"
