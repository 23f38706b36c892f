"""The findings of a build that lies in a folder, as the documents of an index.

``shipment`` asks what each is made of, to know which of them the index has already, and then for
those that it lacks: to make one takes thirty times as long as to know it.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from indexer.index.builds import Build
from indexer.index.meaning import vectors
from indexer.index.schema import TEXTS
from indexer.reports.finding import Finding
from indexer.search.engine.cluster.asking.meaning import spread
from indexer.search.engine.cluster.kept import mapping
from indexer.search.engine.cluster.kept.mapping import Meant, Standings
from indexer.search.engine.local.columns.snapshot import POSITION_BITS, Snapshot
from indexer.search.engine.local.columns.standing import Standing


class Print(NamedTuple):
    """What a document was made of: a digest of all but its vector, and one of that, '' for none."""

    made: str
    meant: str


class Documents:
    """The documents of one build, by the numbers that their findings have in its folder."""

    def __init__(self, build: Build, searchable: bool) -> None:
        """``searchable`` says whether the cluster searches vectors. Raises as ``Snapshot``."""
        self.snapshot = Snapshot(build)
        self._standing = Standing(self.snapshot)
        self._searchable = searchable
        self._vectors = vectors.read(build) if build.model else None
        first = self.snapshot.first_twins
        self._ends = np.searchsorted(
            self.snapshot.sentences, np.arange(self.snapshot.size + 1) << POSITION_BITS
        )
        self._twinned = np.bincount(first, minlength=len(first)).take(first) > 1

    @cached_property
    def means(self) -> Mapping[str, float]:
        """By field, the mean of its length over the findings, in terms."""
        return {field: float(self.snapshot.means[field]) for field in TEXTS}

    @cached_property
    def spread(self) -> Mapping[str, str]:
        """How the vectors lie; {} where there are none."""
        return {} if self._vectors is None else spread(self._vectors[self.snapshot.live])

    def of(self, report: str) -> Sequence[int]:
        """The numbers of the documents of a report, in its order."""
        return self.snapshot.spans.get(report, ())

    def print(self, doc: int) -> Print:
        """What a document is made of, its id and its place among others."""
        finding = self.snapshot.stored.read(doc)
        return self._print(doc, finding, self._standings(doc, finding))

    def document(self, doc: int) -> tuple[str, dict[str, Any]]:
        """The id of a document, and itself."""
        finding = self.snapshot.stored.read(doc)
        at = self._standings(doc, finding)
        known = self._print(doc, finding, at)
        document = mapping.document(finding, at, self._meant(doc))
        return finding.id, {**document, mapping.PRINT: known.made, mapping.MEANT: known.meant}

    def _print(self, doc: int, finding: Finding, at: Standings) -> Print:
        meant = "" if self._vectors is None else _digest(self._vectors[doc].tobytes())
        return Print(_digest(repr((finding, at)).encode()), meant)

    def _standings(self, doc: int, finding: Finding) -> Standings:
        snapshot, standing = self.snapshot, self._standing
        group = int(snapshot.first_twins[doc])
        return Standings(
            number=doc - snapshot.spans[finding.report].start,
            added=snapshot.reports[finding.report].added,
            time=snapshot.reports[finding.report].time,
            stance=int(standing.stances[doc]),
            turn=int(standing.browsing_turns[doc]),
            sunk=bool(standing.boilerplate[doc]),
            twin=finding.id if group == doc else snapshot.finding(group).id,
            twinned=bool(self._twinned[doc]),
            lengths={field: self._length(field, doc) for field in TEXTS},
            begins=self._begins(doc),
        )

    def _begins(self, doc: int) -> tuple[int, ...]:
        some = self.snapshot.sentences[self._ends[doc] : self._ends[doc + 1]]
        return tuple((some & ((1 << POSITION_BITS) - 1)).tolist())

    def _length(self, field: str, doc: int) -> int:
        return round(float(self.snapshot.lengths[field][doc]) * self.means[field])

    def _meant(self, doc: int) -> Meant:
        if self._vectors is None:
            return Meant()
        row = self._vectors[doc]
        direction = tuple(row["direction"].tolist()) if self._searchable else ()
        return Meant(base64.b64encode(row.tobytes()).decode(), direction)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()
