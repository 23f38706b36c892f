"""What several rooms of the suite share, and how it is spread over processes.

The whole suite runs in two processes a core; what is named on the command line runs in this one.
What takes long to make and is never changed is made by the first process that wants it.
"""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from flask import Flask
from hypothesis import HealthCheck, settings

from indexer import Archive, Report, build_index, publish
from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.location import ClusterAddress
from indexer.index.meaning import encoder
from tests import memory, stuck
from tests.cluster.nodes import Cluster, Missing
from tests.programs import PATIENCE
from tests.templates import CompiledTemplates
from tests.worktime import WorkTime, in_order, take_note

ROOT = Path(__file__).parents[1]

# Nothing that is collected is garbage: see ``pytest_collection_finish``.
gc.disable()

# The suite starts Python some hundred times; each process would compile the packages anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

#: Vectors take seconds a report: they are made where a test asks for them.
os.environ["INSPECTION_MEANING"] = "no"

# No test asserts a time: on a busy machine any example may take long, and so may drawing it.
settings.register_profile(
    "no deadline", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("no deadline")

#: Invented reports of several families and formats; the first three share areas with the real one.
SAMPLES = ("f1-text", "f1-html", "f1-pdf", "f3-2022-html", "f3-word")
#: What the run prints at its end, so that it is seen where tests pass too: lines by heading.
TOLD = pytest.StashKey[dict[str, dict[str, None]]]()
WORKTIME = pytest.StashKey[WorkTime]()
MEMORY = pytest.StashKey[Path | None]()

#: ``made_once(name, make)`` is a folder that ``make`` filled, once for all processes of the run.
MadeOnce = Callable[[str, Callable[[Path], object]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="leave a picture of each page tried")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """How many processes ``-n auto`` means: two a core, but none for tests that are named.

    Of 692 seconds with one a core the cores were busy 59 % of the time: a test waits for a server,
    a browser, a cluster.
    """
    return 2 * (os.cpu_count() or 1) if whole(config) else 0


def whole(config: pytest.Config) -> bool:
    """Whether no tests are named, so that all are run."""
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TOLD] = {}
    config.stash[WORKTIME] = worktime = WorkTime()
    config.pluginmanager.register(worktime)
    config.pluginmanager.register(stuck)
    if whole(config) and "PYTEST_XDIST_WORKER" not in os.environ:
        config.stash[MEMORY] = memory.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if taken := config.stash.get(MEMORY, None):
        memory.end(taken)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """From here on the garbage collector leaves alone what there is: modules, lists of words and
    thousands of tests, through which it went again and again for a tenth of the work.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(10_000, 10, 10)


def pytest_itemcollected(item: pytest.Item) -> None:
    take_note(item)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    in_order(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process of several hands over what it has to tell."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["told"] = {name: list(lines) for name, lines in session.config.stash[TOLD].items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: pytest.Config, error: object) -> None:
    """The run takes what each of its processes has to tell."""
    for heading, lines in getattr(node, "workeroutput", {}).get("told", {}).items():
        node.config.stash[TOLD].setdefault(heading, {}).update(dict.fromkeys(lines))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for heading, lines in sorted(config.stash[TOLD].items()):
        terminalreporter.section(heading)
        for line in lines:
            terminalreporter.write_line(line)
    if whole(config):
        terminalreporter.section("work")
        for line in config.stash[WORKTIME].lines():
            terminalreporter.write_line(line)
    if began := os.environ.get("CI_BEGAN"):
        took = time.time() - float(began)
        terminalreporter.write_line(f"From an empty environment to here: {took:.0f} seconds.")


@pytest.fixture(scope="session")
def tell(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """``tell(heading, line)`` has the run print a line at its end, each line once."""

    def told(heading: str, line: str) -> None:
        pytestconfig.stash[TOLD].setdefault(heading, {})[line] = None

    return told


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """See ``MadeOnce``. What is in the folder must not be changed, since all tests look at it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made-once"
    shared.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, whole = shared / name, shared / f"{name}.whole"
        with FileLock(shared / f"{name}.lock", timeout=2 * PATIENCE):
            if not whole.exists():
                # Whoever began it may have ended.
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                whole.touch()
        return folder

    return made


@pytest.fixture(scope="session", autouse=True)
def one_model(made_once: MadeOnce) -> Iterator[None]:
    """All indexes that a process of the run makes share one unfolded model: it has 90 MB."""

    def models(_: Build) -> Path:
        return made_once("models", encoder.unfold)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Build, "models", property(models))
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """All applications that a process of the run makes share their templates as compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": CompiledTemplates()})
        yield


@pytest.fixture(scope="session")
def corpus_index(made_once: MadeOnce) -> Path:
    """The index of the whole corpus."""
    return made_once("corpus-index", lambda folder: build_index(ROOT / "corpus", folder))


@pytest.fixture(scope="session")
def meant_index(made_once: MadeOnce) -> Path:
    """The index of the whole corpus with vectors of what the findings mean."""
    return made_once("meant", lambda folder: build_index(ROOT / "corpus", folder, meaning=True))


@pytest.fixture(scope="session")
def sample_corpus(made_once: MadeOnce) -> Path:
    """A corpus of the real report and of invented ones, for whatever needs more than one force."""
    return made_once("sample-corpus", _copy_samples)


@pytest.fixture(scope="session")
def sample_index(sample_corpus: Path, made_once: MadeOnce) -> Path:
    """The index of the ``sample_corpus``."""

    def build(folder: Path) -> None:
        assert build_index(sample_corpus, folder).refused == ()

    return made_once("sample-index", build)


@pytest.fixture(scope="session")
def asking_index(sample_index: Path, made_once: MadeOnce) -> Path:
    """The index of the samples, of which every fourth finding that asks has a last day.

    They are of March 2026, April 2026 and so on.
    """

    def make(folder: Path) -> None:
        archive = Archive(sample_index)
        reports = [archive.report(record.id) for record in archive.reports()]
        dated = [entry.id for entry in archive.register()][::4]
        due = {name: f"2026-{3 + n % 9:02}-15" for n, name in enumerate(dated)}
        publish([_due(report, due) for report in reports], folder)

    return made_once("asking-index", make)


@pytest.fixture(scope="session")
def again_index(sample_index: Path, made_once: MadeOnce) -> Path:
    """The index of a force that was told the same in 2007, in 2012 and, in part, in 2018."""

    def make(folder: Path) -> None:
        report = Archive(sample_index).report("f1-text")
        later = (_later(report, 1, "2012-03"), _later(report, 4, "2018-06"))
        publish([report, *later], folder)

    return made_once("again-index", make)


def _later(report: Report, step: int, published: str) -> Report:
    """Every so many findings of a report, as if they were of another one."""
    name = f"later-{published}"
    findings = (
        replace(one, id=f"{name}-{n}", report=name, published=published)
        for n, one in enumerate(report.findings)
        if n % step == 0
    )
    return replace(
        report, id=name, published=published, series="", findings=tuple(findings), ledger=()
    )


def _due(report: Report, due: Mapping[str, str]) -> Report:
    """The report, some of whose findings say who must act and by when."""
    findings = (
        replace(one, due=due[one.id], deadline="by then", addressee="The chief constable")
        if one.id in due
        else replace(one, due=None, deadline=None)
        for one in report.findings
    )
    return replace(report, findings=tuple(findings))


def _copy_samples(corpus: Path) -> None:
    shutil.copytree(ROOT / "corpus" / "cambridgeshire-2007", corpus / "cambridgeshire-2007")
    for name in SAMPLES:
        (corpus / name).mkdir()
        for file in (ROOT / "tests" / "data" / "reports" / name).glob("report.*"):
            if file.suffix != ".json":
                shutil.copy(file, corpus / name)


#: Hosts of a cluster that runs already, 'host:port' with commas between them.
_CLUSTER = "INSPECTION_TEST_CLUSTER"


@pytest.fixture(scope="session")
def cluster_hosts(made_once: MadeOnce) -> tuple[str, ...]:
    """A cluster of three nodes, started once for all processes of the run; it ends with the run.

    Where it cannot be had its tests are skipped, in CI they fail.
    """
    given = os.environ.get(_CLUSTER)
    try:
        file = made_once("cluster", _start_cluster) if not given else None
    except Missing as why:
        if os.environ.get("CI"):
            pytest.fail(str(why))
        pytest.skip(str(why))
    return tuple((file.read_text() if file else given or "").split(","))


def _start_cluster(file: Path) -> None:
    worker = "PYTEST_XDIST_WORKER" in os.environ
    cluster = Cluster.started(watched=os.getppid() if worker else os.getpid())
    file.write_text(",".join(cluster.addresses))


@pytest.fixture(scope="session")
def in_cluster(cluster_hosts: tuple[str, ...]) -> Iterator[Callable[[Path], ClusterAddress]]:
    """``in_cluster(folder)`` has the build of an index folder sent there, and says where it is."""
    from indexer.search.engine.cluster.connection import Connection
    from indexer.search.engine.cluster.sending import upload

    run = f"test-{os.getpid()}"

    def sent(folder: Path) -> ClusterAddress:
        name = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
        address = ClusterAddress(cluster_hosts, f"{run}-{name}")
        upload.send(Connection(address), builds.candidates(folder)[0])
        return address

    yield sent
    Connection(ClusterAddress(cluster_hosts, run)).ask("DELETE", f"/{run}-*")


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Makes this process look as where the packages of the model cannot be installed."""

    def forget() -> None:
        encoder.load.cache_clear()
        encoder.name.cache_clear()

    def take_away() -> None:
        monkeypatch.setattr(encoder, "_PACKAGES", ("a_package_that_nobody_has",))
        forget()

    yield take_away
    forget()
