"""What findings mean, as vectors: one file a report, taken over with it from build to build.

A vector is kept as its direction, in whole numbers of -127 to 127: 38 MB for 100,000 findings, a
quarter of what it was made as. The cosine of two changes by less than 0.005.

``publication`` has them written for the reports that have none yet; the engine reads all of a
build as one array.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexUnusable, InspectionError
from indexer.index import encoder
from indexer.index.builds import Build
from indexer.workers import Workers

Bytes = NDArray[np.int8]
Floats = NDArray[np.float32]

#: Findings in a piece of work: they take ten seconds, and to load the model 0.3.
_BATCH = 500
#: Rows that are compared at a time.
_PIECE = 256


def write(build: Build, reports: Sequence[str]) -> Iterator[int]:
    """Write the vectors of ``reports``, which lie in ``build`` as JSON, in several processes.

    Yields the number of findings of each when it is done. Raises IndexUnusable when one cannot be.
    """
    with Workers(partial(_write_some, build)) as workers:
        for outcome in workers.map(list(_together(build, reports))):
            if isinstance(outcome, InspectionError):
                raise IndexUnusable(
                    f"What the findings mean could not be worked out because {outcome}; nothing "
                    "was published. Run 'indexer build' again, or 'indexer build --no-meaning'."
                ) from outcome
            yield from outcome


def _together(build: Build, reports: Sequence[str]) -> Iterator[list[str]]:
    """The reports in pieces of work, each of which a process of its own loads the model for."""
    piece: list[str] = []
    findings = 0
    for report in reports:
        piece.append(report)
        findings += build.records[report].findings
        if findings >= _BATCH:
            yield piece
            piece, findings = [], 0
    if piece:
        yield piece


def _write_some(build: Build, reports: list[str]) -> list[int]:
    return [_write(build, report) for report in reports]


def _write(build: Build, report: str) -> int:
    data = json.loads(build.report(report).read_text(encoding="utf-8"))
    meanings: dict[str, str] = {}
    for definition in data["definitions"]:
        meanings.setdefault(definition["short"], definition["long"])
    rows = np.zeros((len(data["findings"]), encoder.WIDTH), dtype=np.int8)
    model = encoder.load()
    for row, finding in zip(rows, data["findings"], strict=True):
        row[:] = _packed(model.encode(spelled_out(finding["text"], meanings)))
    np.save(build.vectors(report), rows)
    return len(rows)


def read(build: Build) -> Bytes:
    """The vectors of all documents of a build, one a row, by number.

    Documents that do not count have zeros. Raises OSError or ValueError when they are damaged.
    """
    rows = np.zeros((sum(part.size for part in build.parts), encoder.WIDTH), dtype=np.int8)
    first = 0
    for part in build.parts:
        for share in part.shares:
            if share.live:
                rows[first : first + share.findings] = np.load(build.vectors(share.report))
            first += share.findings
    return rows


def nearness(rows: Bytes, docs: NDArray[np.intp], vector: encoder.Vector) -> Floats:
    """The cosine of each of the ``docs`` of ``rows`` and ``vector``, which has length 1.

    Not by a matrix product, whose threads wait for each other when the machine is busy: 2,048 rows
    then took 5 ms instead of 0.4. In pieces, since each thread of a server keeps what it once took.
    """
    found = np.empty(len(docs), dtype=np.float32)
    for start in range(0, len(docs), _PIECE):
        wide = rows[docs[start : start + _PIECE]].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", wide, wide))
        found[start : start + _PIECE] = np.einsum("ij,j->i", wide, vector) / lengths
    return found


def spelled_out(text: str, meanings: Mapping[str, str]) -> str:
    """``text`` with its acronyms written out, since no model knows what those of a report mean.

    Worth 0.09 of nDCG on new questions. An acronym in brackets behind its long form is left out.
    """
    if not meanings:
        return text
    shorts = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
    text = re.sub(rf"\s*\((?:{shorts})s?\)", "", text)
    return re.sub(rf"\b({shorts})(s?)\b", lambda match: meanings[match[1]] + match[2], text)


def _packed(vector: encoder.Vector) -> Bytes:
    packed: Bytes = np.rint(vector * (127 / np.abs(vector).max())).astype(np.int8)
    return packed
