"""What Whoosh keeps of a finding: two analysed fields, the words as printed, where its sentences
begin, one field a facet. Its id and what is shown of it lie beside (``finding_store``).

Positions are packed as 32-bit little-endian integers and not pickled one list a posting as in
Whoosh's own format, so that a whole block of postings decodes in one step.

``segments.writer`` asks what to write of a finding, and the engine what the fields are called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import fields
from whoosh.formats import Existence, Positions

from indexer.index.analysis import analyse, chunks, forms_of, pieces_of
from indexer.index.facets import FACETS
from indexer.index.sentences import starts
from indexer.reports.finding import Finding
from indexer.slugs import slug

#: Raise it when a build is laid out differently: older builds are then refused.
SCHEMA_VERSION = 10

BODY = "body"
HEADING = "heading"
#: The analysed fields.
TEXTS = (BODY, HEADING)
#: The words of the text as printed, to tell 'referrals' from 'referred', which are one term.
FORMS = "forms"
#: Where the sentences of the text begin: one term, at the positions of their first words.
SENTENCES = "sentences"
SENTENCE = "."
#: Positions left free between two headings, so that no phrase runs from one into the next.
GAP = 16


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


class PackedBlock:
    """The positions of all postings of a block in one piece; a posting's value when asked for.

    Whoosh's matchers ask for values one by one, the arrays of the search take ``places`` whole.
    """

    __slots__ = ("frequencies", "places")

    def __init__(self, places: Sequence[int], frequencies: Sequence[int] | None) -> None:
        """``frequencies`` are the numbers of positions of the postings; None where all are 1."""
        self.places = places
        self.frequencies = frequencies

    def __getitem__(self, number: int) -> bytes:
        """The value of one posting, as ``PackedPositions.encode`` made it."""
        counts = self.frequencies
        start, count = (sum(counts[:number]), counts[number]) if counts else (number, 1)
        return np.asarray(self.places[start : start + count], dtype="<u4").tobytes()


class AnalysedText(fields.FieldType):  # type: ignore[misc]
    """Text indexed by our analyser, with positions and field lengths, nothing stored."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), None, scorable=True)

    def index(
        self, value: str | tuple[str, ...], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document: term, frequency, weight, packed positions."""
        positions: dict[str, list[int]] = {}
        for term, place in in_succession((value,) if isinstance(value, str) else value):
            positions.setdefault(term, []).append(place)
        for term, places in positions.items():
            yield term.encode(), len(places), float(len(places)), self.format.encode(places)


class PrintedWords(fields.FieldType):  # type: ignore[misc]
    """Words as printed, with how often; no positions, nothing stored."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document: form, frequency, weight, nothing."""
        forms = Counter(form for word in chunks(value) for form in forms_of(word))
        for form, count in forms.items():
            yield form.encode(), count, float(count), b""


class SentenceStarts(fields.FieldType):  # type: ignore[misc]
    """The positions at which sentences begin, as those of one term; nothing stored."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), None, scorable=True)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The posting of one document: term, frequency, weight, packed positions."""
        if places := starts(value):
            encoded = self.format.encode(list(places))
            yield SENTENCE.encode(), len(places), float(len(places)), encoded


def in_succession(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The terms of ``texts`` with their positions, one text after the other with a gap between."""
    base = 0
    for text in texts:
        last = 0
        for token in analyse(text):
            yield token.term, base + token.position
            last = token.position
        base += last + GAP


def of_word(word: str) -> tuple[list[tuple[str, int]], int]:
    """The terms of one word as printed, with positions from 0, and how many positions it takes."""
    pieces, taken = pieces_of(word)
    return [(piece.term, piece.offset) for piece in pieces], taken


def as_printed(word: str) -> tuple[list[tuple[str, int]], int]:
    """The forms of one word as printed, all at one place, and that it takes one."""
    return [(form, 0) for form in forms_of(word)], 1


def schema() -> fields.Schema:
    """The Whoosh schema of a build."""
    columns = {facet.name: fields.ID() for facet in FACETS}
    texts = {name: AnalysedText() for name in TEXTS}
    return fields.Schema(
        **{FORMS: PrintedWords(), SENTENCES: SentenceStarts()},
        **texts,
        **columns,
    )


def to_document(finding: Finding) -> dict[str, Any]:
    """``finding`` as the keyword arguments of Whoosh's ``add_document``."""
    return {
        BODY: finding.text,
        HEADING: headings(finding),
        FORMS: finding.text,
        SENTENCES: finding.text,
        **facet_values(finding),
    }


def facet_values(finding: Finding) -> dict[str, tuple[str, ...]]:
    """The values of each facet, as slugs."""
    return {facet.name: tuple(map(slug, facet.labels(finding))) for facet in FACETS}


def headings(finding: Finding) -> tuple[str, ...]:
    """The words a finding stands under, outermost first, each once: path, area, section, …"""
    parts = (finding.area, *finding.path, finding.section, finding.category, finding.label)
    return tuple(dict.fromkeys(part for part in parts if part))
