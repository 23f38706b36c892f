"""What a report is compared by, to know whether another one is the same: a value, small to keep.

``sameness`` makes and compares them; manifests of the corpus and records of a build hold them. It
stands alone so that a search opens records without anything that reads reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a report is compared by."""

    force: str
    place: str
    series: str
    published: str
    isbn: str
    #: The least hashes of its runs of words, in order.
    sketch: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain types only."""
        return {name: getattr(self, name) for name in _TEXTS} | {"sketch": list(self.sketch)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Likeness:
        """What ``to_json`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        texts = {name: str(data[name]) for name in _TEXTS}
        return cls(**texts, sketch=tuple(map(int, data["sketch"])))


_TEXTS = ("force", "place", "series", "published", "isbn")
#: That of a report which says nothing.
NO_LIKENESS = Likeness("", "", "", "", "", ())
