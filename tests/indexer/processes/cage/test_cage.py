"""A reader that is taken over by its file tries what it can, and gets nowhere."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from indexer.cli import main
from indexer.processes import cage
from indexer.processes.interpreter import child_environment
from indexer.processes.workers import Workers
from indexer.reports.readers.caged import shut_around
from indexer.reports.readers.pdf.isolation import read_confined
from tests import programs

pytestmark = pytest.mark.skipif(
    cage.holding() != cage.Holding(cage.holding().landlock or -1, True),
    reason="the kernel has no Landlock or no seccomp: 'indexer doctor' says so",
)

#: What it tries. Each attempt that gets somewhere is told by its name.
HOSTILE = """
import os, socket, subprocess
from pathlib import Path

HOME = Path(__file__).parent

def fork():
    if (child := os.fork()) == 0:
        os._exit(0)
    os.waitpid(child, 0)

ATTEMPTS = {
    "read": lambda: (HOME / "secret").read_text(),
    "environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "list": lambda: os.listdir("/"),
    "write": lambda: (HOME / "written").write_text(""),
    "delete": lambda: (HOME / "victim").unlink(),
    "mode": lambda: (HOME / "secret").chmod(0o777),
    "connect": lambda: socket.create_connection(("127.0.0.1", int((HOME / "port").read_text()))),
    "socket": lambda: socket.socket(socket.AF_UNIX).close(),
    "exec": lambda: subprocess.run(["/bin/true"], check=True),
    "fork": fork,
    "signal": lambda: os.kill(os.getppid(), 0),
}

def attack(*_):
    done = []
    for name, attempt in ATTEMPTS.items():
        try:
            attempt()
            done.append(name)
        except OSError:
            pass
    return done

def read(data):
    from indexer.reports.readers.result import Reading
    return Reading([], {"done": " ".join(attack())})
"""
#: A module by which a reader is taken over in whatever process it is imported.
TAKES_OVER = """
import hostile
from indexer.errors import ReportError
from indexer.reports.corpus import reading

def read_report(*_, **__):
    raise ReportError("done: " + " ".join(hostile.attack()) + ".")

reading.read_report = read_report
"""
EVERYTHING = [
    "read", "environment", "list", "write", "delete", "mode", "connect", "socket", "exec", "fork",
    "signal",
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a secret, and a server that nobody may reach."""
    (tmp_path / "hostile.py").write_text(HOSTILE)
    for name in ("secret", "victim", "report.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "hostile", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        (tmp_path / "port").write_text(str(listener.getsockname()[1]))
        yield tmp_path


@pytest.fixture
def hostile(home: Path) -> ModuleType:
    import hostile  # type: ignore[import-not-found]

    assert isinstance(hostile, ModuleType)
    return hostile


def attacked(shutting: str) -> list[str]:
    """What could be done after these lines, in a process of its own."""
    script = f"import json, hostile\n{shutting}\nprint(json.dumps(hostile.attack()))"
    done = programs.done(
        [sys.executable, "-c", script],
        check=True,
        env=child_environment(),
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_without_a_cage_all_of_it_can_be_done(home: Path) -> None:
    assert attacked("") == EVERYTHING


def test_from_a_cage_nothing_can_be_done(home: Path) -> None:
    assert attacked("from indexer.processes import cage; cage.shut()") == []
    assert (home / "victim").exists()


def test_what_is_given_can_be_read_and_written_and_no_more(home: Path) -> None:
    shut = "from indexer.processes import cage; from pathlib import Path; cage.shut({}, {})"
    assert attacked(shut.format([str(home / "secret")], None)) == ["read"]
    assert attacked(shut.format([], f"Path({str(home)!r})")) == ["read", "write", "delete"]


def test_where_python_may_be_started_nothing_else_can_be_done(home: Path) -> None:
    shut = "from indexer.processes import cage; cage.shut(programs=True)"
    assert attacked(shut) == ["fork"]
    script = f"import subprocess, sys, os; {shut}\n"
    script += "print(subprocess.run([sys.executable, '-c', 'print(open(\"/etc/passwd\"))']"
    script += ", capture_output=True, text=True).stderr)"
    done = programs.done([sys.executable, "-c", script], env=child_environment())
    assert "PermissionError" in done.stdout, done.stderr


def test_python_is_seen_as_a_library_where_it_may_be_started() -> None:
    """It is started from there where no other of its version lies in the system's folders."""
    mapped = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()}
    libraries = {path for path in mapped if "libpython" in path}
    assert libraries <= {str(path.resolve()) for path in cage._libraries()}


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        ("landlock.version = lambda: 0", {"read", "environment", "list", "write", "delete"}),
        ("seccomp.is_there = lambda: False", {"mode", "fork", "socket"}),
    ],
)
def test_each_part_of_it_holds_by_itself(home: Path, missing: str, left: set[str]) -> None:
    parts = (
        "from indexer.processes import cage; from indexer.processes.cage import landlock, seccomp"
    )
    shut = f"{parts}; {missing}\n"
    assert set(attacked(f"{shut}cage.shut()")) <= left


def test_a_worker_that_reads_reports_is_in_a_cage(home: Path, hostile: ModuleType) -> None:
    with Workers(hostile.attack, shut=shut_around) as workers:
        assert list(workers.map([home / "report.txt", home / "report.pdf"])) == [[], ["fork"]]
    with Workers(hostile.attack) as workers:
        assert list(workers.map([home / "report.txt"])) == [EVERYTHING]


def test_the_process_that_reads_a_pdf_is_in_a_cage(home: Path) -> None:
    assert read_confined("hostile:read", b"").hints == {"done": ""}


def test_the_doctor_tells_that_it_holds() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert result.output.count(" no\n") == 4
    assert f"Landlock: version {cage.holding().landlock}" in result.output


def test_the_doctor_tells_what_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.processes.cage.trial.trial", lambda: {"reach the network": True})
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "yes" in result.output


@pytest.mark.parametrize("name", ["report.txt", "report.pdf", "report.html", "report.docx"])
def test_split_and_audit_read_every_format_in_a_cage(
    home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they read with is taken over; it may start Python for a PDF, and nothing else."""
    (home / "takes_over.py").write_text(TAKES_OVER)
    (home / name).write_bytes(b"%PDF-1.7" if name.endswith("pdf") else b"some text")
    script = (
        "import sys, takes_over\n"
        "from indexer.cli import main\n"
        "if __name__ == '__main__': main(['split', sys.argv[1]])"
    )
    file = home / "run.py"
    file.write_text(script)
    done = programs.done(
        [sys.executable, file, home / name],
        env=child_environment(),
    )
    assert f"done: {'fork' if name.endswith('pdf') else ''}." in done.stderr, done.stderr
