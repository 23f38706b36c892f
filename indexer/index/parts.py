"""The parts of a build: which segment holds which reports, and which of them still count.

A segment is never changed. A report that was removed or read anew is masked in the segment that
held it, and a part that holds little but masked reports, or one of too many small ones, is
written anew with others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate, groupby
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Parts of like size that may stand beside each other, and by how much sizes of a like differ.
_TIER = 8
#: A part of more findings is not written anew to save on parts: it takes two seconds and more.
LARGE = 8192


@dataclass(frozen=True, slots=True)
class Share:
    """One report in a segment."""

    report: str
    findings: int
    #: The number of terms by analysed field, counted with repetition.
    terms: Mapping[str, int]
    #: False when the report was removed, or is in another part by now.
    live: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One segment: its name, and its reports in order of document."""

    name: str
    shares: tuple[Share, ...]

    @property
    def size(self) -> int:
        """The number of findings, masked ones included."""
        return sum(share.findings for share in self.shares)

    @property
    def live(self) -> int:
        """The number of findings that count."""
        return sum(share.findings for share in self.shares if share.live)

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that count."""
        return tuple(share.report for share in self.shares if share.live)

    def terms(self, field: str) -> int:
        """The number of terms that count in an analysed field."""
        return sum(share.terms[field] for share in self.shares if share.live)

    def masked(self) -> Iterator[int]:
        """The documents that do not count, rising."""
        first = 0
        for share in self.shares:
            if not share.live:
                yield from range(first, first + share.findings)
            first += share.findings

    def keeping(self, reports: Collection[str]) -> Part:
        """The part with every report masked that is not in ``reports``."""
        shares = (replace(s, live=s.live and s.report in reports) for s in self.shares)
        return replace(self, shares=tuple(shares))

    def to_json(self) -> dict[str, Any]:
        """Plain types, as a build's manifest keeps them."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Part:
        """The part that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        return cls(data["name"], tuple(Share(**share) for share in data["shares"]))


def report_order(parts: Sequence[Part]) -> NDArray[np.intp]:
    """The documents of all parts, numbered through, in report order, masked ones among them.

    Reports come by id, findings as they stand in them.
    """
    shares = [share for part in parts for share in part.shares]
    starts = accumulate((share.findings for share in shares), initial=0)
    placed = sorted(zip(shares, starts, strict=False), key=lambda placed: placed[0].report)
    runs = [np.arange(start, start + share.findings) for share, start in placed]
    return np.concatenate([np.zeros(0, dtype=np.intp), *runs])


def worn(part: Part) -> bool:
    """Whether most of a part is masked."""
    return 2 * part.live < part.size


def surplus(parts: Sequence[Part]) -> list[Part]:
    """The parts to be written anew as one, smallest first; none when there are not too many.

    Parts fall into tiers by size, each ``_TIER`` times the one below (as in O'Neil et al., 'The
    log-structured merge-tree', 1996): of a full tier all are taken, so that a finding is written
    anew once a tier and not at every addition.
    """
    small = sorted((part for part in parts if part.live <= LARGE), key=lambda part: part.live)
    for _, tier in groupby(small, key=_tier):
        if len(alike := list(tier)) > _TIER:
            return alike
    return []


def _tier(part: Part) -> int:
    return int(log(max(1, part.live), _TIER))
