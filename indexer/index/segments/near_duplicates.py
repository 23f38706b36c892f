"""Near-identical findings: what reports say in nearly the same words in several places.

Two findings are twins when they share four fifths of their different terms (Jaccard). Those that
might be are found with MinHash signatures of their pairs of neighbouring words, in bands (Broder,
'On the resemblance and containment of documents', 1997; Leskovec, Rajaraman and Ullman, 'Mining of
massive datasets', chapter 3): of findings that share two thirds of their pairs, which is what one
changed word in ten leaves, 97 in 100 are seen, of those that share four fifths 99.9.

Both are written with a segment and taken over with it; which findings are twins is worked out for
every build anew, in 0.2 seconds for 100,000 findings.

``writer`` calls ``prints`` for the findings that it writes, and ``segment_sink`` calls ``groups``
for all of a build: which finding stands for which comes out.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index.analysis import pieces_of
from indexer.index.segment_list import Part, report_order
from indexer.index.segments.inversion import Inverted, Rows

ALIKE = 0.8
_BANDS, _ROWS = 10, 3
_NEVER = np.uint32(0xFFFFFFFF)
_MIX = np.uint64(0x9E3779B97F4A7C15)
#: Odd numbers to multiply by, and numbers to add: a hash function for each row of each band.
_FACTORS, _SHIFTS = np.random.default_rng(1).integers(
    0, 1 << 63, (2, _BANDS * _ROWS), dtype=np.uint64
) | np.uint64(1)

Ints = NDArray[np.int32]
Hashes = NDArray[np.uint32]


class Prints(NamedTuple):
    """What findings are known by, one after the other."""

    #: For each finding a hash of each band of its MinHash values, and last one of its whole text;
    #: of a finding without a word all are ``_NEVER``.
    signatures: Hashes
    #: The hashes of the different terms of all findings, end to end.
    terms: Hashes
    #: The first term of each finding, and the end.
    starts: NDArray[np.int64]

    def save(self, folder: Path, segment: str) -> None:
        """Write them beside the segment of that name."""
        for name, values in self._asdict().items():
            np.save(folder / f"{segment}.{name}.npy", values)

    @classmethod
    def load(cls, folder: Path, segment: str) -> Prints:
        """What ``save`` wrote, read when it is looked at. Raises OSError or ValueError."""
        arrays = (np.load(folder / f"{segment}.{n}.npy", mmap_mode="r") for n in cls._fields)
        return cls(*map(np.asarray, arrays))  # a slice of a memmap costs ten times that of an array

    def of(self, doc: int) -> Hashes:
        """The terms of one finding."""
        return self.terms[self.starts[doc] : self.starts[doc + 1]]


def prints(rows: Rows[str], inverted: Inverted) -> Prints:
    """The prints of the findings of a segment, from the ``rows`` of their words and their terms."""
    numbers = np.array([zlib.crc32(term) for term in inverted.terms], dtype=np.uint32)
    order = np.argsort(inverted.docs, kind="stable")
    terms = np.repeat(numbers, np.diff(inverted.starts))[order]
    sizes = np.bincount(inverted.docs, minlength=len(inverted.lengths))
    return Prints(_signatures(rows), terms, np.concatenate([[0], np.cumsum(sizes)]))


def _signatures(rows: Rows[str]) -> Hashes:
    hashes = np.array([_hash(word) for word in rows.units], dtype=np.uint64)
    words = hashes[rows.seen]
    filled = np.flatnonzero(np.diff(rows.starts))
    starts = rows.starts[filled]
    before = np.roll(words, 1)
    before[starts] = 0  # the first word of a finding has no neighbour, and stands for itself
    pairs = (words ^ (before * _MIX)) * _MIX
    found = np.full((len(rows.starts) - 1, _BANDS + 1), _NEVER)
    if not len(filled):
        return found
    for band in range(_BANDS):
        key = np.zeros(len(filled), dtype=np.uint64)
        for row in range(band * _ROWS, (band + 1) * _ROWS):
            mixed = (pairs * _FACTORS[row] + _SHIFTS[row]) >> np.uint64(32)
            key = (key ^ np.minimum.reduceat(mixed, starts)) * _MIX
        found[filled, band] = key >> np.uint64(32)
    found[filled, -1] = np.add.reduceat(pairs, starts) >> np.uint64(32)
    return found


def _hash(word: str) -> int:
    terms = " ".join(piece.term for piece in pieces_of(word)[0])
    return int.from_bytes(hashlib.blake2b(terms.encode(), digest_size=8).digest())


def groups(folder: Path, parts: Sequence[Part]) -> Ints:
    """For each document of a build the one that stands for its group: the first in report order.

    ``folder`` holds the segments of ``parts``. Raises OSError or ValueError when their prints
    cannot be read.
    """
    ranks = np.argsort(report_order(parts))
    known = _Known([Prints.load(folder, part.name) for part in parts])
    first = np.arange(len(ranks), dtype=np.int32)
    live = np.ones(len(ranks), dtype=bool)
    for part, base in zip(parts, known.bases, strict=True):
        live[[base + doc for doc in part.masked()]] = False
    for left, right in known.candidates(np.flatnonzero(live)):
        one, other = _root(first, left), _root(first, right)
        if one != other and known.alike(left, right):
            one, other = (one, other) if ranks[one] < ranks[other] else (other, one)
            first[other] = one
    for doc in np.flatnonzero(first != np.arange(len(first))):
        first[doc] = _root(first, int(doc))
    return first


class _Known:
    """The prints of several segments as one row of documents."""

    def __init__(self, each: Sequence[Prints]) -> None:
        self._each = each
        sizes = [len(one.signatures) for one in each]
        self.bases = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)

    def candidates(self, docs: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
        """Those of ``docs`` that may be twins: each with the first of those that share a band.

        What has the very same text is found first, in a band of its own: in the bucket of another
        it may stand behind a third finding that is unlike both.
        """
        signatures = self._signatures()[docs]
        told = signatures[:, 0] < _NEVER
        docs, signatures = docs[told], signatures[told]
        for band in (-1, *range(_BANDS)):
            order = np.argsort(signatures[:, band], kind="stable")
            key = signatures[:, band].take(order)
            begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
            sizes = np.diff(begins, append=len(key))
            firsts = docs.take(order.take(np.repeat(begins, sizes)))
            others = docs.take(order)
            apart = firsts != others
            yield from zip(firsts[apart].tolist(), others[apart].tolist(), strict=True)

    def _signatures(self) -> Hashes:
        none = np.empty((0, _BANDS + 1), dtype=np.uint32)
        return np.concatenate([none, *(one.signatures for one in self._each)])

    def alike(self, left: int, right: int) -> bool:
        """Whether two documents share enough of their terms."""
        one, other = sorted((self._terms(left), self._terms(right)), key=len)
        if len(one) < ALIKE * len(other):
            return False
        shared = len(np.intersect1d(one, other, assume_unique=True))
        return shared >= ALIKE * (len(one) + len(other) - shared)

    def _terms(self, doc: int) -> Hashes:
        number = int(np.searchsorted(self.bases, doc, side="right")) - 1
        return self._each[number].of(doc - int(self.bases[number]))


def _root(first: Ints, doc: int) -> int:
    while first[doc] != doc:
        doc = int(first[doc])
    return doc
