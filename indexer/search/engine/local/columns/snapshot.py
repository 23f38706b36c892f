"""An immutable view of one build, shared by all threads.

``LocalEngine`` opens it with a build, and the steps of the engine read their arrays from it.
Documents are numbered through all segments of the build; posting lists, facet values and field
lengths are arrays over these numbers. Lists are read from Whoosh on first use, under one lock (a
Whoosh reader shared by threads without one returns wrong lists silently), and kept in a cache.
"""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from threading import Lock

import numpy as np

from indexer.budget import Budget
from indexer.index.builds import Build
from indexer.index.facets import BY_NAME, FACETS
from indexer.index.records import ReportRecord
from indexer.index.schema import SENTENCE, SENTENCES, TEXTS
from indexer.index.segments.finding_store import FindingStore
from indexer.index.segments.segment_list import report_order, report_spans
from indexer.reports.finding import Finding
from indexer.search.cache import Cache
from indexer.search.engine.local.columns.arrays import Bools, Floats, Ints, Keys, Numbers
from indexer.search.engine.local.columns.facet_columns import (
    FacetColumn,
    Table,
    several_values,
    tables,
)
from indexer.search.engine.local.columns.postings import Postings, Segment, joined
from indexer.slugs import slug

#: An occurrence is one number: the document, then the position in this many bits.
POSITION_BITS = 20
#: Bytes of posting lists that are kept: so many at least, and so many for each finding.
_LEAST, _EACH = 64 << 20, 512
_FINDINGS_KEPT = 4096


class StoredFindings:
    """The findings of all segments by document number; any thread may read, without a lock.

    They can be read on when the build was swept away.
    """

    def __init__(self, stores: Sequence[FindingStore], bases: Sequence[int]) -> None:
        """``bases``: the first number of each segment, and the end of the last."""
        self._stores = stores
        self._bases = bases

    def read(self, doc: int) -> Finding:
        """The finding of a document number. Raises TooCostly when the budget is used up."""
        Budget.check()
        number = bisect_right(self._bases, doc, hi=len(self._stores)) - 1
        return self._stores[number].read(doc - self._bases[number])

    def docs(self, finding_id: str) -> Iterator[int]:
        """The document numbers of a finding's id, those of deleted ones among them."""
        for store, base in zip(self._stores, self._bases, strict=False):
            if (number := store.find(finding_id)) is not None:
                yield base + number


