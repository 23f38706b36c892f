from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from webui.templating import CompiledTemplates

PAGE = {"page.html": "Hello {{ name }}"}


def said(folder: Path, version: str = "1") -> str:
    kept = CompiledTemplates(folder, version)
    environment = Environment(loader=DictLoader(PAGE), bytecode_cache=kept)
    return environment.get_template("page.html").render(name="Kent")


def test_what_templates_are_compiled_to_is_kept_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "kept"
    assert said(folder) == "Hello Kent"
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert said(folder) == "Hello Kent"


def test_what_other_files_made_of_it_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    said(tmp_path)
    monkeypatch.setattr(Environment, "compile", None)
    with pytest.raises(TypeError):
        said(tmp_path, version="2")


def test_a_broken_file_and_a_folder_that_cannot_be_are_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    said(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for left in (0, 10, 30, len(whole) - 20):
        kept.write_bytes(whole[:left])
        assert said(tmp_path) == "Hello Kent"
    assert said(kept / "below") == "Hello Kent"


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said(tmp_path) == "Hello Kent"
    assert not list(tmp_path.iterdir())
