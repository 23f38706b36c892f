"""What Whoosh keeps of a finding: two analysed fields, an identifier, one field a facet, the JSON.

Positions are packed as 32-bit little-endian integers and not pickled one list a posting as in
Whoosh's own format, so that a whole block of postings decodes in one step.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import fields
from whoosh.formats import Positions

from indexer.index.analysis import analyse
from indexer.index.facets import FACETS, Facet
from indexer.reports.finding import Finding

#: Raise it when documents are laid out differently: older builds are then refused.
SCHEMA_VERSION = 1

BODY = "body"
HEADING = "heading"
#: The analysed fields.
TEXTS = (BODY, HEADING)
ID = "id"
STORED = "finding"
#: Positions left free between two headings, so that no phrase runs from one into the next.
_GAP = 16


class PackedPositions(Positions):  # type: ignore[misc]
    """Word positions as packed integers."""

    def encode(self, positions: list[int]) -> bytes:
        """``positions``, rising, as bytes."""
        return np.asarray(positions, dtype="<u4").tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions that ``encode`` packed."""
        return [int(position) for position in np.frombuffer(value, dtype="<u4")]

    def decode_frequency(self, value: bytes) -> int:
        """The number of positions."""
        return len(value) // 4


class AnalysedText(fields.FieldType):  # type: ignore[misc]
    """Text indexed by our analyser, with positions and field lengths, nothing stored."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), None, scorable=True)

    def index(
        self, value: str | tuple[str, ...], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document: term, frequency, weight, packed positions."""
        positions: dict[str, list[int]] = {}
        base = 0
        for text in (value,) if isinstance(value, str) else value:
            last = 0
            for token in analyse(text):
                positions.setdefault(token.term, []).append(base + token.position)
                last = token.position
            base += last + _GAP
        for term, places in positions.items():
            yield term.encode(), len(places), float(len(places)), self.format.encode(places)


def schema() -> fields.Schema:
    """The Whoosh schema of a build."""
    columns = {facet.name: fields.ID() for facet in FACETS}
    texts = {name: AnalysedText() for name in TEXTS}
    return fields.Schema(
        **{ID: fields.ID(unique=True), STORED: fields.STORED()}, **texts, **columns
    )


def to_document(finding: Finding) -> dict[str, Any]:
    """``finding`` as the keyword arguments of Whoosh's ``add_document``."""
    return {
        ID: finding.id,
        BODY: finding.text,
        HEADING: headings(finding),
        STORED: json.dumps(finding.to_json(), ensure_ascii=False),
        **{facet.name: slug(label(facet, finding)) for facet in FACETS},
    }


def headings(finding: Finding) -> tuple[str, ...]:
    """The words a finding stands under, outermost first, each once: path, area, section, …"""
    parts = (finding.area, *finding.path, finding.section, finding.category, finding.label)
    return tuple(dict.fromkeys(part for part in parts if part))


def label(facet: Facet, finding: Finding) -> str:
    """The printed value of ``facet`` for ``finding``, or the facet's word for a missing one."""
    return facet.value(finding) or facet.missing


def slug(text: str) -> str:
    """``text`` fit for a URL: small ASCII letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-") or "-"
