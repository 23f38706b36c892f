"""A test that waits for ever fails, is named, and holds up nothing else."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import Program, done, wait_until

ROOT = Path(__file__).parents[2]
#: The nets at a smaller scale, hung up as the suite's.
CONFTEST = """
from tests import stuck
stuck.MOST, stuck.AGAIN = {most}, 2.0

def pytest_configure(config):
    config.pluginmanager.register(stuck)
"""
TRIAL = """
import signal, subprocess, sys, threading, time
from pathlib import Path
import pytest

SILENT = [sys.executable, "-c", "import time; time.sleep(3600)"]

def test_before():
    pass

{stuck}

@pytest.mark.parametrize("number", range(9))
def test_after(number):
    pass
"""
WAITS = """
def test_a_line_that_never_comes():
    with subprocess.Popen(SILENT, stdout=subprocess.PIPE) as silent:
        silent.stdout.readline()

@pytest.fixture
def ends_never():
    yield
    threading.Event().wait()

def test_an_end_that_never_comes(ends_never):
    pass
"""
#: No signal gets through, as where nothing of Python runs any more.
IN_C = """
def test_in_c():
    Path("child").write_text(str(subprocess.Popen(SILENT).pid))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(3600)
"""


#: What starts programs for others, ends them and waits with a bound; the bench is watched.
STARTING = {"tests/programs.py", "tests/cluster/nodes.py"}
_STARTS = {f"subprocess.{name}" for name in ("run", "Popen", "call", "check_call", "check_output")}


def unbounded(file: Path) -> Iterator[str]:
    """What of a module of the tests may wait for ever."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        bound = node.args or node.keywords
        if called in _STARTS or (called.endswith((".join", ".acquire")) and not bound):
            yield f"{file.name}:{node.lineno}: {called}"
        if called == "FileLock" and "timeout" not in {one.arg for one in node.keywords}:
            yield f"{file.name}:{node.lineno}: {called}"


def test_no_test_waits_without_a_bound() -> None:
    modules = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "tests").rglob("*.py")}
    watched = [path for name, path in modules.items() if not name.startswith("tests/bench/")]
    assert set(modules) >= STARTING
    faults = [
        fault
        for path in watched
        if path.relative_to(ROOT).as_posix() not in STARTING
        for fault in unbounded(path)
    ]
    assert faults == []


def tried(home: Path, stuck: str, most: float, *options: str) -> str:
    """What a run of its own says of such tests."""
    (home / "conftest.py").write_text(CONFTEST.format(most=most))
    (home / "test_trial.py").write_text(TRIAL.format(stuck=stuck))
    run = [sys.executable, "-m", "pytest", "-c", "/dev/null", "--rootdir", home, "-rA", "-n", "2"]
    run += ["-p", "no:cacheprovider", *options, home]
    ended = done(run, cwd=home, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)})
    assert ended.returncode == 1, ended.stdout
    assert len(set(re.findall(r"^PASSED .*::(\S+)", ended.stdout, re.M))) >= 10, ended.stdout
    return ended.stdout + ended.stderr


def test_it_is_interrupted_and_says_where_it_stands(tmp_path: Path) -> None:
    told = tried(tmp_path, WAITS, 4.0)
    for name in ("a_line", "an_end"):
        assert re.search(rf"^(FAILED|ERROR) test_trial.py::test_{name}\S+ - .*Stuck", told, re.M)
    assert "does not end. Its threads:" in told


def test_where_that_does_no_good_its_process_ends_and_the_run_goes_on(tmp_path: Path) -> None:
    options = ("-o", "faulthandler_timeout=8", "-o", "faulthandler_exit_on_timeout=true")
    told = tried(tmp_path, IN_C, 4.0, *options)
    assert "crashed while running 'test_trial.py::test_in_c'" in told
    assert "in test_in_c" in told
    child = Path("/proc", (tmp_path / "child").read_text(), "exe")
    wait_until(lambda: not child.exists(), "what it began has ended")


def test_a_program_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.programs.PATIENCE", 0.5)
    silent = [sys.executable, "-c", "import time; time.sleep(3600)"]
    with Program(silent, stdout=-1) as program, pytest.raises(AssertionError, match="nothing"):
        program.until("anything")
    assert program.returncode == -9
