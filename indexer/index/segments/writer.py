"""A Whoosh segment written from arrays: the only module that writes Whoosh's files itself.

Whoosh's own writer takes every posting through a dozen Python calls; here a field is inverted as a
whole and each block of postings handed over in one piece (measured in one process: 4,300 findings
a second, with everything around it, against 1,290). What is written is the format of Whoosh 2.7.4
(``whoosh.codec.whoosh3``), and Whoosh's own searcher reads it; the tuples of a block are merely
arrays where they are long, of the smallest type and not compressed. That takes no more room than
compressed tuples, and the list of a term in 10,000 findings is read in 0.2 ms and not in 6.7.

``batch`` calls the ``SegmentWriter`` with findings, ``segment_sink`` lists the segments of a build:
files in the folder of the build come out.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import (
    LENGTHS_COLUMN,
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3Segment,
    W3TermInfo,
)
from whoosh.columns import Column
from whoosh.fields import FieldType
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.system import pack_ushort
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.index.analysis import chunks
from indexer.index.facets import FACETS
from indexer.index.schema import (
    BODY,
    FORMS,
    HEADING,
    SENTENCE,
    SENTENCES,
    TEXTS,
    PackedBlock,
    as_printed,
    facet_values,
    headings,
    in_succession,
    of_word,
    schema,
)
from indexer.index.segments.finding_store import FindingWriter
from indexer.index.segments.inversion import Ints, Inverted, Inverter
from indexer.index.segments.near_duplicates import prints
from indexer.index.segments.segment_list import Part
from indexer.index.sentences import starts
from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding

_NAME = "MAIN"
#: Postings in a block. Whoosh's own searcher skips blocks of 128; here lists are read whole, and
#: each block takes 20 µs to unpack however long it is.
_BLOCK = 16_384
#: Up to this many values a tuple takes less room than an array, which names its type.
_FEW = 16
_PICKLE = 4
#: Whoosh keeps field lengths of up to this many terms apart.
_LONGEST = 106374
_TO_BYTE = np.array([length_to_byte(n) for n in range(_LONGEST + 1)], dtype=np.uint8)
_FROM_BYTE = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.int32)


class Written(NamedTuple):
    """What was written as a segment."""

    #: The segment's name, which its files share.
    name: str
    #: The number of terms in each document by analysed field, in order of document.
    lengths: Mapping[str, Ints]
    #: The words of all texts and headings.
    vocabulary: Vocabulary


class SegmentWriter:
    """Takes findings in order and writes them as one segment."""

    def __init__(self, folder: Path) -> None:
        """The segment's files will lie in ``folder``, under names that no other has."""
        self._folder = folder
        self._storage = FileStorage(str(folder))
        self._segment = W3Segment(W3Codec(), _NAME)
        self._body: Inverter[str] = Inverter()
        self._heading: Inverter[tuple[str, ...]] = Inverter()
        self._sentences: Inverter[tuple[int, ...]] = Inverter()
        self._values: dict[str, Inverter[str]] = {facet.name: Inverter() for facet in FACETS}
        self._findings = FindingWriter()

    def add(self, finding: Finding) -> None:
        """The next finding."""
        self._body.add(chunks(finding.text))
        self._heading.add([headings(finding)])
        self._sentences.add([starts(finding.text)])
        for name, values in facet_values(finding).items():
            self._values[name].add(values)
        self._findings.add(finding)

    def write(self) -> Written:
        """Everything that was added, on disk."""
        self._findings.write(self._folder, self._segment.segment_id())
        texts = {
            BODY: self._body.inverted(of_word),
            HEADING: self._heading.inverted(_of_headings),
        }
        fields = {name: values.inverted(_of_value) for name, values in self._values.items()}
        fields |= {**texts, FORMS: self._body.inverted(as_printed)}
        fields[SENTENCES] = self._sentences.inverted(_of_starts)
        for name in TEXTS:
            self._write_lengths(name, texts[name].lengths)
        writer = _FieldWriter(self._storage, self._segment)
        for name, kind in schema().items():
            if name in fields:
                writer.write_field(name, kind, fields[name])
        writer.close()
        prints(self._body.rows(), texts[BODY]).save(self._folder, self._segment.segment_id())
        lengths = {name: texts[name].lengths for name in TEXTS}
        return Written(self._segment.segment_id(), lengths, self._vocabulary())

    def _write_lengths(self, field: str, lengths: Ints) -> None:
        column = _ColumnWriter(self._storage, self._segment, f"_{field}_len", LENGTHS_COLUMN)
        for length in _rounded(lengths).tolist():
            column.add(length)
        column.close()

    def _vocabulary(self) -> Vocabulary:
        vocabulary = Vocabulary()
        for word, number in self._body.counts():
            vocabulary.count(word, number)
        for texts, number in self._heading.counts():
            vocabulary.add("\n".join(texts), number)
        return vocabulary


