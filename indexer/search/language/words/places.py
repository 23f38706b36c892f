"""Places of the United Kingdom: what is the name of one is no slip of another word.

``Lookup`` asks before it corrects a word, and ``Names`` before it takes one for a slip of a name.
The forces and their councils are those of ``forces.toml``; ``places.toml`` has the rest.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from indexer.index.analysis import fold
from indexer.reports.front_matter.forces import councils, forces

_FILE = Path(__file__).with_name("places.toml")


@cache
def towns() -> tuple[str, ...]:
    """The places that are no council of ``forces.toml``, as they are printed."""
    return tuple(
        dict.fromkeys(name for names in _data()["towns"].values() for name in _list(names))
    )


@cache
def place_words() -> frozenset[str]:
    """The words of all names of forces, councils and places, folded."""
    short = (name for force in forces() for name in force.short)
    names = (*short, *councils().values(), *towns(), *_list(_data()["regions"]))
    return frozenset(fold(word) for name in names for word in re.findall(r"[^\s,-]+", name))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _list(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(",")]
