"""The data that lies beside the modules: lists of words and patterns, and tables, as TOML."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def toml(package: str, *path: str) -> dict[str, Any]:
    """The data of a TOML file, by the name of the package in whose folder it lies and its path
    there. Raises FileNotFoundError where there is none, tomllib.TOMLDecodeError when it is no TOML.
    """
    file = resources.files(package).joinpath(*path)
    return tomllib.loads(file.read_text(encoding="utf-8"))