def write_contents(folder: Path, parts: Sequence[Part]) -> None:
    """Write Whoosh's table of contents: the segments in ``folder``, in the order of ``parts``."""
    segments = []
    for part in parts:
        masked = set(part.masked()) or None
        segment = W3Segment(
            W3Codec(), _NAME, part.size, part.name.removeprefix(_NAME + "_"), masked
        )
        segment._fieldlengths = {field: part.terms(field) for field in TEXTS}
        segments.append(segment)
    TOC(schema(), segments, 1).write(FileStorage(str(folder)), _NAME)


class _ColumnWriter:
    """One value a document, in a file of its own."""

    def __init__(self, storage: FileStorage, segment: W3Segment, name: str, column: Column) -> None:
        self._file = storage.create_file(W3Codec.column_filename(segment, name))
        self._writer = column.writer(self._file)
        self._count = 0

    def add(self, value: Any) -> None:
        self._writer.add(self._count, value)
        self._count += 1

    def close(self) -> None:
        self._writer.finish(self._count)
        self._file.close()


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Whoosh's writer of terms and postings, given a whole field at a time."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        super().__init__(W3Codec(), storage, segment)

    def write_field(self, name: str, kind: FieldType, inverted: Inverted) -> None:
        """Write all postings of a field. Fields come in order of name."""
        self.start_field(name, kind)
        lists = _Lists(inverted, bool(kind.scorable))
        key = pack_ushort(self._fieldid)
        for number, term in enumerate(inverted.terms):
            start = self._postfile.tell()
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
            for length, block in lists.blocks(number):
                self._postfile.write_int(length)
                self._postfile.write(block)
            about = lists.about(number)
            about.set_extent(start, self._postfile.tell() - start)
            self._tindex.add(key + term, about.to_bytes())
        self.finish_field()


