"""The parts of a build: which segment holds which reports, and which of them still count.

``batch`` makes a part of each segment that it writes, ``segment_sink`` lists them in the manifest,
and the search reads them from the build. A segment is never changed: a report that was removed or
read anew is masked in the segment that held it. ``merge_policy`` says what is written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray


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


def report_spans(parts: Sequence[Part]) -> dict[str, range]:
    """The documents of each report that counts, all parts numbered through, by its id."""
    spans: dict[str, range] = {}
    first = 0
    for share in (share for part in parts for share in part.shares):
        if share.live:
            spans[share.report] = range(first, first + share.findings)
        first += share.findings
    return spans


def report_order(parts: Sequence[Part]) -> NDArray[np.intp]:
    """The documents of all parts, numbered through, in report order, masked ones among them.

    Reports come by id, findings as they stand in them.
    """
    shares = [share for part in parts for share in part.shares]
    starts = accumulate((share.findings for share in shares), initial=0)
    placed = sorted(zip(shares, starts, strict=False), key=lambda placed: placed[0].report)
    runs = [np.arange(start, start + share.findings) for share, start in placed]
    return np.concatenate([np.zeros(0, dtype=np.intp), *runs])
