"""Each file of a build cut, turned, zeroed or gone: right answers or none, never wrong ones."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from indexer.errors import DamagedIndex, ForeignIndex
from indexer.index import builds
from indexer.index.publication import publish
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from tests.faults import some
from tests.indexer.conftest import make_report
from tests.programs import wait_until

# Whoosh leaves the files open that it fails to read. As errors
# pytest would keep them with every frame there was, and so the builds that were read in.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

QUERIES = ("", "words", '"new words"', "wor*", "custody", "MPT", "wrods")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two builds that share no file and say different things."""
    home = tmp_path_factory.mktemp("made")
    told = (("MPT", "missing persons team"),)
    for text in ("old words", "new words"):
        reports = [
            make_report(f"{text} {n}", "The MPT meets.", id=f"r{n}", definitions=told)
            for n in range(3)
        ]
        publish(reports, home / "index")
    return home / "index"


def questions() -> dict[str, Callable[[Archive], object]]:
    """What is asked, by a name."""

    def searched(archive: Archive, q: str) -> object:
        page = archive.search(SearchRequest(q=q))
        return page.total, page.close, [hit.finding for hit in page.hits], page.facets

    asked: dict[str, Callable[[Archive], object]] = {q: partial(searched, q=q) for q in QUERIES}
    for n in range(3):
        asked[f"report {n}"] = lambda archive, n=n: archive.report(f"r{n}")
        asked[f"finding {n}"] = lambda archive, n=n: archive.finding(f"r{n}-1").section
    return asked


def answers(archive: Archive) -> dict[str, object]:
    """What is answered; a question that is refused for damage is left out."""
    found: dict[str, object] = {}
    for name, ask in questions().items():
        with suppress(DamagedIndex):
            found[name] = ask(archive)
    return found


@pytest.fixture(scope="module")
def right(made: Path) -> list[dict[str, object]]:
    """What the two builds answer."""
    now, before = builds.candidates(made)
    found = [answers(Archive(made))]
    other = made.parent / "other"
    shutil.copytree(made, other)
    shutil.rmtree(other / "builds" / now.id)
    (other / "CURRENT").write_text(before.id)
    found.append(answers(Archive(other)))
    assert found[0] != found[1]
    return found


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def turn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(data)


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def take_away(path: Path) -> None:
    path.unlink()


DAMAGES: tuple[Callable[[Path], None], ...] = (cut, turn, zero, take_away)


def cases(made: Path) -> Iterator[tuple[str, Callable[[Path], None], str]]:
    current = builds.candidates(made)[0].path
    names = sorted(p.relative_to(made).as_posix() for p in current.rglob("*") if p.is_file())
    for name in [*names, "CURRENT"]:
        for damage in DAMAGES:
            for moment in ("at start", "at work"):
                yield name, damage, moment


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("indexer.search.archive._LOOK", 0)
    monkeypatch.setattr("indexer.search.archive._EXAMINED", 0)
    return tmp_path / "index"


def test_every_damage_gives_right_answers(
    made: Path, right: list[dict[str, object]], index: Path
) -> None:
    tried = some(list(cases(made)), share=12)
    assert len({name for name, _, _ in tried}) > 12
    for name, damage, moment in tried:
        case = (name, damage.__name__, moment)
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(made, index)
        archive = Archive(index) if moment == "at work" else None
        if archive:
            archive.search(SearchRequest(q="words"))
        damage(index / name)
        archive = archive or Archive(index)
        found = answers(archive)
        for question, answer in found.items():
            assert answer in [one[question] for one in right], (case, question)
        # The file of a report is needed for that report alone, and looked at when it is asked for.
        assert len(questions()) - len(found) == ("/reports/" in name), case
        wait_until(lambda archive=archive: archive.health().problem, f"{case} is told")


def test_no_whole_build_is_an_honest_refusal(made: Path, index: Path) -> None:
    shutil.copytree(made, index)
    archive = Archive(index)
    for one in builds.candidates(index):
        cut(next(one.segments.glob("*.pst")))
    for ask in (archive.health, lambda: archive.search(SearchRequest()), lambda: Archive(index)):
        with pytest.raises(DamagedIndex, match=r"\.pst is not as it was written"):
            ask()
    publish([make_report("words again", id="r0")], index)
    assert archive.search(SearchRequest(q="again")).total == 1
    assert archive.health().problem == ""


def test_a_report_that_both_builds_share_is_refused_alone(index: Path) -> None:
    from indexer.index.publication import Publication

    publish([make_report("one", id="r0"), make_report("two", id="r1")], index)
    with Publication(index) as one:
        one.keep("r0")
        one.add(make_report("three", id="r1"))
        one.commit()
    archive = Archive(index)
    path = builds.candidates(index)[0].report("r0")
    path.write_bytes(path.read_bytes()[:-20])
    for _ in range(2):
        with pytest.raises(DamagedIndex, match=r"reports/r0\.json"):
            archive.report("r0")
        assert "reports/r0.json" in archive.health().problem
        assert archive.report("r1").findings[0].text == "three"
        assert archive.search(SearchRequest(q="one")).total == 1


def test_an_error_that_is_no_damage_stays_an_error(
    made: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made, index)
    archive = Archive(index)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("indexer.search.searcher.Searcher.search", fail)
    with pytest.raises(ZeroDivisionError):
        archive.search(SearchRequest())
    assert archive.health().problem == ""


def test_a_manifest_that_was_changed_is_not_believed(made: Path, index: Path) -> None:
    shutil.copytree(made, index)
    now, before = builds.candidates(index)
    path = now.path / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "findings": 7}))
    archive = Archive(index)
    assert archive.build == before.id
    assert "manifest is damaged" in archive.health().problem


def test_a_foreign_manifest_is_refused(made: Path, index: Path) -> None:
    shutil.copytree(made, index)
    for build in builds.candidates(index):
        (build.path / "manifest.json").write_text('{"format": "another"}')
    with pytest.raises(ForeignIndex, match="another version of this tool"):
        Archive(index)
