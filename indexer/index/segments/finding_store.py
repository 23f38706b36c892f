"""The findings of a segment as they are shown and taken away: packed, each readable by itself.

``segments`` writes a file beside each segment, ``verification`` and the local engine read it. The
values of a finding are kept as JSON and deflated (RFC 1951) with a dictionary of other findings of
the segment, so that what all of them repeat takes no room: 160 bytes a finding of 930, where each
deflated alone takes 350. One is read in 5 µs, and all in order as fast; the file is mapped, needs
no lock, and can be read on when it was deleted.

The file: the numbers of findings and of bytes in the dictionary, where each finding ends, the
hashes of all ids, rising, and the finding of each (all as 32-bit little-endian numbers), the
dictionary, the findings. Nothing in it is run when it is read. Ids found so take 8 bytes each; as
terms of Whoosh's they took 165.
"""

from __future__ import annotations

import json
import zlib
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from indexer.index.segments.files import shared
from indexer.reports.finding import Finding, Span

_ENDING = ".findings"
#: Bytes that deflate looks back at most. Half of it makes findings a tenth larger.
_DICTIONARY = 1 << 15
#: No header, as large a window as there is.
_RAW = -15
#: Level 6 of 9, with the memory that compresses best.
_LEVEL, _MEMORY = 6, 9
_NUMBER = np.dtype("<u4")
_HEAD = 2


class FindingWriter:
    """Takes the findings of a segment in order and writes them."""

    def __init__(self) -> None:
        self._plain: list[bytes] = []
        self._ids: list[int] = []

    def add(self, finding: Finding) -> None:
        """The next finding."""
        text = json.dumps(_plain(finding), ensure_ascii=False, separators=(",", ":"))
        self._plain.append(text.encode())
        self._ids.append(_hash(finding.id))

    def write(self, folder: Path, segment: str) -> None:
        """Write all of them beside the segment of that name."""
        dictionary = self._dictionary()
        packed = [_packed(one, dictionary) for one in self._plain]
        ends = np.cumsum([len(one) for one in packed], dtype=_NUMBER)
        head = np.array([len(packed), len(dictionary)], dtype=_NUMBER)
        ids = np.array(self._ids, dtype=_NUMBER)
        order = np.argsort(ids, kind="stable").astype(_NUMBER)
        numbers = np.concatenate([head, ends, ids.take(order), order])
        with (folder / f"{segment}{_ENDING}").open("wb") as file:
            file.writelines((numbers.tobytes(), dictionary, *packed))

    def _dictionary(self) -> bytes:
        """Findings from all over the segment; what stands last costs least to refer to."""
        mean = sum(map(len, self._plain)) // max(1, len(self._plain)) or 1
        step = max(1, len(self._plain) * mean // _DICTIONARY)
        return b"".join(self._plain[::step])[-_DICTIONARY:]


def _hash(finding_id: str) -> int:
    return zlib.crc32(finding_id.encode())


def _packed(plain: bytes, dictionary: bytes) -> bytes:
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zdict=dictionary)
    return deflate.compress(plain) + deflate.flush()


class FindingStore:
    """The findings of one segment, by their numbers in it; any thread may read."""

    def __init__(self, folder: Path, segment: str) -> None:
        """Raises OSError or ValueError when the file is not there or not whole."""
        self._bytes = shared(folder / f"{segment}{_ENDING}")
        count, size = np.frombuffer(self._bytes, _NUMBER, _HEAD).tolist()
        numbers = np.frombuffer(self._bytes, _NUMBER, 3 * count, _HEAD * _NUMBER.itemsize)
        ends, self._ids, self._order = numbers.reshape(3, count)
        first = (_HEAD + 3 * count) * _NUMBER.itemsize
        self._dictionary = self._bytes[first : first + size]
        #: Where each finding begins in the file, and the end of the last.
        self._starts = np.concatenate([[0], ends]).astype(np.int64) + (first + size)
        if self._starts[-1] != len(self._bytes):
            raise ValueError(f"the findings of segment {segment} are not whole")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def find(self, finding_id: str) -> int | None:
        """The number of the finding of an id, or None. Raises ValueError as ``read``."""
        wanted = _hash(finding_id)
        place = int(np.searchsorted(self._ids, wanted))
        while place < len(self._ids) and self._ids[place] == wanted:
            number = int(self._order[place])
            if self.read(number).id == finding_id:
                return number
            place += 1
        return None

    def read(self, number: int) -> Finding:
        """The finding of a number. Raises ValueError when it is damaged."""
        start, end = self._starts[number : number + 2].tolist()
        try:
            inflate = zlib.decompressobj(_RAW, self._dictionary)
            return _finding(_decoded(inflate.decompress(self._bytes[start:end]).decode()))
        except (zlib.error, TypeError) as error:
            raise ValueError(f"finding {number} is damaged: {error}") from error


#: Of bytes ``json.loads`` would first guess how their characters are written.
_decoded = json.JSONDecoder().decode
_FIELDS = list(Finding.__dataclass_fields__)
_PATH, _SOURCE, _NESTED, _JOINS = map(_FIELDS.index, ("path", "source", "nested_at", "joins"))
_values = attrgetter(*_FIELDS)
_of_source = attrgetter(*Span.__dataclass_fields__)


def _plain(finding: Finding) -> list[Any]:
    """The values of a finding in the order of its fields; ``astuple`` copies each of them."""
    values = list(_values(finding))
    values[_SOURCE] = _of_source(finding.source)
    return values


def _finding(values: list[Any]) -> Finding:
    """A finding of its values in the order of its fields, where tuples have become lists."""
    values[_PATH] = tuple(values[_PATH])
    values[_SOURCE] = Span(*values[_SOURCE])
    values[_NESTED] = tuple(map(tuple, values[_NESTED]))
    values[_JOINS] = tuple(values[_JOINS])
    return Finding(*values)
