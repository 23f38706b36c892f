"""Posting lists of one Whoosh segment as arrays: the only module that knows Whoosh's insides.

Whoosh's own matchers yield one posting at a time in Python; a whole list unpacked block by block
and handed to numpy costs a hundredth of that. The layout read here is that of the block
matcher of Whoosh 2.7.4 (``whoosh.codec.whoosh3.W3LeafMatcher``): four magic bytes, then blocks of
a length (negative for the last), a pickled tuple about the block, and a pickled, perhaps
compressed, tuple of identifiers (deltas that restart at each block), weights and payloads, each
a tuple, an array or (``PackedBlock``) all in one piece.
Anything laid out otherwise is read through the public matcher.

Nothing here is safe for threads: the snapshot holds a lock around every call.
"""

from __future__ import annotations

import mmap
import pickle
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.filedb.filetables import HashReader, _hash_functions
from whoosh.filedb.structfile import StructFile
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from indexer.index.schema import PackedBlock
from indexer.search.engine.local.columns.arrays import Floats, Ints

_LENGTH = struct.Struct("!i")
#: Where the blocks of a term begin and how long they are, in its entry behind all figures of it.
_EXTENT = struct.Struct("!qi")
#: A place of a hash table: the hash of an entry, and where it begins; the sizes of its key and of
#: what stands under it.
_PLACE, _SIZES = struct.Struct("!Iq"), struct.Struct("!ii")
#: How a pickle of one frame begins, and the bytes before what it has: its length stands in the
#: last eight of them.
_FRAMED, _FRAME = b"\x80\x04\x95", 11
_PICKLED = b"\x80"
#: So many hashes are kept: those of a term that is looked up in one segment after the other.
_KEPT = 64
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Postings:
    """Where a term stands: documents rising, how often in each, and, end to end, at what places.

    ``places`` is empty for fields without positions.
    """

    docs: Ints
    frequencies: Floats
    places: Ints

    @cached_property
    def firsts(self) -> Ints:
        """Which of the places is the first of each document.

        To add the frequencies up anew wherever a few places of a long list were looked for took
        half of that.
        """
        numbers = self.frequencies.astype(np.int32)
        firsts: Ints = np.cumsum(numbers, dtype=np.int32) - numbers
        return firsts

    @property
    def weight(self) -> int:
        """In bytes, with what it comes to hold."""
        return 2 * self.docs.nbytes + self.frequencies.nbytes + self.places.nbytes


class Block(NamedTuple):
    """Postings as they are kept: any sequences of numbers."""

    #: Document numbers as differences; the first is counted from the beginning of the segment.
    deltas: Any
    #: None where all are 1, one number where all are the same.
    frequencies: Any
    #: The places of all postings, end to end.
    places: Any


class Segment:
    """One segment, opened for reading; it is closed with the reader it was given."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        terms = reader._terms
        terms._tindex.dbfile = held = _Held(terms._dbfile)
        self._entries = _Entries(terms._tindex, held)
        self._lists: mmap.mmap = terms._postfile.file
        #: Its name, which its files share.
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self.deleted: Ints = np.fromiter(sorted(reader._perdoc.deleted_docs()), dtype=np.int32)

    def postings(self, field: str, term: str) -> Postings | None:
        """The posting list of ``term`` in ``field``, deleted documents included, or None."""
        return joined([(0, block) for block in self.blocks(field, term)])

    def blocks(self, field: str, term: str) -> list[Block]:
        """The same as it is kept; [] for none."""
        info = self._entries.get(self._reader._terms._keycoder(field, term.encode()))
        if info is None:
            return []
        if info[0]:  # its postings stand in the term's own entry
            return self.matched(field, term)
        start, size = _EXTENT.unpack_from(info, W3TermInfo._struct.size)
        data = self._lists[start : start + size]
        if not data.startswith(WHOOSH3_HEADER_MAGIC):
            return self.matched(field, term)
        return list(_blocks(data))

    def matched(self, field: str, term: str) -> list[Block]:
        """The same list through Whoosh's public matcher, a posting at a time."""
        try:
            matcher = self._reader._terms.matcher(
                field, term.encode(), self._reader.schema[field].format
            )
        except TermNotFound:
            return []
        ids, weights, values = [], [], []
        while matcher.is_active():
            ids.append(matcher.id())
            weights.append(matcher.weight())
            values.append(matcher.value() or b"")
            matcher.next()
        deltas = np.diff(np.array(ids, np.int32), prepend=np.int32(0))
        return [Block(deltas, np.array(weights, np.float32), _places(values))] if ids else []

    def lengths(self, field: str) -> Floats:
        """The length of ``field`` in each document, in terms, as Whoosh rounds it to a byte."""
        whole = np.zeros(self.size, dtype=np.uint8)
        perdoc = self._reader._perdoc
        if perdoc.has_column(f"_{field}_len"):
            column = perdoc.column_reader(f"_{field}_len", LENGTHS_COLUMN)
            stored = np.frombuffer(
                column._dbfile.get(column._basepos, column._count), dtype=np.uint8
            )
            whole[: len(stored)] = stored
        return _LENGTHS[whole]

    def total(self, field: str) -> int:
        """The number of terms that ``field`` holds in all documents together."""
        return int(self._reader.field_length(field))


