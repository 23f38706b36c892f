"""The subject of an area, by which the areas of different frameworks are lined up.

The page of a force asks for it, so that its grades of several years stand in one row. A printed
name goes in, a ``Subject`` comes out; the map is ``subjects.toml``, made by hand.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from indexer import slug


@dataclass(frozen=True, slots=True)
class Subject:
    """What areas of several frameworks are about, or one area that stands for itself."""

    name: str
    #: Why areas are lined up under it; '' where it is the one area's own name.
    reason: str = ""

    @property
    def key(self) -> str:
        """What two areas of one subject have in common."""
        return slug(self.name)


@cache
def subject(area: str) -> Subject:
    """The subject of the area of that printed name: one of the map, or itself."""
    for patterns, known in _subjects():
        if any(pattern.search(area) for pattern in patterns):
            return known
    return Subject(area)


@cache
def _subjects() -> tuple[tuple[tuple[re.Pattern[str], ...], Subject], ...]:
    text = resources.files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8")
    return tuple(
        (
            tuple(re.compile(pattern, re.IGNORECASE) for pattern in row["areas"]),
            Subject(row["name"], row["reason"]),
        )
        for row in tomllib.loads(text)["subject"]
    )