class Snapshot:
    """One build, opened. Raises what Whoosh raises, or OSError, when the build is damaged."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.reports: Mapping[str, ReportRecord] = build.records
        self._lock = Lock()
        reader = build.open().reader()
        weakref.finalize(self, reader.close)
        leaves = [leaf for leaf, _ in reader.leaf_readers()] if reader.doc_count_all() else []
        self._segments = [Segment(leaf) for leaf in leaves]
        sizes = [segment.size for segment in self._segments]
        self._bases = list(accumulate(sizes, initial=0))
        #: All findings, to be read from the disk: for those that are not asked for again. Whoever
        #: holds this alone holds nothing else of the build.
        self.stored = StoredFindings(
            [FindingStore(build.segments, one.name) for one in self._segments], self._bases
        )
        #: The number of document numbers, deleted ones included.
        self.size = self._bases[-1]
        self.live = self._live()
        #: The number of findings.
        self.count = int(self.live.sum())
        self._postings: Cache[Postings | None] = Cache(max(_LEAST, _EACH * self.size), _weight)
        self._findings: Cache[Finding] = Cache(_FINDINGS_KEPT)
        #: By field, the mean of its length in terms, and its lengths as shares of that.
        self.means = {field: self._mean(field) for field in TEXTS}
        self.lengths: dict[str, Floats] = {field: self._lengths(field) for field in TEXTS}
        #: By facet, the slug of each value to its printed name, in report order.
        self.labels: dict[str, dict[str, str]] = {f.name: self._labels(f.name) for f in FACETS}
        self.facets: dict[str, FacetColumn] = {f.name: self._column(f.name) for f in FACETS}
        self.tables: tuple[Table, ...] = tables(self.facets)
        #: Document numbers in report order.
        self.order = report_order(build.parts)
        #: For each document the one that stands for its near-identical ones.
        self.first_twins: Ints = build.twins

    def postings(self, field: str, term: str) -> Postings | None:
        """The findings that have ``term`` in ``field``, with frequencies and positions."""
        return self._postings.get((field, term), lambda: self._read(field, term))

    def occurrences(self, field: str, term: str) -> Keys:
        """Each occurrence of ``term`` as document and position in one number, rising."""
        postings = self.postings(field, term)
        if postings is None:
            return np.empty(0, dtype=np.int64)
        docs = np.repeat(postings.docs, postings.frequencies.astype(np.int32))
        return (docs.astype(np.int64) << POSITION_BITS) | postings.places

    def finding(self, doc: int) -> Finding:
        """The finding of a document number."""
        return self._findings.get(doc, lambda: self.stored.read(doc))

    def doc(self, finding_id: str) -> int | None:
        """The document number of a finding's id, or None."""
        return next((doc for doc in self.stored.docs(finding_id) if self.live[doc]), None)

    @cached_property
    def totals(self) -> Mapping[str, Numbers]:
        """The number of all findings that have each value, by facet."""
        everything = np.flatnonzero(self.live)
        return {name: column.counts(everything) for name, column in self.facets.items()}

    @cached_property
    def sentences(self) -> Keys:
        """Where each sentence begins, as an occurrence, rising."""
        return self.occurrences(SENTENCES, SENTENCE)

    @cached_property
    def windows(self) -> Numbers:
        """The first window of each document, and the end: see ``nearness``.

        Sentence and next make a window; a document of n sentences has n + 1, with the first alone
        and the last alone.
        """
        docs = np.arange(self.size + 1)
        return np.searchsorted(self.sentences, docs << POSITION_BITS) + docs

    @cached_property
    def ranks(self) -> Ints:
        """The place of each document in report order."""
        ranks = np.empty(self.size, dtype=np.int32)
        ranks[self.order] = np.arange(self.size, dtype=np.int32)
        return ranks

    @cached_property
    def spans(self) -> Mapping[str, range]:
        """The documents of each report, in report order."""
        return report_spans(self.build.parts)

    def _live(self) -> Bools:
        live = np.ones(self.size, dtype=bool)
        for segment, base in zip(self._segments, self._bases, strict=False):
            live[base + segment.deleted] = False
        return live

    def _mean(self, field: str) -> np.float32:
        total = sum(segment.total(field) for segment in self._segments)
        return np.float32(total / max(1, self.count) or 1.0)

    def _lengths(self, field: str) -> Floats:
        parts = [segment.lengths(field) for segment in self._segments]
        lengths = np.concatenate([np.empty(0, np.float32), *parts])
        lengths /= self.means[field]
        return lengths

    def _read(self, field: str, term: str) -> Postings | None:
        with self._lock:
            blocks = [
                (base, block)
                for segment, base in zip(self._segments, self._bases, strict=False)
                for block in segment.blocks(field, term)
            ]
        whole = joined(blocks)
        return whole if whole is None or self.count == self.size else self._without_deleted(whole)

    def _without_deleted(self, postings: Postings) -> Postings | None:
        kept = self.live[postings.docs]
        if not kept.any():
            return None
        places = postings.places
        if len(places):
            places = places[np.repeat(kept, postings.frequencies.astype(np.int32))]
        return Postings(postings.docs[kept], postings.frequencies[kept], places)

    def _labels(self, facet: str) -> dict[str, str]:
        labels: dict[str, str] = {}
        for report in self.reports.values():
            for label in report.labels[facet]:
                labels.setdefault(slug(label), label)
        return labels

    def _column(self, facet: str) -> FacetColumn:
        labels = self.labels[facet]
        codes = np.zeros(self.size, dtype=np.min_scalar_type(len(labels)))
        if facet == "report":  # of which there may be thousands: no list is read for each
            for code, label in enumerate(labels.values()):
                span = self.spans[label]
                codes[span.start : span.stop] = code
            return FacetColumn(labels, codes)
        lists = ((code, self._read(facet, value)) for code, value in enumerate(labels))
        having = [(code, postings.docs) for code, postings in lists if postings is not None]
        if not BY_NAME[facet].several:
            for code, docs in having:
                codes[docs] = code
            return FacetColumn(labels, codes)
        return several_values(labels, self.size, having)


def _weight(postings: Postings | None) -> int:
    return 64 + (postings.weight if postings else 0)
