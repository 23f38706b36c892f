"""The data of this room, read once: the words by which a query says more than its subject.

Every kind of reading takes its part of ``understanding.toml`` from here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indexer.search.language.thesaurus.lexicon import fillers
from indexer.search.understanding.phrases import Phrases

_FILE = Path(__file__).with_name("understanding.toml")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the file."""

    data: Mapping[str, Any]

    def words(self, name: str) -> frozenset[str]:
        """The words of a text under ``name``."""
        return frozenset(str(self.data[name]).split())

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts listed under ``name``."""
        return tuple(map(str, self.data[name]))

    def phrases(self, name: str) -> Phrases:
        """The turns of speech listed under ``name``, their groups written out."""
        return Phrases(text.format_map(_groups()) for text in self.texts(name))

    def section(self, name: str) -> Section:
        """The part of this part that is called ``name``."""
        return Section(self.data[name])


@cache
def _groups() -> Mapping[str, str]:
    """The words that stand for each other in many phrases, by the name of their group."""
    groups: Mapping[str, str] = vocabulary().data["groups"]
    return {**groups, "denying": "|".join(sorted(fillers().denial.words))}


@cache
def vocabulary() -> Section:
    """The whole file. Raises tomllib.TOMLDecodeError when it is no TOML."""
    return Section(tomllib.loads(_FILE.read_text(encoding="utf-8")))