class _Held:
    """The entries of the terms as bytes in memory: to look one up takes five small reads."""

    def __init__(self, file: StructFile) -> None:
        """``file`` is closed with this."""
        self._file = file
        self.bytes: mmap.mmap = file.file

    def get(self, position: int, length: int) -> bytes:
        """As Whoosh's own files give them."""
        return self.bytes[position : position + length]

    def get_uint(self, position: int) -> int:
        """A number, as Whoosh writes it."""
        return int.from_bytes(self.get(position, 4))

    def close(self) -> None:
        """As Whoosh closes the file that it opened."""
        self._file.close()


class _Entries:
    """What stands under each key of a hash table of Whoosh's, which it looks for in 10 µs.

    Here that takes 2, and a key is hashed once for all segments.
    """

    def __init__(self, table: HashReader, file: _Held) -> None:
        self._tables = table.tables
        self._kind = table.hashtype
        self._bytes = file.bytes

    def get(self, key: bytes) -> bytes | None:
        """What stands under ``key``, or None."""
        hashed = _hashed(key, self._kind)
        start, places = self._tables[hashed & 255]
        for turn in range(places):
            place = ((hashed >> 8) + turn) % places
            found, entry = _PLACE.unpack_from(self._bytes, start + place * _PLACE.size)
            if not entry:
                return None
            if found == hashed:
                size, width = _SIZES.unpack_from(self._bytes, entry)
                first = entry + _SIZES.size
                if self._bytes[first : first + size] == key:
                    return self._bytes[first + size : first + size + width]
        return None


@lru_cache(maxsize=_KEPT)
def _hashed(key: bytes, kind: int) -> int:
    return int(_hash_functions[kind](key))


def joined(blocks: Sequence[tuple[int, Block]]) -> Postings | None:
    """The postings of some blocks, each with the first document number of its segment; None for
    none. What all of them have is made at once: of one block it takes 10 µs, of five 20.
    """
    if not blocks:
        return None
    lists = [block for _, block in blocks]
    docs = _one([block.deltas for block in lists], np.int32).cumsum(dtype=np.int32)
    counts = [len(block.deltas) for block in lists]
    if len(blocks) > 1 or blocks[0][0]:
        ends = list(accumulate(counts))
        before = [0, *(int(docs[end - 1]) for end in ends[:-1])]
        shifts = [base - last for (base, _), last in zip(blocks, before, strict=True)]
        docs += np.repeat(np.array(shifts, dtype=np.int32), counts)
    weights = [block.frequencies for block in lists]
    return Postings(
        docs, _weights(weights, counts), _one([block.places for block in lists], np.int32)
    )


def _one(columns: Sequence[Any], kind: Any) -> Any:
    """Some sequences of numbers as one array."""
    return np.concatenate(columns, dtype=kind, casting="unsafe")


def _blocks(data: bytes) -> Iterator[Block]:
    position = len(WHOOSH3_HEADER_MAGIC)
    last = False
    while not last:
        (length,) = _LENGTH.unpack_from(data, position)
        last = length < 0
        position += _LENGTH.size
        end = position + abs(length)
        packed = data[_behind(data, position) : end]
        plain = packed if packed.startswith(_PICKLED) else zlib.decompress(packed)
        deltas, weights, values = pickle.loads(plain)
        yield Block(deltas, weights, _places(values))
        position = end


def _behind(data: bytes, position: int) -> int:
    """Where the pickle ends that begins at ``position``: what is said of a block is not needed."""
    if data.startswith(_FRAMED, position):
        return position + _FRAME + int.from_bytes(data[position + 3 : position + _FRAME], "little")
    stream = BytesIO(data)
    stream.seek(position)
    pickle.load(stream)
    return stream.tell()


def _weights(packed: Sequence[Any], counts: Sequence[int]) -> Floats:
    """Whoosh keeps None where all weights are 1, one number where all are the same."""
    if all(weights is None for weights in packed):
        return np.ones(sum(counts), dtype=np.float32)
    each = zip(packed, counts, strict=True)
    weights: Floats = _one([_spread(weights, count) for weights, count in each], np.float32)
    return weights


def _spread(weights: Any, count: int) -> Any:
    if weights is None or isinstance(weights, float):
        return np.full(count, 1.0 if weights is None else weights, dtype=np.float32)
    return weights


def _places(values: Any) -> Any:
    """Our own segments keep the positions of a block in one piece, Whoosh's writer one by one."""
    if isinstance(values, PackedBlock):
        return values.places
    return np.frombuffer(b"".join(values), dtype="<u4") if values else ()
