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
from indexer.index.segments.inversion import Inverted, Rows
from indexer.index.segments.segment_list import Part, report_order

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
    #: The different terms of all findings, end to end, by their numbers in the segment: half the
    #: room of their hashes.
    terms: NDArray[np.unsignedinteger]
    #: How many each finding has.
    sizes: NDArray[np.unsignedinteger]
    #: The hash of each term of the segment.
    hashes: Hashes

    def save(self, folder: Path, segment: str) -> None:
        """Write them beside the segment of that name."""
        for name, values in self._asdict().items():
            np.save(folder / f"{segment}.{name}.npy", values)

    @classmethod
    def load(cls, folder: Path, segment: str) -> Prints:
        """What ``save`` wrote, read when it is looked at. Raises OSError or ValueError."""
        arrays = (np.load(folder / f"{segment}.{n}.npy", mmap_mode="r") for n in cls._fields)
        return cls(*map(np.asarray, arrays))  # a slice of a memmap costs ten times that of an array

    def of(self, docs: NDArray[np.intp]) -> tuple[Hashes, NDArray[np.intp]]:
        """The terms of some findings, end to end, and for each the place of its finding."""
        whole = self.sizes.astype(np.intp)
        sizes = whole.take(docs)
        first = (np.cumsum(whole) - whole).take(docs)
        places = np.arange(sizes.sum()) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
        return self.hashes.take(self.terms.take(places)), np.repeat(np.arange(len(docs)), sizes)


def prints(rows: Rows[str], inverted: Inverted) -> Prints:
    """The prints of the findings of a segment, from the ``rows`` of their words and their terms."""
    order = np.argsort(inverted.docs, kind="stable")
    numbers = np.arange(len(inverted.terms), dtype=np.min_scalar_type(len(inverted.terms)))
    terms = np.repeat(numbers, np.diff(inverted.starts))[order]
    number = np.bincount(inverted.docs, minlength=len(inverted.lengths))
    sizes = number.astype(np.min_scalar_type(number.max(initial=0)))
    hashes = np.array([zlib.crc32(term) for term in inverted.terms], dtype=np.uint32)
    return Prints(_signatures(rows), terms, sizes, hashes)


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
    for left, right in known.twins(np.flatnonzero(live)):
        one, other = _root(first, left), _root(first, right)
        if one != other:
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
        none = np.empty(0, dtype=np.int64)
        #: The number of different terms of each document.
        self._sizes = np.concatenate([none, *(one.sizes for one in each)])
        self.bases = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)

    def twins(self, docs: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
        """Pairs of twins among ``docs``: of those that share a band, the first with each other.

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
            pairs = np.flatnonzero(firsts != others)
            lefts, rights = firsts.take(pairs), others.take(pairs)
            alike = self._alike(lefts, rights)
            yield from zip(lefts[alike].tolist(), rights[alike].tolist(), strict=True)

    def _signatures(self) -> Hashes:
        none = np.empty((0, _BANDS + 1), dtype=np.uint32)
        return np.concatenate([none, *(one.signatures for one in self._each)])

    def _alike(self, lefts: NDArray[np.intp], rights: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which pairs share enough of their terms; of most pairs their numbers say that not."""
        left, right = self._sizes.take(lefts), self._sizes.take(rights)
        alike: NDArray[np.bool_] = np.minimum(left, right) >= ALIKE * np.maximum(left, right)
        near = np.flatnonzero(alike)
        shared = self._shared(lefts.take(near), rights.take(near))
        alike[near] = shared >= ALIKE * (left.take(near) + right.take(near) - shared)
        return alike

    def _shared(
        self, lefts: NDArray[np.intp], rights: NDArray[np.intp]
    ) -> NDArray[np.signedinteger]:
        """How many terms each pair has in common."""
        none = np.empty(0, dtype=np.uint64)
        keys = np.sort(np.concatenate([none, *self._keys(lefts), *self._keys(rights)]))
        both = keys[1:][keys[1:] == keys[:-1]] >> np.uint64(32)
        return np.bincount(both.astype(np.intp), minlength=len(lefts))

    def _keys(self, docs: NDArray[np.intp]) -> Iterator[NDArray[np.uint64]]:
        """The terms of some documents, each with the place of its document in the upper half."""
        for one, base in zip(self._each, self.bases.tolist(), strict=True):
            here = np.flatnonzero((docs >= base) & (docs < base + len(one.signatures)))
            terms, places = one.of(docs.take(here) - base)
            yield (here.take(places).astype(np.uint64) << np.uint64(32)) | terms


def _root(first: Ints, doc: int) -> int:
    while first[doc] != doc:
        doc = int(first[doc])
    return doc
