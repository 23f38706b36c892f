"""Style and types are part of the suite, so that one command says whether a change is sound."""

import sys
from pathlib import Path

import pytest

from tests import programs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=" ".join,
)
def test_the_tool_finds_nothing(command: tuple[str, ...]) -> None:
    found = programs.done([sys.executable, "-m", *command], cwd=ROOT)
    assert found.returncode == 0, found.stdout + found.stderr
