"""Whatever fails at whatever moment of a publication, searches go on and the next one works."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from indexer.errors import InspectionError, NotFound
from indexer.index import builds
from indexer.index.publication import Publication
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest
from tests.faults import Faults, some
from tests.indexer.conftest import make_report
from tests.programs import joined, wait_until

# Whoosh leaves the files open that it fails to write. As errors
# pytest would keep them with every frame there was, and so the builds that were read in.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

BEFORE = {name: make_report(f"words of {name}", "old words", id=name) for name in ("a", "b", "c")}
CHANGED = make_report("words of c", "new words", id="c")


def publish(index: Path, reports: dict[str, Report], fresh: bool = False) -> None:
    """Publish reports, keeping those that are as they were."""
    with Publication(index) as one:
        for name, report in reports.items():
            if not fresh and one.sources.get(name) == report.sha256:
                one.keep(name)
            else:
                one.add(report)
        one.commit()


#: So many parts that one more has them written anew as one.
MANY = {name: make_report(f"words of {name}", id=name) for name in "abcdefgh"}


def in_turn(home: Path, reports: dict[str, Report]) -> Path:
    """A home with an index of so many builds and parts: each report was added to those before."""
    there: dict[str, Report] = {}
    for name, report in reports.items():
        there[name] = report
        publish(home / "index", there)
    return home


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a few builds and parts."""
    return in_turn(tmp_path_factory.mktemp("made"), BEFORE)


@pytest.fixture(scope="module")
def made_of_many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of as many parts as may be."""
    return in_turn(tmp_path_factory.mktemp("many"), MANY)


#: What is published, by the name of what is done.
WORK: dict[str, tuple[dict[str, Report], bool]] = {
    "change": ({**BEFORE, "c": CHANGED}, False),
    "fresh": (BEFORE, True),
    "add": ({**BEFORE, "d": make_report("words of d", id="d")}, False),
    "remove": ({"a": BEFORE["a"], "b": BEFORE["b"]}, False),
    "merge": ({**MANY, "i": make_report("words of i", id="i")}, False),
}


Answers = list[tuple[int, list[str]]]


def answers(archive: Archive) -> Answers:
    """What is found, and what every report says, all of one build."""
    while True:
        build = archive.build
        # A report that was removed is not there when the newer build is taken up meanwhile.
        with suppress(NotFound):
            found = asked_of(archive)
            if archive.build == build:
                return found


def asked_of(archive: Archive) -> Answers:
    """What is answered to one question after the other."""
    pages = [archive.search(SearchRequest(q=q)) for q in ("", "words", "new", "old")]
    said = [f.text for one in archive.reports() for f in archive.report(one.id).findings]
    return [(page.total, [hit.finding.text for hit in page.hits]) for page in pages] + [(0, said)]


#: So many ask all the while that something is published.
CLIENTS = 3


@contextmanager
def asking(archive: Archive, told: list[Answers | BaseException]) -> Iterator[None]:
    """Have clients ask within the block, each at least once, and note what each is told or what
    failed for it.
    """
    ended = threading.Event()

    def ask() -> None:
        while True:
            try:
                told.append(answers(archive))
            except BaseException as error:
                told.append(error)
            if ended.is_set():
                break

    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        joined(threads)


def builds_left(index: Path) -> int:
    """The folders of builds after another publication, of those that nobody reads any more."""
    gc.collect()
    publish(index, {"z": make_report("z", id="z")})
    return len(list((index / "builds").iterdir()))


@pytest.mark.parametrize("name", WORK)
def test_searches_go_on_and_the_next_one_works(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = request.getfixturevalue("made_of_many" if name == "merge" else "made")
    monkeypatch.setattr("indexer.search.archive._LOOK", 0)
    faults = Faults(made, tmp_path / "home")
    index = faults.home / "index"
    asked: list[Archive] = []
    told: list[Answers | BaseException] = []

    def work() -> None:
        asked[:] = [Archive(index)]
        told.clear()
        with asking(asked[0], told):
            publish(index, *WORK[name])

    before = answers(Archive(made / "index"))
    points = some(faults.points(work))
    after = answers(Archive(index))
    assert before != after or name == "fresh"
    assert name != "merge" or len(builds.candidates(index)[0].parts) == 1
    for at, how in points:
        with suppress(OSError, InspectionError):
            faults.run(work, at, how)
        assert len(told) >= CLIENTS
        assert all(one in (before, after) for one in told), (name, at, how, told)
        for archive in (asked[0], Archive(index)):
            assert answers(archive) in (before, after), (name, at, how)
            assert archive.health().problem == "", (name, at, how)
        publish(index, *WORK[name])
        wait_until(lambda: answers(asked[0]) == after, f"{name, at, how}: taken up")
        del archive
        asked.clear()
        wait_until(lambda: builds_left(index) == 2, f"{name, at, how}: what was left over goes")


def test_a_disk_that_killed_builds_filled_is_freed_first(made: Path, tmp_path: Path) -> None:
    faults = Faults(made, tmp_path / "home")
    index = faults.home / "index"
    faults.run(lambda: None)
    left = [index / "builds" / f"20300101T00000000000{n}-abcdef" for n in range(3)]
    for folder in left:
        (folder / "segments").mkdir(parents=True)
    with Publication(index) as one:
        assert not any(folder.exists() for folder in left)
        assert one.sources


def test_builds_are_in_the_order_in_which_they_were_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock went back: the younger build has the older name."""
    names = iter(["20300101T000000000000-aaaaaa", "20200101T000000000000-bbbbbb"])
    real: Callable[[Path, str], builds.Build] = builds.build
    monkeypatch.setattr(builds, "fresh", lambda index: _begun(real(index, next(names))))
    for text in ("old", "new"):
        publish(tmp_path, {"a": make_report(text, id="a")})
    first, second = builds.candidates(tmp_path)
    assert (first.id[:4], second.id[:4], first.number, second.number) == ("2020", "2030", 2, 1)
    (first.path / "reports.json").write_text("{")
    archive = Archive(tmp_path)
    assert archive.build == second.id
    assert archive.search(SearchRequest(q="old")).total == 1


def _begun(build: builds.Build) -> builds.Build:
    build.segments.mkdir(parents=True)
    (build.path / "reports").mkdir()
    return build


def test_nothing_changed_puts_a_damaged_pointer_right(made: Path, tmp_path: Path) -> None:
    faults = Faults(made, tmp_path / "home")
    index = faults.home / "index"
    faults.run(lambda: None)
    (index / "CURRENT").write_text("nonsense")
    publish(index, BEFORE)
    assert builds.pointer(index) == builds.candidates(made / "index")[0].id
    assert Archive(index).health().problem == ""
