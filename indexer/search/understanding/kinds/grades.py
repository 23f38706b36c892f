"""Grades in a query: 'graded poor', 'inadequate', 'rated good or outstanding'.

Most grades are ordinary words too: 'poor record keeping' is about record keeping. So a grade needs
something beside it that says so: a word such as 'graded', the name of an area that has that grade
and nothing else ('excellent child abuse'), or to be all that was asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from indexer.index.analysis import sequence, stem
from indexer.index.facets import BY_NAME
from indexer.reports.grade_words import grade_word
from indexer.reports.labelling.family import grades_of_families
from indexer.search.catalogue import Catalogue
from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading, Unknown
from indexer.search.understanding.vocabulary import vocabulary

GRADE = "grade"
Terms = tuple[str, ...]


class Grades:
    """A kind of reading: the grades of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        missing = BY_NAME[GRADE].missing
        self._catalogue = catalogue
        values = catalogue.facets[GRADE]
        self._labels = {label: code for code, label in enumerate(values.names) if label != missing}
        words = vocabulary().section("grades")
        self._lead, self._between = words.words("lead"), words.words("between")
        self._trail, self._not = words.words("trail"), words.words("not")
        self._everyday = words.words("everyday")
        self._things = vocabulary().words("things")
        self._prepositions = vocabulary().words("prepositions")

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """As ``Kind.find``; a grade that no finding here has is told."""
        last = -2
        for place in range(len(line)):
            length = self._length(line, place)
            if not length or self._denied(line, place):
                continue
            start, end = self._lead_of(line, place), place + length
            led = start < place
            chained = last == place - 1 and line.tokens[last].folded in ("or", "and")
            trailed = line.at(end) in self._trail
            meant = self._meant(self._terms(line, place, length))
            stands_out = self._stands_out(line, place, end) or self._of_area(
                line, place, end, meant
            )
            if not (led or chained or trailed or stands_out):
                continue
            end += trailed
            yield self._read(tuple(range(start, end)), meant)
            last = end

    def _read(self, places: tuple[int, ...], meant: frozenset[str]) -> Reading | Unknown:
        if codes := frozenset(self._labels[label] for label in meant):
            return Reading(places, {GRADE: codes})
        there = ", ".join(self._labels) or "none"
        return Unknown(places, f"No finding here has that grade (there are: {there}): {{}}")

    def _meant(self, terms: Terms) -> frozenset[str]:
        """The grades of this build that some words are, or that begin with them."""
        known = self._known.get(terms, "")
        return frozenset(
            label
            for label in self._labels
            if same_grade(label) == same_grade(known) or sequence(label)[: len(terms)] == terms
        )

    def _of_area(self, line: Line, place: int, end: int, meant: frozenset[str]) -> bool:
        """Whether all else that was asked is the name of an area with such a grade."""
        if not (line.opens(place) or line.closes(end)):
            return False
        around = (one for one in line.rest() if not place <= one < end)
        words = {stem(line.at(one)) for one in around if not line.is_filler(one)}
        areas = (area for grade in meant for area in self._areas.get(same_grade(grade), ()))
        return bool(words) and any(words <= area for area in areas)

    @cached_property
    def _areas(self) -> Mapping[str, list[frozenset[object]]]:
        """For each grade the terms of the names of the areas that have it."""
        graded: dict[str, dict[str, None]] = defaultdict(dict)
        for report in self._catalogue.reports.values():
            for area in report.areas:
                if area.grade:
                    graded[same_grade(area.grade)][area.name] = None
        # The same areas come again and again: for each of 435 reports it took a search 0.2 s.
        terms = cache(lambda name: frozenset(sequence(name)))
        return {grade: list(map(terms, names)) for grade, names in graded.items()}

    def _length(self, line: Line, place: int) -> int:
        """How many words from a place on are a grade, of whatever family of reports."""
        if stem(line.at(place)) not in self._begin:
            return 0
        lengths = (
            length
            for length in range(self._longest, 0, -1)
            if self._terms(line, place, length) in self._known
        )
        return next(lengths, 0)

    def _terms(self, line: Line, place: int, length: int) -> Terms:
        words = [line.at(place + step) for step in range(length)]
        return tuple(map(stem, words)) if all(words) else ()

    def _lead_of(self, line: Line, place: int) -> int:
        """Where the words begin that lead to a grade: 'judged to be' Good; the place itself."""
        start = place - 1
        while line.at(start) in self._between:
            start -= 1
        return start if line.at(start) in self._lead else place

    def _denied(self, line: Line, place: int) -> bool:
        return (
            line.at(place - 1) in self._not or line.at(self._lead_of(line, place) - 1) in self._not
        )

    def _stands_out(self, line: Line, place: int, end: int) -> bool:
        """Whether a grade without a word that leads to it is one all the same."""
        if line.opens(place) and line.closes(end):
            return True
        if end - place > 1 or line.at(place) in self._everyday:
            return end - place > 1
        after = line.at(end)
        return not after or after in self._prepositions or after in self._things

    @cached_property
    def _known(self) -> Mapping[Terms, str]:
        """The terms of every grade of every family, and of this build's."""
        every = (*self._labels, *grades_of_families(), *_ways())
        return {sequence(grade): grade for grade in every}

    @cached_property
    def _begin(self) -> frozenset[str]:
        """The terms that any of them begins with."""
        return frozenset(terms[0] for terms in self._known if terms)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._known), default=0)


def same_grade(grade: str) -> str:
    """A grade by its name, however it is printed or said: 'Exceeds' is 'Exceeding the standard'."""
    known = grade_word(grade)
    return known.name if known else _ways().get(grade, grade)


@cache
def _ways() -> Mapping[str, str]:
    """Every way to say a grade that no report prints → the grade."""
    also: Mapping[str, list[str]] = vocabulary().section("grades").data["also"]
    return {way: name for name, ways in also.items() for way in ways}
