"""No process of this program imports what lies in the folder that it is started in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from indexer.processes.interpreter import child_environment, safe_path
from tests import programs

REPORTS = Path(__file__).parents[2] / "data" / "reports"
#: A program started as an installed one is: its own folder on the path, and not the current one.
PROGRAM = "import sys; sys.path.remove(''); from indexer.cli import main; main(sys.argv[1:])"


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder with modules that lie in wait under the names of the standard library's."""
    for name in ("struct", "selectors", "json", "indexer"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('caught')", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("report", ["f1-pdf/report.pdf", "f1-text/report.txt"])
def test_a_report_is_added_from_any_folder(trap: Path, report: str) -> None:
    places = ["--corpus", str(trap / "corpus"), "--index", str(trap / "index")]
    done = programs.done(
        [sys.executable, "-c", PROGRAM, "add", str(REPORTS / report), *places],
        cwd=trap,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
    )
    assert "caught" not in done.stdout + done.stderr
    assert done.returncode == 0, done.stderr


def test_a_process_has_our_modules(trap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trap)
    monkeypatch.syspath_prepend(str(trap))
    done = programs.done(
        [sys.executable, "-c", "import struct, indexer; print(indexer.__path__)"],
        env=child_environment(),
        check=True,
    )
    assert str(Path(__file__).parents[3] / "indexer") in done.stdout


def test_the_switch_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    with safe_path():
        assert os.environ["PYTHONSAFEPATH"] == "1"
    assert os.environ["PYTHONSAFEPATH"] == ""
