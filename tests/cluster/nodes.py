"""A real OpenSearch cluster on this machine, of what Maven Central serves, for the tests.

The stock server is what OpenSearch's own plugins are tested against: it lacks all modules but one,
so the two that we need are laid out here from their jars, each with a descriptor of ours. It is
installed once into a cache folder; a ``Cluster`` runs some nodes of it, which end with the process
that is watched, however that ends. The fixtures of ``tests/conftest.py`` call this.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from tests.programs import PATIENCE, done, outliving

VERSION, KNN = "2.19.6", "2.19.1.0"
#: Raised when an installation is laid out differently.
_LAYOUT = 2
_NOBODY = 65534
#: What goes on when this process has ended, held so that Python does not complain of it.
_OUTLIVING: list[object] = []
_TRIES = 3
#: Below those that systems give to connections, from 32768 on by default.
_PORTS = range(20_000, 32_000)
#: Little memory, one thread to tidy it, and the first compiler alone, which starts in a third of
#: the time.
_SMALL = "-Xms384m -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
#: What the server's own script starts it with. That asks four Javas in turn, for 1.5 of the 9.5
#: seconds of work that a node took to start; these are the answers.
_STARTED_WITH = (
    "-Xss1m", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Djna.nosys=true",
    "-Djava.locale.providers=SPI,COMPAT", "-XX:-OmitStackTraceInFastThrow",
    "-Dio.netty.noUnsafe=true", "-Dio.netty.noKeySetOptimization=true",
    "-Dio.netty.recycler.maxCapacityPerThread=0", "-Dio.netty.allocator.numDirectArenas=0",
    "-Dlog4j.shutdownHookEnabled=false", "-Dlog4j2.disable.jmx=true",
    "-Dopensearch.networkaddress.cache.ttl=60", "-Dopensearch.networkaddress.cache.negative.ttl=10",
    "-Dopensearch.distribution.type=zip", "-Dopensearch.bundled_jdk=false",
)  # fmt: skip
_MAIN = "org.opensearch.bootstrap.OpenSearch"
#: The classes of a node as they are when it has started, checked and laid out once for all nodes:
#: it starts with 4.6 seconds of work for 7.4.
_CLASSES = "classes.jsa"
#: What the scripts' module brings beside itself, by the beginning of its files' names.
_SCRIPTING = ("asm-", "antlr4-runtime-", "opensearch-scripting-painless-spi-")
#: What the scripts' module may do, as it declares it itself.
_POLICY = """grant {
  permission java.lang.RuntimePermission "createClassLoader";
  permission java.lang.RuntimePermission "getClassLoader";
};
"""
_POM = """<project><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>node</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>"""
_DEPENDENCY = (
    "<dependency><groupId>org.opensearch.{}</groupId><artifactId>{}</artifactId>"
    "<version>{}</version><type>{}</type></dependency>"
)


class Missing(Exception):
    """No cluster can be had here; its text says what is missing."""


class _Plugin(NamedTuple):
    """What a descriptor says of a module or plugin."""

    name: str
    version: str
    kind: str
    extends: str = ""

    def describe(self, folder: Path) -> None:
        """Write the descriptor, without which the server does not load it."""
        folder.joinpath("plugin-descriptor.properties").write_text(
            f"name={self.name}\ndescription={self.name}\nversion={self.version}\n"
            f"opensearch.version={VERSION}\njava.version=11\nclassname={self.kind}\n"
            f"extended.plugins={self.extends}\nhas.native.controller=false\n"
        )


_ANALYSIS = _Plugin(
    "analysis-common",
    VERSION,
    "org.opensearch.analysis.common.CommonAnalysisPlugin",
    "lang-painless",
)
_PAINLESS = _Plugin("lang-painless", VERSION, "org.opensearch.painless.PainlessPlugin")
_VECTORS = _Plugin("opensearch-knn", KNN, "org.opensearch.knn.plugin.KNNPlugin", "lang-painless")


def installed() -> Path:
    """The server's folder, fetched and laid out if it is not there yet. Raises Missing."""
    base = _cache() / "inspection-findings-tests"
    home = base / f"opensearch-{VERSION}-{_LAYOUT}"
    base.mkdir(parents=True, exist_ok=True)
    with FileLock(base / "install.lock", timeout=_TRIES * PATIENCE):
        if not home.exists():
            _needed("java", "mvn")
            with tempfile.TemporaryDirectory(dir=base) as scratch:
                jars = _fetched(Path(scratch))
                _laid_out(Path(scratch), jars).rename(home)
            _keep_classes(home)
    _needed("java")
    return home


