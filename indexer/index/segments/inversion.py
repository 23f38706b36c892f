"""Sort-based inversion: the terms of many texts, collected as they stand, sorted into postings.

After Witten, Moffat and Bell, 'Managing Gigabytes' (1999), 5.2. A text is a row of units (words
as printed), and the same units come again and again: a text is kept as the numbers of its units.
Only in the end is each distinct unit analysed, once, and replaced by its terms wherever it stands,
and the occurrences are sorted by term; documents and positions come in rising already. The same
units can be inverted in several ways, one a field.

``writer`` calls it: the words of each finding go in, the postings of each term come out.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Unit = TypeVar("Unit", bound=Hashable)


class Inverted(NamedTuple):
    """All postings of one field, end to end."""

    #: The terms, rising.
    terms: list[bytes]
    #: The first posting of each term; one more for the end.
    starts: Ints
    #: The document of each posting, rising within a term.
    docs: Ints
    #: How often the term stands in the document.
    frequencies: Ints
    #: The positions of all postings, rising within one; empty for a field without.
    places: Ints
    #: The number of terms in each document, counted with repetition.
    lengths: Ints


class Rows(NamedTuple, Generic[Unit]):
    """All documents as rows of units, end to end."""

    #: Each distinct unit, by its number.
    units: list[Unit]
    seen: Ints
    #: The first unit of each document, and the end.
    starts: Ints


#: A unit's terms with positions from 0, and how many positions it takes.
Analysis = Callable[[Unit], tuple[Iterable[tuple[str, int]], int]]


class Inverter(Generic[Unit]):
    """Collects the units of one field, a document at a time."""

    def __init__(self) -> None:
        self._units: dict[Unit, int] = {}
        # The units of all documents, end to end, with the first of each document and one more.
        self._seen = array("i")
        self._doc_starts = array("i", [0])

    def add(self, units: Iterable[Unit]) -> None:
        """The next document."""
        known = self._units
        self._seen.extend(known.setdefault(unit, len(known)) for unit in units)
        self._doc_starts.append(len(self._seen))

    def rows(self) -> Rows[Unit]:
        """Everything that was added, as it was added."""
        return Rows(list(self._units), _ints(self._seen), _ints(self._doc_starts))

    def counts(self) -> Iterator[tuple[Unit, int]]:
        """Each distinct unit, with how often it stands in all documents together."""
        numbers = np.bincount(_ints(self._seen), minlength=len(self._units))
        return zip(self._units, numbers.tolist(), strict=True)

    def inverted(self, analyse: Analysis[Unit]) -> Inverted:
        """The postings of everything that was added, under the terms that ``analyse`` gives."""
        analysed = _Analysed(self._units, analyse)
        docs, terms, places = self._occurrences(analysed)
        spelt = [term.encode() for term in analysed.terms]
        order = sorted(range(len(spelt)), key=spelt.__getitem__)
        ranks = np.empty(len(spelt), dtype=np.int32)
        ranks[order] = np.arange(len(spelt), dtype=np.int32)
        terms = ranks[terms]
        by_term = np.argsort(terms, kind="stable")
        terms, docs_by_term, places = terms[by_term], docs[by_term], places[by_term]
        first = changes(terms) | changes(docs_by_term)
        starts = np.flatnonzero(first)
        return Inverted(
            terms=[spelt[number] for number in order],
            starts=_starts(terms[starts], len(spelt)),
            docs=docs_by_term[starts],
            frequencies=np.diff(starts, append=len(terms)).astype(np.int32),
            places=places,
            lengths=np.bincount(docs, minlength=len(self._doc_starts) - 1).astype(np.int32),
        )

    def _occurrences(self, analysed: _Analysed[Unit]) -> tuple[Ints, Ints, Ints]:
        """The document, the term and the position of every occurrence, in order of document."""
        seen = _ints(self._seen)
        doc_starts = _ints(self._doc_starts)
        widths = _ints(analysed.widths)[seen]
        after = np.cumsum(widths, dtype=np.int32)
        before = np.concatenate([after - widths, after[-1:], np.zeros(1, np.int32)])
        sizes = np.diff(doc_starts)
        docs = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        bases = before[: len(seen)] - np.repeat(before[doc_starts[:-1]], sizes)
        unit_starts = _ints(analysed.starts)
        numbers = np.diff(unit_starts)[seen]
        inside = runs(unit_starts[seen], numbers)
        return (
            np.repeat(docs, numbers),
            _ints(analysed.numbers)[inside],
            np.repeat(bases, numbers) + _ints(analysed.places)[inside],
        )


class _Analysed(Generic[Unit]):
    """The terms of all units, end to end."""

    def __init__(self, units: Iterable[Unit], analyse: Analysis[Unit]) -> None:
        #: Each distinct term to its number.
        self.terms: dict[str, int] = {}
        self.numbers = array("i")
        self.places = array("i")
        #: The first term of each unit, and the end.
        self.starts = array("i", [0])
        #: How many positions each unit takes.
        self.widths = array("i")
        for unit in units:
            terms, width = analyse(unit)
            for term, place in terms:
                self.numbers.append(self.terms.setdefault(term, len(self.terms)))
                self.places.append(place)
            self.starts.append(len(self.numbers))
            self.widths.append(width)


def _ints(values: array[int]) -> Ints:
    return np.frombuffer(values, dtype=np.int32) if values else np.zeros(0, np.int32)


def runs(starts: Ints, lengths: Ints) -> NDArray[np.int64]:
    """The numbers ``start, start + 1, …`` of each run, end to end."""
    ends = np.cumsum(lengths, dtype=np.int64)
    numbers: NDArray[np.int64] = np.arange(ends[-1] if len(ends) else 0)
    numbers += np.repeat(starts - (ends - lengths), lengths)
    return numbers


def changes(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """True at the first value and wherever one differs from the value before."""
    marks = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=marks[1:])
    return marks


def _starts(numbers: Ints, count: int) -> Ints:
    """Where each of the numbers below ``count``, rising in ``numbers``, begins; and the end."""
    return np.searchsorted(numbers, np.arange(count + 1)).astype(np.int32)