class _Lists:
    """The posting lists of a field, cut into blocks, with the figures that Whoosh keeps of each."""

    def __init__(self, inverted: Inverted, scorable: bool) -> None:
        self._inverted = inverted
        self._places = inverted.places if scorable else None
        self._place_ends = np.concatenate(
            [np.zeros(1, np.int64), np.cumsum(inverted.frequencies, dtype=np.int64)]
        )
        first, count = _blocks(inverted.starts)
        #: The first block of each term, and the end; the first posting of each block, and the end.
        self._terms = first.tolist()
        self._bounds = [*count.tolist(), len(inverted.docs)]
        deltas = np.diff(inverted.docs, prepend=0)
        deltas[count] = inverted.docs[count]
        self._deltas = deltas
        self._about_blocks = self._figures(count, scorable)
        self._about_terms = self._figures(inverted.starts[:-1], scorable)
        self._totals = np.add.reduceat(inverted.frequencies, inverted.starts[:-1]).tolist()

    def _figures(self, starts: Ints, scorable: bool) -> list[tuple[float, int | None, int]]:
        """Of each run of postings: the greatest weight, the least and the greatest length."""
        weights = np.maximum.reduceat(self._inverted.frequencies, starts).tolist()
        if not scorable:
            return [(weight, None, 0) for weight in weights]
        lengths = _FROM_BYTE[_rounded(self._inverted.lengths)][self._inverted.docs]
        least = np.minimum.reduceat(lengths, starts).tolist()
        most = np.maximum.reduceat(lengths, starts).tolist()
        return list(zip(weights, least, most, strict=True))

    def about(self, term: int) -> W3TermInfo:
        """What Whoosh keeps of a term beside its postings."""
        start, end = self._inverted.starts[term : term + 2].tolist()
        weight, least, most = self._about_terms[term]
        docs = self._inverted.docs
        return W3TermInfo(
            weight=self._totals[term],
            df=end - start,
            minlength=least,
            maxlength=most,
            maxweight=weight,
            minid=int(docs[start]),
            maxid=int(docs[end - 1]),
        )

    def blocks(self, term: int) -> Iterator[tuple[int, bytes]]:
        """The blocks of a term, each with its length, which is negative for the last."""
        first, end = self._terms[term], self._terms[term + 1]
        for number in range(first, end):
            block = self._block(number)
            yield (-len(block) if number == end - 1 else len(block)), block

    def _block(self, number: int) -> bytes:
        start, end = self._bounds[number : number + 2]
        weight, least, most = self._about_blocks[number]
        last, compression = int(self._inverted.docs[end - 1]), 0
        lengths = length_to_byte(least), length_to_byte(most)
        about = (end - start, last, weight, compression, *lengths)
        return pickle.dumps(about, _PICKLE) + pickle.dumps(self._data(start, end), _PICKLE)

    def _data(self, start: int, end: int) -> tuple[Any, Any, Any]:
        """Document numbers as differences, weights (None where all are 1) and positions."""
        deltas = _sequence(self._deltas[start:end])
        counts = self._inverted.frequencies[start:end]
        weights = None if (counts == 1).all() else _sequence(counts)
        if self._places is None:
            return deltas, weights, None
        first, last = self._place_ends[start], self._place_ends[end]
        places = self._places[first:last]
        if len(counts) <= _FEW:  # the name of a packed block would take more room than they do
            return deltas, weights, tuple(_one_by_one(places, counts.tolist()))
        return deltas, weights, PackedBlock(_sequence(places), weights)


def _blocks(starts: Ints) -> tuple[Ints, Ints]:
    """The first block of each term, and the end; and the first posting of each block."""
    sizes = np.diff(starts)
    numbers = -(-sizes // _BLOCK)
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(numbers)])
    inside = np.arange(first[-1]) - np.repeat(first[:-1], numbers)
    return first, (np.repeat(starts[:-1], numbers) + inside * _BLOCK).astype(np.int32)


def _one_by_one(places: Ints, counts: Sequence[int]) -> Iterator[bytes]:
    """The positions of each posting as ``PackedPositions.encode`` makes them."""
    packed, at = places.astype("<u4").tobytes(), 0
    for count in counts:
        yield packed[at : at + 4 * count]
        at += 4 * count


def _sequence(values: Ints) -> Sequence[int]:
    """Numbers as a tuple where they are few, else as an array of the smallest type."""
    if len(values) <= _FEW:
        return tuple(values.tolist())
    kind = np.min_scalar_type(values.max())
    return array(kind.char, values.astype(kind).tobytes())


def _rounded(lengths: Ints) -> NDArray[np.uint8]:
    """Field lengths as the byte that Whoosh keeps of them."""
    return _TO_BYTE[np.minimum(lengths, _LONGEST)]


def _of_headings(texts: tuple[str, ...]) -> tuple[Iterator[tuple[str, int]], int]:
    return in_succession(texts), 0


def _of_starts(places: tuple[int, ...]) -> tuple[list[tuple[str, int]], int]:
    return [(SENTENCE, place) for place in places], 0


def _of_value(value: str) -> tuple[list[tuple[str, int]], int]:
    return [(value, 0)], 1
