"""The names that other packages use."""

from __future__ import annotations

import subprocess
import sys

import pytest

import indexer


@pytest.mark.parametrize("name", indexer.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(indexer, name) is not None


def test_there_are_no_others() -> None:
    with pytest.raises(AttributeError, match="no attribute 'everything'"):
        _ = indexer.everything


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, indexer; print({'whoosh', 'numpy', 'bs4', 'flask'} & set(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert loaded.strip() == "set()"
