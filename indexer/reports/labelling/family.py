"""Families of reports: what each adds to the vocabulary, as data.

A family says by which title and marks it is recognised, which words are its grades, and which
headings it alone prints. It only adds: the mechanism is the same for all, and for a report of no
family. To add a family, add a TOML file to ``families``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from indexer.reports.grade_words import grade_word
from indexer.reports.labelling.vocabulary import (
    Known,
    Role,
    entries,
    family_files,
    load,
    opened,
    shared,
    without_direction,
    words,
)
from indexer.reports.wording import could_be_heading

UNSTRUCTURED = "unstructured"
#: Families of reports that no other recognises, by file: an inspection's, and any other's.
_LAST_RESORTS = ("inspection.toml", f"{UNSTRUCTURED}.toml")

#: 'Good (2019)': the grade of an earlier inspection that still stands; 'Good (2021: Fair)': and
#: what it was then; 'Good (score 23 of 36)'.
_BESIDE = re.compile(r"\s*[\[(][^()\[\]]{2,40}[\])]\s*$")

#: What a title counts for against a mark, and what is enough to be recognised.
TITLE, ENOUGH = 2, 3
#: A title stands within so many lines from the top.
FRONT_LINES = 60
#: What stands before a grade on its line, and how many such lines show that a report of a family
#: without grades has some all the same.
_LABELLED = (
    r"^(?:overall |inspection )?(?:grade|judge?ment|rating)(?: awarded)?(?: ?[:–-])? (?:{})$"
)
PRINTED = 2
#: A family with no more than so much is said to be recognised on weak marks.
WEAK = 3


@dataclass(frozen=True, slots=True)
class Family:
    """One family of reports."""

    name: str
    description: str
    #: Words of its reports' titles, looked for at the front.
    titles: tuple[re.Pattern[str], ...]
    #: Phrases by which it is recognised, each worth one.
    marks: tuple[re.Pattern[str], ...]
    #: The grades, best first, as they are to be shown.
    grades: tuple[str, ...]
    #: Words printed in a grade's place that give none.
    ungraded: tuple[re.Pattern[str], ...]
    #: Its own headings, then those of the vocabulary.
    headings: tuple[Known, ...]
    #: The category of narrative under an area or sub-heading; '' for none.
    narrative: str
    #: What directly below an unknown heading makes it an area.
    area_signs: frozenset[Role]
    #: True where a question is the heading of an area.
    questions: bool = False
    #: True where findings of context carry the name of their chapter as their area.
    names_chapters: bool = False
    #: True where each titled section of context is one document, however long and numbered.
    whole_context: bool = False
    #: True where a report without any grade is misread.
    always_graded: bool = False
    #: True where other families print all its marks, so that only its title tells it.
    needs_title: bool = False

    def known(self, text: str, below: str = "") -> Known | None:
        """The known heading that ``text`` is, given the text directly ``below`` it, or None."""
        return self.known_by_words(words(text), below) if could_be_heading(text) else None

    def known_by_words(self, said: str, below: str = "") -> Known | None:
        """The known heading whose ``vocabulary.words`` are ``said``, or None."""
        return opened(self.headings, said, below)

    def grade(self, text: str) -> str | None:
        """The grade that ``text`` is and nothing else ('GOOD', 'Good Improved' → 'Good'); '' for
        'Ungraded'."""
        said = words(without_direction(_BESIDE.sub("", text)))
        for grade in self.grades:
            if said == grade.casefold():
                return grade
        return "" if any(each.fullmatch(said) for each in self.ungraded) else None


@dataclass(frozen=True, slots=True)
class Recognised:
    """The family of a report, and how sure that is."""

    family: Family
    #: True when no more spoke for it than just enough.
    weak: bool = False


@cache
def families() -> tuple[Family, ...]:
    """All families in the order of their names, without the last resorts."""
    return tuple(_family(name) for name in family_files() if name not in _LAST_RESORTS)


@cache
def grades_of_families() -> tuple[str, ...]:
    """Every grade as the families print it, in their order; no pattern is compiled for it."""
    named = (name for name in family_files() if name not in _LAST_RESORTS)
    return tuple(grade for name in named for grade in _data(name)["grades"])


@cache
def inspection() -> Family:
    """The family of inspections that no other family recognises: they are read by structure."""
    return _family(_LAST_RESORTS[0])


@cache
def unstructured() -> Family:
    """The family of reports that may be no inspections: nothing is said of their layout."""
    return _family(_LAST_RESORTS[1])


@cache
def grade_headings() -> frozenset[str]:
    """The grades of all families, as headings are looked up: none of them names an area."""
    return frozenset(map(words, (*grades_of_families(), *_data(_LAST_RESORTS[0])["grades"])))


@cache
def grade_scale(family: str) -> tuple[str, ...]:
    """The grades of the family of that name, best first; () where it gives none or is unknown."""
    known = (_data(name) for name in family_files())
    return next((tuple(data["grades"]) for data in known if data["name"] == family), ())


@cache
def scale_of(family: str, published: str) -> tuple[str, str]:
    """Which scale the grades of a report are of: the family, and since when it has this scale.

    Grades of two scales are not compared, whatever they are called; '' for the first of a family.
    """
    known = (_data(name) for name in family_files())
    since = next((data.get("rescaled", ()) for data in known if data["name"] == family), ())
    return family, max((one for one in since if one <= published), default="")


@cache
def place_on_scale(grade: str, family: str) -> float | None:
    """How far down the scale of the family of that name a grade stands, whatever its form: from
    0.0, the best, to 1.0. None where it is not on that scale, and where the family has none of its
    own: the grades of inspections of no known family are of any scale.
    """
    if family == inspection().name:
        return None
    scale = list(dict.fromkeys(map(grade_word, grade_scale(family))))
    known = grade_word(grade)
    return scale.index(known) / (len(scale) - 1) if known and known in scale else None


def recognise(lines: Iterable[str]) -> Recognised:
    """The family whose title and marks the lines print most. Where none has a title and a mark, or
    three marks: ``inspection()`` for what calls itself one, else ``unstructured()``."""
    said = [" ".join(line.split()) for line in lines]
    front, text = "\n".join(said[:FRONT_LINES]), "\n".join(said)
    scored = [(_score(family, front, text), family) for family in families()]
    best, family = max(scored, key=lambda pair: pair[0])
    rest = [score for score, other in scored if other is not family]
    if best < ENOUGH or best == max(rest):
        is_inspection = _titled(inspection(), front) and _score(inspection(), front, text) >= ENOUGH
        return Recognised(inspection() if is_inspection else unstructured())
    return Recognised(_graded(family, said), weak=best <= WEAK and not _titled(family, front))


def _graded(family: Family, said: Iterable[str]) -> Family:
    """The family; one that has no grades with those of any, where the report prints several behind
    their label: 'GRADE GOOD'."""
    if family.grades:
        return family
    any_family = inspection()
    grades = "|".join(map(re.escape, any_family.grades))
    labelled = re.compile(_LABELLED.format(grades), re.I)
    if sum(bool(labelled.match(line)) for line in said) < PRINTED:
        return family
    signs = family.area_signs | {Role.GRADE}
    return replace(family, grades=any_family.grades, ungraded=any_family.ungraded, area_signs=signs)


def _score(family: Family, front: str, text: str) -> int:
    if family.needs_title and not _titled(family, front):
        return 0
    marks = sum(bool(mark.search(text)) for mark in family.marks)
    return marks + TITLE * _titled(family, front)


def _titled(family: Family, front: str) -> bool:
    return any(title.search(front) for title in family.titles)


def _data(name: str) -> dict[str, Any]:
    """A family's data; one that is ``like`` another has all that it does not say itself, its
    headings first."""
    data = load(f"families/{name}")
    if "like" not in data:
        return data
    other = _data(data["like"])
    headings = [*data.get("heading", ()), *other.get("heading", ())]
    return {**other, **data, "heading": headings}


def _family(name: str) -> Family:
    data = _data(name)
    return Family(
        name=data["name"],
        description=data["description"],
        titles=tuple(re.compile(title, re.I) for title in data["titles"]),
        marks=tuple(re.compile(mark, re.I) for mark in data["marks"]),
        grades=tuple(data["grades"]),
        ungraded=tuple(re.compile(words, re.I) for words in data.get("ungraded", ())),
        headings=entries(data.get("heading", ())) + shared(),
        narrative=data["narrative"],
        area_signs=frozenset(Role(sign) for sign in data["area_signs"]),
        questions=data.get("questions", False),
        names_chapters=data.get("names_chapters", False),
        always_graded=data.get("always_graded", False),
        needs_title=data.get("needs_title", False),
        whole_context=data.get("whole_context", False),
    )