def _cache() -> Path:
    """Where the server is kept. Its own user cannot look into root's cache; and what is kept of its
    classes holds where they lay then, so each cluster could not have a copy of it.
    """
    if os.getuid() == 0:
        return Path("/var/cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _keep_classes(home: Path) -> None:
    """Keep the classes of a node that has started (``_CLASSES``); without them it starts too."""
    options = f"{_SMALL} -XX:ArchiveClassesAtExit=tmp/{_CLASSES}"
    cluster = Cluster.of(home, 1, os.getpid(), options)
    try:
        cluster.end(0)
        made = cluster.folder / "0" / "tmp" / _CLASSES
        if made.exists():
            shutil.copyfile(made, home / f"{_CLASSES}.whole")
            (home / f"{_CLASSES}.whole").rename(home / _CLASSES)
    finally:
        cluster.stop()


def _needed(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            raise Missing(f"There is no {program} on this machine, which a cluster needs")


def _fetched(scratch: Path) -> Path:
    """A folder with the archives and jars."""
    wanted = (
        ("distribution.integ-test-zip", "opensearch", VERSION, "zip"),
        ("plugin", "analysis-common", VERSION, "jar"),
        ("plugin", "lang-painless", VERSION, "jar"),
        ("plugin", "opensearch-knn", KNN, "zip"),
    )
    pom = _POM.format("".join(_DEPENDENCY.format(*one) for one in wanted))
    (scratch / "pom.xml").write_text(pom)
    command = ["mvn", "-B", "-q", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    for _ in range(_TRIES):
        fetched = done([*command, f"-DoutputDirectory={scratch / 'jars'}"], cwd=scratch)
        if fetched.returncode == 0:
            return scratch / "jars"
    raise Missing(f"The cluster's packages could not be fetched: {fetched.stdout[-500:]}")


def _laid_out(scratch: Path, jars: Path) -> Path:
    """The server's folder, made of the ``jars``."""
    with zipfile.ZipFile(jars / f"opensearch-{VERSION}.zip") as archive:
        archive.extractall(scratch)
    home = scratch / f"opensearch-{VERSION}"
    for plugin in (_ANALYSIS, _PAINLESS):
        folder = home / "modules" / plugin.name
        folder.mkdir()
        shutil.copy(jars / f"{plugin.name}-{VERSION}.jar", folder)
        plugin.describe(folder)
    scripting = home / "modules" / _PAINLESS.name
    (scripting / "plugin-security.policy").write_text(_POLICY)
    for jar in jars.iterdir():
        if jar.name.startswith(_SCRIPTING):
            shutil.copy(jar, scripting)
    vectors = home / "plugins" / _VECTORS.name
    with zipfile.ZipFile(jars / f"{_VECTORS.name}-{KNN}.zip") as archive:
        archive.extractall(vectors)
    _VECTORS.describe(vectors)
    return home


@dataclass
class Cluster:
    """Some nodes on loopback, with a folder of their own."""

    folder: Path
    home: Path
    ports: tuple[int, ...]
    transport: tuple[int, ...]
    #: What each node's Java is started with.
    java: str
    nodes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @classmethod
    def started(cls, nodes: int = 3, watched: int | None = None, java: str = _SMALL) -> Cluster:
        """A fresh cluster when all its nodes are there, which end with the process ``watched``,
        this one if none is named. Raises Missing.
        """
        return cls.of(installed(), nodes, watched or os.getpid(), java)

    @classmethod
    def of(cls, home: Path, nodes: int, watched: int, java: str) -> Cluster:
        """The same of a server's folder."""
        folder = Path(tempfile.mkdtemp(prefix="findings-cluster-"))
        folder.chmod(0o755)
        (folder / "backups").mkdir()
        (folder / "backups").chmod(0o777)
        free = list(free_ports(2 * nodes))
        cluster = cls(folder, home, tuple(free[:nodes]), tuple(free[nodes:]), java)
        _watch(watched, folder)
        try:
            for number in range(nodes):
                cluster.start(number)
            cluster.wait()
        except BaseException:
            cluster.stop()
            raise
        _OUTLIVING.append(cluster)
        return cluster

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the nodes listen, as 'host:port'."""
        return tuple(f"127.0.0.1:{port}" for port in self.ports)

    def start(self, number: int) -> None:
        """Start one node, with what it had when it ran before."""
        folder = self.folder / str(number)
        if not folder.exists():
            self._configure(number, folder)
        command = self._command(folder)
        if os.getuid() == 0:  # which the server refuses to run as
            done(["chown", "-R", f"{_NOBODY}:{_NOBODY}", folder], check=True)
            ids = (f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
            command = ["setpriv", *ids, *command]
        with (folder / "output").open("ab") as output:
            process = subprocess.Popen(
                ["nice", "-n", "5", *command],
                env={"PATH": os.environ["PATH"], "HOME": str(folder)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=folder,
            )
        self.nodes[number] = process
        (folder / "pid").write_text(str(process.pid))

    def _command(self, folder: Path) -> list[str]:
        """What starts a node that lies in ``folder``."""
        java = Path(shutil.which("java") or "java").resolve()
        kept = self.home / _CLASSES
        return [
            str(java),
            *_STARTED_WITH,
            *self.java.split(),
            *([f"-XX:SharedArchiveFile={kept}"] if kept.exists() else []),
            f"-Djava.io.tmpdir={folder / 'tmp'}",
            f"-Dopensearch.path.home={self.home}",
            f"-Dopensearch.path.conf={folder / 'config'}",
            "-cp",
            f"{self.home}/lib/*",
            _MAIN,
        ]

    def _configure(self, number: int, folder: Path) -> None:
        shutil.copytree(self.home / "config", folder / "config")
        for name in ("data", "logs", "tmp"):
            (folder / name).mkdir()
        options = {
            "cluster.name": "findings",
            "node.name": f"node-{number}",
            "path.data": str(folder / "data"),
            "path.logs": str(folder / "logs"),
            "path.repo": str(self.folder / "backups"),
            "network.host": "127.0.0.1",
            "http.port": self.ports[number],
            "transport.port": self.transport[number],
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in self.transport],
            "cluster.initial_cluster_manager_nodes": [f"node-{n}" for n in range(len(self.ports))],
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "cluster.info.update.interval": "10s",
            "node.processors": 2,
        }
        (folder / "config" / "opensearch.yml").write_text(json.dumps(options))

    def wait(self, nodes: int | None = None, status: str = "green", seconds: float = 300) -> None:
        """Wait until so many nodes, all if none is said, are there and the cluster is well.

        Raises Missing when a node ends meanwhile, or the time is up.
        """
        wanted = f"wait_for_nodes={nodes or len(self.ports)}&wait_for_status={status}&timeout=2s"
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if gone := [number for number in self.nodes if not self.lives(number)]:
                output = (self.folder / str(gone[0]) / "output").read_text(errors="replace")
                raise Missing(f"Node {gone[0]} has ended: {output[-800:]}")
            if any(_well(self.ports[number], wanted) for number in self.nodes):
                return
            time.sleep(0.2)
        raise Missing(f"The cluster was not {status} after {seconds:.0f} seconds: {self._why()}")

    def _why(self) -> str:
        """What each node says of the cluster, and of the first shard that has no place."""
        paths = ("_cluster/health?timeout=1s", "_cluster/allocation/explain")
        return " | ".join(
            f"node {number}: {_said(self.ports[number], path)}"
            for number in sorted(self.nodes)
            for path in paths
        )

    @property
    def cpu(self) -> float:
        """The seconds of CPU that the nodes that run have taken."""
        ticks = sum(int(field) for one in self._told("stat") for field in one.split()[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def resident(self) -> list[int]:
        """The megabytes that each node that runs has in memory."""
        pages = (int(one.split()[1]) for one in self._told("statm"))
        return [page * os.sysconf("SC_PAGE_SIZE") // 1_000_000 for page in pages]

    def _told(self, name: str) -> Iterator[str]:
        """What the system says of each node, behind its name."""
        for process in self.nodes.values():
            text = Path(f"/proc/{process.pid}/{name}").read_text()
            yield text.rpartition(") ")[2]

    def lives(self, number: int) -> bool:
        """Whether the process of a node runs."""
        return number in self.nodes and self.nodes[number].poll() is None

    def end(self, number: int) -> None:
        """Tell a node to end, and wait until it has."""
        os.killpg(self.nodes[number].pid, signal.SIGTERM)
        self.nodes.pop(number).wait(PATIENCE)

    def kill(self, number: int) -> None:
        """End a node at once, as the loss of its machine would."""
        process = self.nodes.pop(number)
        (self.folder / str(number) / "pid").unlink(missing_ok=True)
        _end(process.pid)
        process.wait(PATIENCE)

    def pause(self, number: int) -> None:
        """Have a node stand still: it takes what is sent to it, and says nothing."""
        os.killpg(self.nodes[number].pid, signal.SIGSTOP)

    def resume(self, number: int) -> None:
        """Have a node that stands still go on."""
        os.killpg(self.nodes[number].pid, signal.SIGCONT)

    def stop(self) -> None:
        """End all nodes and take their folder away."""
        for number in list(self.nodes):
            self.kill(number)
        shutil.rmtree(self.folder, ignore_errors=True)


def _well(port: int, wanted: str) -> bool:
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/_cluster/health?{wanted}", timeout=10
        ) as answer:
            return not json.load(answer)["timed_out"]
    except OSError:
        return False


def _said(port: int, path: str) -> str:
    """The beginning of what a node answers, be it an error."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
            said: bytes = answer.read(700)
    except urllib.error.HTTPError as error:
        said = error.read(700)
    except OSError as error:
        return str(error)
    return said.decode(errors="replace")


def free_ports(number: int) -> Iterator[int]:
    """Ports that nobody listens on, and that no process is given for a connection of its own before
    somebody does, or while a node is away.
    """
    for _ in range(number):
        yield next(port for port in _UNUSED if _is_free(port))


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _own_ports() -> Iterator[int]:
    """The ports from a place on that processes begun at the same time do not share for long."""
    first = 509 * os.getpid() % len(_PORTS)
    yield from (*_PORTS[first:], *_PORTS[:first])


_UNUSED = _own_ports()


def _end(pid: int) -> None:
    """End a node, which leads a session of its own."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _watch(pid: int, folder: Path) -> None:
    """Has a process of its own end the nodes of ``folder`` when the process ``pid`` has ended."""
    watcher = subprocess.Popen(
        [sys.executable, "-m", __name__, str(pid), str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=outliving(),
    )
    _OUTLIVING.append(watcher)


def main(arguments: Sequence[str]) -> None:
    """Wait until a process has ended, then end the nodes of a folder: ``nodes.py PID FOLDER``."""
    watched, folder = Path("/proc") / arguments[0], Path(arguments[1])
    while watched.exists() and folder.exists():
        time.sleep(0.5)
    for file in folder.glob("*/pid"):
        _end(int(file.read_text()))
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
