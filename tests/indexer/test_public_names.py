"""The names that other packages use."""

from __future__ import annotations

import sys

import pytest

import indexer
from tests import programs


@pytest.mark.parametrize("name", indexer.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(indexer, name) is not None


def test_there_are_no_others() -> None:
    with pytest.raises(AttributeError, match="no attribute 'everything'"):
        _ = indexer.everything


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, indexer; print({'whoosh', 'numpy', 'bs4', 'flask'} & set(sys.modules))"
    loaded = programs.done([sys.executable, "-c", code], check=True).stdout
    assert loaded.strip() == "set()"
