"""What the steps of the embedded engine read of the findings that they score, rank and count.

``Snapshot`` is the whole of a build. The findings that a distant engine has narrowed a search to
have the same columns, so that they are scored and ranked by the same steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from indexer.index.records import ReportRecord
from indexer.search.engine.local.columns.arrays import Bools, Floats, Ints, Keys, Numbers
from indexer.search.engine.local.columns.facet_columns import FacetColumn, Table
from indexer.search.engine.local.columns.postings import Postings


class Columns(Protocol):
    """Some findings by number, each column an array over them; see ``Snapshot`` for each."""

    @property
    def size(self) -> int:
        """The number of document numbers, deleted ones included."""

    @property
    def count(self) -> int:
        """The number of findings."""

    @property
    def live(self) -> Bools:
        """Which documents count."""

    @property
    def lengths(self) -> Mapping[str, Floats]:
        """Field lengths as shares of their mean over all findings of the build."""

    @property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """By facet, the slug of each value to its printed name, in report order."""

    @property
    def facets(self) -> Mapping[str, FacetColumn]:
        """The facets by name."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The facets that are listed, to be counted together."""

    @property
    def totals(self) -> Mapping[str, Numbers]:
        """The number of these findings that have each value, by facet."""

    @property
    def reports(self) -> Mapping[str, ReportRecord]:
        """The reports of the build."""

    @property
    def ranks(self) -> Ints:
        """The place of each document in report order."""

    @property
    def first_twins(self) -> Ints:
        """For each document the one that stands for its near-identical ones."""

    @property
    def sentences(self) -> Keys:
        """Where each sentence begins, as an occurrence, rising."""

    @property
    def windows(self) -> Numbers:
        """The first window of each document, and the end: see ``nearness``."""

    def postings(self, field: str, term: str) -> Postings | None:
        """The findings that have ``term`` in ``field``, with frequencies and positions."""

    def occurrences(self, field: str, term: str) -> Keys:
        """Each occurrence of ``term`` as document and position in one number, rising."""
